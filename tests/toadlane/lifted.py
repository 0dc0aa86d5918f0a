"""Every trigger taken off and put back: for emptying a test database, and for playing the intruder."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

STANDING = {
    "sqlite": "SELECT tbl_name, 'DROP TRIGGER \"' || name || '\"', sql "
    "FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgrelid::regclass::text, "
    "format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass), pg_get_triggerdef(oid) "
    "FROM pg_trigger WHERE NOT tgisinternal",
}


@contextmanager
def lifted(connection: BaseDatabaseWrapper, tables: Collection[str] | None = None) -> Iterator[None]:
    """No book is guarded inside, and no seal holds, whichever room put it there; or only on some tables."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        standing = [(drop, make) for on, drop, make in cursor.fetchall() if tables is None or on in tables]
        for drop, _ in standing:
            cursor.execute(drop)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(STANDING[connection.vendor])
            put_back = {make for _, _, make in cursor.fetchall()}
            for _, make in standing:
                if make not in put_back:
                    cursor.execute(make)
