"""Write-once triggers, taken off and put back: for emptying a test database, and for playing the intruder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

from toadlane.coops.triggers import book_models, guard, release


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """No book is guarded inside."""
    tables = [model._meta.db_table for model in book_models()]
    for table in tables:
        release(connection, table)
    try:
        yield
    finally:
        for table in tables:
            guard(connection, table)
