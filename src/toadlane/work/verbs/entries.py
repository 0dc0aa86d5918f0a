"""Logging, changing and removing single entries: one's own, or anyone's as the bookkeeper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.charter.kinds.hours import Hours
from bylaws.charter.rules import Rule
from bylaws.facts.cells import not_there
from bylaws.facts.file import unknown_work
from bylaws.kernel.faults import InputFault, NotThere, RecordMoved, Refused
from bylaws.record.canonical import Json
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Once, Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append
from toadlane.work.bulk import refused_if_sealed, sealed
from toadlane.work.models import DAY_SECONDS, UNDER_WAY, TimeEntry
from toadlane.work.reads.cells import people_of
from toadlane.work.reads.hours import ONE_DAY, clock_text, entries_of
from toadlane.work.reads.seals import seal_on
from toadlane.work.roles import is_bookkeeper

NOTE_LONGEST = 2000
REMOVE = "hours.remove"


@dataclass(frozen=True, slots=True)
class Stint:
    """Some work on one day; `started` is in seconds since midnight, None where nobody noted it."""

    day: dt.date
    work: str
    seconds: int
    started: int | None = None
    note: str = ""


@transaction.atomic
def log_hours(
    *,
    participant: Participant,
    stint: Stint,
    by: Participant,
    at: Moment,
    key: str,
    overlapping: bool = False,
) -> TimeEntry:
    """Log one entry. `overlapping` accepts that it shares time with another one, or is just like one.

    Faults: `hours.others`, `hours.length`, `hours.ahead`, `hours.note`, `hours.not-there`,
    `hours.unknown-work`, `hours.overlap`, `hours.repeats`, `hours.sealed`, `hours.entry-gone`.
    """
    _refuse_others(participant, by, at)
    said = {**_said(stint), "overlapping": overlapping, "participant": participant.key}
    taken = keys.take(coop=participant.coop, key=key, verb="hours.log", by=by, content=said)
    if not taken.first:
        return _logged_before(participant, taken.result)
    entry = TimeEntry(coop=participant.coop, participant=participant)
    _refuse_unfit(participant, stint, at)
    if not overlapping:
        _refuse_overlap(participant, stint, except_for=entry)
        _refuse_repeat(participant, stint)
    entry.fingerprint = entry.pk.bytes
    _write(entry, stint)
    append(kind="hours.logged.v1", what=_what(entry), by=by, at=at, subject=str(entry.pk))
    taken.keep(entry.pk)
    return entry


@transaction.atomic
def change_hours(
    *, entry: TimeEntry, stint: Stint, by: Participant, at: Moment, key: str, overlapping: bool = False
) -> TimeEntry:
    """Change one entry. An imported one is still known again when its file comes once more.

    Faults: those of `log_hours`, and `hours.entry-gone`.
    """
    _refuse_others(entry.participant, by, at)
    said = {**_said(stint), "entry": str(entry.pk), "overlapping": overlapping}
    taken = keys.take(coop=entry.coop, key=key, verb="hours.change", by=by, content=said)
    held = _held(entry)
    if not taken.first:
        return held
    _refuse_sealed(held, held.day, stint.day)
    _refuse_unfit(held.participant, stint, at)
    if not overlapping:
        _refuse_overlap(held.participant, stint, except_for=held)
    _write(held, stint)
    append(kind="hours.changed.v1", what=_what(held), by=by, at=at, subject=str(held.pk))
    taken.keep(held.pk)
    return held


@transaction.atomic
def remove_hours(*, entry: TimeEntry, by: Participant, at: Moment, key: str) -> None:
    """Remove one entry. Faults `hours.others`, `hours.sealed`, `hours.entry-gone`."""
    _refuse_others(entry.participant, by, at)
    said: dict[str, Json] = {"entry": str(entry.pk)}
    taken = keys.take(coop=entry.coop, key=key, verb=REMOVE, by=by, content=said)
    if not taken.first:
        return
    held = _held(entry)
    _refuse_sealed(held, held.day)
    append(kind="hours.removed.v1", what=_what(held), by=by, at=at, subject=str(held.pk))
    with refused_if_sealed():
        held.delete()
    taken.keep(entry.pk)


def removed_before(*, coop: Coop, key: str) -> bool:
    """Whether this very click has removed its entry already, so that there is nothing left to find."""
    return Once.objects.filter(coop=coop, key=key, verb=REMOVE).exists()


def _refuse_others(participant: Participant, by: Participant, at: Moment) -> None:
    """Everyone logs their own hours; the bookkeeper puts anyone's right."""
    if participant.coop_id != by.coop_id:
        raise absent()
    if participant.pk != by.pk and not is_bookkeeper(by, at):
        raise Refused(
            gettext_noop("These are the hours of {name}."),
            code="hours.others",
            next_step=gettext_noop("Ask {name} or the bookkeeper to change them."),
            name=participant.name,
        )


def _refuse_unfit(participant: Participant, stint: Stint, at: Moment) -> None:
    """What the asker can put right, in the order of the form."""
    if stint.day > at.day:
        raise InputFault(
            gettext_noop("{day} is still to come."),
            code="hours.ahead",
            next_step=gettext_noop("Log hours once they are worked."),
            day=stint.day.isoformat(),
        )
    if seal_on(participant.coop, stint.day):
        raise sealed()
    rule = _rule_on(participant, stint.day)
    if stint.work not in {kind.name for kind in rule.says.kinds}:
        raise unknown_work(stint.work, rule)
    starts_within = stint.started is None or 0 <= stint.started < DAY_SECONDS
    if not 0 < stint.seconds <= DAY_SECONDS or not starts_within:
        raise InputFault(
            gettext_noop("An entry lasts more than no time, and a day at most."),
            code="hours.length",
            next_step=gettext_noop(
                "Write it as 7:30 or 7.5; work past midnight is one entry of the first day."
            ),
        )
    if len(stint.note) > NOTE_LONGEST or "\0" in stint.note:
        raise InputFault(
            gettext_noop("The note is too long, or holds characters that are no text."),
            code="hours.note",
            next_step=gettext_noop("Keep it to {longest} letters."),
            longest=NOTE_LONGEST,
        )
    who = people_of(participant.coop, only=participant)[participant.key]
    if who.stage_on(stint.day) is None:
        raise not_there(who, stint.day)


def _rule_on(participant: Participant, day: dt.date) -> Rule[Hours]:
    """The kinds of work of a day; a day before the charter is the asker's to put right."""
    charter = charter_of(participant.coop)
    try:
        return charter.on(day).rule("hours", Hours)
    except NotThere as early:
        raise InputFault(
            early.template,
            code=early.code,
            next_step=gettext_noop("Give a day from {starts} on."),
            **early.values,
        ) from None


def _refuse_overlap(participant: Participant, stint: Stint, *, except_for: TimeEntry) -> None:
    """Nobody works twice at the same time by mistake."""
    if stint.started is None:
        return
    near = entries_of(participant.coop).filter(
        participant=participant,
        day__range=(stint.day - ONE_DAY, stint.day + ONE_DAY),
        started__isnull=False,
    )
    begin, end = _times(stint.day, stint.started, stint.seconds)
    for other in near.exclude(pk=except_for.pk):
        first, last = _times(other.day, other.started or 0, other.seconds)
        if begin < last and first < end:
            raise InputFault(
                gettext_noop("This overlaps an entry of {work} on {day}, from {start}."),
                code="hours.overlap",
                next_step=gettext_noop("Correct the times, or say that both are right."),
                work=other.work,
                day=other.day.isoformat(),
                start=clock_text(other.started),
            )


def _refuse_repeat(participant: Participant, stint: Stint) -> None:
    """Whoever goes back and sends the form anew has not worked twice; without times no overlap tells."""
    if stint.started is not None:
        return
    same = entries_of(participant.coop).filter(
        participant=participant, day=stint.day, work=stint.work, seconds=stint.seconds, started=None
    )
    if same.filter(note=stint.note).exists():
        raise InputFault(
            gettext_noop("There is an entry just like this on {day} already."),
            code="hours.repeats",
            next_step=gettext_noop("Leave it at that, or say that both are right."),
            day=stint.day.isoformat(),
        )


def _times(day: dt.date, started: int, seconds: int) -> tuple[int, int]:
    begin = day.toordinal() * DAY_SECONDS + started
    return begin, begin + seconds


def _refuse_sealed(held: TimeEntry, *days: dt.date) -> None:
    if seal_on(held.coop, *days):
        raise sealed()


def _held(entry: TimeEntry) -> TimeEntry:
    """The entry as it is now, held by this transaction; fault `hours.entry-gone`."""
    rows = TimeEntry.objects.select_for_update(of=("self",), no_key=True).select_related(
        "participant", "coop"
    )
    found = rows.filter(coop=entry.coop, pk=entry.pk).exclude(source__state__in=UNDER_WAY).first()
    if found is None:
        raise _gone()
    return found


def _logged_before(participant: Participant, entry: str) -> TimeEntry:
    """What an earlier click with the same key logged, unless it was removed since."""
    rows = TimeEntry.objects.select_related("participant")
    found = rows.filter(coop=participant.coop, pk=entry).first()
    if found is None:
        raise _gone()
    return found


def _gone() -> RecordMoved:
    return RecordMoved(
        gettext_noop("This entry is gone: somebody removed it, or undid its import."),
        code="hours.entry-gone",
        next_step=gettext_noop("Look at the month again."),
    )


def _write(entry: TimeEntry, stint: Stint) -> None:
    entry.day, entry.work, entry.note = stint.day, stint.work, stint.note
    entry.seconds, entry.started = stint.seconds, stint.started
    with refused_if_sealed():
        entry.save()


def _said(stint: Stint) -> dict[str, Json]:
    """What was asked, for the key."""
    return {
        "day": stint.day.isoformat(),
        "note": stint.note,
        "seconds": stint.seconds,
        "started": stint.started,
        "work": stint.work,
    }


def _what(entry: TimeEntry) -> dict[str, Json]:
    """What the record says of an entry: not its note, which is between those who may see the hours."""
    return {
        "day": entry.day.isoformat(),
        "entry": str(entry.pk),
        "participant": entry.participant.key,
        "seconds": entry.seconds,
        "started": entry.started,
        "work": entry.work,
    }
