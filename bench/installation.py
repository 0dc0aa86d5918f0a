"""An installation of its own for a bench: an empty data folder, SQLite, and Django awake in it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from types import TracebackType

SHAPE = (
    "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('table', 'index')"
    " AND sql IS NOT NULL ORDER BY type DESC"
)


def wake(folder: Path, *, database: Path | None = None) -> None:
    """Point the settings at a folder, and start Django; once in a process."""
    os.environ |= {
        "TOADLANE_DATA": str(folder),
        "TOADLANE_DATABASE_URL": f"sqlite:///{database}" if database else "",
        "TOADLANE_SECRET_KEY": "only-for-the-bench-" * 3,
        "DJANGO_SETTINGS_MODULE": "toadlane.site.settings",
    }
    import django  # noqa: PLC0415 - the settings are named before Django reads them

    django.setup()


def migrated(folder: Path) -> Path:
    """Wake in a folder and make every table; the database file."""
    wake(folder)
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    return folder / "toadlane.sqlite3"


class Plain:
    """A connection past Django with the house's own pragmas, so that both sides write as durably."""

    def __init__(self, file: Path) -> None:
        from toadlane.site.environment import SQLITE_OPTIONS  # noqa: PLC0415

        self.connection = sqlite3.connect(file, isolation_level=None)
        self.connection.executescript(SQLITE_OPTIONS["init_command"])

    def __enter__(self) -> sqlite3.Connection:
        return self.connection

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()


def shape_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """The statements that make a table and its indexes, without triggers."""
    return [sql for (sql,) in connection.execute(SHAPE, [table])]
