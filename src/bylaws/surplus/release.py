"""Releasing an instalment: the members' word that the cash is there, and what it takes to give it."""

from __future__ import annotations

import datetime as dt

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.surplus import Surplus
from bylaws.kernel.faults import InputFault, Refused
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Explained, Reason, Value


def release(
    owed: Money, *, due_on: dt.date, available: Money, year: int, charter: Charter
) -> Explained[Money]:
    """Whether the instalments of `year` due on a day may be released, when so much cash is there.

    `owed` is what all of them come to. The surplus rule of the year's first day holds: an instalment
    is released whole, to everyone, or it waits for everyone. Faults: `release.not-gated`,
    `release.nothing-waits`, `release.cash-short`.
    """
    rule = charter.for_year(year)[1].rule("surplus", Surplus)
    if not any(step.instalments and step.instalments.gate for step in rule.says.steps):
        raise InputFault(
            "The instalments of {year} wait for no release: each is owed on its day.",
            code="release.not-gated",
            next_step="Pay what is due.",
            article=rule.article,
            year=year,
        )
    if owed.minor <= 0:
        raise InputFault(
            "No instalment of {year} that is due on {due} waits for a release.",
            code="release.nothing-waits",
            next_step="Look at what is owed: it may be released already.",
            article=rule.article,
            year=year,
            due=due_on.isoformat(),
        )
    if available < owed:
        raise Refused(
            "The instalment due on {due} comes to {owed}; {available} is there, and {short} is missing.",
            code="release.cash-short",
            next_step="It waits until the money is there; look at the bank account again then.",
            article=rule.article,
            due=due_on.isoformat(),
            owed=str(owed),
            available=str(available),
            short=str(owed - available),
        )
    values: dict[str, Value] = {"year": year, "due": due_on, "owed": owed, "available": available}
    return Explained(owed, Reason("release", values, rule.article))
