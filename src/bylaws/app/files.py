"""Reading charters, facts and exports from disk."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bylaws.charter.charter import Charter, try_charter
from bylaws.facts.cells import Entry
from bylaws.facts.file import Facts, read_facts
from bylaws.facts.form import HoursFromExport
from bylaws.facts.readers import LabelMapping, Layout, Outcome, assign, decoded, read, settle, sniff
from bylaws.kernel.faults import Fault, InputFault, NotThere

TEXT_LIMIT = 64_000_000
EXPORT_LIMIT = 4_000_000_000
HEAD = 1 << 18
CHUNK = 1 << 20


def load_charter(path: Path) -> tuple[Charter | None, list[Fault]]:
    """A charter from its file, with the amendments/*.md beside it, and everything wrong with its form."""
    base = read_file(path)
    folder = path.parent / "amendments"
    amendments = {f"amendments/{f.name}": read_file(f) for f in sorted(folder.glob("*.md"))}
    return try_charter(base, amendments, where=path.name)


def load_sound_charter(path: Path) -> Charter:
    """A charter without faults; raises the first one."""
    charter, faults = load_charter(path)
    if charter is None or faults:
        raise faults[0]
    return charter


def load_facts(path: Path) -> Facts:
    """A facts file."""
    return read_facts(read_file(path), where=path.name)


def read_raw(path: Path) -> bytes:
    """What is in a file; faults `file.absent`, `file.too-large`."""
    try:
        with path.open("rb") as file:
            read_in = file.read(TEXT_LIMIT + 1)
    except (OSError, ValueError):
        raise absent(path) from None
    if len(read_in) > TEXT_LIMIT:
        raise InputFault(
            "{path} is larger than {limit} bytes.",
            code="file.too-large",
            next_step="Check that it is the right file; hours belong in an export beside it.",
            path=path.name,
            limit=TEXT_LIMIT,
        )
    return read_in


def read_file(path: Path) -> str:
    """A text file; faults `file.absent`, `file.too-large`, `file.encoding`."""
    read_in = read_raw(path)
    try:
        return read_in.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputFault(
            "{path} is not written in UTF-8.",
            code="file.encoding",
            next_step="Save it as UTF-8.",
            path=path.name,
        ) from None


def absent(path: Path) -> NotThere:
    """The fault for a file that is not there, or is there and cannot be read."""
    return NotThere(
        "There is no file “{path}” that can be read.",
        code="file.absent",
        next_step="Check the path.",
        path=str(path),
    )


def exported_hours(facts: Facts, folder: Path, *, coop_zone: str | None = None) -> Iterator[Entry]:
    """The entries of every export a facts file names, mapped to people and kinds of work.

    `coop_zone` is the zone whose days the co-op lives by, for exports of a tracker set to another.
    An entry that an earlier export held already is the same entry, and is not counted again.
    """
    taken: set[tuple[bytes, int]] | None = set() if len(facts.file.exports) > 1 else None
    for export in facts.file.exports:
        try:
            yield from _entries(export, _beside(export, folder), coop_zone, taken)
        except Fault as fault:
            fault.where = ", ".join(filter(None, (export.path, fault.where)))
            raise


def _beside(export: HoursFromExport, folder: Path) -> Path:
    path = folder / export.path
    try:
        inside, there = path.resolve().is_relative_to(folder.resolve()), path.is_file()
    except (OSError, ValueError, RuntimeError):
        raise absent(path) from None
    if not inside:
        raise InputFault(
            "The export “{path}” lies outside the folder of the facts.",
            code="facts.export-outside",
            next_step="Put it beside the facts file.",
            path=export.path,
        )
    if not there:
        raise NotThere(
            "The facts name an export “{path}”, which is not there.",
            code="facts.export-absent",
            next_step="Put it beside the facts file.",
            path=export.path,
        )
    return path


def _entries(
    export: HoursFromExport, path: Path, coop_zone: str | None, taken: set[tuple[bytes, int]] | None
) -> Iterator[Entry]:
    mapping = LabelMapping.from_table(export.mapping)
    if export.whose:
        mapping = mapping._replace(people={**mapping.people, export.whose: export.whose})
    outcome = Outcome()
    with _opened(path) as file:
        layout = _layout(file, export)
        rows = read(
            _text(file, layout),
            layout,
            file_zone=zoneinfo.ZoneInfo(export.zone) if export.zone else None,
            coop_zone=zoneinfo.ZoneInfo(coop_zone) if coop_zone else None,
            whose=export.whose,
        )
        for person, work, row in assign(rows, mapping, outcome):
            if taken is not None:
                if (row.fingerprint, row.copy) in taken:
                    continue
                taken.add((row.fingerprint, row.copy))
            yield person, work, row.day, row.seconds
    _refuse_incomplete(outcome)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError:
        raise absent(path) from None


def _text(file: BinaryIO, layout: Layout) -> Iterator[str]:
    file.seek(0)
    return decoded(iter(lambda: file.read(CHUNK), b""), layout, bytes_at_most=EXPORT_LIMIT)


def _layout(file: BinaryIO, export: HoursFromExport) -> Layout:
    """How the export is written; what its first bytes leave open, the facts or its other lines tell."""
    layout = sniff(file.read(HEAD), columns=export.columns)
    if layout.date_order is None:
        layout = layout._replace(date_order=export.date_order)
    if layout.numbers is None:
        layout = layout._replace(numbers=export.numbers)
    return settle(_text(file, layout), layout)


def _refuse_incomplete(outcome: Outcome) -> None:
    """Nothing is left out in silence: unknown labels and unreadable lines stop the answer."""
    faulty = next((fault for fault in outcome.faults if not fault.harmless), None)
    if faulty is not None:
        raise InputFault(
            "Line {line}: {problem}"
            + ("" if outcome.harmful == 1 else " Lines that cannot be read: {count}."),
            code=faulty.code,
            next_step=faulty.next_step,
            line=faulty.line,
            problem=faulty.says,
            count=outcome.harmful,
        )
    if outcome.harmful:
        raise InputFault(
            "Lines that cannot be read: {count}.",
            code="hours-file.lines",
            next_step="Look at the last of its lines, or export from the tracker again.",
            count=outcome.harmful,
        )
    labels = sorted(outcome.unknown_people) or sorted(
        " / ".join(filter(None, (w.client, w.project, w.task))) or "—" for w in outcome.unknown_work
    )
    if labels:
        raise InputFault(
            "It names {labels}, which the mapping does not know.",
            code="mapping.unknown-person" if outcome.unknown_people else "mapping.unknown-work",
            next_step="Add it to the mapping, or leave it out by name.",
            labels=", ".join(f"“{label[:80]}”" for label in labels[:5]),
        )
