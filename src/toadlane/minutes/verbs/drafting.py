"""Writing minutes, begun from what was captured or by hand, line by line, with what each said before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import FORMER, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.meetings.planned_rows import Invited, Meeting, State
from toadlane.minutes import refusals
from toadlane.minutes.captured import Captured, captured
from toadlane.minutes.life import Life, may_write
from toadlane.minutes.models import CLOSED, Action, EarlierLine, Line, Minutes, Part, Present
from toadlane.minutes.verbs.standing import fitting, held, only_a_draft, only_seen, only_writers, somebody
from toadlane.people.spelling import folded

MOST: Final = 300
"""Lines of one meeting."""
MOST_CLOSED: Final = 20


@dataclass(frozen=True, slots=True)
class Worded:
    """A line as somebody writes it; `who` and `due_on` are for actions, `proposal` for decisions."""

    part: str
    text: str
    title: str = ""
    who: str = ""
    due_on: dt.date | None = None
    proposal: UUID | None = None

    def said(self) -> dict[str, Json]:
        """As the key of a click remembers it."""
        return {
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "part": self.part,
            "proposal": str(self.proposal) if self.proposal else None,
            "text": self.text,
            "title": self.title,
            "who": self.who,
        }


@transaction.atomic
def begin(*, meeting: Meeting, by: Participant, at: Moment) -> Minutes:
    """Begin the minutes of a meeting, with what was captured in it; begun twice, they are begun once.

    Faults: `minutes.not-yours`, `.not-held`.
    """
    if by.coop_id != meeting.coop_id or not sight_on(by, at.day).may_see(meeting):
        raise absent()
    found = Minutes.objects.filter(meeting=meeting, nth=0).first()
    if found is not None:
        return found
    if not may_write(meeting, by, at):
        raise refusals.not_a_writer()
    return make(meeting, by=by, at=at)


def make(meeting: Meeting, *, by: Participant, at: Moment) -> Minutes:
    """The draft, inside a verb's transaction; the one that is there, if somebody was first."""
    kept = (
        Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("coop").get(pk=meeting.pk)
    )
    if kept.state == State.CANCELLED or (kept.state == State.PLANNED and kept.starts_at > at.instant):
        raise refusals.not_yet()
    found = Minutes.objects.filter(meeting=kept, nth=0).first()
    if found is not None:
        return found
    row = Minutes.objects.create(
        coop=kept.coop,
        meeting=kept,
        information_class=kept.information_class,
        begun_by=by,
        begun_at=at.instant,
    )
    for one in captured(kept):
        own = row
        if one.closed:
            inside = [who for who, _there in one.present]
            own = _closed(kept, one.title, inside[0] if inside else by, at)
        _fill(own, one, at)
    return row


def _fill(own: Minutes, what: Captured, at: Moment) -> None:
    """What was captured, into the minutes, or into those of the closed session it was captured in."""
    Present.objects.bulk_create(
        Present(coop=own.coop, minutes=own, participant=who, there=there) for who, there in what.present
    )
    for said in what.lines:
        line = Line(coop=own.coop, minutes=own, written_by=said.by or own.begun_by, written_at=at.instant)
        line.part, line.title, line.text = said.part, said.title, said.text
        line.who, line.due_on, line.proposal_id, line.captured = (
            said.who,
            said.due_on,
            said.proposal,
            said.key,
        )
        _keep(line)


def _closed(meeting: Meeting, title: str, by: Participant, at: Moment) -> Minutes:
    last = Minutes.objects.filter(meeting=meeting).aggregate(last=Max("nth"))["last"] or 0
    if last >= MOST_CLOSED:
        raise refusals.too_many(MOST_CLOSED)
    return Minutes.objects.create(
        coop=meeting.coop,
        meeting=meeting,
        nth=last + 1,
        information_class=CLOSED,
        title=title,
        begun_by=by,
        begun_at=at.instant,
    )


@transaction.atomic
def begin_closed(
    *, minutes: UUID, title: str, there: Collection[str], by: Participant, at: Moment, key: str
) -> Minutes:
    """A closed session gets minutes of its own, which those who were in it see; whoever begins it was.

    Faults: `minutes.not-yours`, `.empty`, `.long`, `.nobody`, `.many`.
    """
    title = " ".join(fitting(title, "title").split())
    content: dict[str, Json] = {"minutes": str(minutes), "there": [*sorted(there)], "title": title}
    taken = keys.take(coop=by.coop, key=key, verb="minutes.begin-closed", by=by, content=content)
    if not taken.first:
        return Minutes.objects.select_related("coop", "meeting").get(coop=by.coop, pk=taken.result)
    life = held(minutes, by, at)
    if not may_write(life.row.meeting, by, at) and by.key not in life.there:
        raise refusals.not_a_writer()
    if not title:
        raise refusals.empty()
    row = _closed(life.row.meeting, title, by, at)
    _set_present(row, {by.key, *there}, (), by, at)
    taken.keep(row.pk)
    return row


@transaction.atomic
def set_attendance(
    *,
    minutes: UUID,
    there: Collection[str],
    apologies: Collection[str] = (),
    guests: str = "",
    by: Participant,
    at: Moment,
) -> Minutes:
    """Say who was there, who had said they would not be, and which guests came; the last that is said holds.

    Faults: `minutes.not-yours`, `.sent`, `.approved`, `.nobody`, `.long`.
    """
    guests = " ".join(fitting(guests, "guests").split())
    life = held(minutes, by, at)
    only_writers(life, by)
    only_a_draft(life)
    _set_present(life.row, there, set(apologies) - set(there), by, at)
    life.row.guests = guests
    life.row.save(update_fields=["guests"])
    return life.row


def _set_present(
    row: Minutes, there: Collection[str], apologies: Collection[str], by: Participant, at: Moment
) -> None:
    """Only people of the co-op who were invited or take part now: others are guests."""
    named = {key: key in set(there) for key in (*there, *apologies)}
    if any("\x00" in key for key in named):  # not every database would even compare it
        raise refusals.nobody()
    found = {one.key: one for one in Participant.objects.filter(coop=by.coop, key__in=named)}
    invited = set(Invited.objects.filter(meeting=row.meeting_id).values_list("participant__key", flat=True))
    gone = {None, FORMER}
    if set(named) - set(found) or any(
        key not in invited and one.stage_on(at.day) in gone for key, one in found.items()
    ):
        raise refusals.nobody()
    Present.objects.filter(minutes=row).delete()
    Present.objects.bulk_create(
        Present(coop=row.coop, minutes=row, participant=found[key], there=named[key]) for key in sorted(named)
    )


@transaction.atomic
def write_line(
    *,
    minutes: UUID,
    worded: Worded,
    by: Participant,
    at: Moment,
    key: str,
    line: UUID | None = None,
    edition: int = 0,
) -> Line:
    """Write a line, or another text of the one that was looked at in its `edition`; the one before stays.

    Faults: `minutes.not-yours`, `.sent`, `.approved`, `.moved`, `.empty`, `.long`, `.many`, `.part`,
    `.nobody`, `.decides-nothing`.
    """
    worded = _fit(worded)
    content: dict[str, Json] = {**worded.said(), "edition": edition, "line": str(line) if line else None}
    content["minutes"] = str(minutes)
    taken = keys.take(coop=by.coop, key=key, verb="minutes.write-line", by=by, content=content)
    if not taken.first:
        return Line.objects.get(coop=by.coop, pk=taken.result)
    life = held(minutes, by, at)
    only_writers(life, by)
    only_a_draft(life)
    _refuse_unfit(life, worded, new=line is None)
    row = Line(coop=by.coop, minutes=life.row, part=worded.part) if line is None else line_of(life, line)
    if line is not None and row.edition != edition:
        raise refusals.moved()
    if worded.proposal is not None and worded.proposal != row.proposal_id:
        only_seen(worded.proposal, by, at)
    reword(row, worded, by, at)
    if worded.part in life.row.said_none:
        life.row.said_none = [one for one in life.row.said_none if one != worded.part]
        life.row.save(update_fields=["said_none"])
    taken.keep(row.pk)
    return row


def _fit(worded: Worded) -> Worded:
    title, text = " ".join(fitting(worded.title, "title").split()), fitting(worded.text, "text")
    return Worded(worded.part, text, title, worded.who, worded.due_on, worded.proposal)


def _refuse_unfit(life: Life, worded: Worded, *, new: bool) -> None:
    if worded.part not in Part.values:
        raise refusals.no_part()
    if worded.part == Part.DECISIONS and not life.row.meeting.decides:
        raise refusals.decides_nothing()
    if not worded.text and not (worded.part == Part.ISSUES and worded.title):
        raise refusals.empty()
    if new:
        only_with_room(life)


def only_with_room(life: Life) -> None:
    """Fault `minutes.many`."""
    if len(life.lines) >= MOST:
        raise refusals.too_many(MOST)


def line_of(life: Life, key: UUID) -> Line:
    """A line of these minutes that was not struck out."""
    found = next((one for one in life.lines if one.pk == key), None)
    if found is None:
        raise absent()
    return found


def reword(row: Line, worded: Worded, by: Participant, at: Moment) -> None:
    """Another text of a line, the one before kept; its action follows while nobody has done anything yet."""
    if not row._state.adding:
        EarlierLine.objects.create(
            coop=row.coop,
            line=row,
            edition=row.edition,
            title=row.title,
            text=row.text,
            written_by=row.written_by,
            written_at=row.written_at,
        )
        row.edition += 1
    row.title, row.text = worded.title, worded.text
    if row.part == Part.ACTIONS:
        row.who, row.due_on = somebody(by, worded.who, at), worded.due_on
    if row.part == Part.DECISIONS:
        row.proposal_id = worded.proposal
    row.written_by, row.written_at = by, at.instant
    _keep(row)


def _keep(row: Line) -> None:
    if row._state.adding:
        last = Line.objects.filter(minutes=row.minutes_id, part=row.part).aggregate(last=Max("order"))["last"]
        row.order = (last or 0) + 1
    row.searched = folded(f"{row.title} {row.text}")
    row.save()
    if row.part != Part.ACTIONS:
        return
    action, new = Action.objects.get_or_create(
        coop=row.coop, line=row, defaults={"who": row.who, "due_on": row.due_on}
    )
    if not new and not action.steps.exists():
        action.who, action.due_on = row.who, row.due_on
        action.save(update_fields=["who", "due_on"])


@transaction.atomic
def strike_line(*, minutes: UUID, line: UUID, by: Participant, at: Moment) -> Line:
    """A line that should not be there; struck out twice, it is struck out once. Its words stay readable."""
    life = held(minutes, by, at)
    only_writers(life, by)
    only_a_draft(life)
    row = Line.objects.filter(minutes=life.row, pk=line).first()
    if row is None:
        raise absent()
    if row.struck_at is None:
        strike(row, at)
    return row


def strike(row: Line, at: Moment) -> None:
    """It is in the minutes no more, and nobody has to do it, unless they did something about it."""
    row.struck_at = at.instant
    row.save(update_fields=["struck_at"])
    Action.objects.filter(line=row, steps__isnull=True).delete()


@transaction.atomic
def say_none(*, minutes: UUID, part: str, none: bool, by: Participant, at: Moment) -> Minutes:
    """Say that nothing was decided, or that nobody promised anything; or take that back."""
    if part not in Part.values:
        raise refusals.no_part()
    life = held(minutes, by, at)
    only_writers(life, by)
    only_a_draft(life)
    said = {*life.row.said_none, part} if none else set(life.row.said_none) - {part}
    life.row.said_none = sorted(said)
    life.row.save(update_fields=["said_none"])
    return life.row
