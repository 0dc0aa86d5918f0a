"""Notices as JSON: the list, what was read, how soon letters come, and at which hours."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from toadlane.coops.access import Place
from toadlane.coops.api import A_KEY, Instant, Slug, one_of, participant_at
from toadlane.notices import calendars, marking, reads, verbs
from toadlane.notices.models import Notice
from toadlane.notices.timing import When
from toadlane.people.models import Person

router = Router()
MOST = 100
KindKey = Annotated[str, Field(pattern=A_KEY, max_length=60, description="a kind of notice")]
Clock = Annotated[
    str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description="a wall clock, as in “22:00”")
]


class ToldOut(Schema):
    """One notice, in the language of whoever asks; `letter` is what became of its letter."""

    notice: UUID
    kind: str
    label: str
    says: str
    told_at: dt.datetime
    read_at: dt.datetime | None
    address: str
    letter: str = one_of(Notice.Went)


class ToldAsked(Schema):
    """Which notices."""

    kind: Annotated[str, Field(max_length=60)] = ""
    unread: bool = False
    before: UUID | None = Field(None, description="the last `notice` you have, for the next lot")


class ReadIn(Schema):
    """Which were read; whatever was told later stays new."""

    until: Instant = Field(description="the instant at which you looked, with its offset")


class MarkedOut(Schema):
    """How many had not been read before."""

    read: int


class HowSoonOut(Schema):
    """One kind, how soon somebody is written to about it, and what else it offers."""

    kind: str
    label: str
    binding: bool
    when: When
    offered: list[When]


class LetterHoursOut(Schema):
    """At which hours letters come, by the clock of `zone`; Monday is 0."""

    quiet_from: str | None
    quiet_until: str | None
    letters_at: str
    weekday: int
    zone: str


class LettersOut(Schema):
    """What is sent to whoever asks, and when; nothing is while their address is not proven."""

    proven: bool
    choices: list[HowSoonOut]
    hours: LetterHoursOut


class CalendarOut(Schema):
    """The private address of your calendar; empty where there is none."""

    address: str


class ChoicesIn(Schema):
    """How soon, by kind; a kind that is left out stays as it was."""

    choices: dict[KindKey, When]


class LetterHoursIn(Schema):
    """Both ends of the quiet hours or neither; `zone` is empty for each co-op's own."""

    quiet_from: Clock | None = None
    quiet_until: Clock | None = None
    letters_at: Clock
    weekday: int = Field(0, ge=0, le=6, strict=True)
    zone: str = Field("", max_length=64)


@router.get("", response=list[ToldOut], summary="What you were told, latest first")
def list_notices(request: HttpRequest, coop: Path[Slug], narrowed: Query[ToldAsked]) -> list[ToldOut]:
    """At most a hundred at once; nothing that you may not see any more."""
    place = participant_at(request, coop)
    rows = reads.notices(place, kind=narrowed.kind.replace("\x00", ""), unread=narrowed.unread)
    if narrowed.before is not None:
        last = place.find(Notice.objects.filter(participant=place.member), pk=narrowed.before)
        rows = reads.before(rows, last)
    return [as_out(notice) for notice in rows[:MOST]]


@router.get("/letters", response=LettersOut, summary="What is sent to you, and when")
def read_letters(request: HttpRequest, coop: Path[Slug]) -> LettersOut:
    """Chosen or usual."""
    return as_letters(participant_at(request, coop))


@router.get("/calendar", response=CalendarOut, summary="The address of your calendar")
def read_calendar_address(request: HttpRequest, coop: Path[Slug]) -> CalendarOut:
    """Whoever has it reads your days; it is yours alone."""
    return CalendarOut(address=calendars.address_of(participant_at(request, coop).member))


@router.put("/calendar", response=CalendarOut, summary="Make an address of your calendar")
def make_calendar_address(request: HttpRequest, coop: Path[Slug]) -> CalendarOut:
    """For whoever takes part. The one you have, if you have one; to have another, stop it first."""
    place = participant_at(request, coop)
    return CalendarOut(address=calendars.make(by=place.member, at=place.moment))


@router.post("/calendar/renewal", response=CalendarOut, summary="Renew the address of your calendar")
def renew_calendar_address(request: HttpRequest, coop: Path[Slug]) -> CalendarOut:
    """Another address; the one before leads nowhere from now on."""
    place = participant_at(request, coop)
    return CalendarOut(address=calendars.renew(by=place.member, at=place.moment))


@router.delete("/calendar", response=CalendarOut, summary="Stop the address of your calendar")
def stop_calendar_address(request: HttpRequest, coop: Path[Slug]) -> CalendarOut:
    """It leads nowhere from now on; twice is the same as once."""
    calendars.stop(of=participant_at(request, coop).member)
    return CalendarOut(address="")


@router.put("/letters/choices", response=LettersOut, summary="How soon you are written to")
def choose_letters(request: HttpRequest, coop: Path[Slug], body: ChoicesIn) -> LettersOut:
    """The same twice is the same as once, so it takes no key. What binds offers no “never”."""
    place = participant_at(request, coop)
    verbs.choose(choices=body.choices, by=place.member, at=place.moment.instant)
    return as_letters(place)


@router.put("/letters/hours", response=LettersOut, summary="At which hours letters come")
def set_letter_hours(request: HttpRequest, coop: Path[Slug], body: LetterHoursIn) -> LettersOut:
    """They hold for letters from every co-op you belong to."""
    place = participant_at(request, coop)
    wanted = verbs.HoursWanted(
        quiet_from=clock(body.quiet_from),
        quiet_until=clock(body.quiet_until),
        letters_at=dt.time.fromisoformat(body.letters_at),
        weekday=body.weekday,
    )
    person = Person.objects.get(pk=str(request.user.pk))
    verbs.set_hours(wanted, zone=body.zone, by=person, at=place.moment.instant)
    return as_letters(place)


@router.post("/reading", response=MarkedOut, summary="Everything is read")
def read_every_notice(request: HttpRequest, coop: Path[Slug], body: ReadIn) -> MarkedOut:
    """Up to an instant; what was told meanwhile stays new."""
    place = participant_at(request, coop)
    return MarkedOut(read=marking.read_all(by=place.member, at=place.moment.instant, until=body.until))


@router.post("/{notice}/reading", response=ToldOut, summary="One notice is read")
def read_notice(request: HttpRequest, coop: Path[Slug], notice: UUID) -> ToldOut:
    """Twice is the same as once."""
    place = participant_at(request, coop)
    mine = reads.notices(place)
    found = place.find(mine, pk=notice)
    marking.read([found.pk], by=place.member, at=place.moment.instant)
    return as_out(mine.get(pk=notice))


def clock(said: str | None) -> dt.time | None:
    """A wall clock."""
    return None if said is None else dt.time.fromisoformat(said)


def on_the_clock(time: dt.time) -> str:
    """The same, written."""
    return time.strftime("%H:%M")


def as_out(notice: Notice) -> ToldOut:
    """A notice as it stands."""
    return ToldOut(
        notice=notice.pk,
        kind=notice.kind,
        label=str(notice.of_kind.label),
        says=notice.says,
        told_at=notice.told_at,
        read_at=notice.read_at,
        address=notice.address,
        letter=notice.went,
    )


def as_letters(place: Place) -> LettersOut:
    """How somebody is written to."""
    stands = reads.settings_of(place.member)
    hours = stands.hours
    return LettersOut(
        proven=stands.proven,
        choices=[
            HowSoonOut(
                kind=one.kind.key,
                label=str(one.kind.label),
                binding=one.kind.binding,
                when=one.when,
                offered=list(one.kind.offered),
            )
            for one in stands.chosen
        ],
        hours=LetterHoursOut(
            quiet_from=on_the_clock(hours.quiet_from) if hours.quiet_from else None,
            quiet_until=on_the_clock(hours.quiet_until) if hours.quiet_until else None,
            letters_at=on_the_clock(hours.letters_at),
            weekday=hours.weekday,
            zone=hours.zone.key,
        ),
    )
