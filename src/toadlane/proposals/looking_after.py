"""Who looks after an outcome and who does what because of it: told once, and on *Today* until it is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import DateField, Q, QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on
from toadlane.notices.hearing import Said, Settled
from toadlane.notices.kinds import Kind
from toadlane.notices.telling import Telling
from toadlane.proposals import reviewing
from toadlane.proposals.models import DECISIONS, Action, Statement
from toadlane.record.models import Entry

AHEAD: Final = dt.timedelta(days=7)
"""*Today* shows an action so long before its day; one without a day at once."""
OWNED: Final = Kind(
    "outcome-owned",
    label=gettext_lazy("You look after what came of a proposal"),
    words={"owned": gettext_lazy("{title}: you look after it.")},
    verb=gettext_lazy("See what came of it"),
)
ACTION: Final = Kind(
    "outcome-action",
    label=gettext_lazy("You are to do something because of a proposal"),
    words={"added": gettext_lazy("{title}: you do this: {text}")},
    verb=gettext_lazy("Look at it, and say when it is done"),
)


def stated(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Whoever looks after it from now on is told; who was to look at it again is asked on the new day."""
    yield Settled(reviewing.REVIEW.key, entry.subject)
    found = Statement.objects.select_related("owner", "outcome__revision").get(pk=what["statement"])
    before = Statement.objects.filter(outcome=found.outcome, nth=found.nth - 1).first()
    new = found.owner is not None and (before is None or before.owner_id != found.owner_id)
    if new and found.owner is not None:
        yield Telling(
            OWNED.key,
            to=[found.owner],
            words="owned",
            information_class=DECISIONS,
            values={"title": found.outcome.revision.title},
            url=page_of(entry, what["proposal"]),
            subject=entry.subject,
            except_for=entry.actor,
        )


def added(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever does it is told."""
    found = Action.objects.select_related("who", "outcome__revision").get(pk=what["action"])
    yield Telling(
        ACTION.key,
        to=[found.who],
        words="added",
        information_class=DECISIONS,
        values={"title": found.outcome.revision.title, "text": found.text},
        url=page_of(entry, what["proposal"]),
        subject=entry.subject,
        except_for=entry.actor,
    )


def over(entry: Entry, _what: Said) -> Iterator[Settled]:
    """Nobody has to do it any more."""
    yield Settled(ACTION.key, entry.subject)


def page_of(entry: Entry, proposal: object) -> str:
    """The page of the proposal."""
    return reverse("proposals:proposal", args=[entry.coop.slug, proposal])


def _some(coop: Any, until: Any, who: Any) -> QuerySet[Any, Any]:
    rows = Action.objects.filter(coop=coop, who=who, over__isnull=True)
    return rows.filter(Q(due_on__isnull=True) | Q(due_on__lte=until)).values_list("pk")


SOME = Question(_some, coop=UUIDField(), until=DateField(), who=UUIDField())


def a_due_one(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """Something that one is to do."""
    return SOME, {"coop": who.coop.pk, "until": who.at.day + AHEAD, "who": who.participant.pk}


def for_today(participant: Participant, at: Moment) -> Iterable[Item]:
    """One for each that is due soon, or has no day."""
    if not sight_on(participant, at.day).may_see_class(DECISIONS):
        return
    rows = Action.objects.filter(coop=participant.coop, who=participant, over__isnull=True)
    soon = rows.filter(Q(due_on__isnull=True) | Q(due_on__lte=at.day + AHEAD))
    for one in soon.select_related("outcome__revision").order_by("due_on", "pk")[:20]:
        yield Item(
            title=one.text,
            verb=_("Do it, and say so"),
            url=reverse("proposals:proposal", args=[participant.coop.slug, one.outcome.proposal_id]),
            due_on=one.due_on,
            detail=_("Because of: {title}").format(title=one.outcome.revision.title),
        )
