"""Rows that every verb writes lie in the tree of their key itself; SQLite keeps two trees otherwise.

To SQLite a table is a tree by a number of its own, and a key that is no number stands in a second tree
beside it. A table `WITHOUT ROWID` is the tree of its key alone: a row that is written changes a page less,
which a commit has to bring to the disk, and nothing else is different. PostgreSQL has no such choice.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

BESIDE = "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND type IN ('index', 'trigger') AND sql NOT NULL"


class InOneTree(Operation):
    """A migration's operation: on SQLite a table is copied into one tree.

    With `key`, a field there is already that points at one row and no two at the same, its rows are known by
    that from then on, and `id` goes. The way back is the backup that every upgrade makes first.
    """

    reduces_to_sql = False
    reversible = False

    def __init__(self, model: str, key: tuple[str, models.OneToOneField[Any, Any]] | None = None) -> None:
        self.model, self.key = model, key

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The key comes first: SQLite 3.40 takes columns before it for empty when it checks a database."""
        if self.key:
            name, field = self.key
            model = state.models[app_label, self.model]
            others = {one: kept for one, kept in model.fields.items() if one not in {"id", name}}
            model.fields = {name: field, **others}
            state.reload_model(app_label, self.model)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """By one copy, or where there is but one kind of table by its key alone."""
        model = to_state.apps.get_model(app_label, self.model)
        if schema_editor.connection.vendor == "sqlite":
            copy(schema_editor, model)
        elif self.key:
            before = from_state.apps.get_model(app_label, self.model)
            known_by(schema_editor, before, self.key[0], model)


def copy(editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
    """Its table anew, as the model says, with the rows, indexes and triggers there are."""
    table = model._meta.db_table
    unready = f"new__{table}"
    made, _ = editor.table_sql(model)
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    with editor.connection.cursor() as cursor:
        cursor.execute(BESIDE, [table])
        beside = [sql for (sql,) in cursor.fetchall()]
    for statement in (
        f"{made.replace(table, unready, 1)} WITHOUT ROWID",
        f'INSERT INTO "{unready}" ({columns}) SELECT {columns} FROM "{table}"',  # noqa: S608 — names of ours
        f'DROP TABLE "{table}"',
        f'ALTER TABLE "{unready}" RENAME TO "{table}"',
        *beside,
    ):
        editor.execute(statement, None)


def known_by(
    editor: BaseDatabaseSchemaEditor, before: type[models.Model], name: str, after: type[models.Model]
) -> None:
    """The key of a table is another one of its fields."""
    then: dict[str, Any] = {field.name: field for field in before._meta.concrete_fields}
    now: dict[str, Any] = {field.name: field for field in after._meta.concrete_fields}
    editor.remove_field(before, then["id"])
    editor.alter_field(before, then[name], now[name])
