"""Reading charters, facts and exports from disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bylaws.charter.charter import Charter, try_charter
from bylaws.facts.cells import Entry
from bylaws.facts.file import Facts, HoursFromExport, read_facts
from bylaws.facts.readers import LabelMapping, Layout, Outcome, assign, decoded, read, sniff
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


def read_file(path: Path) -> str:
    """A text file; faults `file.absent`, `file.too-large`, `file.encoding`."""
    try:
        if path.stat().st_size > TEXT_LIMIT:
            raise InputFault(
                "{path} is larger than {limit} bytes.",
                code="file.too-large",
                next_step="Check that it is the right file; hours belong in an export beside it.",
                path=path.name,
                limit=TEXT_LIMIT,
            )
        return path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError):
        raise NotThere(
            "There is no file “{path}” that can be read.",
            code="file.absent",
            next_step="Check the path.",
            path=str(path),
        ) from None
    except UnicodeDecodeError:
        raise InputFault(
            "{path} is not written in UTF-8.",
            code="file.encoding",
            next_step="Save it as UTF-8.",
            path=path.name,
        ) from None


def exported_hours(facts: Facts, folder: Path) -> Iterator[Entry]:
    """The entries of every export a facts file names, mapped to people and kinds of work."""
    for export in facts.file.exports:
        yield from _entries(export, folder)


def _entries(export: HoursFromExport, folder: Path) -> Iterator[Entry]:
    path = (folder / export.path).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise InputFault(
            "The export “{path}” lies outside the folder of the facts.",
            code="facts.export-outside",
            next_step="Put it beside the facts file.",
            path=export.path,
        )
    if not path.is_file():
        raise NotThere(
            "The facts name an export “{path}”, which is not there.",
            code="facts.export-absent",
            next_step="Put it beside the facts file.",
            path=export.path,
        )
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(0)
        layout = _settled(sniff(head), export)
        chunks = iter(lambda: file.read(CHUNK), b"")
        outcome = Outcome()
        rows = read(decoded(chunks, layout, bytes_at_most=EXPORT_LIMIT), layout)
        for person, work, row in assign(rows, LabelMapping.from_table(export.mapping), outcome):
            yield person, work, row.day, row.seconds
    _refuse_incomplete(export, outcome)


def _settled(layout: Layout, export: HoursFromExport) -> Layout:
    """What the bytes leave open is taken from the facts, never guessed."""
    if layout.date_order is None:
        layout = layout._replace(date_order=export.date_order)
    return layout if layout.numbers else layout._replace(numbers=export.numbers)


def _refuse_incomplete(export: HoursFromExport, outcome: Outcome) -> None:
    """Nothing is left out in silence: unknown labels and unreadable lines stop the answer."""
    if outcome.complete:
        return
    people = sorted(outcome.unknown_people)
    work = sorted(
        " / ".join(filter(None, (w.client, w.project, w.task))) or "—" for w in outcome.unknown_work
    )
    faulty = [fault for fault in outcome.faults if not fault.harmless]
    if faulty:
        first = faulty[0]
        raise InputFault(
            "{path}, line {line}: {says}",
            code=first.code,
            next_step=first.next_step,
            path=export.path,
            line=first.line,
            says=first.says,
        )
    raise InputFault(
        "{path} names {what}, which the mapping does not know.",
        code="mapping.unknown-person" if people else "mapping.unknown-work",
        next_step="Add it to the mapping, or leave it out by name.",
        path=export.path,
        what=", ".join(f"“{label}”" for label in (people or work)[:5]),
    )
