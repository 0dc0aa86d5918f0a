"""What the page of a meeting that is held asks: as many questions for five hundred people as for five."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.safestring import SafeString

from bylaws.kernel.reasons import Explained
from bylaws.meetings.leading import LEADING, leads
from bylaws.meetings.quorum import Quorum
from bylaws.meetings.speaking import Place as Placed
from toadlane.charter.prose import as_html_once
from toadlane.coops.access import Place, absent
from toadlane.coops.models import Participant
from toadlane.live.models import (
    Attendance,
    CapturedAction,
    CapturedDecision,
    LetIn,
    Live,
    Note,
    NoteEdition,
    PutProposal,
    RoundSeat,
    Run,
    Turn,
)
from toadlane.live.order import in_order, in_turn
from toadlane.live.shown import Asked, InRound, Line, There
from toadlane.meetings.plan_reads import AGENDA_ITEM
from toadlane.meetings.planned_rows import Fate, Invited, Item, Meeting, Part
from toadlane.meetings.quorate import quorum_of
from toadlane.proposals import origins
from toadlane.proposals.choosing import stances, takes_positions
from toadlane.proposals.entered import keeps_papers
from toadlane.proposals.life import Life, lives
from toadlane.proposals.models import DECISIONS, Position, Proposal, Revision
from toadlane.proposals.parts import part_of

FACILITATOR, SCRIBE = "facilitator", "scribe"
OPEN_AT_MOST: Final = 50
SAID = {
    Position.Stance.AGREE,
    Position.Stance.ABSTAIN,
    Position.Stance.STAND_ASIDE,
    Position.Stance.DISAGREE,
}
"""What one says with one click; what needs words is said on the page of the proposal."""

Row = TypeVar("Row", Note, CapturedDecision, CapturedAction)


@dataclass(frozen=True)
class Hall:
    """A meeting as somebody has it before them."""

    place: Place
    meeting: Meeting
    live: Live | None

    @property
    def me(self) -> Participant:
        """Whoever looks."""
        return self.place.member

    @property
    def is_on(self) -> bool:
        """Whether it is held now."""
        return self.live is not None and self.live.ended_at is None

    @property
    def may_write(self) -> bool:
        """Whether what is written can still be put right by whoever looks."""
        return self.live is not None and self.live.sealed_at is None and self.takes_part

    @cached_property
    def invited(self) -> list[Participant]:
        """Those who are invited, by name."""
        rows = Invited.objects.filter(meeting=self.meeting).select_related("participant")
        return [row.participant for row in rows.order_by("participant__name", "participant__key")]

    @cached_property
    def people(self) -> list[There]:
        """Those who are invited, with when they were there; those who are there first."""
        of: dict[UUID, list[Attendance]] = {}
        for row in Attendance.objects.filter(live=self.live).order_by("pk") if self.live else ():
            of.setdefault(row.participant_id, []).append(row)
        found = [There(one, of.get(one.pk, [])) for one in self.invited]
        return sorted(found, key=lambda one: not one.is_here)

    @cached_property
    def here(self) -> list[There]:
        """Those who are there now."""
        return [one for one in self.people if one.is_here]

    @cached_property
    def keys_here(self) -> set[str]:
        """Their keys."""
        return {one.participant.key for one in self.here}

    @property
    def sorry(self) -> list[Participant]:
        """Those who sent apologies."""
        return [one.participant for one in self.people if one.now is not None and not one.is_here]

    @property
    def mine(self) -> Attendance | None:
        """Where whoever looks is."""
        return next((one.now for one in self.people if one.participant.pk == self.me.pk), None)

    @property
    def am_here(self) -> bool:
        """Whether whoever looks is there."""
        return self.me.key in self.keys_here

    @property
    def takes_part(self) -> bool:
        """Whether whoever looks is invited."""
        return any(one.pk == self.me.pk for one in self.invited)

    @cached_property
    def parts(self) -> list[Part]:
        """Who has which part."""
        rows = Part.objects.filter(meeting=self.meeting).select_related("participant")
        return list(rows.order_by("role", "participant__name"))

    def holding(self, role: str) -> set[str]:
        """The keys of those who have a part."""
        return {part.participant.key for part in self.parts if part.role == role}

    @property
    def leads(self) -> bool:
        """Whether whoever looks leads the meeting now."""
        said = leads(self.me.key, facilitators=self.holding(FACILITATOR), here=self.keys_here)
        return self.is_on and said in LEADING

    @property
    def notes_others(self) -> bool:
        """Whether they keep the list of who is there."""
        return self.is_on and (self.leads or self.me.key in self.holding(SCRIBE))

    @cached_property
    def runs(self) -> dict[UUID, Run]:
        """The items that were taken up."""
        rows = Run.objects.filter(live=self.live) if self.live else ()
        return {row.item_id: row for row in rows}

    @cached_property
    def _let_in(self) -> set[UUID]:
        closed = [run.pk for run in self.runs.values() if run.closed]
        rows = LetIn.objects.filter(run__in=closed, participant=self.me)
        return set(rows.values_list("run", flat=True)) if closed else set()

    def sees(self, run: Run | None) -> bool:
        """Whether whoever looks sees what is written on an item."""
        return run is None or not run.closed or run.pk in self._let_in

    @cached_property
    def agenda(self) -> list[Line]:
        """Every item, with what was written on it."""
        rows = Item.objects.filter(meeting=self.meeting).exclude(fate=Fate.DROPPED).select_related("owner")
        return [self._line(item, self.runs.get(item.pk)) for item in rows.order_by("order", "id")]

    @cached_property
    def whole(self) -> Line:
        """What was written on no item."""
        return self._line(None, None)

    @property
    def at_hand(self) -> Line | None:
        """The item at hand."""
        return next((line for line in self.agenda if line.run and line.run.state == Run.State.ON), None)

    @property
    def raise_url(self) -> str:
        """Where a proposal is begun from the item at hand, in its own words."""
        line = self.at_hand
        return origins.begins(self.place, AGENDA_ITEM, line.item.pk) if line and line.item else ""

    @property
    def waits(self) -> bool:
        """Whether an item was not taken up yet."""
        return any(line.run is None and line.item and line.item.fate == Fate.OPEN for line in self.agenda)

    @cached_property
    def written(self) -> list[Line]:
        """What was written that whoever looks may see, by item."""
        return [
            line for line in (self.whole, *self.agenda) if line.is_written or (line.run and not line.sees)
        ]

    def _line(self, item: Item | None, run: Run | None) -> Line:
        sees, key = self.sees(run), run.pk if run else None
        if not sees or (item is not None and run is None):
            return Line(item, run, sees)
        return Line(
            item,
            run,
            sees,
            self._notes.get(key, []),
            self._decisions.get(key, []),
            self._actions.get(key, []),
        )

    @cached_property
    def _notes(self) -> dict[UUID | None, list[Note]]:
        rows = Note.objects.filter(live=self.live).select_related("written_by")
        return by_run(rows.order_by("first", "id")) if self.live else {}

    @cached_property
    def _decisions(self) -> dict[UUID | None, list[CapturedDecision]]:
        rows = CapturedDecision.objects.filter(live=self.live).select_related("written_by")
        return by_run(rows.order_by("id")) if self.live else {}

    @cached_property
    def _actions(self) -> dict[UUID | None, list[CapturedAction]]:
        rows = CapturedAction.objects.filter(live=self.live).select_related("written_by", "who")
        return by_run(rows.order_by("id")) if self.live else {}

    @cached_property
    def turns(self) -> list[Turn]:
        """Everybody's turns."""
        return list(Turn.objects.filter(live=self.live).select_related("participant")) if self.live else []

    @property
    def speaking(self) -> Turn | None:
        """Whoever has the floor."""
        return next((one for one in self.turns if one.called_at and one.done_at is None), None)

    @cached_property
    def stack(self) -> list[tuple[Turn, Placed]]:
        """Those who wait for the floor, in order, each with why."""
        now = self.at_hand
        return in_order(self.turns, now.run.pk if now and now.run else None)

    @property
    def my_turn(self) -> Turn | None:
        """Whether whoever looks waits or speaks."""
        return next((one for one in self.turns if one.participant_id == self.me.pk and not one.done_at), None)

    @cached_property
    def round(self) -> InRound | None:
        """The round that is on."""
        if not self.is_on:
            return None
        rows = RoundSeat.objects.filter(round__live=self.live, round__ended_at=None)
        seats = list(rows.select_related("round__begun_by", "participant"))
        if not seats:
            return None
        who = {seat.participant.key: seat.participant for seat in seats}
        return InRound(
            seats[0].round,
            [who[key] for key in in_turn(seats, self.keys_here)],
            sum(seat.heard_at is not None for seat in seats),
            [seat.participant for seat in seats if seat.passed_at and not seat.heard_at],
        )

    @cached_property
    def quorum(self) -> Sequence[Explained[Quorum]]:
        """Whether enough are there, by each rule that asks for it."""
        return quorum_of(self.meeting, self.keys_here, self.place.moment.day) if self.is_on else ()

    @cached_property
    def asked(self) -> list[Asked]:
        """The proposals that are put to the item at hand, as far as whoever looks may see them."""
        line = self.at_hand
        if line is None or line.run is None or not line.sees:
            return []
        rows = PutProposal.objects.filter(run=line.run).select_related(
            "proposal__coop", "proposal__outcome", "proposal__raised_by", "proposal__about"
        )
        seen = list(rows.order_by("pk"))
        if not self.place.sight.may_see_class(DECISIONS):
            mine = set(part_of(self.place.sight).values_list("pk", flat=True)) if seen else set()
            seen = [row for row in seen if row.proposal_id in mine]
        found = lives(self.place.coop, [row.proposal for row in seen])
        return [self._asked(row, life) for row, life in zip(seen, found, strict=True)]

    def _asked(self, row: PutProposal, life: Life) -> Asked:
        now = life.state(self.place.moment.instant).value
        outcome = row.proposal.outcome if hasattr(row.proposal, "outcome") else None
        mine = life.elector(self.me.key)
        can = stances(now, mine) if outcome is None and mine is not None else []
        simple = [] if now.secret or life.options else [one for one in can if one in SAID]
        enters = outcome is None and takes_positions(now) and not now.secret
        return Asked(
            row,
            life,
            now,
            simple,
            life.stands().get(self.me.key),
            outcome,
            elsewhere=len(can) > len(simple),
            noted=row.proposal_id in self._noted,
            on_paper=enters and keeps_papers(self.place.sight),
        )

    @property
    def _noted(self) -> set[UUID | None]:
        found = (one for rows in self._decisions.values() for one in rows if one.struck_at is None)
        return {one.proposal_id for one in found}

    @cached_property
    def could_be_put(self) -> list[tuple[UUID, str]]:
        """Open proposals that may be put to the item at hand."""
        if not (self.is_on and self.am_here and self.meeting.decides and self.at_hand):
            return []
        rows = Proposal.objects.filter(coop=self.place.coop, outcome__isnull=True)
        if not self.place.sight.may_see_class(DECISIONS):
            rows = rows.filter(pk__in=part_of(self.place.sight))
        put = {one.put.proposal_id for one in self.asked}
        titled = rows.annotate(title=Subquery(latest_titles())).order_by("-pk")[:OPEN_AT_MOST]
        return [(row.pk, row.title) for row in titled if row.pk not in put]


def latest_titles() -> QuerySet[Revision, str]:
    """What a proposal is called now."""
    rows = Revision.objects.filter(proposal=OuterRef("pk")).order_by("-nth")
    return rows.values_list("title", flat=True)[:1]


def by_run(rows: Iterable[Row]) -> dict[UUID | None, list[Row]]:
    """What was written, by the item it was written on."""
    found: dict[UUID | None, list[Row]] = {}
    for row in rows:
        found.setdefault(row.run_id, []).append(row)
    return found


def hall(place: Place, key: UUID) -> Hall:
    """The meeting of a key, for whoever may see it."""
    rows = Meeting.objects.select_related("coop", "series")
    meeting = place.find(rows, pk=key)
    live = Live.objects.filter(meeting=meeting).select_related("coop", "opened_by", "ended_by").first()
    if live is not None:
        live.meeting = meeting
    return Hall(place, meeting, live)


def going(place: Place, key: UUID) -> tuple[Hall, Live]:
    """The same, of a meeting that was opened."""
    found = hall(place, key)
    if found.live is None:
        raise absent()
    return found, found.live


def note_at(found: Hall, key: UUID) -> tuple[Note, list[NoteEdition]]:
    """A paragraph, and what it said before, the latest first."""
    rows = Note.objects.filter(live=found.live, pk=key).select_related(
        "live__meeting__coop", "run__item", "written_by"
    )
    note = rows.first()
    if note is None or not found.sees(note.run):
        raise absent()
    earlier = NoteEdition.objects.filter(note=note).select_related("written_by")
    return note, list(earlier.order_by("-nth"))


def captured_at(found: Hall, model: type[Row], key: UUID) -> Row:
    """A decision or an action that was captured."""
    row = model.objects.filter(live=found.live, pk=key).select_related("live__meeting__coop", "run").first()
    if row is None or not found.sees(row.run):
        raise absent()
    return row


def prose(note: Note) -> SafeString:
    """A paragraph as it is shown: sanitised Markdown, of which nothing is kept in memory."""
    return as_html_once(note.text)
