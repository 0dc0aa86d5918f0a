"""Try out a backup: restore it apart, export, bring in elsewhere, compare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from toadlane.keeping import databases, drills, folders, verbs
from toadlane.keeping.management.asking import add_key, faults_as_sentences, key_of


class Command(BaseCommand):
    """`toadlane drill [FILE] [--identity FILE | --passphrase-file FILE]`."""

    help = "Try out a backup in folders that go again; without a name, the latest one."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, and what opens it."""
        parser.add_argument("file", type=Path, nargs="?")
        add_key(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Says what held, and notes the date."""
        at = timezone.now()
        with faults_as_sentences():
            file = options["file"] or latest()
            held = drills.drill(file, key=key_of(options), say=self.say)
        if not databases.waiting():
            verbs.note_drilled(held.file, at=at)
        self.stdout.write(
            f"{held.file.name} holds. Rows restored: {held.rows}; co-ops that arrive equal: {held.coops}."
        )

    def say(self, done: int, of: int) -> None:
        """One step more."""
        self.stderr.write(f"  step {done} of {of} held")


def latest() -> Path:
    """The latest backup of this installation's folder."""
    there = folders.backups_in(verbs.own_folder())
    if not there:
        raise verbs.nothing_to_try()
    return there[0].file
