"""Databases beside the one that is served: opened for a while, migrated to a schema, filled row by row."""

# ruff: noqa: SLF001 — rows go over as they are, past managers that would stamp or refuse them

from __future__ import annotations

import sqlite3
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.apps.registry import Apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import Node
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import load_backend

from toadlane.keeping.new_models import new_models_made_alone

Schema = list[tuple[str, str]]
LOT: Final = 2000
TRIGGERS: Final = {
    "sqlite": "SELECT 'DROP TRIGGER \"' || name || '\"', sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass), pg_get_triggerdef(oid) "
        "FROM pg_trigger WHERE NOT tgisinternal"
    ),
}


@contextmanager
def beside(described: dict[str, Any]) -> Iterator[str]:
    """A further connection of this thread alone, under a name of its own, gone at the end."""
    alias = f"beside-{uuid.uuid4().hex}"
    whole = connections.configure_settings({DEFAULT_DB_ALIAS: dict(described)})[DEFAULT_DB_ALIAS]
    connection = load_backend(whole["ENGINE"]).DatabaseWrapper(whole, alias)
    connections[alias] = connection
    try:
        yield alias
    finally:
        connection.close()
        del connections[alias]


def a_file(file: Path) -> dict[str, Any]:
    """A SQLite file nobody else has open."""
    options = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA synchronous=OFF;PRAGMA cache_size=-20000;",
    }
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}


def served() -> dict[str, Any]:
    """The database that is served, to be opened once more."""
    return {**connections[DEFAULT_DB_ALIAS].settings_dict, "CONN_MAX_AGE": 0}


def applied(alias: str) -> Schema:
    """The migrations a database has been through; none for an empty one."""
    recorder = MigrationRecorder(connections[alias])
    return sorted(recorder.applied_migrations()) if recorder.has_table() else []


def known() -> set[tuple[str, str]]:
    """Every migration this version has."""
    return set(MigrationLoader(None).disk_migrations or {})


def waiting(alias: str = DEFAULT_DB_ALIAS) -> Schema:
    """The migrations this version has and a database has not been through."""
    return sorted(known() - set(applied(alias)))


def migrate_to(alias: str, schema: Schema) -> None:
    """Bring an empty database to a schema; no signals, so nothing is written but the tables."""
    executor = MigrationExecutor(connections[alias])
    graph, reached = executor.loader.graph, set(schema)
    last = [node for node in schema if not reached & later_in_room(graph.node_map[node])]
    with new_models_made_alone():
        executor.migrate(last)


def later_in_room(node: Node) -> set[tuple[str, str]]:
    """The migrations of the same room that build on one."""
    return {child.key for child in node.children if child.key[0] == node.key[0]}


def apps_of(schema: Schema) -> Apps:
    """The models as they were at a schema."""
    found: Apps = MigrationLoader(None).project_state(list(schema)).apps
    return found


def copy_rows(source: str, target: str, schema: Schema) -> None:
    """Every row of one database into another of the same schema, as it is; in one transaction.

    The target is empty and nobody's yet, so its triggers come back after the rows, as in any restoring.
    """
    kept = [
        m
        for m in apps_of(schema).get_models(include_auto_created=True)
        if m._meta.managed and not m._meta.proxy
    ]
    with transaction.atomic(using=target), triggers_after(connections[target]):
        for model in kept:
            model._base_manager.using(target).all()._raw_delete(target)
        for model in kept:
            copy_table(model, source, target)
    reset_sequences(connections[target], kept)


def copy_table(model: type[models.Model], source: str, target: str) -> None:
    """The rows of one model, lot by lot."""
    rows = model._base_manager.using(source).order_by("pk").iterator(LOT)
    for lot in lots(rows):
        write_as_they_are(model, lot, using=target)


def write_as_they_are(model: type[models.Model], rows: list[models.Model], *, using: str) -> None:
    """Insert rows with the values they have: nothing is stamped, no key is made."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    manager: Any = model._base_manager
    at_once = max(connections[using].ops.bulk_batch_size(fields, rows), 1)
    for at in range(0, len(rows), at_once):
        manager._insert(rows[at : at + at_once], fields=fields, raw=True, using=using)


def lots(rows: Iterable[Any], size: int = LOT) -> Iterator[list[Any]]:
    """The same rows, so many at once."""
    lot: list[Any] = []
    for row in rows:
        lot.append(row)
        if len(lot) == size:
            yield lot
            lot = []
    if lot:
        yield lot


@contextmanager
def triggers_after(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Rows first, then the triggers that guard them."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        standing = cursor.fetchall()
        for drop, _ in standing:
            cursor.execute(drop)
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no trigger is made while checks are pending
        for _, make in standing:
            cursor.execute(make)


def reset_sequences(connection: BaseDatabaseWrapper, kept: list[type[models.Model]]) -> None:
    """Numbers that the database counts itself go on after the last one."""
    from django.core.management.color import no_style  # noqa: PLC0415 — needed nowhere else

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept):
            cursor.execute(statement)


def copy_file(source: Path, target: Path) -> None:
    """A SQLite database as it is at one moment, while others write to it."""
    there = sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=60)
    with closing(there), closing(sqlite3.connect(target)) as here:
        there.backup(here)
        here.execute("PRAGMA journal_mode=DELETE")


def copy_server(target: Path) -> None:
    """A PostgreSQL database as it is at one moment, into a SQLite file of the same schema."""
    with beside(served()) as source, transaction.atomic(using=source):
        with connections[source].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        schema = applied(source)
        target.write_bytes(empty_at(tuple(schema)))
        with beside(a_file(target)) as alias:
            copy_rows(source, alias, schema)


@lru_cache(maxsize=1)
def empty_at(schema: tuple[tuple[str, str], ...]) -> bytes:
    """A database file of a schema with no rows; the same night after night until an upgrade."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "empty.sqlite3"
        with beside(a_file(made)) as alias:
            migrate_to(alias, list(schema))
        return made.read_bytes()


def copy_served(target: Path) -> None:
    """The database that is served, into a file of its own."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite":
        copy_file(Path(connection.settings_dict["NAME"]), target)
    else:
        copy_server(target)
