"""What the cells of a file prove about how it is written."""

from __future__ import annotations

from collections.abc import Iterable

from bylaws.facts.readers.columns import Cells
from bylaws.facts.readers.rows import CellFault
from bylaws.facts.readers.single_cells import date_parts, evidence, read_clock
from bylaws.kernel.faults import InputFault

SPAN_TOLERANCE = 60
DAY_HOURS = 24


def date_order(texts: Iterable[str]) -> str | None:
    """The order of day and month that these dates prove; None when none of them does.

    Dates with the year first prove nothing about others; if there are no others, the order is "ymd".
    Fault `hours-file.mixed-dates` when some prove one order and some the other.
    """
    proofs: dict[str, str] = {}
    undecided = False
    for text in texts:
        parts = date_parts(text)
        if parts is None or parts[3] == "ymd":
            continue
        first, second, _, known = parts
        order = known or evidence(first, second)
        if order:
            proofs.setdefault(order, text.strip())
        undecided = undecided or first != second
    if len(proofs) > 1:
        raise InputFault(
            "Some dates have the day first and some the month, such as {one} and {other}.",
            code="hours-file.mixed-dates",
            next_step="Export again with the date format YYYY-MM-DD.",
            one=proofs["dmy"],
            other=proofs["mdy"],
        )
    return next(iter(proofs), None if undecided else "ymd")


def number_unit(samples: Iterable[Cells]) -> str | None:
    """What bare numbers in the duration column count: a fraction, the size or the times of day prove it."""
    for cells in samples:
        said = cells.duration.strip()
        if not said.strip("0") or ":" in said:
            continue
        if not said.isdecimal():
            return "hours"
        span = _span(cells)
        if int(said[:9]) > DAY_HOURS or abs(span - int(said)) <= SPAN_TOLERANCE:
            return "seconds"
        if abs(span - int(said) * 3600) <= SPAN_TOLERANCE:
            return "hours"
    return None


def _span(cells: Cells) -> int:
    try:
        return read_clock(cells.end, "end") - read_clock(cells.start, "start")
    except CellFault:
        return -SPAN_TOLERANCE - 1
