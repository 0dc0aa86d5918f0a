"""The facts of a year as they are kept beside its close, so that it can be reckoned again for ever."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from bylaws.facts.cells import Cell
from bylaws.facts.people import Person, Spell
from bylaws.facts.year import Standing, YearFacts
from bylaws.kernel.faults import RecordBroken
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period
from bylaws.record.canonical import canonical, canonical_of_plain

FORMAT = "toad-lane-year/1"


def year_as_json(facts: YearFacts) -> dict[str, Any]:
    """A year's facts as plain JSON, people and cells in order; `year_from_json` reads it back equal.

    Lists instead of objects keep a large co-op's year small. Amounts are minor units.
    """
    return {
        "format": FORMAT,
        "year": facts.year,
        "currency": facts.surplus.currency,
        "surplus": facts.surplus.minor,
        "tax": facts.tax.minor,
        "closed_on": facts.closed_on.isoformat(),
        "people": [
            [key, who.name, [[s.stage, *_told(s.period.from_day, s.period.until)] for s in who.spells]]
            for key, who in sorted(facts.people.items())
        ],
        "cells": [
            [c.person, c.work, c.stage, *_told(c.period.from_day, c.period.until), c.seconds]
            for c in sorted(facts.cells, key=_order)
        ],
        "standing": [
            [key, held.paid_in.minor, held.earning.minor, held.earlier_seconds]
            for key, held in sorted(facts.standing.items())
        ],
        "collective": None if facts.collective is None else facts.collective.minor,
        "funds": {name: amount.minor for name, amount in sorted(facts.funds.items())},
    }


def fingerprint(kept: Mapping[str, Any], texts: str) -> str:
    """What a close depends on, in 64 letters: its facts as `year_as_json` gives them, and its texts' digest.

    The day of the close is left out: it comes after the decision that cites the fingerprint.
    """
    spell = canonical_of_plain if all(map(str.isascii, kept["funds"])) else canonical
    return hashlib.sha256(spell({**kept, "closed_on": "", "texts": texts})).hexdigest()


def texts_digest(digests: Iterable[tuple[str, str]]) -> str:
    """All texts of a charter together, in 64 letters; `digests` holds each one's name and SHA-256."""
    return hashlib.sha256(canonical([list(pair) for pair in sorted(digests)])).hexdigest()


def year_from_json(kept: dict[str, Any]) -> YearFacts:
    """Read kept facts back; faults `facts.kept-format` for another format, `facts.kept-broken` for none."""
    if kept.get("format") != FORMAT:
        raise RecordBroken(
            "The facts kept beside this close are of another format: {format}.",
            code="facts.kept-format",
            next_step="Use the version of the software that wrote them.",
            format=str(kept.get("format"))[:60],
        )
    try:
        return _year(kept, kept["currency"])
    except (KeyError, TypeError, ValueError, AttributeError) as broken:
        raise RecordBroken(
            "The facts kept beside this close do not hold together: {problem}.",
            code="facts.kept-broken",
            next_step="Restore them from a backup; nothing was changed.",
            problem=f"{type(broken).__name__} {broken}"[:200],
        ) from None


def _year(kept: dict[str, Any], currency: str) -> YearFacts:
    return YearFacts(
        year=kept["year"],
        surplus=Money(kept["surplus"], currency),
        tax=Money(kept["tax"], currency),
        closed_on=dt.date.fromisoformat(kept["closed_on"]),
        people={
            key: Person(key, name, tuple(Spell(stage, _read(start, end)) for stage, start, end in spells))
            for key, name, spells in kept["people"]
        },
        cells=tuple(
            Cell(person, work, stage, _read(start, end), seconds)
            for person, work, stage, start, end, seconds in kept["cells"]
        ),
        standing={
            key: Standing(Money(paid_in, currency), Money(earning, currency), earlier)
            for key, paid_in, earning, earlier in kept["standing"]
        },
        collective=None if kept["collective"] is None else Money(kept["collective"], currency),
        funds={name: Money(minor, currency) for name, minor in kept["funds"].items()},
    )


def _order(cell: Cell) -> tuple[str, str, dt.date, str, int]:
    return cell.person, cell.work, cell.period.from_day, cell.stage, cell.seconds


@lru_cache(maxsize=4096)  # the same few stretches come again for everyone
def _told(start: dt.date, end: dt.date | None) -> tuple[str, str | None]:
    return start.isoformat(), end.isoformat() if end else None


def _read(start: str, end: str | None) -> Period:
    return Period(dt.date.fromisoformat(start), dt.date.fromisoformat(end) if end else None)
