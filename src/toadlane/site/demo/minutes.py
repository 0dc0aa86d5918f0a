"""Three meetings of two co-ops that were held and written down: approved, out with a correction, a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import QuerySet

from toadlane.live import verbs as live_verbs
from toadlane.live.models import Live
from toadlane.meetings.arranging import ItemWanted
from toadlane.meetings.planned_rows import Item, Meeting, Part
from toadlane.meetings.verbs import put_item
from toadlane.minutes import verbs
from toadlane.minutes.models import Action, Minutes, Present
from toadlane.minutes.verbs.correcting import Suggested

if TYPE_CHECKING:
    from toadlane.coops.models import Participant
    from toadlane.coops.moment import Moment
    from toadlane.site.demo.load import Loading


@dataclass(frozen=True, slots=True)
class Promised:
    """What somebody took on, due so many days after the meeting; `done` says whether they did it."""

    text: str
    days: int
    done: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One meeting: what was put on its agenda, said, decided and promised, and what stays among a few."""

    item: str
    said: str
    decided: str
    promised: tuple[Promised, ...]
    closed: tuple[str, str] | None = None


OTHERWISE: Final = " Whoever cannot live with it says so by Friday."
BECAUSE: Final = "We said that too, at the end."
LATE: Final = "We came to this only after the break."
BREAK: Final = "Read as it stands, it seems to have been first."
MEETINGS: Final[Mapping[str, Sequence[Told]]] = {
    "lantern": (
        Told(
            "The spare laptop",
            "Two of us need one, and the repair takes **a week**.\n\n- the bag goes with it\n- the dock too",
            "Dee has the spare laptop until the repaired one is back.",
            (
                Promised("Take the broken laptop to the repair shop", 2, done=True),
                Promised("Ask the landlord about the draughty window", 6),
            ),
            ("A quarrel about the night shifts", "Both told their side. We listen again in a month."),
        ),
        Told(
            "The days between the years",
            "Clients were asked: nobody needs us before the second of January.",
            "We close from 24 December to 1 January; one of us reads urgent mail each day.",
            (Promised("Write the note to our clients", 30), Promised("Draw up who reads the mail", 4)),
        ),
        Told(
            "A bench for the yard",
            "The carpenters next door would build one for *a day of web work*.",
            "We swap a day of web work for a bench.",
            (Promised("Measure the wall in the yard", 21),),
        ),
    ),
    "patchwork": (
        Told(
            "The sewing room’s website",
            "They like the second draft. The shop page can wait until **spring**.",
            "We build the pages first and the shop in spring, at the price we named.",
            (
                Promised("Send the sewing room the new plan", 1, done=True),
                Promised("Ask two co-ops how they run their shops", 7),
            ),
            ("Lou’s loan for the bicycle", "Lou pays it back over ten months. Nothing else changes."),
        ),
        Told(
            "Who answers on Fridays",
            "Three weeks without a plan were enough.\n\n1. Kai\n2. Lou\n3. Mai, from next month",
            "We take turns on Fridays, a month each, and swap among ourselves.",
            (
                Promised("Put the turns into the calendar", 3),
                Promised("Tell the clients who ask most", 25),
            ),
        ),
        Told(
            "A shelf for the archive",
            "The boxes in the hall are in everybody’s way.",
            "We buy one shelf, for at most 120.00.",
            (Promised("Look for a used shelf first", 18),),
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Evening:
    """A meeting while it is held: who leads, who writes, and what is told of it."""

    loading: Loading
    live: Live
    told: Told
    leads: Participant
    writes: Participant
    at: Moment

    def take_up(self, title: str) -> UUID:
        """The next item."""
        item = Item.objects.get(meeting=self.live.meeting_id, title=title).pk
        run = live_verbs.take_up(live=self.live, item=item, by=self.leads, at=self.at)
        found: UUID = run.item_id
        return found

    def finish(self, item: UUID) -> None:
        """It is done, and does not come over to the next meeting."""
        live_verbs.finish(live=self.live, item=item, by=self.leads, at=self.at)

    def write(self, verb: Callable[..., object], item: UUID, **said: object) -> None:
        """The scribe writes it down."""
        verb(live=self.live, item=item, by=self.writes, at=self.at, key=self.loading.key(), **said)


def hold_and_write_down(loading: Loading, meetings: Sequence[Meeting], today: dt.date) -> None:
    """The first three meetings behind: agreed, with something found wrong later; to be agreed; a draft."""
    told = MEETINGS[loading.plan.slug]
    for meeting, one in zip(meetings, told, strict=False):
        _hold(loading, meeting, one)
    first, second = meetings[:2]
    _agree(loading, first, told[0], loading.at(_day(first) + dt.timedelta(days=1)))
    _let_correct(loading, second, loading.at(today - dt.timedelta(days=1)))


def _day(meeting: Meeting) -> dt.date:
    return meeting.occurs_on or meeting.starts_at.date()


def _hold(loading: Loading, meeting: Meeting, told: Told) -> None:
    """Everybody comes but one, who sends apologies; the facilitator leads, and the scribe writes."""
    at = loading.at(_day(meeting))
    invited = meeting.invited.select_related("participant__coop").order_by("pk")
    people = [one.participant for one in invited]
    for title in (told.item, told.closed[0]) if told.closed else (told.item,):
        wanted = ItemWanted(title, 10, "decide", owner=people[0].key)
        put_item(meeting=meeting, wanted=wanted, by=people[0], at=at, key=loading.key())
    live = live_verbs.open_meeting(meeting=meeting, by=people[0], at=at)
    parts = Part.objects.filter(meeting=meeting).select_related("participant__coop")
    taken = {one.role: one.participant for one in parts}
    evening = Evening(loading, live, told, taken["facilitator"], taken["scribe"], at)
    away = next(one for one in reversed(people) if one not in {evening.leads, evening.writes})
    for one in people:
        live_verbs.attend(live=live, how="apologies" if one == away else "room", by=one, at=at)
    _speak(evening)
    if told.closed:
        _close_the_door(evening, *told.closed)
    live_verbs.end_meeting(live=live, by=evening.leads, at=at)
    verbs.begin(meeting=meeting, by=evening.writes, at=at)


def _speak(evening: Evening) -> None:
    told, item = evening.told, evening.take_up(evening.told.item)
    evening.write(live_verbs.write_note, item, text=told.said)
    evening.write(live_verbs.capture_decision, item, text=told.decided)
    for who, one in zip((evening.leads, evening.writes), told.promised, strict=False):
        due_on = evening.at.day + dt.timedelta(days=one.days)
        evening.write(live_verbs.capture_action, item, text=one.text, who=who.key, due_on=due_on)
    evening.finish(item)


def _close_the_door(evening: Evening, title: str, said: str) -> None:
    """Two stay for the last item; nobody else reads what is written on it."""
    item, leads = evening.take_up(title), evening.leads
    run = live_verbs.close_session(live=evening.live, closed=True, by=leads, at=evening.at)
    others = run.let_in.exclude(participant__in=[leads, evening.writes])
    for key in list(others.values_list("participant__key", flat=True)):
        live_verbs.let_in(live=evening.live, who=key, inside=False, by=leads, at=evening.at)
    evening.write(live_verbs.write_note, item, text=said)
    evening.finish(item)


def _agree(loading: Loading, meeting: Meeting, told: Told, at: Moment) -> None:
    """They and those of the closed session are approved; one action is done, and something was wrong."""
    for row in Minutes.objects.filter(meeting=meeting).select_related("begun_by__coop").order_by("-nth"):
        there = [one.participant for one in _there(row)]
        by = there[0]
        for part in ("decisions", "actions") if row.nth else ():
            verbs.say_none(minutes=row.pk, part=part, none=True, by=by, at=at)
        verbs.send_out(minutes=row.pk, by=row.begun_by, at=at)
        for one in there:
            verbs.approve(minutes=row.pk, edition=1, by=one, at=at)
    done = [one.text for one in told.promised if one.done]
    for action in Action.objects.filter(line__minutes=row, line__text__in=done).select_related("who__coop"):
        verbs.step(action=action.pk, what="done", by=action.who, at=at, key=loading.key())
    line = row.lines.get(part="issues", title=told.item)
    _correct(loading, row, Suggested("issues", LATE, BREAK, line=line.pk), at)


def _there(row: Minutes) -> QuerySet[Present]:
    return row.present.filter(there=True).select_related("participant__coop").order_by("participant__key")


def _correct(loading: Loading, row: Minutes, said: Suggested, at: Moment) -> None:
    """Somebody who was there and did not write them."""
    reader = _there(row).exclude(participant=row.begun_by)[0].participant
    verbs.suggest_correction(minutes=row.pk, suggested=said, by=reader, at=at, key=loading.key())


def _let_correct(loading: Loading, meeting: Meeting, at: Moment) -> None:
    """They went out yesterday, and somebody who was there would word the decision otherwise."""
    row = Minutes.objects.select_related("begun_by__coop").get(meeting=meeting, nth=0)
    verbs.send_out(minutes=row.pk, by=row.begun_by, at=at)
    line = row.lines.get(part="decisions")
    _correct(loading, row, Suggested("decisions", line.text + OTHERWISE, BECAUSE, line=line.pk), at)
