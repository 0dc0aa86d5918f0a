"""That somebody else leaves: told by whoever keeps the list, and confirmed or denied by a second person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, cast

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.membership import departing
from bylaws.record.canonical import Json
from toadlane.charter.verbs import plain_text
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import MEMBER, Participant
from toadlane.coops.moment import Moment
from toadlane.leaving import reckoning
from toadlane.leaving.models import LONGEST, Departure, DepartureAnswered, DepartureTold, DepartureWords, Way
from toadlane.leaving.standing import only_keepers
from toadlane.leaving.verbs.going import Told, keep_words, leave, open_departure, refuse_unfit, running, use
from toadlane.members.seconding import ALONE, others, refuse_alone
from toadlane.members.verbs.periods import hold
from toadlane.record.models import Entry
from toadlane.record.verbs import append

BACK: Final = dt.timedelta(days=31)
SINCE_A_DEATH: Final = dt.timedelta(days=366)
"""So far back it can lie that somebody left, or died."""


@transaction.atomic
def tell_departure(
    *, participant: Participant, told: Told, by: Participant, at: Moment, key: str
) -> DepartureTold:
    """Whoever keeps the list says that somebody else left by notice, retires, or died.

    Nothing changes by it: a second member confirms it, or whoever it is about says that it is not so.
    """
    coop = participant.coop
    only_keepers(coop, by, at)
    taken = keys.take(coop=coop, key=key, verb="leaving.tell", by=by, content=told.said(participant))
    if not taken.first:
        return DepartureTold.objects.get(coop=coop, pk=taken.result)
    refuse_unfit(participant, told, by, at)
    hold(participant)
    leaves_on = told.told_on if told.way == "death" else told.leaves_on
    found = reckoning.departure(participant, told.way, told_on=told.told_on, leaves_on=leaves_on)
    if found.value.decided_as:
        use(participant, found, None, by=by, at=at)
    _refuse_waiting(participant, told, at)
    _refuse_long_ago(participant, told, found.value.leaves_on, at)
    row = DepartureTold.objects.create(
        coop=coop,
        participant=participant,
        way=told.way,
        told_on=told.told_on,
        leaves_on=found.value.leaves_on,
        by=by,
        entered_on=at.day,
    )
    keep_words(told.words, participant, told.way, by, told=row)
    append(kind="departure.told.v1", what=_what(row), by=by, at=at, subject=participant.key)
    taken.keep(row.pk)
    return row


@transaction.atomic
def confirm_departure(*, told: DepartureTold, by: Participant, at: Moment, key: str) -> Departure:
    """A second member, or whoever leaves, says that it is so: now it counts, as of the day that was told."""
    only_second(told, by, at)
    content: dict[str, Json] = {"told": str(told.pk)}
    taken = keys.take(coop=told.coop, key=key, verb="leaving.confirm", by=by, content=content)
    if not taken.first:
        return Departure.objects.get(coop=told.coop, pk=taken.result)
    held = _hold(told)
    refuse_alone(held.by, held.participant, held.entered_on, by, at)
    if held.is_over(at.day):
        raise Refused(
            gettext_noop("This was told on {day}, which is too long ago."),
            code="departing.told-long-ago",
            next_step=gettext_noop("If it is so, it is told anew."),
            day=held.entered_on.isoformat(),
        )
    who = held.participant
    way = cast(departing.Way, held.way)
    found = reckoning.departure(who, way, told_on=held.told_on, leaves_on=held.leaves_on)
    if found.value.decided_as:
        use(who, found, None, by=by, at=at)
    meant = Told(way, held.told_on, held.leaves_on)
    departure = leave(who, found, meant, by=by, at=at, entered_by=held.by.key, told_row=held.pk)
    DepartureWords.objects.filter(told=held).update(departure=departure)
    DepartureAnswered.objects.create(
        coop=held.coop, told=held, departure=departure, by=by, happened_on=at.day
    )
    taken.keep(departure.pk)
    return departure


@transaction.atomic
def deny_departure(
    *, told: DepartureTold, because: str = "", by: Participant, at: Moment, key: str
) -> DepartureAnswered:
    """Whoever it is about, whoever told it, or a member says that it is not so; others than they say why."""
    only_second(told, by, at, may_deny=True)
    said = plain_text(because).strip()
    content: dict[str, Json] = {"because": said, "told": str(told.pk)}
    taken = keys.take(coop=told.coop, key=key, verb="leaving.deny", by=by, content=content)
    if not taken.first:
        return DepartureAnswered.objects.get(told=told)
    held = _hold(told)
    least = 0 if by.pk == held.participant_id else 1
    if not least <= len(said) <= LONGEST["because"]:
        raise InputFault(
            gettext_noop("Say why it is not so, in up to {longest} letters."),
            code="departing.denied-because",
            next_step=gettext_noop("A few words do, such as “the day was another one”."),
            longest=LONGEST["because"],
        )
    row = DepartureAnswered.objects.create(coop=held.coop, told=held, by=by, because=said, happened_on=at.day)
    DepartureWords.objects.filter(told=held).delete()
    what = {**content, "participant": held.participant.key}
    append(kind="departure.denied.v1", what=what, by=by, at=at, subject=held.participant.key)
    taken.keep(row.pk)
    return row


def only_second(told: DepartureTold, by: Participant, at: Moment, *, may_deny: bool = False) -> None:
    """Refuse whoever is neither a member nor the one it is about."""
    if by.coop_id != told.coop_id:
        raise absent()
    own, member = by.pk == told.participant_id, by.stage_on(at.day) == MEMBER
    if (told.way != Way.DEATH if own else member) or (may_deny and (own or by.pk == told.by_id)):
        return
    raise Refused(
        gettext_noop("That somebody leaves is confirmed by a member, or by whoever leaves."),
        code="departing.members",
        next_step=gettext_noop("Ask a member."),
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody may say to what was told."""

    waits: bool
    confirm: bool
    deny: bool
    alone_until: dt.date | None
    """Where nobody else is there who could confirm it: from when whoever told it can."""


def may_answer(held: DepartureTold, who: Participant, at: Moment) -> Answers:
    """For its page: what the verbs would let them do."""
    own, teller = who.pk == held.participant_id, who.pk == held.by_id
    waits = not held.is_answered and not held.is_over(at.day)
    member = who.stage_on(at.day) == MEMBER
    alone_until = (
        held.entered_on + ALONE if waits and teller and not others(held.by, held.participant, at) else None
    )
    after = alone_until is not None and at.day >= alone_until
    second = held.way != Way.DEATH if own else member and (after or not teller)
    return Answers(waits, waits and second, waits and (own or teller or member), alone_until)


def _hold(told: DepartureTold) -> DepartureTold:
    """What was told as it stands, with whoever else would answer it waiting."""
    hold(told.participant)
    rows = DepartureTold.objects.select_related("coop", "participant__coop", "by", "answer__by")
    held = rows.get(pk=told.pk)
    if held.is_answered:
        raise RecordMoved(
            gettext_noop("{name} has answered this already."),
            code="departing.answered",
            next_step=gettext_noop("There is nothing left to do here."),
            name=held.answer.by.name,
        )
    return held


def _refuse_waiting(who: Participant, told: Told, at: Moment) -> None:
    """One departure at a time, also of those that only wait to be one."""
    leaves = open_departure(who)
    if leaves is not None and told.way != "death":
        raise running(who, leaves)
    for row in DepartureTold.objects.filter(participant=who, answer=None):
        if not row.is_over(at.day):
            raise RecordMoved(
                gettext_noop("That {name} leaves was told already, and waits for a second member."),
                code="departing.told-twice",
                next_step=gettext_noop("Look at it, and say that it is not so if it was another day."),
                name=who.name,
            )


def _refuse_long_ago(who: Participant, told: Told, leaves_on: dt.date, at: Moment) -> None:
    """It cannot lie long back, nor before something they did here themselves."""
    first = at.day - (SINCE_A_DEATH if told.way == "death" else BACK)
    if leaves_on < first:
        raise InputFault(
            gettext_noop("{day} is further back than a departure is told."),
            code="departing.long-ago",
            next_step=gettext_noop("Give {first} or a later day as the first on which they are gone."),
            day=leaves_on.isoformat(),
            first=first.isoformat(),
        )
    last = Entry.objects.filter(coop=who.coop, actor=who.key).order_by("-happened_at").first()
    acted_on = Moment.of(last.happened_at, coop=who.coop).day if last else None
    if acted_on is not None and acted_on > leaves_on:
        raise Refused(
            gettext_noop("{name} did something here on {day}, and was not gone before it."),
            code="departing.acted",
            next_step=gettext_noop("Give a later day; the record shows what it was."),
            name=who.name,
            day=acted_on.isoformat(),
        )


def _what(row: DepartureTold) -> dict[str, Json]:
    return {
        "leaves_on": row.leaves_on.isoformat(),
        "participant": row.participant.key,
        "told": str(row.pk),
        "told_on": row.told_on.isoformat(),
        "way": row.way,
    }
