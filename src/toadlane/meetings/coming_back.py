"""A series: its cadence as the rules read it, what the charter says of one, and its meetings made from it."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.meeting import Meeting as MeetingRule
from bylaws.charter.rules import Rule
from bylaws.kernel.periods import Span
from bylaws.meetings.calendar import Cadence, comes_back, latest_notice
from bylaws.meetings.series import Clock, There, clashing, made
from toadlane.charter.reads import adopted, parsed
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import inviting, plan_refusals
from toadlane.meetings.arranging import FRAME, PARTS, Frame, ItemWanted
from toadlane.meetings.planned_rows import Meeting, Series, State
from toadlane.members.register import persons
from toadlane.members.words import said as in_words

AHEAD: Final = dt.timedelta(days=92)
"""How far ahead the meetings of a series are made; the next two are there however far ahead they are."""
AT_LEAST, AT_MOST = 2, 60
TEN: Final = "10:00"
CADENCE: Final = (
    *("every", "weekdays", "monthly_by", "from_day", "from_nth", "starts", "lasts", "days"),
    *("zone", "presence", "place", "link", "ended_on"),
)
"""What a series says of when and where; what an undo brings back."""
ANSWER_BEFORE: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a series is: so often from its first day, at an hour (“10:00”, or “” for whole days), so long."""

    every: str
    from_day: dt.date
    starts: str = TEN
    lasts: int = 60
    days: int = 1
    weekdays: Sequence[int] = ()
    monthly_by: str = "date"
    notice: str = ""

    def fields(self) -> dict[str, Any]:
        """As a row keeps them."""
        kept = {name: getattr(self, name) for name in self.__slots__}
        return {**kept, "weekdays": sorted(set(self.weekdays))}


def cadence_of(series: Series) -> Cadence:
    """As the rules read it; fault `span.form`."""
    return Cadence(
        Span.parse(series.every),
        series.from_day,
        frozenset(series.weekdays),
        by_weekday=series.monthly_by == "weekday",
    )


def clock_of(series: Series) -> Clock:
    """Its hours by the clock on the wall."""
    starts = dt.time.fromisoformat(series.starts) if series.starts else None
    return Clock(starts, series.lasts, series.days, zoneinfo.ZoneInfo(series.zone))


def text_of(coop: Coop, day: dt.date) -> InForce | None:
    """The charter's text of a day; None while there is no charter."""
    digests = adopted(coop)
    return parsed(coop.pk, digests).on_or_first(day) if digests else None


def stages_on(coop: Coop, day: dt.date) -> Mapping[str, str | None]:
    """What everybody is on a day, by key."""
    return {key: one.stage_on(day) for key, one in persons(coop).items()}


def rules_of(coop: Coop, day: dt.date) -> Mapping[str, Rule[MeetingRule]]:
    """The meetings a charter names, by name."""
    text = text_of(coop, day)
    found = text.of_kind("meeting") if text else ()
    return {rule.name: rule for rule in found if rule.name and isinstance(rule.says, MeetingRule)}  # type: ignore[misc]


def frame_of(rule: Rule[MeetingRule], coop: Coop, title: str) -> Frame:
    """What the charter says of a meeting, as the frame of one."""
    says = rule.says
    return Frame(
        title=title,
        purpose=says.purpose,
        who=tuple(says.who),
        body=says.body or "",
        zone=coop.time_zone,
        presence=says.place,
        decides=says.decides,
        unpaid=says.time == "unpaid",
        logged_as=says.logged_as or "",
        opens_with=tuple(says.opens_with),
        rounds=tuple(says.rounds),
        holds=tuple(says.minutes),
        parts=tuple(says.roles) or PARTS,
        rule=rule.name or "",
        article=rule.article,
    )


def rhythm_of(rule: Rule[MeetingRule], today: dt.date) -> Rhythm:
    """When a meeting of the charter may begin to come back: its next day that is invited to in time."""
    says, cadence = rule.says, comes_back(rule.says, today=today)
    whole_days = says.days > 1
    return Rhythm(
        every=str(cadence.every),
        from_day=cadence.from_day,
        starts="" if whole_days else TEN,
        lasts=(says.lasts or 3600) // 60,
        days=says.days,
        monthly_by="weekday" if cadence.by_weekday else "date",
        notice=str(says.notice) if says.notice else "",
    )


def of_the_charter(coop: Coop, name: str, today: dt.date) -> Callable[[dt.date, str], dict[str, Any]]:
    """What begins a series of a meeting of the charter, from a day on and at an hour; absent without it."""
    rule = rules_of(coop, today).get(name)
    if rule is None:
        raise absent()
    rhythm, frame, agenda = rhythm_of(rule, today), frame_of(rule, coop, in_words(name)), agenda_of(rule)

    def begun(from_day: dt.date, starts: str) -> dict[str, Any]:
        return {"frame": frame, "rhythm": replace(rhythm, from_day=from_day, starts=starts), "agenda": agenda}

    return begun


def agenda_of(rule: Rule[MeetingRule]) -> tuple[ItemWanted, ...]:
    """What is always on the agenda of a meeting of the charter."""
    return tuple(ItemWanted(text[:160]) for text in rule.says.agenda)


def invite_by(day: dt.date, notice: str, zone: str) -> dt.datetime | None:
    """The instant by which people are invited to a meeting of a day; None where its day is enough."""
    if not notice:
        return None
    last = latest_notice(day, Span.parse(notice)) + dt.timedelta(days=1)
    return dt.datetime.combine(last, dt.time(), tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(dt.UTC)


def notice_of(meeting: Meeting, at: Moment) -> str:
    """How long before it people are invited, as its series or the charter says; "" where they need not be."""
    if meeting.series is not None:
        return meeting.series.notice
    rule = rules_of(meeting.coop, at.day).get(meeting.rule) if meeting.rule else None
    return str(rule.says.notice) if rule is not None and rule.says.notice else ""


def refuse_too_late(day: dt.date, notice: str, zone: str, article: str, at: Moment) -> None:
    """Fault `meetings.too-late`: the notice that the charter gives would not be kept."""
    last = invite_by(day, notice, zone)
    if last is not None and last <= at.instant:
        raise plan_refusals.too_late(article, Span.parse(notice))


def grow(
    series: Series, *, from_nth: int, at: Moment, by: Participant
) -> tuple[list[Meeting], list[Meeting]]:
    """Its meetings made and moved as its cadence says: those that came, and those that moved.

    Fault `meetings.in-the-past` where one would come to lie before now.
    """
    rows = Meeting.objects.filter(series=series, nth__gte=from_nth).select_related("coop").order_by("nth")
    there = {row.nth or 0: row for row in rows}
    wanted = made(
        cadence_of(series),
        clock_of(series),
        from_nth=series.from_nth,
        there=[_there(row, at) for row in there.values()],
        last=(at.instant + AHEAD).date(),
        at_least=AT_LEAST + (from_nth - series.from_nth),
        at_most=AT_MOST + max([0, *there]),
    )
    if clashing(wanted.move, at.instant):
        raise plan_refusals.in_the_past()
    new = [
        Meeting(
            coop=series.coop,
            series=series,
            nth=one.nth,
            occurs_on=one.day,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            all_day=not series.starts,
            planned_by=by,
            planned_at=at.instant,
            answer_by=one.starts_at - ANSWER_BEFORE,
            invite_by=invite_by(one.day, series.notice, series.zone),
            **{name: getattr(series, name) for name in FRAME},
        )
        for one in wanted.come
        if one.nth >= from_nth and one.starts_at > at.instant
    ]
    Meeting.objects.bulk_create(new)
    moved = [there[one.nth] for one in wanted.move if one.nth in there]
    for one in wanted.move:
        if one.nth in there:
            _move(there[one.nth], series, one.day, one.starts_at, one.ends_at)
    for row in there.values():
        if not _stays(row, at):
            row.place, row.link, row.presence, row.zone = (
                series.place,
                series.link,
                series.presence,
                series.zone,
            )
    Meeting.objects.bulk_update(
        there.values(),
        [
            *("occurs_on", "starts_at", "ends_at", "all_day", "answer_by", "invite_by", "edition"),
            *("place", "link", "presence", "zone"),
        ],
    )
    return new, moved


def _there(row: Meeting, at: Moment) -> There:
    day = row.occurs_on or inviting.day_of(row)
    return There(row.nth or 0, day, row.starts_at, row.ends_at, _stays(row, at))


def _stays(row: Meeting, at: Moment) -> bool:
    """Moved by itself, or no more to come: its hour is over also where nobody said that it began."""
    return row.own or row.state != State.PLANNED or row.starts_at <= at.instant


def _move(row: Meeting, series: Series, day: dt.date, starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    row.occurs_on, row.starts_at, row.ends_at, row.all_day = day, starts_at, ends_at, not series.starts
    row.answer_by = starts_at - ANSWER_BEFORE
    row.invite_by = invite_by(day, series.notice, series.zone)
    row.edition += 1


def a_week_from(day: dt.date) -> dt.date:
    """A day that leaves time to come."""
    return day + dt.timedelta(days=7)


def next_in(series: Series, after: dt.datetime, rows: Iterable[Meeting] | None = None) -> Meeting | None:
    """The next meeting of a series that is planned."""
    found = rows if rows is not None else Meeting.objects.filter(series=series, state=State.PLANNED)
    ahead = [row for row in found if row.starts_at > after and row.state == State.PLANNED]
    return min(ahead, key=lambda row: row.starts_at, default=None)
