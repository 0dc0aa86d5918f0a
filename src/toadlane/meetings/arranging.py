"""What somebody asks for who plans a meeting: its frame, its hours, its agenda; and who may plan one."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from bylaws.record.canonical import Json
from toadlane.charter.reads import adopted, parsed
from toadlane.coops.models import MEMBER, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import plan_refusals
from toadlane.meetings.planned_rows import MINUTES, MOST, Aim, Presence, Purpose
from toadlane.proposals.ways import may_raise

FRAME: Final = (
    "information_class",
    "rule",
    "article",
    "title",
    "about",
    "purpose",
    "who",
    "body",
    "zone",
    "presence",
    "place",
    "link",
    "decides",
    "unpaid",
    "logged_as",
    "opens_with",
    "rounds",
    "holds",
    "parts",
    "template",
)
"""What a series gives to each of its meetings."""
PARTS: Final = ("facilitator", "scribe", "timekeeper", "vibes")
"""The parts of a meeting whose charter names none of its own."""
LAST_YEAR: Final = 2999
A_WORK: Final = re.compile("[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a meeting is, whenever it is: the fields of `planned_rows.Arranged`."""

    title: str
    about: str = ""
    purpose: str = Purpose.BUSINESS
    who: Sequence[str] = (MEMBER,)
    body: str = ""
    zone: str = ""
    presence: str = Presence.EITHER
    place: str = ""
    link: str = ""
    decides: bool = True
    unpaid: bool = False
    logged_as: str = ""
    opens_with: Sequence[str] = ()
    rounds: Sequence[str] = ()
    holds: Sequence[str] = ("issues", "decisions", "actions")
    parts: Sequence[str] = PARTS
    template: str = ""
    rule: str = ""
    article: str = ""
    information_class: str = MINUTES

    def fields(self) -> dict[str, Any]:
        """As a row keeps them."""
        kept = {name: getattr(self, name) for name in FRAME}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()}


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when, in its own zone; `all_day` shows the days alone."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    all_day: bool = False


@dataclass(frozen=True, slots=True)
class ItemWanted:
    """One item somebody puts on an agenda; `standing` names what fills it by itself."""

    title: str
    minutes: int = 10
    aim: str = Aim.DISCUSS
    about: str = ""
    owner: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A meeting to be planned, with the first of its agenda; `also` are people asked by key."""

    frame: Frame
    hours: Hours
    items: Sequence[ItemWanted] = ()
    also: Sequence[str] = ()
    because: str = field(default="")

    def said(self) -> dict[str, Json]:
        """As its key and its entry are about it."""
        told: Any = _plain(asdict(self))
        return dict(told)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value


def plain(value: Any) -> Any:
    """Days and hours as text, so that anything of a meeting can be kept in an entry or in JSON."""
    return _plain(value)


def may_arrange(by: Participant, at: Moment) -> bool:
    """Whoever may raise a matter plans meetings, as the charter says; without a charter, members do."""
    digests = adopted(by.coop)
    stage = by.stage_on(at.day)
    if not digests:
        return stage == MEMBER
    return may_raise(parsed(by.coop_id, digests).on_or_first(at.day), stage)


def refuse_who_may_not(by: Participant, at: Moment) -> None:
    """Fault `meetings.arrange`."""
    if not may_arrange(by, at):
        raise plan_refusals.may_not_arrange()


def usable(frame: Frame, coop: Coop) -> Frame:
    """The frame with its zone, or a fault: `meetings.title`, `.zone`, `.link`, `.choice`, `.too-long`."""
    zone = frame.zone or coop.time_zone
    if not frame.title.strip():
        raise plan_refusals.untitled()
    for name in ("title", "about", "place", "link"):
        text = getattr(frame, name)
        if len(text) > MOST[name] or "\x00" in text:
            raise plan_refusals.too_long(name, MOST[name])
    if zone not in zoneinfo.available_timezones():
        raise plan_refusals.no_zone(zone)
    if frame.link and not frame.link.startswith(("https://", "http://")):
        raise plan_refusals.bad_link()
    if frame.purpose not in Purpose.values or frame.presence not in Presence.values:
        raise plan_refusals.no_choice()
    if frame.logged_as and not A_WORK.fullmatch(frame.logged_as):
        raise plan_refusals.no_choice()
    if not frame.who and not frame.body:
        raise plan_refusals.nobody()
    said = {name: getattr(frame, name) for name in FRAME}
    return Frame(**{**said, "zone": zone, "title": frame.title.strip()})


def refuse_bad_hours(hours: Hours) -> None:
    """Faults `meetings.hours`: it ends after it begins, and within sixty days; `.far`: people live then."""
    if hours.ends_at.year > LAST_YEAR:
        raise plan_refusals.far(LAST_YEAR)
    length = hours.ends_at - hours.starts_at
    if not dt.timedelta() < length <= dt.timedelta(days=MOST["days"]):
        raise plan_refusals.bad_hours()
