"""What can be proved of a copied database: it is sound, it holds so many rows, its record stands."""

# ruff: noqa: S608 — the only names put into these statements are those of the tables themselves

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from uuid import UUID

from bylaws.kernel.faults import InputFault
from bylaws.record.commitment import opens
from bylaws.record.tree import leaf_hash, roots
from toadlane.keeping import words


@dataclass(frozen=True, slots=True)
class Head:
    """One co-op's record at one moment: how many entries it has, and a digest of those in their order."""

    entries: int
    ordered: int
    digest: str


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """A database file that is only looked at."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        yield database


def prove(file: Path) -> None:
    """Everything that must hold in any copy; fault `backup.unsound` names what does not."""
    try:
        with reading(file) as database:
            if database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise words.unsound("integrity_check")
            loose = database.execute("PRAGMA foreign_key_check").fetchone()
            if loose:
                raise words.unsound(f"{loose[0]} → {loose[2]}")
            for entry in not_standing(database):
                raise words.unsound(f"record {entry}")
            for coop, size in not_holding(database):
                raise words.unsound(f"checkpoint {coop} {size}")
    except sqlite3.DatabaseError as error:
        raise words.unsound(str(error)) from error


def tables(database: sqlite3.Connection) -> list[str]:
    """The names of all tables that hold rows of ours."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [name for (name,) in database.execute(names)]


def counts(database: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table holds."""
    return {
        table: database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables(database)
    }


def schema(database: sqlite3.Connection) -> list[tuple[str, str]]:
    """The migrations that have been applied, by room and name."""
    if "django_migrations" not in tables(database):
        return []
    return [
        (app, name) for app, name in database.execute("SELECT app, name FROM django_migrations ORDER BY 1, 2")
    ]


HEADS = """SELECT c.slug, e.commitment, s.place FROM coops_coop c
 LEFT JOIN record_entry e ON e.coop_id = c.id LEFT JOIN record_sequenced s ON s.entry_id = e.id
 ORDER BY c.slug, s.place IS NULL, s.place"""


def heads(database: sqlite3.Connection) -> dict[str, Head]:
    """The head of every co-op's record."""
    if "record_entry" not in tables(database):
        return {}
    found: dict[str, tuple[int, int, Any]] = {}
    for slug, commitment, place in database.execute(HEADS):
        entries, ordered, digest = found.setdefault(slug, (0, 0, hashlib.sha256()))
        if place is not None:
            digest.update(commitment)
        found[slug] = (entries + (commitment is not None), ordered + (place is not None), digest)
    return {
        slug: Head(entries, ordered, digest.hexdigest()) for slug, (entries, ordered, digest) in found.items()
    }


OPENINGS = """SELECT e.id, e.coop_id, e.kind, e.subject, e.actor, e.commitment, o.salt, o.canonical
 FROM record_opening o JOIN record_entry e ON e.id = o.entry_id"""


def not_standing(database: sqlite3.Connection) -> Iterator[str]:
    """The entries whose content is not what their commitment was made of."""
    if "record_entry" not in tables(database):
        return
    for entry, coop, kind, subject, actor, commitment, salt, content in database.execute(OPENINGS):
        told = {
            "entry": str(UUID(entry)),
            "coop": str(UUID(coop)),
            "kind": kind,
            "subject": subject,
            "actor": actor,
        }
        if not stands(bytes(commitment), bytes(salt), bytes(content), told):
            yield told["entry"]


ORDERED = """SELECT s.coop_id, e.commitment FROM record_sequenced s JOIN record_entry e ON e.id = s.entry_id
 ORDER BY s.coop_id, s.place"""
SIGNED = "SELECT coop_id, size, root FROM record_checkpoint ORDER BY coop_id, size"


def not_holding(database: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """The checkpoints, by co-op and size, that vouch for other entries than those that are there."""
    if "record_checkpoint" not in tables(database):
        return
    signed = [(coop, (size, bytes(root))) for coop, size, root in database.execute(SIGNED)]
    ordered = ((coop, bytes(commitment)) for coop, commitment in database.execute(ORDERED))
    commitments = {coop: [one for _, one in rows] for coop, rows in groupby(ordered, key=itemgetter(0))}
    for coop, rows in groupby(signed, key=itemgetter(0)):
        for size in amiss(commitments.get(coop, []), [head for _, head in rows]):
            yield str(UUID(coop)), size


def amiss(commitments: Sequence[bytes], signed: Sequence[tuple[int, bytes]]) -> list[int]:
    """The sizes at which the entries have another root than was signed; `signed` is smallest first."""
    here = [(size, root) for size, root in signed if size <= len(commitments)]
    found = roots([leaf_hash(one) for one in commitments], [size for size, _ in here])
    gone = [size for size, _ in signed if size > len(commitments)]
    return [size for (size, root), other in zip(here, found, strict=True) if root != other] + gone


def stands(commitment: bytes, salt: bytes, content: bytes, told: dict[str, str]) -> bool:
    """Whether content opens its commitment and says what the entry beside it says."""
    try:
        if not opens(commitment, content=content, salt=salt):
            return False
        said = json.loads(content)
    except (InputFault, ValueError, RecursionError):
        return False
    return isinstance(said, dict) and {name: said.get(name) for name in told} == told
