"""Bring the database up to this version; a backup first, so that there is a way back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from toadlane.coops.demo import is_demo
from toadlane.keeping import databases, verbs
from toadlane.keeping.making import Made
from toadlane.keeping.management.asking import faults_as_sentences

WAY_BACK = (
    "The upgrade did not succeed. Everything as it was before is in\n  {file}\n"
    "To go back: install the version you had, then\n  ./run restore {file} --data A-NEW-FOLDER"
)


class Command(BaseCommand):
    """`toadlane upgrade`."""

    help = "Bring the database up to this version, after a backup of it."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Nothing to do is said by saying nothing."""
        waiting = databases.waiting()
        if not waiting:
            return
        at = timezone.now()
        made = self.backup_first() if in_use() and not is_demo() else None
        if migrate() != 0:
            raise CommandError(WAY_BACK.format(file=made.file) if made else "The database could not be made.")
        if made:
            verbs.note_made(made, at=at)
            self.stdout.write(f"Upgraded. Migrations: {len(waiting)}.")

    def backup_first(self) -> Made:
        """Closed as the nightly ones are."""
        with faults_as_sentences():
            made = verbs.before_an_upgrade(at=timezone.now())
        self.stdout.write(f"Backed up before the upgrade: {made.file}")
        return made


def in_use() -> bool:
    """Whether somebody keeps anything here; asked of a schema of any age."""
    if "coops_coop" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM coops_coop LIMIT 1")
        return cursor.fetchone() is not None


def migrate() -> int:
    """In a process of its own, so that what breaks there can be told here."""
    command = [sys.executable, "-m", "toadlane", "migrate", "--noinput", "--verbosity", "0"]
    return subprocess.run(command, check=False, cwd=Path.cwd()).returncode  # noqa: S603 — our own command
