"""Dated figures of the law a surplus is taxed under, each with its source."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from bylaws.kernel.periods import Period, add_months


@dataclass(frozen=True, slots=True)
class Law:
    """What one tax mode asks of a distribution; none of it is a member's choice."""

    mode: str
    cash_at_least: Fraction | None
    """The share of a qualified notice's dividend that must be paid in money; rounds up."""
    payment_period_months: int | None
    """The payment period ends on the 15th day of this month after the year's end."""
    source: str
    checked_on: dt.date
    cheque_days: int | None = None
    """How many days after the payment period a cheque can still be cashed as consent to its notice."""
    statement_from: int | None = None
    """Minor units a person receives in a calendar year from which on the law asks for a statement of it."""


LAWS: dict[str, Law] = {
    law.mode: law
    for law in (
        Law(
            "us-subchapter-t",
            Fraction(1, 5),
            9,
            "26 USC 1388(c)(1) (20% in money), 1382(d) (15th day of the ninth month), 1388(c)(2) (consent;"
            " 90 days for a cheque) and 6044 (statements from 10.00 a calendar year), text of July 2026",
            dt.date(2026, 11, 22),
            cheque_days=90,
            statement_from=1000,
        ),
        Law("us-partnership", None, None, "26 USC 704(b): shares as agreed", dt.date(2026, 11, 22)),
        Law("none", None, None, "no tax mode applies", dt.date(2026, 11, 22)),
    )
}


def payment_period_ends(period: Period, law: Law) -> dt.date | None:
    """The last day of the payment period: the 15th day of the ninth month after the year's end.

    Counted as months of the calendar, not as "eight months and fifteen days".
    """
    if law.payment_period_months is None or period.until is None:
        return None
    first_month = period.until if period.until.day == 1 else add_months(period.until.replace(day=1), 1)
    return add_months(first_month.replace(day=1), law.payment_period_months - 1).replace(day=15)
