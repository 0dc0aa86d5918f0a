"""Put a backup back into an empty data folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from toadlane.keeping import restoring
from toadlane.keeping.management.asking import add_key, faults_as_sentences, key_of


class Command(BaseCommand):
    """`toadlane restore FILE --data FOLDER [--identity FILE | --passphrase-file FILE]`."""

    help = "Put a backup back into an empty data folder: --data FOLDER."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, and what opens it."""
        parser.add_argument("file", type=Path)
        add_key(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Says what is back."""
        with faults_as_sentences():
            back = restoring.restore(options["file"], key=key_of(options))
        self.stdout.write(f"The backup of {back.manifest.made_at} is back in {back.folder}, and proved.")
        if back.migrated:
            self.stdout.write(f"It was brought up to this version by {back.migrated} migrations.")
        for slug, head in back.manifest.heads.items():
            self.stdout.write(f"  {slug}: {head.entries} entries in its record")
