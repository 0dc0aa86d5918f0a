"""Write down everything of one co-op, readable without us."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from toadlane.keeping import exporting, folders
from toadlane.keeping.management.asking import faults_as_sentences


class Command(BaseCommand):
    """`toadlane export COOP [--to FOLDER]`."""

    help = "Write everything of one co-op into a file that can be read without Toad Lane."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which co-op, and where to."""
        parser.add_argument("coop", help="its address: the harbour of /c/harbour/")
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="a folder that is there")
        parser.add_argument("--unfinished", action="store_true", help="also while a job is under way")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Says where it is and its digest."""
        with faults_as_sentences():
            folder = (
                folders.for_backups(options["to"], ours=False) if options["to"] else exporting.own_folder()
            )
            made = exporting.export(
                options["coop"], folder, at=timezone.now(), unfinished_too=options["unfinished"]
            )
        self.stdout.write(f"{made.file}\n{made.rows} rows, digest {made.digest}")
