"""A database brought up to this version once for a whole run: whoever needs a new one begins with a copy.

What bringing one up is like is tried where that is what a test is about: in `make run`'s own steps, in
`toadlane create`, and from each released version.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections

CHECKOUT = Path(__file__).parents[1]
FILE = "toadlane.sqlite3"


def database() -> Path:
    """The file, made by whichever worker of a run comes first."""
    folder = Path(os.environ["TOADLANE_DATA"]) / "brought-up"
    ready = folder.with_suffix(".ready")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            folder.mkdir(mode=0o700)
            known = {name: said for name, said in os.environ.items() if name != "TOADLANE_DATABASE_URL"}
            subprocess.run(
                [sys.executable, "-m", "toadlane", "migrate", "--verbosity", "0"],
                env=known | {"TOADLANE_DATA": str(folder), "PYTHONPATH": str(CHECKOUT / "src")},
                check=True,
            )
            ready.touch()
    return folder / FILE


def copied_to(folder: Path) -> None:
    """A new data folder with nobody in it yet."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(database(), folder / FILE)


def instead_of_migrating(command: str, **words: Any) -> None:
    """What Django calls while it makes the tests' database."""
    connection = connections[words["database"]]
    if command != "migrate" or connection.vendor != "sqlite":
        call_command(command, **words)
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(database())) as brought_up:
        brought_up.backup(connection.connection)
