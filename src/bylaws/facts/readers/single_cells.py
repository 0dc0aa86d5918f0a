"""Single cells of an export: dates, times of day, lengths of time, yes and no."""

from __future__ import annotations

import datetime as dt
import re

from bylaws.facts.readers.rows import CellFault, shown

DAY_SECONDS = 86_400
HALF_DAY_HOURS = 12
MONTHS = 12
FORMULA = frozenset("=+-@\t\r")
YEARS = range(1970, 2200)
CENTURY = 2000
YES = frozenset({"yes", "true", "1", "y", "ja", "oui", "sí", "si", "sim", "да", "billable"})
NO = frozenset({"no", "false", "0", "n", "nein", "non", "não", "нет", "non-billable"})

YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AP])\.? ?M\.?)?", re.ASCII | re.IGNORECASE)
CLOCK_LENGTH = re.compile(r"0*(\d{1,9}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
NUMBER = re.compile(r"(?=[.,]?\d)0*(\d{0,9})(?:[.,](\d{0,12}))?", re.ASCII)
NEGATIVE = re.compile(r"[-−]\s?[\d.,]")


class DateOrderOpen(Exception):
    """A date that two orders read differently, in a file whose order is not settled."""


def read_day(text: str, order: str | None) -> dt.date:
    """Read a date with the year first, or last in the order "mdy" or "dmy"; a dot always means day first.

    Two-digit years are of this century. Fault `hours-row.date`; `DateOrderOpen` when only the order tells.
    """
    parts = date_parts(text)
    if parts is None:
        raise CellFault("hours-row.date", "date", shown(text))
    first, second, year, known = parts
    how = known or order or evidence(first, second)
    if how is None and first != second and max(first, second) <= MONTHS:
        raise DateOrderOpen(text)
    month, day = (second, first) if how == "dmy" else (first, second)
    try:
        return dt.date(year if year in YEARS else 0, month, day)
    except ValueError:
        raise CellFault("hours-row.date", "date", shown(text)) from None


def date_parts(text: str) -> tuple[int, int, int, str | None] | None:
    """The two numbers for day and month as written, the year, and the order if the form alone tells it."""
    stripped = text.strip()
    if found := YEAR_FIRST.fullmatch(stripped):
        return int(found[3]), int(found[4]), int(found[1]), "ymd"
    if found := YEAR_LAST.fullmatch(stripped):
        year = int(found[4]) + (CENTURY if len(found[4]) < len("2000") else 0)
        return int(found[1]), int(found[3]), year, "dmy" if found[2] == "." else None
    return None


def evidence(first: int, second: int) -> str | None:
    """Which order two numbers prove: one of them is over twelve, so it is the day."""
    if first > MONTHS:
        return "dmy" if second <= MONTHS else None
    return "mdy" if second > MONTHS else None


def read_clock(text: str, role: str) -> int:
    """Read a time of day, 24 hours or AM and PM, as seconds since midnight.

    Faults `hours-row.clock`, `hours-row.clock-24`.
    """
    found = CLOCK.fullmatch(text.replace("\u202f", " ").replace("\u00a0", " ").strip())
    if found is None:
        raise CellFault("hours-row.clock", role, shown(text))
    hour, minute, second = (int(part or 0) for part in found.group(1, 2, 3))
    if found[4]:
        afternoon = found[4].upper() == "P"
        hour = hour % HALF_DAY_HOURS + HALF_DAY_HOURS * afternoon if 1 <= hour <= HALF_DAY_HOURS else -1
    try:
        dt.time(hour, minute, second)
    except ValueError:
        midnight = (hour, minute, second) == (24, 0, 0)
        raise CellFault("hours-row.clock-24" if midnight else "hours-row.clock", role, shown(text)) from None
    return hour * 3600 + minute * 60 + second


def read_length(text: str, numbers: str, role: str) -> int:
    """Read a length of time as whole seconds, from none to 24 hours.

    With a colon it is H:MM or H:MM:SS; a bare number counts `numbers`: "hours", with decimal point or
    comma, or "seconds". Faults `hours-row.length`, `.negative`, `.formula`, `.over-24-hours`.
    """
    stripped = text.strip()
    if NEGATIVE.match(stripped):
        raise CellFault("hours-row.negative", role, shown(text))
    if stripped[:1] in FORMULA:
        raise CellFault("hours-row.formula", role, shown(text))
    if found := CLOCK_LENGTH.fullmatch(stripped):
        seconds = int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)
    elif not (found := NUMBER.fullmatch(stripped)):
        raise CellFault("hours-row.length", role, shown(text))
    elif numbers == "hours":
        fraction = found[2] or ""
        scale = 10 ** len(fraction)
        seconds = half_up((int(found[1] or 0) * scale + int(fraction or 0)) * 3600, scale)
    elif found[2]:
        raise CellFault("hours-row.length", role, shown(text))
    else:
        seconds = int(found[1] or 0)
    if seconds > DAY_SECONDS:
        raise CellFault("hours-row.over-24-hours", role, shown(text))
    return seconds


def half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number; a half goes up. The one rounding of decimal hours to seconds."""
    return (2 * numerator + denominator) // (2 * denominator)


def read_billable(text: str) -> bool | None:
    """Read yes or no in the languages the trackers write; empty is None. Fault `hours-row.billable`."""
    said = text.strip().casefold()
    if said in YES:
        return True
    if said and said not in NO:
        raise CellFault("hours-row.billable", "billable", shown(text))
    return False if said else None


def read_tags(text: str) -> tuple[str, ...]:
    """The tags of a cell, parted by commas, each once, sorted."""
    return tuple(sorted({tag for part in text.split(",") if (tag := " ".join(part.split()))}))


def read_text(text: str, role: str) -> str:
    """A label without blanks around it; fault `hours-row.not-text` for what no store can keep."""
    if "\0" in text or not is_text(text):
        raise CellFault("hours-row.not-text", role, shown(text))
    return text.strip()


def is_text(text: str) -> bool:
    """False for half characters (lone surrogates), which no store can keep."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
