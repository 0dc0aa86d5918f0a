"""The full export of one co-op: rows as JSON Lines, texts and files as they are, a README for them all."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connections, models, transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import NotThere, Refused
from toadlane import record
from toadlane.budgets.models import RoundBox
from toadlane.charter.models import CharterText
from toadlane.coops.models import Coop, Participant
from toadlane.jobs.models import Progress
from toadlane.keeping import archive, databases, folders, tenants, words
from toadlane.keeping.proofs import Head
from toadlane.keeping.telling import readme
from toadlane.keeping.version import VERSION
from toadlane.members.models import Seat
from toadlane.people.models import Person
from toadlane.proposals.models import OpenBox
from toadlane.record.models import Entry, Sequenced

FORMAT: Final = 1
HEADER: Final = "export.json"
COOP_FILE, PEOPLE, FILES, README = "coop.json", "people.jsonl", "files.jsonl", "README.md"
VERIFIER: Final = "verify_record.py"
ROWS, FILE, CHARTER = "rows/", "files/", "charter/"
ENDING: Final = ".toadlane-export.zip"


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished export; two of the same state have the same digest."""

    file: Path
    digest: str
    rows: int


@contextmanager
def one_moment() -> Iterator[str]:
    """The served database as it is now, whatever others write meanwhile; nobody waits for it."""
    described = databases.served()
    if described["ENGINE"].endswith("sqlite3"):
        described["OPTIONS"] = {"timeout": 60, "transaction_mode": None}
    with databases.beside(described) as alias, transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield alias


def export(slug: str, folder: Path, *, at: dt.datetime, unfinished_too: bool = False) -> Exported:
    """Everything of one co-op into a new file of a folder.

    Faults `export.no-coop`, and `export.under-way` unless what is unfinished is wanted too.
    """
    with words.disk_may_be_full(folder), folders.room_to_work(folder) as room:
        made = made_in(room, slug, at=at, unfinished_too=unfinished_too)
        target = folder / file_name(slug, at)
        folders.kept_safely(made.file, target)
        return replace(made, file=target)


def file_name(slug: str, at: dt.datetime) -> str:
    """What the export of an instant is called."""
    return f"{slug}-{at.astimezone(dt.UTC).strftime(folders.STAMP)}{ENDING}"


def made_in(room: Path, slug: str, *, at: dt.datetime, unfinished_too: bool = False) -> Exported:
    """The same in a folder for what is not finished."""
    with one_moment() as alias:
        coop = find(slug, alias)
        if not unfinished_too:
            refuse_under_way(coop, alias)
        unfinished = room / "export.zip"
        with archive.writing(unfinished) as writer:
            counts = write(coop, alias, writer)
            digest = digest_of(writer.parts)
            writer.archive.writestr(archive.undated(HEADER), header(coop, alias, writer.parts, digest, at))
    unfinished.chmod(0o600)
    return Exported(unfinished, digest, sum(counts.values()))


def find(slug: str, alias: str) -> Coop:
    """The co-op of that address."""
    coop = Coop.objects.using(alias).filter(slug=slug).first()
    if coop is None:
        raise NotThere(
            gettext_noop("No co-op here is called “{slug}”."),
            code="export.no-coop",
            next_step=gettext_noop("Name one by its address: /c/<name>/."),
            slug=slug,
        )
    return coop


def refuse_under_way(coop: Coop, alias: str) -> None:
    """Nothing of it is half way."""
    job = Progress.objects.using(alias).filter(coop=coop, finished_at=None).first()
    if job is not None:
        raise Refused(
            gettext_noop("“{job}” is under way; its rows are there in part."),
            code="export.under-way",
            next_step=gettext_noop(
                "Wait until it is done, or start the house so that it can end, and try again."
            ),
            job=job.title,
        )
    boxes = (box.objects.using(alias).filter(coop=coop) for box in (OpenBox, RoundBox))
    if any(rows.exclude(ballots=[]).exists() for rows in boxes):
        raise Refused(
            gettext_noop("A secret vote is under way; what is taken away now could tell who voted what."),
            code="export.secret-vote",
            next_step=gettext_noop("Wait until it is closed."),
        )


def write(coop: Coop, alias: str, writer: archive.Writer) -> dict[tenants.Model, int]:
    """Every part but the header, in one order; how many rows of each kind."""
    emails = dict(people_of(coop, alias).values_list("pk", "email"))
    counts = {model: row_count(model, coop, alias) for model in tenants.tenants()}
    of_itself = tenants.written(coop, tenants.columns(Coop, {}, {}))
    writer.add_pieces(README, [readme(coop, counts).encode()])
    writer.add(VERIFIER, Path(record.__file__).with_name(VERIFIER))
    writer.add_pieces(COOP_FILE, [whole(of_itself).encode()])
    writer.add_pieces(PEOPLE, people(coop, alias))
    for model in counts:
        writer.add_pieces(f"{ROWS}{model._meta.label}.jsonl", rows(model, coop, alias, emails))
    for text in CharterText.objects.using(alias).filter(coop=coop).order_by("name"):
        writer.add_pieces(f"{CHARTER}{text.name}.md", [text.source.encode()])
    uploaded = dict(files_of(coop))
    writer.add_pieces(FILES, named(uploaded, coop, alias))
    for name, file in uploaded.items():
        writer.add(FILE + name, file)
    return counts


def row_count(model: tenants.Model, coop: Coop, alias: str) -> int:
    """How many rows of a model are the co-op's."""
    return all_of(model, coop, alias).count()


def all_of(model: tenants.Model, coop: Coop, alias: str) -> models.QuerySet[Any]:
    """The co-op's rows of a model, past managers that hide some, in the order of their keys."""
    return models.QuerySet(model, using=alias).filter(coop=coop).order_by("pk")


def rows(model: tenants.Model, coop: Coop, alias: str, emails: Mapping[uuid.UUID, str]) -> Iterator[bytes]:
    """The rows of one model, a line each."""
    columns = tenants.columns(model, emails, {})
    kept = {seat.participant_id: seat.email for seat in seats_of(coop, alias)} if model is Participant else {}
    for row in all_of(model, coop, alias).iterator(databases.LOT):
        said = tenants.written(row, columns)
        yield line({**said, "person": kept[row.pk]} if row.pk in kept else said)


def seats_of(coop: Coop, alias: str) -> models.QuerySet[Seat]:
    """Places whose people have yet to show that they are them; told of as in the export that came."""
    return Seat.objects.using(alias).filter(participant__coop=coop, participant__person=None)


def people_of(coop: Coop, alias: str) -> models.QuerySet[Person]:
    """Whoever any row of the co-op names as a person who signs in."""
    keys: set[uuid.UUID] = set()
    for model in tenants.tenants():
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Person:
                keys |= set(all_of(model, coop, alias).order_by().values_list(field.attname, flat=True))
    return Person.objects.using(alias).filter(pk__in=keys - {None}).order_by("email")


def people(coop: Coop, alias: str) -> Iterator[bytes]:
    """The people, without what signs them in."""
    told = {seat.email: seat.told for seat in seats_of(coop, alias)}
    for person in people_of(coop, alias):
        said = {name: getattr(person, name) for name in tenants.PEOPLE}
        told[person.email] = {**said, "joined_at": tenants.an_instant(person.joined_at)}
    for email in sorted(told):
        yield line({name: told[email][name] for name in tenants.PEOPLE})


def files_of(coop: Coop) -> Iterator[tuple[str, Path]]:
    """What was uploaded for a co-op: stored at <kind>/<co-op>/<name>, exported as <kind>/<name>."""
    top = Path(default_storage.path(""))
    for kind in sorted(top.iterdir()) if top.is_dir() else []:
        own = kind / str(coop.pk)
        for file in sorted(own.rglob("*")) if own.is_dir() else []:
            if file.is_file():
                yield f"{kind.name}/{file.relative_to(own)}", file


def named(uploaded: Mapping[str, Path], coop: Coop, alias: str) -> Iterator[bytes]:
    """What each file was called by whoever brought it; `stored_as` of a model says how it finds its file."""
    names: dict[str, str] = {}
    for model in tenants.tenants():
        if any(field.name == "file_name" for field in model._meta.concrete_fields):
            key = getattr(model, "stored_as", ("pk",))
            found = all_of(model, coop, alias).values_list(*key, "file_name")
            names |= {".".join(map(str, stored)): name for *stored, name in found}
    for name in uploaded:
        yield line({"file": FILE + name, "name": names.get(Path(name).stem, Path(name).name)})


def header(coop: Coop, alias: str, parts: Mapping[str, archive.Part], digest: str, at: dt.datetime) -> str:
    """What differs between two exports, and what everything else is held against."""
    said = {
        "format": FORMAT,
        "made_at": at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "version": VERSION,
        "schema": databases.applied(alias),
        "coop": coop.slug,
        "record": asdict(head(coop, alias)),
        "digest": digest,
        "parts": {name: asdict(part) for name, part in parts.items()},
    }
    return whole(said)


def head(coop: Coop, alias: str) -> Head:
    """The head of the co-op's record, as backups tell it."""
    digest, ordered = hashlib.sha256(), 0
    found = Sequenced.objects.using(alias).filter(coop=coop).order_by("place")
    for commitment in found.values_list("entry__commitment", flat=True).iterator():
        digest.update(bytes(commitment))
        ordered += 1
    return Head(Entry.objects.using(alias).filter(coop=coop).count(), ordered, digest.hexdigest())


def digest_of(parts: Mapping[str, archive.Part]) -> str:
    """One digest of everything but the header."""
    said = "".join(f"{name}\t{part.size}\t{part.sha256}\n" for name, part in sorted(parts.items()))
    return hashlib.sha256(said.encode()).hexdigest()


def line(said: Mapping[str, Any]) -> bytes:
    """One row as one line; the names in their order, so that the same row is the same line."""
    return json.dumps(said, ensure_ascii=False, sort_keys=False, separators=(",", ":")).encode() + b"\n"


def whole(said: Mapping[str, Any]) -> str:
    """A file for people to look at."""
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def own_folder() -> Path:
    """Where exports go unless somebody says otherwise."""
    folder = Path(settings.DATA) / folders.EXPORTS
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
