"""Columns of a file of no known tracker, as somebody names them."""

from __future__ import annotations

from collections.abc import Mapping

from bylaws.facts.readers.columns import PEOPLE, ROLES, Match, folded
from bylaws.kernel.faults import InputFault

LENGTHS = ("duration", "duration_decimal", "end")


def chosen(header: tuple[str, ...], columns: Mapping[str, str]) -> Match:
    """Find the named columns in a header. Fault `hours-file.columns` when the naming itself is wrong."""
    for role, name in columns.items():
        if role not in ROLES or not isinstance(name, str):
            raise _wrong(str(role))
    if "date" not in columns or not any(role in columns for role in LENGTHS):
        raise _wrong("date, duration")
    where: dict[str, int] = {}
    for index, name in enumerate(header):
        where.setdefault(folded(name), index)
    roles = {role: where[folded(name)] for role, name in columns.items() if folded(name) in where}
    return Match("generic", roles, tuple(name for role, name in columns.items() if role not in roles))


def _wrong(role: str) -> InputFault:
    return InputFault(
        "The naming of columns does not work at “{role}”.",
        code="hours-file.columns",
        next_step="Name at least a date and a duration; the names known are: {known}.",
        role=role[:80],
        known=", ".join(ROLES),
    )


def has_person(roles: Mapping[str, int]) -> bool:
    """Whether the file itself says whose hours it holds."""
    return any(role in roles for role in PEOPLE)
