"""Bring an export into this installation."""

# ruff: noqa: N999 — it is called as the command is

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from toadlane.keeping import exporting, importing
from toadlane.keeping.management.asking import faults_as_sentences


class Command(BaseCommand):
    """`toadlane import EXPORT --data FOLDER`."""

    help = "Bring an export of a co-op into this installation, which must not have that co-op."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exports what was brought in once more, and says that it is equal."""
        with faults_as_sentences(), tempfile.TemporaryDirectory() as folder:
            brought = importing.bring_in(options["file"])
            again = exporting.export(brought.coop.slug, Path(folder), at=timezone.now(), unfinished_too=True)
        self.stdout.write(f"{brought.coop.name}: {brought.rows} rows are here, and their record stands.")
        if again.digest != brought.digest:
            raise CommandError(
                "An export made here differs from the one that came. Keep both, and ask us why."
            )
        self.stdout.write("An export made here is equal to the one that came.")
        if brought.waiting:
            self.stdout.write(
                f"{brought.waiting} of its people have an account here whose address nobody has shown to be "
                "theirs; their places wait until they choose a password by “Forgotten your password?”."
            )
        self.stdout.write(
            "Passwords do not travel: everybody chooses a new one by “Forgotten your password?”."
        )
