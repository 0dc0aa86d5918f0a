"""Where a finding is, in words a reader can follow."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bylaws.kernel.faults import Fault


@dataclass(frozen=True, slots=True)
class Where:
    """The article of the draft, None for none in particular, and the line of its text."""

    number: int | None
    line: int
    words: str


def where_of(fault: Fault) -> Where:
    """Where a fault is."""
    file, _colon, line = (fault.where or "").rpartition(":")
    at = int(line) if line.isdigit() else 0
    if file == "front":
        return Where(0, at, _("What the charter states of the co-op, line {line}").format(line=at))
    number = file.removeprefix("article-")
    if file.startswith("article-") and number.isdigit():
        return Where(int(number), at, _("Article {number}, line {line}").format(number=number, line=at))
    return Where(None, at, "")
