"""Emptying the test database after a test that commits: only the tables it filled, and nothing made again.

Django's own way empties every table and then writes all content types and permissions anew, which took
half of the time of these tests.
"""

from __future__ import annotations

from contextlib import ExitStack

from django.db.backends.base.base import BaseDatabaseWrapper

from tests.toadlane.lifted import lifted

KEPT = frozenset({"django_migrations", "django_content_type", "auth_permission"})


def sweep(connection: BaseDatabaseWrapper) -> None:
    """Take every row away, also from books, which refuse to be emptied."""
    tables = filled(connection)
    if not tables:
        return
    with ExitStack() as lifting:
        if connection.vendor == "sqlite":
            lifting.enter_context(lifted(connection, tables))
            lifting.enter_context(connection.constraint_checks_disabled())
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = replica")
            for table in tables:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 — our own tables
            if connection.vendor == "postgresql":
                cursor.execute("RESET session_replication_role")


def filled(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables that hold a row, asked in one go."""
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT)
    look = "SELECT '{}' WHERE EXISTS (SELECT 1 FROM {})"
    each = (look.format(table, connection.ops.quote_name(table)) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return [table for (table,) in cursor.fetchall()]
