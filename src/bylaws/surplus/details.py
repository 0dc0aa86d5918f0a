"""What a member's weight is made of: the leaves of a reason, each an amount of hours, pay or months."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bylaws.charter.kinds.hours import Hours
from bylaws.facts.cells import Cell
from bylaws.kernel.reasons import Reason, Value
from bylaws.surplus.closing import Closing, WeighedPart
from bylaws.surplus.measures import Measures
from bylaws.work.pay import rate_for

SECONDS_IN_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Basis:
    """What a part was measured among, and the article that says so."""

    closing: Closing
    measures: Measures
    article: str
    hours_at_least: int | None = None
    """Whole hours below which one does not share."""


def details(part: WeighedPart, person: str, basis: Basis, *, tenure_at_most: Fraction) -> tuple[Reason, ...]:
    """The facts below a weight: hours by kind and stage, pay by rate, months of a stage."""
    own = basis.measures.cells_of(person)
    if part.base in ("pay", "equalise-pay"):
        found = [_paid(cell, basis) for cell in own]
    elif part.base in ("hours", "tenure"):
        found = [_hours(cell, basis) for cell in own]
    else:
        found = []
    match part.base:
        case "tenure":
            found += _earlier(person, basis, tenure_at_most)
        case "equal":
            found.append(_at_last(person, basis))
        case "member-months":
            found.append(_months(person, basis))
        case "equalise-pay":
            found += [_months(person, basis), *_level(part, person, basis)]
    return (*found, *_too_few(person, basis))


def _hours(cell: Cell, basis: Basis) -> Reason:
    rule = basis.closing.charter.on(cell.period.from_day).rule("hours", Hours)
    if cell.stage not in basis.measures.eligible:
        code = "hours.stage-does-not-share"
    elif basis.measures.counts(cell):
        code = "hours.counted"
    else:
        code = "hours.kind-does-not-count"
    return Reason(code, _worked(cell), rule.article)


def _paid(cell: Cell, basis: Basis) -> Reason:
    charter = basis.closing.charter
    hours = charter.on(cell.period.from_day).rule("hours", Hours)
    if cell.stage not in basis.measures.eligible:
        return Reason("hours.stage-does-not-share", _worked(cell), hours.article)
    found = rate_for(cell.work, cell.stage, cell.period.from_day, charter)
    if found is None:
        return Reason("pay.unpaid-work", _worked(cell), hours.article)
    return Reason("pay.hours-at-rate", {**_worked(cell), "rate": found[1].rate}, found[0].article)


def _worked(cell: Cell) -> dict[str, Value]:
    return {
        "work": cell.work,
        "stage": cell.stage,
        "seconds": cell.seconds,
        "from": cell.period.from_day,
        "until": cell.period.until,
    }


def _earlier(person: str, basis: Basis, at_most: Fraction) -> list[Reason]:
    counted = basis.measures.earlier(person, at_most)
    standing = basis.closing.facts.standing.get(person)
    if not standing or not standing.earlier_seconds:
        return []
    values: dict[str, Value] = {
        "seconds": counted,
        "worked": standing.earlier_seconds,
        "at_most": at_most * basis.measures.seconds[person],
    }
    return [Reason("hours.of-earlier-years", values, basis.article)]


def _months(person: str, basis: Basis) -> Reason:
    values: dict[str, Value] = {
        "months": basis.measures.months(basis.closing.facts.people[person]),
        "stages": ", ".join(sorted(basis.measures.eligible)),
    }
    return Reason("months.of-stage", values, basis.article)


def _at_last(person: str, basis: Basis) -> Reason:
    here = basis.measures.is_eligible_at_last(person)
    values: dict[str, Value] = {
        "day": basis.measures.last_day(),
        "stages": ", ".join(sorted(basis.measures.eligible)),
    }
    return Reason("head.counted" if here else "head.not-counted", values, basis.article)


def _level(part: WeighedPart, person: str, basis: Basis) -> list[Reason]:
    """The common level of pay a month; whoever is above it lacks nothing."""
    lacking = part.weights[person]
    if not lacking:
        return []
    months = basis.measures.months(basis.closing.facts.people[person])
    level = (lacking + basis.measures.pay[person]) / months
    return [Reason("pay.common-level", {"level": level}, basis.article)]


def _too_few(person: str, basis: Basis) -> tuple[Reason, ...]:
    if basis.hours_at_least is None:
        return ()
    seconds, needed = basis.measures.seconds[person], SECONDS_IN_AN_HOUR * basis.hours_at_least
    if seconds >= needed:
        return ()
    return (Reason("hours.too-few", {"seconds": seconds, "needed": needed}, basis.article),)
