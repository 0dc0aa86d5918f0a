"""Hours and imports as JSON: the same verbs as the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Path, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from bylaws.facts.readers import LabelMapping
from bylaws.kernel.periods import Period
from toadlane.coops.access import Place, absent, place_for
from toadlane.coops.api import Day
from toadlane.meetings.planned_rows import Meeting
from toadlane.work import verbs
from toadlane.work.from_meetings import log_meeting
from toadlane.work.models import HoursImport, TimeEntry
from toadlane.work.reads import hours as reads
from toadlane.work.reads import imports as import_reads
from toadlane.work.roles import is_bookkeeper
from toadlane.work.verbs.entries import NOTE_LONGEST, removed_before

router = Router()
MOST = 1000
Key = Field(min_length=1, max_length=255, description="made by you; the same key sent twice has one effect")


class StintIn(Schema):
    """Some work on one day."""

    day: Day
    work: str = Field(max_length=63, description="a kind of work the charter names on that day")
    seconds: int = Field(gt=0, le=86_400)
    started: int | None = Field(None, ge=0, lt=86_400, description="seconds since midnight")
    note: str = Field("", max_length=NOTE_LONGEST)
    overlapping: bool = Field(
        default=False, description="accept that it shares time with another entry, or is just like one"
    )
    key: str = Key

    def stint(self) -> verbs.Stint:
        """As the verbs take it."""
        return verbs.Stint(self.day, self.work, self.seconds, self.started, self.note)


class LogIn(StintIn):
    """The same, and whose it is."""

    person: str = Field("", max_length=60, description="the key of whoever worked; empty for yourself")


class KeyIn(Schema):
    """Nothing but the key."""

    key: str = Key


class EntryOut(Schema):
    """One entry; the person by key."""

    id: UUID
    person: str
    day: dt.date
    work: str
    seconds: int
    started: int | None
    note: str
    imported: bool


class HoursAsked(Schema):
    """Which entries: whose, from which day on, before which day."""

    person: str = ""
    from_day: Day | None = None
    until: Day | None = None


class Days(Schema):
    """From which day on, before which day."""

    from_day: Day
    until: Day


class SumsOut(Schema):
    """What one person worked, in whole seconds by kind of work."""

    person: str
    by_kind: dict[str, int]
    seconds: int


class ImportOut(Schema):
    """One file; `state` is uploaded, previewed, coming, in, going, undone or discarded.

    `found` says what a look has found; `asks` what somebody has to answer before there can be one.
    """

    id: UUID
    file: str
    state: str
    digest: str
    brought_by: str
    entries: int
    seconds: int
    asks: list[str]
    found: dict[str, Any]


class LookIn(Schema):
    """Who is whom and what counts as what, in the form of the guide; and what the file leaves open."""

    mapping: dict[str, Any]
    date_order: str = Field("", description="dmy or mdy")
    numbers: str = Field("", description="hours or seconds")
    whose: str = ""
    zone: str = ""
    key: str = Key


class AcceptedIn(Schema):
    """What only the bookkeeper can decide; `copies` is in or out."""

    overlaps: bool = False
    leave_out: bool = False
    copies: str = ""
    key: str = Key


@router.get("/hours", response=list[EntryOut], summary="Entries of hours, by day")
def list_hours(request: HttpRequest, coop: Path[str], narrowed: Query[HoursAsked]) -> list[EntryOut]:
    """As far as the charter opens them; at most a thousand at once."""
    place = _place(request, coop)
    rows = place.visible(reads.entries_of(place.coop)).select_related("participant").order_by("day", "pk")
    if narrowed.person:
        rows = rows.filter(participant__key=narrowed.person)
    if narrowed.from_day:
        rows = rows.filter(day__gte=narrowed.from_day)
    if narrowed.until:
        rows = rows.filter(day__lt=narrowed.until)
    return [entry_out(row) for row in rows[:MOST]]


@router.get("/sums", response=list[SumsOut], summary="Everyone's hours by kind of work")
def list_sums(request: HttpRequest, coop: Path[str], days: Query[Days]) -> list[SumsOut]:
    """As far as the charter opens them."""
    place = _place(request, coop)
    rows = reads.everyones(place, Period(days.from_day, days.until))
    return [
        SumsOut(person=row.participant.key, by_kind=dict(row.by_kind), seconds=row.seconds) for row in rows
    ]


@router.post("/hours", response={201: EntryOut}, summary="Log hours")
def log(request: HttpRequest, coop: Path[str], body: LogIn) -> Status[EntryOut]:
    """Your own; anyone's as the bookkeeper."""
    place = _place(request, coop)
    entry = verbs.log_hours(
        participant=place.someone(body.person) if body.person else place.member,
        stint=body.stint(),
        by=place.member,
        at=place.moment,
        key=body.key,
        overlapping=body.overlapping,
    )
    return Status(201, entry_out(entry))


@router.post("/meetings/{meeting}", response={201: EntryOut}, summary="Log my hours of a meeting")
def log_of_meeting(request: HttpRequest, coop: Path[str], meeting: UUID) -> Status[EntryOut]:
    """Once it is over, once, for whoever was there: as the work the charter says, as long as it took."""
    place = _place(request, coop)
    row = place.find(Meeting.objects.select_related("coop"), pk=meeting)
    return Status(201, entry_out(log_meeting(meeting=row, by=place.member, at=place.moment)))


@router.put("/hours/{entry}", response=EntryOut, summary="Change an entry")
def change(request: HttpRequest, coop: Path[str], entry: UUID, body: StintIn) -> EntryOut:
    """Your own; anyone's as the bookkeeper."""
    place = _place(request, coop)
    changed = verbs.change_hours(
        entry=_entry(place, entry),
        stint=body.stint(),
        by=place.member,
        at=place.moment,
        key=body.key,
        overlapping=body.overlapping,
    )
    return entry_out(changed)


@router.post("/hours/{entry}/removal", response={204: None}, summary="Remove an entry")
def remove(request: HttpRequest, coop: Path[str], entry: UUID, body: KeyIn) -> Status[None]:
    """Your own; anyone's as the bookkeeper."""
    place = _place(request, coop)
    if removed_before(coop=place.coop, key=body.key):
        return Status(204, None)
    verbs.remove_hours(entry=_entry(place, entry), by=place.member, at=place.moment, key=body.key)
    return Status(204, None)


@router.get("/imports", response=list[ImportOut], summary="Imports, the latest first")
def list_imports(request: HttpRequest, coop: Path[str]) -> list[ImportOut]:
    """Without what was found in them."""
    place = _place(request, coop)
    place.require_class("imports")
    return [import_out(row, whole=False) for row in import_reads.listed(place)]


@router.get("/imports/{source}", response=ImportOut, summary="One import")
def read_import(request: HttpRequest, coop: Path[str], source: UUID) -> ImportOut:
    """With what a look has found; ask again while a job is at work."""
    return import_out(_import(_place(request, coop), source))


@router.post("/imports", response={201: ImportOut}, summary="Upload a file of hours")
def start(
    request: HttpRequest, coop: Path[str], file: File[UploadedFile], key: Form[str]
) -> Status[ImportOut]:
    """For the bookkeeper. Nothing of it counts yet."""
    place = _place(request, coop)
    started = verbs.start_import(
        coop=place.coop,
        file=file.file,  # type: ignore[arg-type]  # Django's own file, opened in bytes
        name=file.name or "",
        columns={},
        by=place.member,
        at=place.moment,
        key=key,
    )
    return Status(201, import_out(started))


@router.post("/imports/{source}/look", response=ImportOut, summary="Look through the file")
def look(request: HttpRequest, coop: Path[str], source: UUID, body: LookIn) -> ImportOut:
    """For the bookkeeper. A large file is looked through by a job."""
    place = _place(request, coop)
    looked = verbs.preview_import(
        source=_import(place, source),
        mapping=LabelMapping.from_table(body.mapping),
        answers=verbs.Answers(body.date_order, body.numbers, body.whose, body.zone),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return import_out(looked)


@router.post("/imports/{source}/entries", response=ImportOut, summary="Bring the hours in")
def bring_in(request: HttpRequest, coop: Path[str], source: UUID, body: AcceptedIn) -> ImportOut:
    """For the bookkeeper. All of them or none; many are brought in by a job."""
    place = _place(request, coop)
    done = verbs.bring_in(
        source=_import(place, source),
        accepted=verbs.Accepted(body.overlaps, body.leave_out, body.copies),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return import_out(done)


@router.post("/imports/{source}/undoing", response=ImportOut, summary="Take a whole import back")
def undo(request: HttpRequest, coop: Path[str], source: UUID, body: KeyIn) -> ImportOut:
    """For the bookkeeper, while none of its days is sealed."""
    place = _place(request, coop)
    held = _import(place, source)
    return import_out(verbs.undo_import(source=held, by=place.member, at=place.moment, key=body.key))


@router.post("/imports/{source}/discarding", response=ImportOut, summary="Give a file up")
def discard(request: HttpRequest, coop: Path[str], source: UUID, body: KeyIn) -> ImportOut:
    """For the bookkeeper, while its hours are not in."""
    place = _place(request, coop)
    held = _import(place, source)
    return import_out(verbs.discard_import(source=held, by=place.member, at=place.moment, key=body.key))


def entry_out(entry: TimeEntry) -> EntryOut:
    """An entry as JSON."""
    return EntryOut(
        id=entry.pk,
        person=entry.participant.key,
        day=entry.day,
        work=entry.work,
        seconds=entry.seconds,
        started=entry.started,
        note=entry.note,
        imported=entry.source_id is not None,
    )


def import_out(source: HoursImport, *, whole: bool = True) -> ImportOut:
    """An import as JSON."""
    return ImportOut(
        id=source.pk,
        file=source.file_name,
        state=source.state,
        digest=source.digest,
        brought_by=source.who.key,
        entries=source.entries,
        seconds=source.seconds,
        asks=source.reading.get("asks", []),
        found=source.found if whole else {},
    )


def _place(request: HttpRequest, coop: str) -> Place:
    place = place_for(request, coop)
    if place.participant is None:
        raise absent()
    return place


def _entry(place: Place, entry: UUID) -> TimeEntry:
    rows = reads.entries_of(place.coop).select_related("participant", "coop")
    return place.find(rows, pk=entry)


def _import(place: Place, source: UUID) -> HoursImport:
    place.require_class("imports")
    if not is_bookkeeper(place.member, place.moment):
        place.require_class("hours")  # what was found in it tells whose hours they are
    return place.find(HoursImport.objects.select_related("coop", "who", "job"), pk=source)
