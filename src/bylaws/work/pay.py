"""What an hour of work is paid, by stage and by kind of work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.pay import EXECUTED_PLAN, Pay, Rate
from bylaws.charter.rules import Rule
from bylaws.facts.cells import Cell
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, Refused
from bylaws.kernel.money import Money, share_of
from bylaws.kernel.reasons import Explained, Reason, Value

SECONDS_IN_AN_HOUR = 3600


def rate_for(work: str, stage: str, day: dt.date, charter: Charter) -> tuple[Rule[Pay], Rate] | None:
    """The hourly rate that holds for a kind of work, a stage and a day; None when it is not paid.

    The text on the first day of the pay period (the month) holds for all of it. Faults:
    `pay.no-rate` (silent), `pay.two-rates` (ambiguous) and `pay.not-executed` for a plan other than hourly.
    """
    if work not in charter.on(day).rule("hours", Hours).says.counting_for("pay"):
        return None
    text = charter.on(max(day.replace(day=1), charter.base_front.starts()))
    plans = text.of_kind("pay")
    if not plans:
        text.rule("pay", Pay, "wages")
    for plan in plans:
        if isinstance(plan.says, Pay) and plan.says.plan != EXECUTED_PLAN:
            raise Refused(
                "Pay by the plan “{plan}” is not reckoned by the software yet.",
                code="pay.not-executed",
                next_step="Reckon it by hand as the article says, and enter what was paid.",
                article=plan.article,
                plan=plan.says.plan,
            )
    fitting = [
        (rule, rate)
        for rule in (text.rule("pay", Pay, plan.name) for plan in plans)
        for rate in rule.says.rates
        if (rate.stages is None or stage in rate.stages) and (rate.work is None or work in rate.work)
    ]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise CharterSilent(
            "No pay rate fits “{work}” done by a {stage} on {day}.",
            code="pay.no-rate",
            next_step="Amend the pay rule so that a rate fits, or let this work not count for pay.",
            article=plans[0].article,
            work=work,
            stage=stage,
            day=day.isoformat(),
        )
    raise CharterAmbiguous(
        "{count} pay rates fit “{work}” done by a {stage} on {day}.",
        code="pay.two-rates",
        next_step="Amend the pay rule so that exactly one rate fits.",
        article=fitting[1][0].article,
        work=work,
        stage=stage,
        day=day.isoformat(),
        count=len(fitting),
    )


def exact_pay(cell: Cell, charter: Charter) -> Fraction:
    """What a cell is paid in minor units, before any rounding; unpaid work is zero."""
    found = rate_for(cell.work, cell.stage, cell.period.from_day, charter)
    return Fraction(found[1].rate.minor * cell.seconds, SECONDS_IN_AN_HOUR) if found else Fraction(0)


def pay(person: str, cells: Iterable[Cell], charter: Charter) -> Explained[Money]:
    """What one person's cells are paid together, rounded once, with each rate as a reason."""
    parts: list[Reason] = []
    exact = Fraction(0)
    for cell in cells:
        if cell.person != person:
            continue
        found = rate_for(cell.work, cell.stage, cell.period.from_day, charter)
        values: dict[str, Value] = {"work": cell.work, "stage": cell.stage, "seconds": cell.seconds}
        if found is None:
            article = charter.on(cell.period.from_day).rule("hours", Hours).article
            parts.append(Reason("pay.unpaid-work", values, article))
            continue
        exact += Fraction(found[1].rate.minor * cell.seconds, SECONDS_IN_AN_HOUR)
        parts.append(Reason("pay.hours-at-rate", {**values, "rate": found[1].rate}, found[0].article))
    amount = share_of(Money(exact.numerator, charter.base_front.currency), Fraction(1, exact.denominator))
    return Explained(amount, Reason("pay.total", {"person": person, "amount": amount}, parts=tuple(parts)))
