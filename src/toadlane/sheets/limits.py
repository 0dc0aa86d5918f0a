"""How much a file may hold: above a co-op of ten thousand members, below what tires a small server."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault

BYTES: Final = 16 * 1024 * 1024
UNPACKED: Final = 96 * 1024 * 1024
PART_UNPACKED: Final = 48 * 1024 * 1024
PARTS: Final = 500
TAGS: Final = 3_000_000
"""So many marks of XML a workbook has at most: as many as 300,000 cells have, and half as much again."""
TAGS_AT_ONCE: Final = 1 << 20
LINES: Final = 1_048_576
"""As many as a sheet has at all; in a text file most of them may be empty."""
ROWS: Final = 50_000
COLUMNS: Final = 300
CELLS: Final = 300_000
LETTERS_IN_A_CELL: Final = 10_000


def too_large() -> InputFault:
    """The fault for a file over the limit, as it is or unpacked."""
    return InputFault(
        gettext_noop("The file is larger than {megabytes} MB, or would be once it is unpacked."),
        code="sheet.too-large",
        next_step=gettext_noop("Save the one table that is meant as a file of its own."),
        megabytes=BYTES // 1024 // 1024,
    )


def too_many(place: str) -> InputFault:
    """The fault for a table with more rows, columns or cells than are read."""
    return InputFault(
        gettext_noop("The table goes on beyond {place}: more than {rows} rows or {columns} columns."),
        code="sheet.too-many",
        next_step=gettext_noop("Remove the rows and columns that are not part of it, empty ones too."),
        where=place,
        place=place,
        rows=ROWS,
        columns=COLUMNS,
    )
