"""Reading an uploaded file, whichever of the two forms it has."""

from __future__ import annotations

from pathlib import PurePath

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from toadlane.sheets import limits, text_files
from toadlane.sheets.cells import Upload

ZIP = b"PK\x03\x04"
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Excel files begin, and new ones that ask for a password."""
PDF = b"%PDF"
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
NAME_IN_ZIP = slice(30, 30 + len(OPEN_DOCUMENT))


def read(name: str, data: bytes) -> Upload:
    """A CSV file or an XLSX workbook as sheets of cells; what it is, its first bytes tell, not its name.

    Faults: `sheet.too-large`, `sheet.not-a-table`, `sheet.locked-or-old`, `sheet.damaged`, `sheet.empty`,
    `sheet.encoding`, `sheet.too-many`. Nothing in it is run: of formulas the stored results are read.
    """
    if len(data) > limits.BYTES:
        raise limits.too_large()
    shown = PurePath(name).name[:120]
    if data.startswith(ZIP):
        if data[NAME_IN_ZIP] == OPEN_DOCUMENT:
            raise _not_a_table(gettext_noop("This is an OpenDocument file."))
        from toadlane.sheets import workbooks  # noqa: PLC0415 — what reads workbooks is slow to load

        return workbooks.read(shown, data)
    if data.startswith(OLD_OR_LOCKED):
        raise InputFault(
            gettext_noop("This workbook is locked by a password, or of a form older than XLSX."),
            code="sheet.locked-or-old",
            next_step=gettext_noop("Save it as XLSX without a password, or as CSV, and upload that."),
        )
    if data.startswith(PDF):
        raise _not_a_table(gettext_noop("This is a PDF, and no table."))
    return text_files.read(shown, data)


def _not_a_table(says: str) -> InputFault:
    return InputFault(
        says,
        code="sheet.not-a-table",
        next_step=gettext_noop("Save the table as CSV or XLSX and upload that file."),
    )
