"""Workbooks made for the tests, the ordinary ones and the hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

from bylaws.kernel.faults import InputFault


def workbook(draw: Callable[[Any], object], *, title: str = "Members") -> bytes:
    """A workbook whose first sheet somebody draws on."""
    book = Workbook()
    page: Any = book.active
    page.title = title
    draw(page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_rows(rows: list[list[Any]], *, title: str = "Members") -> bytes:
    return workbook(lambda page: [page.append(row) for row in rows], title=title)


def rewritten(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same file with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def fault_of(act: Callable[[], object]) -> str:
    """The code of the fault an act ends in; empty when it does well."""
    try:
        act()
    except InputFault as fault:
        return fault.code
    return ""
