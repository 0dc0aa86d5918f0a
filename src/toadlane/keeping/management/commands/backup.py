"""Make a backup now, while the house is open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from toadlane.keeping import databases, verbs
from toadlane.keeping.management.asking import faults_as_sentences, first_line, megabytes


class Command(BaseCommand):
    """`toadlane backup [--to FOLDER] [--encrypt-to KEY | --passphrase-file FILE]`."""

    help = "Make a backup of this installation and prove it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and closed by what."""
        parser.add_argument(
            "--to", type=Path, metavar="FOLDER", help="a folder that is there, such as a mounted disk"
        )
        closed = parser.add_mutually_exclusive_group()
        closed.add_argument("--encrypt-to", default="", metavar="KEY", help="a public key of age: age1…")
        closed.add_argument(
            "--passphrase-file", type=Path, metavar="FILE", help="a file whose first line is the passphrase"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Says where it is, how large, and what was proved."""
        at, to = timezone.now(), options["to"]
        with faults_as_sentences():
            passphrase = first_line(options["passphrase_file"]) if options["passphrase_file"] else ""
            recipient = options["encrypt_to"] or ("" if passphrase or to else settings.BACKUPS["FOR"])
            made = verbs.back_up(to=to, recipient=recipient, passphrase=passphrase, at=at)
        if not databases.waiting():
            verbs.note_made(made, at=at)
        entries = sum(head.entries for head in made.manifest.heads.values())
        rows = sum(made.manifest.rows.values())
        self.stdout.write(f"{made.file}")
        self.stdout.write(
            f"{megabytes(made.size)}, {rows} rows, {len(made.manifest.heads)} co-ops, "
            f"{entries} entries of their records: opened again and proved."
        )
