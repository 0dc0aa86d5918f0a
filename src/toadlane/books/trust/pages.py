"""A comparison made ready for the page: what differs, each with both reasons."""

from __future__ import annotations

from dataclasses import dataclass

from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Reason
from bylaws.surplus.closing import Closing
from bylaws.surplus.compare.comparing import Comparison, PersonLine
from bylaws.surplus.compare.theirs import COLUMNS
from bylaws.surplus.why import why_person, why_step
from toadlane.books.pages import to_words
from toadlane.books.trust.sheet import ASKED

REASONS_IN_PLACE = 40
"""For this many people our reasons stand on the page; for more there is a link to each."""
HEADS = {column.key: column.title for column in ASKED}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure on both sides."""

    head: str
    ours: Money
    theirs: Money
    difference: Money


@dataclass(frozen=True, slots=True)
class Differing:
    """A person or a step whose figures differ, and why on both sides; `ours` is None where it is a link."""

    key: str
    name: str
    figures: list[Figure]
    theirs: tuple[Reason, ...]
    ours: tuple[Reason, ...] | None


def people(closing: Closing, comparison: Comparison) -> list[Differing]:
    """The people who differ, in order of key."""
    found = [line for line in comparison.people if line.differs or line.reasons]
    return [_person(closing, line, in_place=len(found) <= REASONS_IN_PLACE) for line in found]


def _person(closing: Closing, line: PersonLine, *, in_place: bool) -> Differing:
    figures = [
        Figure(str(HEADS[column]), line.ours[column], line.theirs[column], difference)
        for column in COLUMNS
        if (difference := line.difference(column))
    ]
    reason = why_person(closing, line.person).reason if in_place else None
    ours = (reason.parts or (reason,)) if reason is not None else None
    return Differing(line.person, closing.facts.people[line.person].name, figures, line.reasons, ours)


def steps(closing: Closing, comparison: Comparison) -> list[Differing]:
    """Every step their sheet says something about, or all where none does."""
    found = []
    for step in comparison.steps:
        name = to_words(step.line.to, step.line.name)
        figures = []
        if step.theirs is not None and step.difference is not None:
            figures = [Figure(name, step.line.amount, step.theirs, step.difference)]
        ours = (why_step(closing, step.line.number),)
        found.append(Differing(str(step.line.number), name, figures, step.reasons, ours))
    return [one for one in found if one.figures]
