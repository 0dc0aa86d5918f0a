"""What the pages of meetings to come show: which there are, and one of them with everything that is on it."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from babel.dates import format_time
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from bylaws.charter.kinds.meeting import Meeting as MeetingRule
from bylaws.charter.kinds.role import Role
from bylaws.charter.rules import Rule
from bylaws.kernel.reasons import Reason
from bylaws.meetings.agenda import Box, Plan, boxes
from bylaws.meetings.parts import Turn, role_of, why
from toadlane.coops.access import Place, absent
from toadlane.meetings import coming_back, standing
from toadlane.meetings.arranging import may_arrange
from toadlane.meetings.inviting import BODY, STAGE, day_of
from toadlane.meetings.planned_rows import Fate, Invited, Item, Meeting, Part, Series, State
from toadlane.meetings.standing import Filled
from toadlane.meetings.turning import turns_of
from toadlane.people.searching import says, words_of
from toadlane.proposals import origins
from toadlane.ui import figures

__all__ = ["Shown", "absent", "ahead", "meeting_at", "meetings", "past", "series_at"]
AHEAD: Final = 8
AGENDA_ITEM: Final = "agenda-item"
LIVE: Final = (State.PLANNED, State.UNDER_WAY)


def meetings(place: Place) -> QuerySet[Meeting]:
    """Those they may see."""
    return place.visible(Meeting.objects.select_related("series", "coop"))


def meeting_at(place: Place, key: UUID) -> Meeting:
    """One of them; what is hidden is not there."""
    return place.find(Meeting.objects.select_related("series__coop", "coop", "planned_by"), pk=key)


def address(place: Place, key: UUID) -> str:
    """The page of a meeting they may see, else ""."""
    there = place.participant is not None and meetings(place).filter(pk=key).exists()
    return reverse("meetings:meeting", args=[place.coop.slug, key]) if there else ""


def series_at(place: Place, key: UUID) -> Series:
    """One series."""
    return place.find(Series.objects.select_related("coop", "made_by"), pk=key)


def item_at(place: Place, meeting: Meeting, key: UUID) -> Item:
    """One item of a meeting they may see."""
    rows = Item.objects.select_related("meeting__coop", "meeting__series", "owner")
    found = rows.filter(coop=place.coop, meeting=meeting, pk=key).first()
    if found is None:
        raise absent()
    return found


def ahead(place: Place, *, most: int = AHEAD) -> list[Meeting]:
    """The next ones, with how many items each has, and what they themselves answered."""
    rows = meetings(place).filter(state__in=LIVE, ends_at__gt=place.moment.instant)
    return list(with_mine(place, rows).order_by("starts_at", "pk")[:most])


def with_mine(place: Place, rows: QuerySet[Meeting]) -> QuerySet[Any]:
    """Rows with how many items they have, whether I am invited, and what I answered."""
    mine = Invited.objects.filter(meeting=OuterRef("pk"), participant=place.participant)
    return rows.annotate(
        how_many=Count("items", filter=~Q(items__fate=Fate.DROPPED), distinct=True),
        mine=mine.values("answer")[:1],
        is_mine=Exists(mine),
    )


def past(place: Place, words: str = "") -> QuerySet[Meeting]:
    """Those that are over, cancelled or gone by, the latest first; `words` of their titles or agendas."""
    rows = meetings(place).filter(
        Q(state__in=[State.OVER, State.CANCELLED]) | Q(ends_at__lte=place.moment.instant)
    )
    return found(rows, words).order_by("-starts_at", "-pk")


def found(rows: QuerySet[Meeting], words: str) -> QuerySet[Meeting]:
    """Those that say every one of some words, in their title, what they are about, or an item."""
    for word in words_of(words):
        items = Item.objects.filter(says(word, "title", "about"), meeting=OuterRef("pk"))
        rows = rows.filter(says(word, "title", "about") | Exists(items))
    return rows


def all_series(place: Place) -> list[Series]:
    """Every series that has not ended."""
    rows = place.visible(Series.objects.select_related("coop"))
    return list(rows.filter(ended_on=None).order_by("title", "pk"))


def not_begun(place: Place, begun: Iterable[Series]) -> list[Rule[MeetingRule]]:
    """The charter's meetings that nobody has begun here, each begun with one click."""
    there = {one.rule for one in begun}
    rules = coming_back.rules_of(place.coop, place.moment.day)
    return [rule for name, rule in rules.items() if name not in there]


@dataclass(frozen=True, slots=True)
class Row:
    """One item as the page shows it."""

    item: Item
    box: Box
    at: str
    filled: Sequence[Filled]
    made: Sequence[origins.Made]
    raise_url: str

    @property
    def is_open(self) -> bool:
        """Whether anything is still to come of it."""
        return bool(self.item.fate == Fate.OPEN)


@dataclass(frozen=True, slots=True)
class Held:
    """One part, who has it, or whose turn it is."""

    turn: Turn
    name: str
    taken: Part | None
    is_me: bool
    why: Reason


@dataclass(frozen=True)
class Shown:
    """A meeting with everything that is on it, in a fixed number of questions."""

    place: Place
    meeting: Meeting

    @cached_property
    def invited(self) -> list[Invited]:
        """Everybody on its list, by name."""
        rows = Invited.objects.filter(meeting=self.meeting).select_related("participant")
        return list(rows.order_by("participant__name", "pk"))

    @cached_property
    def mine(self) -> Invited | None:
        """My own line on it."""
        me = self.place.participant
        return next((one for one in self.invited if me is not None and one.participant_id == me.pk), None)

    @cached_property
    def may_arrange(self) -> bool:
        """Whether I may move it."""
        return self.place.participant is not None and may_arrange(self.place.member, self.place.moment)

    @property
    def answer_by(self) -> dt.datetime | None:
        """By when people are asked to answer; None once that is past."""
        by = self.meeting.answer_by
        return by if by is not None and by > self.place.moment.instant else None

    @property
    def is_open(self) -> bool:
        """Whether anything of it can still change."""
        return self.meeting.state in LIVE

    @property
    def may_change(self) -> bool:
        """Whether I may change its agenda."""
        return self.is_open and (self.mine is not None or self.may_arrange)

    @cached_property
    def answers(self) -> dict[str, int]:
        """How many come, come later, do not come, and have not said."""
        counted = {"coming": 0, "late": 0, "not": 0, "silent": 0}
        for one in self.invited:
            counted[one.answer or "silent"] += 1
        return counted

    @cached_property
    def items(self) -> list[Item]:
        """What is on its agenda, without what was taken off."""
        rows = Item.objects.filter(meeting=self.meeting).exclude(fate=Fate.DROPPED)
        return list(rows.select_related("owner", "carried_from__meeting").order_by("order", "pk"))

    @property
    def lasts(self) -> int:
        """Its minutes; of several days, a working day of each."""
        length = self.meeting.ends_at - self.meeting.starts_at
        if not self.meeting.all_day:
            return int(length.total_seconds() // 60)
        return max(1, round(length / dt.timedelta(days=1))) * 8 * 60

    @cached_property
    def plan(self) -> Plan:
        """When each item has its time."""
        return boxes([(str(one.pk), one.minutes) for one in self.items], self.lasts)

    @cached_property
    def rows(self) -> list[Row]:
        """The agenda as it is shown."""
        shown = {one.standing for one in self.items if one.standing}
        lines = standing.filled(self.place, self.meeting, sorted(shown))
        made: dict[str, list[origins.Made]] = {}
        for one in origins.made_of(self.place, [AGENDA_ITEM], [item.pk for item in self.items]):
            made.setdefault(one.key, []).append(one)
        return [
            Row(
                item,
                box,
                self._clock(box.begins),
                lines.get(item.standing, ()),
                made.get(str(item.pk), ()),
                origins.begins(self.place, AGENDA_ITEM, item.pk),
            )
            for item, box in zip(self.items, self.plan.boxes, strict=True)
        ]

    def _clock(self, minutes: int) -> str:
        if self.meeting.all_day:
            return f"+{minutes // 60}:{minutes % 60:02}"
        return clock(self.meeting.starts_at + dt.timedelta(minutes=minutes), self.meeting.zone)

    @cached_property
    def parts(self) -> list[Held]:
        """Who has which part, or whose turn it is."""
        rows = Part.objects.filter(meeting=self.meeting).select_related("participant")
        taken = {one.role: one for one in rows}
        names = {one.participant.key: one.participant.name for one in self.invited}
        names |= {one.participant.key: one.participant.name for one in taken.values()}
        text = coming_back.text_of(self.meeting.coop, day_of(self.meeting))
        return [
            self._held(turn, names, taken.get(turn.part), role_of(text, turn.part))
            for turn in turns_of(self.meeting)
        ]

    def _held(
        self, turn: Turn, names: Mapping[str, str], taken: Part | None, rule: Rule[Role] | None
    ) -> Held:
        who, way = turn.who or "", taken.way if taken is not None else Part.Way.TURN
        reason = why(turn, rule, way=way)  # type: ignore[arg-type]  # one of its choices
        return Held(turn, names.get(who, who), taken, who == self.place.member.key, reason)


def clock(instant: dt.datetime, zone: str) -> str:
    """An hour on the wall of a zone."""
    local = instant.astimezone(zoneinfo.ZoneInfo(zone))
    return str(format_time(local, format="short", locale=figures.locale()))


def when(meeting: Meeting) -> str:
    """When it is, by the clock where it is held: “10 March 2025, 10:00–11:00”, or days alone."""
    zone = zoneinfo.ZoneInfo(meeting.zone)
    first = meeting.starts_at.astimezone(zone).date()
    last = (meeting.ends_at.astimezone(zone) - dt.timedelta(seconds=1)).date()
    days = figures.day(first) if first == last else f"{figures.day(first)} – {figures.day(last)}"
    if meeting.all_day:
        return days
    if first != last:
        return f"{days}, {clock(meeting.starts_at, meeting.zone)}"
    return f"{days}, {clock(meeting.starts_at, meeting.zone)}–{clock(meeting.ends_at, meeting.zone)}"


def elsewhere(meeting: Meeting) -> str:
    """The same instant where the reader is, if the clock on their wall shows another hour; else ""."""
    if meeting.all_day:
        return ""
    here = timezone.get_current_timezone()
    same = meeting.starts_at.astimezone(here).replace(tzinfo=None)
    there = meeting.starts_at.astimezone(zoneinfo.ZoneInfo(meeting.zone)).replace(tzinfo=None)
    return "" if same == there else figures.instant(meeting.starts_at)


def why_invited(one: Invited, stages: Mapping[str, str]) -> tuple[str, str]:
    """Why somebody is invited, as a code and its value."""
    if one.because.startswith(STAGE):
        stage = one.because.removeprefix(STAGE)
        return "stage", stages.get(stage, stage)
    if one.because.startswith(BODY):
        return "body", one.because.removeprefix(BODY)
    return "asked", ""
