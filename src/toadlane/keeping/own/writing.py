"""The file of one's own data: for programs as JSON, for spreadsheets as CSV, for people as a page."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight, sight_on
from toadlane.keeping import archive
from toadlane.keeping.own import gathering, mentions
from toadlane.keeping.own.gathering import Row, Table
from toadlane.keeping.own.mentions import Mention
from toadlane.meetings import files
from toadlane.meetings.models import Document
from toadlane.people.models import Person
from toadlane.sheets.writing import harmless
from toadlane.talk import attached
from toadlane.talk.attached_rows import Attachment

INDEX: Final = "index.html"
ABOUT: Final = "about.json"
SHOWN: Final = 200
"""Rows of a kind on the page; all of them stand in the other files."""
Reached = Callable[[int, int], object]


@dataclass(slots=True)
class Shown:
    """One kind of rows on the page."""

    title: str
    file: str
    count: int
    headings: Sequence[str] = ()
    rows: list[list[str]] = field(default_factory=list)

    @property
    def files(self) -> list[str]:
        """Where all of them stand."""
        return [f"{self.file}.csv", f"{self.file}.jsonl"]

    @property
    def more(self) -> int:
        """How many stand in the other files alone."""
        return self.count - len(self.rows)


@dataclass(slots=True)
class Room:
    """The kinds of rows of one room."""

    title: str
    kinds: list[Shown] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """One co-op on the page, or what is kept apart from any."""

    title: str
    rooms: list[Room] = field(default_factory=list)


def write(
    file: Path, person: Person, taking_part: Sequence[Participant], *, at: dt.datetime, reached: Reached
) -> None:
    """Everything of one person into a new ZIP; `reached` hears how far it is, of how much."""
    with archive.writing(file) as writer:
        of = len(taking_part) + 1
        sections = [_apart(writer, person)]
        for done, who in enumerate(taking_part, 1):
            reached(done, of)
            sections.append(_in_a_coop(writer, who, at))
        shown = {"person": person, "sections": sections, "at": at, "verify": mentions.how_to_verify()}
        writer.add_pieces(INDEX, [render_to_string("keeping/own/copy.html", shown).encode()])
        about = {"made_at": at.astimezone(dt.UTC).isoformat(timespec="seconds"), "person": person.email}
        parts = {name: asdict(part) for name, part in writer.parts.items()}
        writer.add_pieces(ABOUT, [as_json({**about, "parts": parts})])
    file.chmod(0o600)
    reached(of, of)


def _apart(writer: archive.Writer, person: Person) -> Section:
    """The account, its addresses and sessions, letters."""
    section = Section(_("Your account"))
    for table in gathering.of_a_person(person):
        _kind(writer, "me/", section, table, {})
    return section


def _in_a_coop(writer: archive.Writer, who: Participant, at: dt.datetime) -> Section:
    """Every room of one co-op, what the record says, and the files of documents about them."""
    sight = sight_on(who, Moment.of(at, coop=who.coop).day)
    section, folder = Section(who.coop.name), f"{who.coop.slug}/"
    keys = gathering.keys_in(who.coop)
    for table in gathering.of_a_participant(who, sight):
        _kind(writer, folder, section, table, keys)
    _record(writer, folder, section, who, sight)
    for document in Document.objects.filter(coop=who.coop, about=who):
        place = files.path_of(who.coop, (document.digest, document.form))
        if place.is_file():
            writer.add(f"{folder}files/{document.digest}.{document.form}", place)
    _attached(writer, f"{folder}files/", who)
    return section


def _attached(writer: archive.Writer, folder: str, who: Participant) -> None:
    """Files they attached to what they said or proposed; each once, under its digest."""
    rows = Attachment.objects.filter(coop=who.coop, by=who, removed_at=None)
    for digest, form in sorted(set(rows.values_list("digest", "form"))):
        place, name = attached.path_of(who.coop, (digest, form)), f"{folder}{digest}.{form}"
        if place.is_file() and name not in writer.parts:
            writer.add(name, place)


def _kind(
    writer: archive.Writer, folder: str, section: Section, table: Table, keys: Mapping[UUID, str]
) -> None:
    """One kind of rows as JSON, as CSV, and its first on the page."""
    headings = gathering.headings(table)
    shown = Shown(gathering.title(table.holding.model), f"{folder}{table.name}", table.count())
    shown.headings = list(headings.values())
    _put(writer, shown, list(headings), lambda: table.rows(keys))
    room = str(apps.get_app_config(table.holding.model._meta.app_label).verbose_name)
    if not section.rooms or section.rooms[-1].title != room:
        section.rooms.append(Room(room))
    section.rooms[-1].kinds.append(shown)


def _record(writer: archive.Writer, folder: str, section: Section, who: Participant, sight: Sight) -> None:
    """What the record says of them."""
    shown = Shown(_("Entries that name you"), f"{folder}record", 0)
    names = [one.name for one in fields(Mention)]
    shown.headings = names

    def rows() -> Iterator[Row]:
        return (asdict(one) for one in mentions.mentions(who, sight))

    shown.count = sum(1 for _row in rows())
    _put(writer, shown, names, rows)
    section.rooms.append(Room(_("Record"), [shown]))


def _put(
    writer: archive.Writer, shown: Shown, names: Sequence[str], rows: Callable[[], Iterator[Row]]
) -> None:
    """The rows as JSON Lines and as CSV, told anew for each, so that none has to fit into memory."""
    writer.add_pieces(f"{shown.file}.jsonl", (as_json(row) for row in rows()))
    writer.add_pieces(f"{shown.file}.csv", as_csv(names, shown, rows()))


def as_json(row: Row) -> bytes:
    """One row as a line."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def as_csv(names: Sequence[str], shown: Shown, rows: Iterator[Row]) -> Iterator[bytes]:
    """RFC 4180 with the mark that spreadsheets need; the first rows are kept for the page."""
    yield "\ufeff".encode()
    yield a_line(shown.headings)
    for row in rows:
        said = [as_text(row.get(name)) for name in names]
        if len(shown.rows) < SHOWN:
            shown.rows.append(said)
        yield a_line(said)


def a_line(said: Sequence[str]) -> bytes:
    """One line that no spreadsheet runs."""
    out = io.StringIO()
    csv.writer(out).writerow([harmless(text) for text in said])
    return out.getvalue().encode()


def as_text(value: Any) -> str:
    """A value for people."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return _("yes") if value else _("no")
        case _:
            return json.dumps(value, ensure_ascii=False)
