"""The same refusal once more, in the database: for whoever comes past the models."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.apps import AppConfig, apps
from django.db import connections, migrations, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

from toadlane.coops.rows import BookRow

Act = Callable[[BaseDatabaseWrapper], None]
REFUSAL = "written once: put it right by a new row"

POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION toadlane_written_once() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%: {REFUSAL}', TG_TABLE_NAME
   USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


class Guarding(migrations.operations.base.Operation):
    """A migration's operation that puts triggers up, and takes them off on the way back.

    It changes no model, so it spares what running code in a migration costs: all models made anew.
    """

    reduces_to_sql = False

    def __init__(self, up: Act, off: Act) -> None:
        self.up, self.off = up, off

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: triggers are no part of a model."""

    def database_forwards(
        self, _app: str, schema_editor: BaseDatabaseSchemaEditor, *_states: ProjectState
    ) -> None:
        """Put them up."""
        self.up(schema_editor.connection)

    def database_backwards(
        self, _app: str, schema_editor: BaseDatabaseSchemaEditor, *_states: ProjectState
    ) -> None:
        """Take them off."""
        self.off(schema_editor.connection)


def write_once(table: str) -> Guarding:
    """A migration's operation: from here on the database refuses to change its rows."""
    return Guarding(partial(guard, table=table), partial(release, table=table))


def guard(connection: BaseDatabaseWrapper, table: str) -> None:
    """Put the triggers on one table; does nothing where they stand already."""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor, table):
            cursor.execute(statement)


def release(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the triggers off one table, for a migration that goes back."""
    where = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in trigger_names(connection.vendor, table):
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{where}')


def trigger_names(vendor: str, table: str) -> list[str]:
    """What the triggers of a table are called."""
    kinds = ["update", "delete", "truncate"] if vendor == "postgresql" else ["update", "delete"]
    return [f"{table}_no_{kind}" for kind in kinds]


def statements(vendor: str, table: str) -> list[str]:
    """The SQL that guards one table, safe to run again."""
    if vendor == "sqlite":
        return [
            f'CREATE TRIGGER IF NOT EXISTS "{table}_no_{kind}" BEFORE {kind.upper()} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{table}: {REFUSAL}'); END"
            for kind in ("update", "delete")
        ]
    each = {"update": "ROW", "delete": "ROW", "truncate": "STATEMENT"}
    return [
        POSTGRESQL_FUNCTION,
        *(
            f'CREATE OR REPLACE TRIGGER "{table}_no_{kind}" BEFORE {kind.upper()} ON "{table}" '
            f"FOR EACH {level} EXECUTE FUNCTION toadlane_written_once()"
            for kind, level in each.items()
        ),
    ]


def book_models(config: AppConfig | None = None) -> list[type[models.Model]]:
    """Every book row there is, or those of one room."""
    found = config.get_models() if config else apps.get_models()
    return [model for model in found if issubclass(model, BookRow)]


def guard_books(sender: AppConfig, using: str, **_: object) -> None:
    """After every migration: SQLite rebuilds a table to alter it, and its triggers are lost on the way."""
    connection = connections[using]
    standing = set(connection.introspection.table_names())
    for model in book_models(sender):
        if model._meta.db_table in standing:
            guard(connection, model._meta.db_table)
