"""Bringing in several at once, as members decided it of exactly these people."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from bylaws.kernel.faults import InputFault, Refused
from bylaws.record.canonical import Json
from toadlane.candidacy.along import Along, Kind, along
from toadlane.candidacy.hiring import refuse_other_article
from toadlane.candidacy.leading import only_leaders
from toadlane.candidacy.models import Admission
from toadlane.candidacy.steps import articles_for
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import use_exactly
from toadlane.members.verbs.bringing import let_in
from toadlane.record.verbs import append


@transaction.atomic
def bring_along(
    *,
    coop: Coop,
    kind: Kind,
    name: str,
    lines: str,
    from_day: dt.date,
    authority: Authority,
    by: Participant,
    at: Moment,
    key: str,
) -> list[Participant]:
    """The people of a firm, or of another co-op, come in on one decision: all it names, or nobody."""
    only_leaders(coop, by, at)
    content: dict[str, Json] = {
        "authority": str(authority.pk),
        "from_day": from_day.isoformat(),
        "kind": kind,
        "lines": lines,
        "name": name,
    }
    taken = keys.take(coop=coop, key=key, verb="candidacy.bring-along", by=by, content=content)
    if not taken.first:
        rows = Admission.objects.filter(coop=coop, authority=authority).select_related("participant")
        return [row.participant for row in rows.order_by("pk")]
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
    found = along(coop=coop, kind=kind, name=name, lines=lines, from_day=from_day, at=at)
    _refuse_unfit(found, authority)
    refuse_other_article(authority, articles_for(charter_of(coop), found.matter, authority.decided_on))
    use_exactly(
        authority=authority,
        matter=found.matter,
        subject=found.name,
        fingerprint=found.fingerprint,
        by=by,
        at=at,
        used_for=gettext("Brought in the people of {name}").format(name=found.name),
    )
    joined, _entry = let_in(coop=coop, people=found.people, send=True, by=by, at=at)
    for who, person in zip(joined, found.people, strict=True):
        Admission.objects.create(
            coop=coop,
            participant=who,
            to_stage=person.stages[-1].word,
            from_day=person.stages[-1].valid_from,
            authority=authority,
            by=by,
            happened_on=at.day,
        )
    people: list[Json] = [who.key for who in joined]
    what: dict[str, Json] = {"authority": str(authority.pk), "kind": kind, "people": people}
    append(kind="firm.joined.v1", what=what, by=by, at=at)
    taken.keep(authority.pk)
    return joined


def _refuse_unfit(found: Along, authority: Authority) -> None:
    if not found.people:
        raise InputFault(
            gettext_noop("Nobody of them comes in on that day."),
            code="along.nobody",
            next_step=gettext_noop("Write down who agreed, and when; or who is there on that day."),
        )
    if found.full is not None:
        raise Refused(
            gettext_noop("There is no room for all of them."),
            code="candidacy.full",
            next_step=gettext_noop("The charter limits how many members there are; amend it first."),
            article=found.full.article,
        )
    if found.from_day < authority.decided_on:
        raise Refused(
            gettext_noop("It was decided on {decided}, and cannot hold from {day} already."),
            code="candidacy.before-decision",
            next_step=gettext_noop("Give a day from {decided} on."),
            decided=authority.decided_on.isoformat(),
            day=found.from_day.isoformat(),
        )
