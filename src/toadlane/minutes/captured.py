"""What there is of a meeting before its minutes: its agenda, and what was captured while it was held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from toadlane.coops.models import Participant
from toadlane.live.models import Attendance, CapturedAction, CapturedDecision, LetIn, Live, Note, Run
from toadlane.meetings.planned_rows import Fate, Item, Meeting
from toadlane.minutes.models import LONGEST, Part

NOT_HELD: Final = frozenset({Fate.CARRIED, Fate.DROPPED})


@dataclass(frozen=True, slots=True)
class Said:
    """One line to begin with; `key` is what it was captured as."""

    part: str
    title: str = ""
    text: str = ""
    who: Participant | None = None
    due_on: dt.date | None = None
    proposal: UUID | None = None
    key: UUID | None = None
    by: Participant | None = None


@dataclass
class Captured:
    """Of a meeting, or of one `closed` session of it: who was there or sent apologies, and the lines."""

    closed: bool = False
    title: str = ""
    present: list[tuple[Participant, bool]] = field(default_factory=list)
    lines: list[Said] = field(default_factory=list)


def captured(meeting: Meeting) -> list[Captured]:
    """The meeting, and each of its closed sessions; of one that was not held here, its agenda."""
    live = Live.objects.filter(meeting=meeting).first()
    if live is None:
        return [Captured(lines=[Said(Part.ISSUES, title=one.title, key=one.pk) for one in _items(meeting)])]
    runs = list(Run.objects.filter(live=live).select_related("item").order_by("taken_up_at", "pk"))
    lines = list(_lines(live, runs))
    closed = {one.pk for one in runs if one.closed}
    main = Captured(present=_present(live), lines=[said for run, said in lines if run not in closed])
    return [main, *(_session(one, lines) for one in runs if one.closed)]


def _items(meeting: Meeting) -> list[Item]:
    rows = Item.objects.filter(meeting=meeting).exclude(fate__in=NOT_HELD)
    return list(rows.order_by("order", "pk"))


def _present(live: Live) -> list[tuple[Participant, bool]]:
    rows = Attendance.objects.filter(live=live).select_related("participant").order_by("participant__key")
    there: dict[Participant, bool] = {}
    for one in rows:
        there[one.participant] = there.get(one.participant, False) or one.how != Attendance.How.APOLOGIES
    return list(there.items())


def _session(run: Run, lines: Iterable[tuple[UUID | None, Said]]) -> Captured:
    let_in = LetIn.objects.filter(run=run).select_related("participant").order_by("participant__key")
    return Captured(
        closed=True,
        title=run.item.title,
        present=[(one.participant, True) for one in let_in],
        lines=[said for of, said in lines if of == run.pk],
    )


def _lines(live: Live, runs: Iterable[Run]) -> Iterator[tuple[UUID | None, Said]]:
    """Each with the item it was written on: the notes of an item together, then decisions, then actions."""
    notes: dict[UUID | None, list[Note]] = {}
    for note in Note.objects.filter(live=live, struck_at=None).order_by("first", "pk"):
        notes.setdefault(note.run_id, []).append(note)
    for run in runs:
        first, *more = _together(notes.get(run.pk, []))
        yield run.pk, Said(Part.ISSUES, title=run.item.title, text=first, key=run.pk)
        for text in more:
            yield run.pk, Said(Part.ISSUES, text=text)
    if None in notes:
        for text in _together(notes[None]):
            yield None, Said(Part.ISSUES, text=text)
    rows = CapturedDecision.objects.filter(live=live, struck_at=None).select_related("written_by")
    for one in rows.order_by("written_at", "pk"):
        said = Said(Part.DECISIONS, text=one.text, proposal=one.proposal_id, key=one.pk, by=one.written_by)
        yield one.run_id, said
    promised = CapturedAction.objects.filter(live=live, struck_at=None).select_related("who", "written_by")
    for each in promised.order_by("written_at", "pk"):
        own = {"key": each.pk, "by": each.written_by, "who": each.who, "due_on": each.due_on}
        yield each.run_id, Said(Part.ACTIONS, text=each.text, **own)


def _together(notes: Iterable[Note]) -> list[str]:
    """Every word of them, in as few texts as lines hold; no note is longer than one line."""
    texts = [""]
    for one in notes:
        both = f"{texts[-1]}\n\n{one.text}" if texts[-1] else one.text
        if len(both) <= LONGEST["text"]:
            texts[-1] = both
        else:
            texts.append(one.text)
    return texts
