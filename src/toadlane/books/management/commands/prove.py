"""Write the proof pack of a close to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bylaws.app.exits import EXIT_CODES
from bylaws.kernel.faults import Fault, NotThere
from toadlane.books import proving, reads
from toadlane.coops.models import Coop


class Command(BaseCommand):
    """`toadlane prove lantern 2024 pack.zip`."""

    help = "Write the proof pack of a closed year; `bylaws verify-close` verifies it on any machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which co-op, which year, where to."""
        parser.add_argument("coop", help="the co-op, as in the address of its pages")
        parser.add_argument("year", type=int, help="the fiscal year")
        parser.add_argument("file", type=Path, help="the file to write; one that is there stays")
        parser.add_argument("--names", action="store_true", help="with people's names beside their keys")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Whoever runs the installation can read its files, so this asks for no sign-in."""
        try:
            content = _pack(options["coop"], options["year"], names=options["names"])
        except Fault as fault:
            says = f"{fault}\n    → {fault.next_step}"
            raise CommandError(says, returncode=EXIT_CODES[type(fault)]) from None
        try:
            with options["file"].open("xb") as file:
                file.write(content)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}", returncode=2) from None
        self.stdout.write(f"{options['file']}: {len(content)} bytes")


def _pack(slug: str, year: int, *, names: bool) -> bytes:
    coop = Coop.objects.filter(slug=slug).first()
    close = reads.standing_closes(coop).filter(year=year).first() if coop else None
    if close is None:
        raise NotThere(
            "There is no close of {year} that stands in a co-op “{slug}” here.",
            code="prove.none",
            next_step="Check the name of the co-op and the year.",
            year=year,
            slug=slug,
        )
    return proving.proof(close, names=names)
