"""The tax mode and what its law asks of a distribution."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from bylaws.charter.checks.finding import Finding, Version
from bylaws.charter.kinds.surplus import Schedule, Surplus
from bylaws.charter.kinds.tax import Tax
from bylaws.charter.law import LAWS, Law, payment_period_ends
from bylaws.charter.rules import Rule
from bylaws.kernel.faults import Fault
from bylaws.kernel.periods import Period, fiscal_year, fiscal_year_of
from bylaws.kernel.shares import write_share

ANY_YEAR = dt.date(2025, 1, 1)
"""A model holds on every day; its instalments are tried on this year."""


def taxed(version: Version) -> Iterator[Finding]:
    """Whether the surplus rule is one that its tax mode knows."""
    rule, tax = version.only("surplus", Surplus), version.only("tax", Tax)
    if rule is None:
        return
    if tax is None:
        if not version.held.of_kind("tax"):
            yield version.at(rule).silent(
                "There is a surplus, and no rule says under which law it is taxed.",
                code="tax.silent",
                next_step="Add a rule of the kind “tax”; its mode may be “none”.",
            )
        return
    law = LAWS[tax.says.mode]
    yield from _notices(version, rule, law)
    yield from _in_time(version, rule, law)
    yield from _tax_step(version, rule, tax)


def _notices(version: Version, rule: Rule[Surplus], law: Law) -> Iterator[Finding]:
    for n, step in enumerate(rule.says.steps):
        if step.retained != "qualified-notice" or step.cash is None:
            continue
        if law.cash_at_least is None:
            yield version.at(rule, "steps", n, "retained").wrong(
                "The tax mode “{mode}” knows no qualified notices.",
                code="tax.no-qualified-notices",
                next_step="Write retained = “nonqualified-notice”, or another tax mode.",
                mode=law.mode,
            )
        elif step.cash < law.cash_at_least:
            yield version.at(rule, "steps", n, "cash").wrong(
                "{cash} in money is below the {floor} that a qualified notice needs ({source}).",
                code="tax.cash-floor",
                next_step="Write cash = “{floor}” or more, or retained = “nonqualified-notice”.",
                cash=write_share(step.cash),
                floor=write_share(law.cash_at_least),
                source=law.source,
            )


def _in_time(version: Version, rule: Rule[Surplus], law: Law) -> Iterator[Finding]:
    """Instalments that end late even when the year is closed on the first day it can be."""
    starts = version.charter.base_front.fiscal_year_starts
    day = version.held.day if version.held.day > dt.date.min else ANY_YEAR
    year = fiscal_year(fiscal_year_of(day, starts), starts)
    ends = payment_period_ends(year, law)
    for n, step in enumerate(rule.says.steps):
        last = _last_payment(step.instalments, year) if step.instalments and ends else None
        if last is not None and ends is not None and last > ends:
            yield version.at(rule, "steps", n, "instalments").odd(
                "Of the year that ends before {until} the last instalment is due on {last} at the earliest,"
                " after the payment period ends on {ends} ({source}).",
                code="tax.after-payment-period",
                next_step="Pay sooner or in fewer parts: what is paid later is not deducted as patronage.",
                until=str(year.until),
                last=last.isoformat(),
                ends=ends.isoformat(),
                source=law.source,
            )


def _last_payment(schedule: Schedule, year: Period) -> dt.date:
    """When the last instalment is due if the year is closed on the first day after it."""
    over = year.from_day + dt.timedelta(days=year.days())
    anchor = over - dt.timedelta(days=1) if schedule.after == "year-end" else over
    try:
        return schedule.every.after(schedule.first.after(anchor), times=schedule.count - 1)
    except Fault:
        return dt.date.max


def _tax_step(version: Version, rule: Rule[Surplus], tax: Rule[Tax]) -> Iterator[Finding]:
    placed = any(step.to == "tax" for step in rule.says.steps)
    if tax.says.mode == "us-subchapter-t" and not placed:
        yield version.at(rule, "steps").odd(
            "No step goes to tax, so a year in which the co-op owes any cannot be closed.",
            code="surplus.no-tax-step",
            next_step="Let the first step go to tax; in a year without tax it takes nothing.",
        )
    if tax.says.mode == "us-partnership" and placed:
        yield version.at(rule, "steps").odd(
            "A step goes to tax, and in a partnership the members are taxed, not the co-op.",
            code="surplus.tax-step",
            next_step="Leave the step out, unless a state taxes the co-op itself.",
        )
