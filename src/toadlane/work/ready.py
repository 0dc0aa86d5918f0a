"""What still stands between a file that was looked at and its hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the bookkeeper has decided: `copies` is "in", "out", or empty while undecided."""

    overlaps: bool = False
    leave_out: bool = False
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """What of a look asks for a decision, or for a better mapping."""

    unknown_people: int
    unknown_work: int
    lines: int
    overlaps: int
    copies: int
    new: int


def open_in(found: Mapping[str, Any]) -> Open:
    """Counted from what a look has told."""
    return Open(
        unknown_people=len(found["unknown_people"]),
        unknown_work=found["unknown_work"],
        lines=found["harmful"] + sum(entries for entries, _ in found["stopped"].values()),
        overlaps=found["overlaps_count"],
        copies=entries_in(found["copies"]),
        new=entries_in(found["new"]),
    )


def entries_in(lines: list[Any]) -> int:
    """How many entries lines of person, kind, entries, seconds hold."""
    return sum(entries for _, _, entries, _ in lines)


def refuse_unready(found: Mapping[str, Any], accepted: Accepted) -> None:
    """Raise the first thing that stands in the way."""
    still = open_in(found)
    if still.unknown_people:
        raise InputFault(
            gettext_noop("Names in the file that stand for nobody yet: {count}."),
            code="hours-import.unknown-people",
            next_step=gettext_noop("Say who they are, or that their hours are left out, and look again."),
            count=still.unknown_people,
        )
    if still.unknown_work:
        raise InputFault(
            gettext_noop("Some work in the file counts as no kind of work yet."),
            code="hours-import.unknown-work",
            next_step=gettext_noop("Say what counts as what, or leave it out, and look again."),
        )
    if still.lines and not accepted.leave_out:
        raise InputFault(
            gettext_noop("Lines that cannot be brought in: {count}."),
            code="hours-import.lines",
            next_step=gettext_noop("Correct them and upload the file anew, or tick that they are left out."),
            count=still.lines,
        )
    if still.overlaps and not accepted.overlaps:
        raise InputFault(
            gettext_noop("Pairs of entries that overlap: {count}."),
            code="hours-import.overlaps",
            next_step=gettext_noop("Look at them; if they are right, tick that they are."),
            count=still.overlaps,
        )
    if still.copies and accepted.copies not in {"in", "out"}:
        raise InputFault(
            gettext_noop("Lines that repeat an earlier one exactly: {count}."),
            code="hours-import.copies",
            next_step=gettext_noop("Say whether they are the same work written twice, or worked twice."),
            count=still.copies,
        )
    if not still.new and not (still.copies and accepted.copies == "in"):
        raise InputFault(
            gettext_noop("The file holds nothing new."),
            code="hours-import.nothing-new",
            next_step=gettext_noop("Every entry of it is in already, or left out. You can discard the file."),
        )
