"""Writing the many rows of a close at once, past the models."""

# ruff: noqa: S608 — nothing from outside stands in these statements

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import connection

from toadlane.coops.rows import BookRow


def write(table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Add rows inside the caller's transaction; keys as hexadecimal digits, days and JSON as text."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * (columns.count(",") + 1))
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", cast("Any", rows))


def alike(row: BookRow) -> tuple[str, Any, str]:
    """What all rows that belong to one have alike: its co-op, when it was recorded, its key."""
    recorded_at = connection.ops.adapt_datetimefield_value(row.recorded_at)
    return row.coop_id.hex, recorded_at, row.pk.hex


@contextmanager
def no_cycles() -> Iterator[None]:
    """A large close makes millions of small values and not one cycle; to look for some takes longer."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()
