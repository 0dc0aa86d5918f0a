"""Saying from when dues are kept here, and which band of them somebody is in."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.charter.kinds.dues import Dues
from bylaws.charter.rules import Rule
from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.membership.dues import amount_of, due_for, may_choose_band
from bylaws.record.canonical import Json
from toadlane.books.verbs.standing import BOOKKEEPER, only_bookkeepers
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.dues.models import DuesBand, DuesKept, DuesPaid
from toadlane.dues.reads import line_of, rule_on
from toadlane.dues.verbs.lasting import end, go_on
from toadlane.members.standing import possible_day
from toadlane.members.verbs.periods import hold
from toadlane.record.verbs import append


@transaction.atomic
def keep_dues(*, coop: Coop, from_day: dt.date, by: Participant, at: Moment, key: str) -> DuesKept:
    """Dues of times that begin on this day or later are kept here; earlier ones are not asked for."""
    only_bookkeepers(coop, by, at)
    content: dict[str, Json] = {"from": from_day.isoformat()}
    taken = keys.take(coop=coop, key=key, verb="dues.keep", by=by, content=content)
    if taken.first:
        Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
        the_rule(coop, at.day)
        possible_day(from_day, coop, at)
        first = (
            DuesPaid.objects.filter(coop=coop, payment__entry__reversed_by=None).order_by("due_for").first()
        )
        if first is not None and first.due_for < from_day:
            raise RecordMoved(
                gettext_noop("Dues for the time from {day} were paid here already."),
                code="dues.kept-before",
                next_step=gettext_noop("Give that day or an earlier one."),
                day=first.due_for.isoformat(),
            )
        DuesKept.objects.update_or_create(coop=coop, defaults={"from_day": from_day})
        append(kind="dues.kept.v1", what=content, by=by, at=at)
    return DuesKept.objects.get(coop=coop)


@transaction.atomic
def choose_band(
    *, participant: Participant, band: str, from_day: dt.date, by: Participant, at: Moment, key: str
) -> None:
    """From the month, quarter or year of a day on somebody pays what a band asks; empty: the usual again.

    Where the charter lets whoever pays choose, they do, or the bookkeeper for them; where a band is asked
    for, the bookkeeper enters it. Nobody chooses for a time that is over. Faults `dues.band`,
    `dues.band-asked-for`.
    """
    coop = participant.coop
    if by.coop_id != coop.pk:
        raise absent()
    rule = the_rule(coop, max(from_day, at.day))
    begins = due_for(from_day, rule.says.per, charter_of(coop).base_front.fiscal_year_starts).from_day
    content: dict[str, Json] = {
        "band": band,
        "from": begins.isoformat(),
        "participant": participant.key,
    }
    taken = keys.take(coop=coop, key=key, verb="dues.choose-band", by=by, content=content)
    if not taken.first:
        return
    _refuse_others(participant, rule, begins, by, at)
    amount_of(rule, band or None)
    possible_day(begins, coop, at)
    hold(participant)
    if band:
        go_on(DuesBand, participant, begins, band=band)
    else:
        _usual(participant, begins)
    entry: dict[str, Json] = {"from": begins.isoformat(), "participant": participant.key}
    append(kind="dues.band-given.v1", what=entry, by=by, at=at, subject=participant.key)


def the_rule(coop: Coop, day: dt.date) -> Rule[Dues]:
    """What the charter of a day says of dues; fault `dues.none` where it asks for none."""
    rule = rule_on(coop, day)
    if rule is None:
        raise Refused(
            gettext_noop("The charter asks for no dues."),
            code="dues.none",
            next_step=gettext_noop("Amend it first, if members are to pay some."),
        )
    return rule


def _usual(participant: Participant, begins: dt.date) -> None:
    left = end(DuesBand, participant, begins)
    if left is not None:
        DuesBand(
            coop=participant.coop,
            participant=participant,
            band=left.band,
            valid_from=begins,
            valid_until=begins,
            replaces=left,
        ).save()


def _refuse_others(
    participant: Participant, rule: Rule[Dues], begins: dt.date, by: Participant, at: Moment
) -> None:
    if not line_of(participant, at.day).pays:
        raise InputFault(
            gettext_noop("{name} pays no dues."),
            code="dues.pays-none",
            next_step=gettext_noop("The charter says who pays: organisations, members, or both."),
            article=rule.article,
            name=participant.name,
        )
    if BOOKKEEPER in by.roles_on(at.day):
        return
    own = by.pk == participant.pk
    if not own or not may_choose_band(rule.says):
        raise Refused(
            gettext_noop("This band is asked for, and entered by the bookkeeper.")
            if own
            else gettext_noop("The band of {name} is not yours to choose."),
            code="dues.band-asked-for",
            next_step=gettext_noop("Ask the bookkeeper."),
            article=rule.article,
            name=participant.name,
        )
    now = due_for(at.day, rule.says.per, charter_of(by.coop).base_front.fiscal_year_starts)
    if begins < now.from_day:
        raise InputFault(
            gettext_noop("What was owed for the time from {day} stays owed."),
            code="dues.band-over",
            next_step=gettext_noop("Choose a day of the time that runs, or a later one."),
            day=begins.isoformat(),
        )
