"""Adopting what members decided: exactly the text their decision names, by the rule for amendments."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from bylaws.charter.drafting import write_amendment
from bylaws.charter.rights import Lowered, Way, lowered, way_to_amend
from bylaws.kernel.faults import CharterAmbiguous, RecordMoved, Refused
from bylaws.record.canonical import Json
from toadlane.amending.composing import Composed, composed, same_day
from toadlane.amending.models import AmendmentDraft, DraftedArticle
from toadlane.amending.rights import only_keepers
from toadlane.charter.lineage import of_draft
from toadlane.charter.models import CharterText
from toadlane.charter.verbs import TextRefused, adopt_amendment
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import refuse_open_ended, use_authority

MATTER: Final = "amend-charter"


@transaction.atomic
def adopt_draft(
    *,
    draft: AmendmentDraft,
    authority: Authority,
    by: Participant,
    at: Moment,
    key: str,
    came_after: bool | None = None,
) -> CharterText:
    """Adopt a draft as members decided. What stands in it now must be what they decided on, to the letter.

    `came_after` says, of two adopted on one day on one article, whether this one was decided after.
    """
    only_keepers(draft.coop, by, at)
    content: dict[str, Json] = {"authority": str(authority.pk), "draft": str(draft.pk), "after": came_after}
    taken = keys.take(coop=draft.coop, key=key, verb="amending.adopt", by=by, content=content)
    if not taken.first:
        return CharterText.objects.get(coop=draft.coop, pk=taken.result)
    Coop.objects.select_for_update(no_key=True).get(pk=draft.coop_id)
    held = AmendmentDraft.objects.select_for_update(no_key=True, of=("self",)).get(pk=draft.pk)
    held.coop = draft.coop
    refuse_settled(held)
    refuse_open_ended(authority)
    articles = list(DraftedArticle.objects.filter(draft=held))
    found = composed(held, articles, on=authority.decided_on, came_after=came_after)
    _use(held, found, authority, by=by, at=at)
    _refuse_unfit(found, authority, came_after)
    by_whom = gettext("decision of {day}").format(day=authority.decided_on.isoformat())
    source = write_amendment(found.pieces, found.says, adopted=authority.decided_on, by=by_whom).source
    text = adopt_amendment(
        coop=held.coop,
        name=held.name,
        source=source,
        by=by,
        at=at,
        key=f"amendment {held.pk}",
        copied=of_draft(one.taken for one in articles if one.taken and not one.is_off),
    )
    held.adopted, held.authority = text, authority.pk
    held.save(update_fields=["adopted", "authority"])
    taken.keep(text.pk)
    return text


def _use(held: AmendmentDraft, found: Composed, authority: Authority, *, by: Participant, at: Moment) -> None:
    """The decision allows this text alone, and only if it was taken by the rule for amendments."""
    way = way_of(found, held.from_day, on=authority.decided_on)
    if way and authority.article not in way.articles:
        raise Refused(
            gettext_noop("This decision was taken by {given}; a change like this is decided by {wanted}."),
            code="amending.other-article",
            next_step=gettext_noop(
                "Have the members decide by that article, and enter the decision with it."
            ),
            article=way.articles[-1],
            given=authority.article,
            wanted=way.articles[-1],
        )
    use_authority(
        authority=authority,
        matter=MATTER,
        subject=held.name,
        fingerprint=found.digest,
        by=by,
        at=at,
        used_for=gettext("Adopted the amendment {name}").format(name=held.name),
    )


def _refuse_unfit(found: Composed, authority: Authority, came_after: bool | None) -> None:  # noqa: FBT001 - three answers
    others = same_day(found.charter, found.pieces, authority.decided_on)
    if came_after is None and any(one.name not in found.says.supersedes for one in others):
        raise CharterAmbiguous(
            gettext_noop("“{other}” was decided on the same day and settles the same article."),
            code="amending.same-day",
            next_step=gettext_noop("Say which of the two was decided later: the later one wins."),
            other=others[-1].name,
        )
    serious = [one.fault for one in found.findings if one.serious]
    if serious:
        raise TextRefused(serious)


def way_of(found: Composed, from_day: dt.date, *, on: dt.date) -> Way | None:
    """By which articles of the charter of a day this draft is decided."""
    return way_to_amend(found.before(on), lowers=bool(taken_away(found, from_day)))


def taken_away(found: Composed, from_day: dt.date) -> list[Lowered]:
    """What members would have no longer."""
    after = found.after(from_day)
    return lowered(found.before(from_day), after) if after else []


def refuse_settled(held: AmendmentDraft) -> None:
    """A draft is adopted once, and not while it is withdrawn."""
    if held.adopted_id is not None:
        raise RecordMoved(
            gettext_noop("This amendment is adopted already."),
            code="amending.adopted",
            next_step=gettext_noop("There is nothing left to do here."),
        )
    if held.withdrawn_at is not None:
        raise RecordMoved(
            gettext_noop("{name} has withdrawn this draft."),
            code="amending.withdrawn",
            next_step=gettext_noop("Take it up again first; nothing of it is lost."),
            name=held.withdrawn_by,
        )
