"""Bringing an export into an installation that does not have that co-op: all of it, or nothing.

Everything is held against the header, against itself and against the record before anything stays. What
is written goes through the same guarded tables as ever: rows are only added.
"""

from __future__ import annotations

import filecmp
import json
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, models, transaction

from bylaws.kernel.faults import InputFault
from toadlane.coops.models import Coop, Participant
from toadlane.keeping import archive, databases, exporting, folders, refusals, tenants, words
from toadlane.keeping.archive import Part
from toadlane.keeping.fitting import fits_together
from toadlane.keeping.refusals import amiss
from toadlane.members.models import Seat
from toadlane.people.models import Person
from toadlane.people.proving import is_theirs

LINE_LONGEST: Final = 64 << 20
EXPANDS_AT_MOST: Final = 1100
"""Deflate cannot do more; whoever says so lies about a size."""
HEADER_LARGEST: Final = 16 << 20


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought in."""

    coop: Coop
    rows: int
    digest: str
    waiting: int
    """Places that are taken once the address of an account here is shown to be theirs."""


@dataclass(slots=True)
class Export:
    """An export that was opened, its header read."""

    file: Path
    archive: zipfile.ZipFile
    parts: dict[str, Part]
    digest: str
    said: dict[str, Any]
    keys: dict[tenants.Model, set[uuid.UUID]] = field(default_factory=dict)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, its digest compared at the end."""
        reader = archive.Parts(self.file, self.archive)
        return reader.pieces(name, self.parts[name])

    def lines(self, name: str) -> Iterator[tuple[int, Any]]:
        """The rows of a part, with their numbers."""
        rest, number = b"", 0
        for piece in self.pieces(name):
            *whole, rest = (rest + piece).split(b"\n")
            if len(rest) > LINE_LONGEST:
                raise amiss(self.file, name, number + 1)
            for line in whole:
                number += 1
                yield number, plain_json(line, self.file, name, number)
        if rest:
            raise amiss(self.file, name, number + 1)

    def text(self, name: str) -> Any:
        """A small part as JSON."""
        return plain_json(b"".join(self.pieces(name)), self.file, name, 1)


def bring_in(file: Path) -> Brought:
    """An export into this installation.

    Faults: `import.unreadable`, `import.newer`, `import.there`, `import.amiss`, `import.loose`,
    `import.taken`, `import.record`, `backup.altered`. After any of them nothing is here that was not before.
    """
    with opened(file) as export, settled() as placed, transaction.atomic():
        coop = the_coop(export)
        people, told = the_people(export)
        rows = sum(the_rows(export, model, coop, people) for model in tenants.tenants())
        waiting = keep_seats(export, told)
        place_files(export, coop, placed)
        fits_together(coop, export.said, export.file)
        refuse_strangers(export)
    return Brought(coop, rows, export.digest, waiting)


@contextmanager
def opened(file: Path) -> Iterator[Export]:
    """The file, and its header held against its parts."""
    try:
        there = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise refusals.unreadable(file) from error
    with there:
        yield header(file, there)


def header(file: Path, there: zipfile.ZipFile) -> Export:
    """What the export says of itself."""
    try:
        if there.getinfo(exporting.HEADER).file_size > HEADER_LARGEST:
            raise refusals.unreadable(file)
        said = json.loads(there.read(exporting.HEADER))
        if isinstance(said["format"], int) and said["format"] > exporting.FORMAT:
            raise refusals.newer(file, str(said.get("version", "")))
        parts = {str(name): Part(**part) for name, part in said["parts"].items()}
        schema = {(str(room), str(name)) for room, name in said["schema"]}
        digest = exporting.digest_of(parts)
    except (*archive.MISSHAPEN, *archive.DAMAGED) as error:
        raise refusals.unreadable(file) from error
    if schema - databases.known():
        raise refusals.newer(file, str(said.get("version", "")))
    for name in parts:
        if not archive.stays_inside(name):
            raise words.altered(file, name)
    sizes = {info.filename: info for info in there.infolist()}
    swollen = [
        name for name in sizes if sizes[name].file_size > EXPANDS_AT_MOST * (sizes[name].compress_size + 1)
    ]
    if (
        sorted(there.namelist()) != sorted([*parts, exporting.HEADER])
        or digest != said.get("digest")
        or swollen
    ):
        raise words.altered(file, exporting.HEADER)
    return Export(file, there, parts, digest, said)


def refuse_strangers(export: Export) -> None:
    """Every part was read but those that only retell the rows."""
    told = {f"{exporting.ROWS}{model._meta.label}.jsonl" for model in tenants.tenants()}
    told |= {exporting.COOP_FILE, exporting.PEOPLE}
    for name in export.parts:
        if name not in told and not name.startswith(exporting.FILE):
            if name.startswith(exporting.ROWS):
                raise refusals.newer(export.file, str(export.said.get("version", "")))
            for _ in export.pieces(name):
                pass


def the_coop(export: Export) -> Coop:
    """The co-op's own row; fault `import.there` when it lives here already."""
    name = exporting.COOP_FILE
    if name not in export.parts:
        raise refusals.unreadable(export.file)
    said = export.text(name)
    columns = tenants.columns(Coop, {}, {})
    try:
        coop = Coop(**{c.name: tenants.valid(c, said[c.name]) for c in columns if c.name in said})
    except (ValueError, TypeError, KeyError) as error:
        raise amiss(export.file, name, 1, str(error)) from error
    if Coop.objects.filter(slug=coop.slug).exists() or Coop.objects.filter(pk=coop.pk).exists():
        raise refusals.there(coop.slug)
    with fitting(export, name, Coop):
        databases.write_as_they_are(Coop, [coop], using=DEFAULT_DB_ALIAS)
    export.keys[Coop] = {coop.pk}
    return coop


def the_people(export: Export) -> tuple[tenants.People, dict[str, Any]]:
    """The people by e-mail address, and the lines of those whose place waits.

    Who is here is as they are here, who is not comes without a password. An account whose address nobody
    has shown to be theirs takes no place: whoever made it may only have known the address.
    """
    name, waiting = exporting.PEOPLE, {}
    found: dict[str, uuid.UUID | None] = {}
    for number, said in export.lines(name) if name in export.parts else ():
        try:
            told = {one: said[one] for one in tenants.PEOPLE}
            person = a_person(told)
        except (ValueError, KeyError, TypeError, ValidationError) as error:
            raise amiss(export.file, name, number) from error
        theirs = is_theirs(person)
        found[told["email"]] = person.pk if theirs else None
        if not theirs:
            waiting[told["email"]] = told
    return found, waiting


def a_person(said: dict[str, Any]) -> Person:
    """Somebody who is here already, or somebody new who chooses a password by e-mail."""
    joined_at = tenants.read_instant(said["joined_at"])
    email, name, language, zone = (
        tenants.a_text(said[one]) for one in ("email", "name", "language", "time_zone")
    )
    here = Person.objects.filter(email=email).first()
    if here is not None:
        return here
    person = Person.objects.welcome(email=email, name=name, language=language, time_zone=zone)
    Person.objects.filter(pk=person.pk).update(joined_at=joined_at)
    return person


def keep_seats(export: Export, told: dict[str, Any]) -> int:
    """The places of whoever has yet to show that their address is theirs; how many."""
    name = f"{exporting.ROWS}{Participant._meta.label}.jsonl"
    if not told or name not in export.parts:
        return 0
    said = ((row["id"], row.get("person")) for _, row in export.lines(name))
    seats = [Seat(participant_id=key, email=who, told=told[who]) for key, who in said if who in told]
    if len({seat.email for seat in seats}) < len(seats):
        raise refusals.taken(export.file, name)
    Seat.objects.bulk_create(seats)
    return len(seats)


def the_rows(export: Export, model: tenants.Model, coop: Coop, people: tenants.People) -> int:
    """The rows of one model, each held against its fields and against the rows before it."""
    name = f"{exporting.ROWS}{model._meta.label}.jsonl"
    keys = export.keys.setdefault(model, set())
    if name not in export.parts:
        return 0
    columns = tenants.columns(model, {}, people)
    with fitting(export, name, model):
        for lot in databases.lots(read_rows(export, name, model, coop, columns)):
            databases.write_as_they_are(model, lot, using=DEFAULT_DB_ALIAS)
    return len(keys)


def read_rows(
    export: Export, name: str, model: tenants.Model, coop: Coop, columns: list[tenants.Column]
) -> Iterator[models.Model]:
    """Row after row; a reference leads to a row of this export, or nowhere."""
    keys, pointing = export.keys[model], []
    itself = [c.field.attname for c in columns if c.field.is_relation and c.field.related_model is model]
    related = [c for c in columns if c.field.is_relation and c.field.related_model is not Person]
    outward = [c for c in related if c.field.related_model is not model]
    for number, said in export.lines(name):
        try:
            row = tenants.read(model, said, columns, coop)
        except ValueError as error:
            raise amiss(export.file, name, number, str(error)) from error
        for one in outward:
            to = getattr(row, one.field.attname)
            if to is not None and to not in export.keys[one.field.related_model]:
                raise refusals.loose(export.file, name, number, one.name)
        pointing += [(number, to) for of in itself if (to := getattr(row, of)) is not None]
        keys.add(row.pk)
        yield row
    for number, to in pointing:
        if to not in keys:
            raise refusals.loose(export.file, name, number, model._meta.label)


@contextmanager
def fitting(export: Export, name: str, model: tenants.Model) -> Iterator[None]:
    """What the database itself refuses: a key twice, a row of a sealed year, a value it cannot hold.

    References are looked at in the model's own table: what stands in the others was, when it came.
    """
    try:
        with transaction.atomic():
            yield
            connection.check_constraints(table_names=[model._meta.db_table])
    except (DatabaseError, OverflowError) as error:
        raise refusals.taken(export.file, name) from error


@contextmanager
def settled() -> Iterator[list[Path]]:
    """Files that were placed go again unless the rows stay."""
    placed: list[Path] = []
    stays = False
    try:
        yield placed
        stays = True
    finally:
        for file in () if stays else placed:
            file.unlink(missing_ok=True)


def place_files(export: Export, coop: Coop, placed: list[Path]) -> None:
    """Uploaded files to where the rooms look for them; what lies there already is left if it is the same."""
    top = Path(default_storage.path(""))
    for name in export.parts:
        if not name.startswith(exporting.FILE):
            continue
        kind, _, rest = name.removeprefix(exporting.FILE).partition("/")
        if not kind or not rest:
            raise words.altered(export.file, name)
        target = top / kind / str(coop.pk) / rest
        with words.disk_may_be_full(top, words.no_room), archive.a_place_for(name, export.file):
            place_file(export, name, target, placed)


def place_file(export: Export, name: str, target: Path, placed: list[Path]) -> None:
    """One file, whole under its name; fault `import.taken` for another one of that name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{folders.UNFINISHED}{target.name}")
    placed.append(unfinished)
    with unfinished.open("wb") as file:
        for piece in export.pieces(name):
            file.write(piece)
    if not target.exists():
        unfinished.replace(target)
        placed.append(target)
    elif not filecmp.cmp(unfinished, target, shallow=False):
        raise refusals.taken(export.file, name)
    else:
        unfinished.unlink()


def plain_json(line: bytes, file: Path, name: str, number: int) -> Any:
    """JSON without what only some readers take: no NaN, no endless depth."""
    try:
        return json.loads(line, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise amiss(file, name, number) from error


def refuse_constant(said: str) -> InputFault:
    """NaN and infinities are no numbers of ours."""
    raise ValueError(said)
