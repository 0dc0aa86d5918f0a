"""Bring the hours of a tracker's export in, after a look that writes nothing."""

# ruff: noqa: N999 — it is called as the command is

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bylaws.app.exits import EXIT_CODES
from bylaws.app.terminal import visible
from bylaws.kernel.faults import Fault, InputFault
from toadlane.coops import clock
from toadlane.coops.models import Participant
from toadlane.work import ready, terminal, verbs
from toadlane.work.models import HoursImport
from toadlane.work.reads import imports as reads


class Command(BaseCommand):
    """`toadlane import-hours harbour toggl.csv --by ada@harbour.example --dry-run`."""

    help = (
        "Say what an export of a time tracker holds and, without --dry-run, bring its hours in: all of them "
        "or none. What stands in the way ends the command, and nothing is written."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, who acts, how it is read, and what is accepted."""
        parser.add_argument("coop", help="its address: the harbour of /c/harbour/")
        parser.add_argument("file", type=Path, nargs="?", help="the detailed report of the tracker")
        parser.add_argument("--by", metavar="EMAIL", required=True, help="the bookkeeper who acts")
        parser.add_argument("--dry-run", action="store_true", help="look only")
        parser.add_argument("--undo", metavar="NUMBER", default="", help="take a whole import back instead")
        reading = parser.add_argument_group("how it is read")
        reading.add_argument(
            "--mapping", type=Path, metavar="FILE", help="who is whom and what counts as what, TOML or JSON"
        )
        reading.add_argument("--column", action="append", default=[], metavar="WHAT=HEADER")
        reading.add_argument("--date-order", choices=["dmy", "mdy"], default="")
        reading.add_argument("--numbers", choices=["hours", "seconds"], default="")
        reading.add_argument("--whose", metavar="KEY", default="", help="whose hours, where it names nobody")
        reading.add_argument("--zone", default="", help="the tracker's time zone, if not the co-op's")
        accepting = parser.add_argument_group("what is accepted")
        accepting.add_argument("--leave-out", action="store_true", help="the lines that cannot be brought in")
        accepting.add_argument("--overlaps", action="store_true", help="entries that overlap, as they are")
        accepting.add_argument(
            "--copies", choices=["in", "out"], default="", help="lines that repeat another"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """A fault ends it with what, and what now."""
        try:
            self.act(options)
        except Fault as fault:
            says = visible(f"{fault}\n    → {fault.next_step}")
            raise CommandError(says, returncode=EXIT_CODES[type(fault)]) from None

    def act(self, options: dict[str, Any]) -> None:
        """Look; then, unless only that was wanted, bring in. Or take back."""
        coop = terminal.coop_called(options["coop"])
        at = clock.now(coop)
        by = terminal.bookkeeper(coop, options["by"], at)
        if options["undo"]:
            gone = terminal.taken_back(coop, options["undo"], by=by, at=at)
            self.stdout.write(visible(f"{gone.file_name} is taken back: none of its hours counts."))
            return
        with opened(options["file"]) as file:
            asked = terminal.Asked(
                file,
                options["file"].name,
                terminal.columns_said(options["column"]),
                terminal.mapping_in(options["mapping"]) if options["mapping"] else None,
                verbs.Answers(options["date_order"], options["numbers"], options["whose"], options["zone"]),
                verbs.Accepted(options["overlaps"], options["leave_out"], options["copies"]),
            )
            source = terminal.looked(asked, by=by, at=at)
            self.stdout.write(visible("\n".join(lines(source))))
            ready.refuse_unready(source.found, asked.accepted)
            if options["dry_run"]:
                self.stdout.write("Nothing was written. Without --dry-run these hours come in.")
                return
            self.stdout.write(came_in(terminal.brought_in(asked, by=by, at=at), by))


def opened(file: Path | None) -> BinaryIO:
    """The file, to be read."""
    if file is None:
        raise InputFault(
            "It is not said which file.", code="import-hours.no-file", next_step="Name the tracker's export."
        )
    try:
        return file.open("rb")
    except OSError as error:
        raise InputFault(
            "{file} cannot be read: {why}.",
            code="import-hours.unreadable",
            next_step="Name the file the tracker exported.",
            file=str(file),
            why=error.strerror or "",
        ) from None


def lines(source: HoursImport) -> Iterator[str]:
    """What a look has found: what is new, what has no place yet, what deserves a second look."""
    found = reads.found_in(source, list(Participant.objects.filter(coop=source.coop)))
    yield f"{source.file_name} ({source.reading['tracker']}): {counted(found.entries, found.seconds)} new"
    yield from (f"  {one.name:<24} {one.work:<24} {counted(one.entries, one.seconds)}" for one in found.new)
    if found.new_hidden:
        yield f"  … and {found.new_hidden} more"
    yield f"In already: {counted(*found.already)}. Left out: {found.left_out} entries."
    yield from (f"  ? nobody yet: {who}" for who in source.found["unknown_people"])
    for label in found.labels:
        if label.selector is None:
            sums = counted(label.entries, label.seconds)
            yield f"  ? no kind of work yet: {label.words or '(no label)'}: {sums}"
    yield from doubtful(found)


def doubtful(found: reads.Found) -> Iterator[str]:
    """Lines that cannot come in, and those only the bookkeeper can judge."""
    yield from (f"  ! line {one.line}: {one.says} {one.next_step}" for one in found.wrong_first)
    if found.wrong_rest:
        yield f"  ! … and {len(found.wrong_rest)} lines more"
    for both in found.overlaps[: reads.AT_A_GLANCE]:
        yield f"  ! {both.name} on {both.second.day}: lines {both.first.line} and {both.second.line} overlap"
    if found.still.copies:
        yield f"  ! {found.still.copies} entries repeat an earlier line exactly"


def counted(entries: int, seconds: int) -> str:
    """So many entries of so much."""
    return f"{entries} entries, {seconds // 3600}:{seconds % 3600 // 60:02} hours"


def came_in(source: HoursImport, by: Participant) -> str:
    """What is in now, and how it is taken back."""
    email = by.person.email if by.person else "EMAIL"
    return (
        f"In: {counted(source.entries, source.seconds)}.\n"
        f"To take all of it back: toadlane import-hours {source.coop.slug} --by {email} --undo {source.pk}"
    )
