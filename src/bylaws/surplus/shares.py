"""One step to members: who receives how much, how much of it in money, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction

from bylaws.charter.kinds.surplus import Base, Step
from bylaws.kernel.faults import CharterSilent
from bylaws.kernel.money import Money, at_least, equal_parts, exact_total, share_of, split, total, zero
from bylaws.kernel.periods import Period, due_days
from bylaws.surplus.closing import Instalment, MemberShare, StepLine, WeighedPart
from bylaws.surplus.law import Law
from bylaws.surplus.measures import Measures, Weights

SECONDS_IN_AN_HOUR = 3600


@dataclass
class OpenBuyIns:
    """What is still open of each member's buy-in while a close goes through its steps."""

    open: dict[str, Money] = field(default_factory=dict)

    def take(self, person: str, at_most: Money) -> Money:
        """Use up to `at_most` for a person's open buy-in; returns what was used."""
        still = self.open.get(person)
        if not still:
            return zero(at_most.currency)
        used = min(still, at_most)
        self.open[person] = still - used
        return used


@dataclass(frozen=True, slots=True)
class Terms:
    """What every share of a close is subject to."""

    law: Law
    period: Period
    closed_on: dt.date


def shares_of_step(
    line: StepLine, step: Step, *, measures: Measures, terms: Terms, buy_ins: OpenBuyIns
) -> tuple[MemberShare, ...]:
    """Divide what a step took among the members it names; the shares add up to it.

    Fault: `surplus.nobody-shares` when there is money and no one to divide it among.
    """
    parts = weigh_step(line, step, measures)
    return tuple(
        _share(
            line.number,
            person,
            tuple((part.base, part.weights[person]) for part in parts),
            total([part.amounts[person] for part in parts], line.amount.currency),
            step=step,
            terms=terms,
            buy_ins=buy_ins,
        )
        for person in measures.sharing
    )


def weigh_step(line: StepLine, step: Step, measures: Measures) -> tuple[WeighedPart, ...]:
    """What a step took, divided by each part of its mix; fault `surplus.nobody-shares`."""
    pots = split(line.amount, {f"{nth:03}": part.share for nth, part in enumerate(step.parts)})
    found: list[WeighedPart] = []
    for part, pot in zip(step.parts, pots.values(), strict=True):
        weights = measures.weights(
            part.base,
            pot=pot.minor,
            tenure_at_most=step.tenure_at_most or Fraction(0),
            seconds_at_least=SECONDS_IN_AN_HOUR * (step.hours_at_least or 0),
        )
        found.append(weighed(part.base, pot, weights, stages=measures.eligible, article=line.article))
    return tuple(found)


def weighed(base: Base, pot: Money, weights: Weights, *, stages: frozenset[str], article: str) -> WeighedPart:
    """Divide a pot by weights; zero weight gets nothing, and so does everyone of an empty pot."""
    everyone = exact_total(weights.values())
    if pot and not everyone:
        raise CharterSilent(
            "{amount} is for people of the stage {stages}, and none of them has anything it is measured by.",
            code="surplus.nobody-shares",
            next_step="Amend the article: say where it goes when there is nobody to share it.",
            article=article,
            amount=str(pot),
            stages=", ".join(sorted(stages)),
        )
    return WeighedPart(base, pot, weights, everyone, split(pot, weights))


def _share(
    number: int,
    person: str,
    weights: tuple[tuple[str, Fraction], ...],
    amount: Money,
    *,
    step: Step,
    terms: Terms,
    buy_ins: OpenBuyIns,
) -> MemberShare:
    cash = cash_part(amount, step, terms.law)
    retained = amount - cash
    to_buy_in = buy_ins.take(person, retained) if step.offset_open_buy_in else zero(amount.currency)
    return MemberShare(
        step=number,
        person=person,
        weights=weights,
        share=amount,
        cash=cash,
        to_buy_in=to_buy_in,
        notice=retained - to_buy_in if to_buy_in else retained,
        notice_kind=step.retained,
        instalments=_instalments(cash, step, terms),
    )


def cash_part(amount: Money, step: Step, law: Law) -> Money:
    """The part of a share paid in money: the charter's share, never below the law's floor."""
    wanted = share_of(amount, step.cash if step.cash is not None else Fraction(1))
    if step.retained == "qualified-notice" and law.cash_at_least is not None:
        return max(wanted, at_least(amount, law.cash_at_least))
    return wanted


def _instalments(cash: Money, step: Step, terms: Terms) -> tuple[Instalment, ...]:
    if not cash:
        return ()
    schedule = step.instalments
    if schedule is None:
        return (Instalment(terms.closed_on, cash, gated=False),)
    anchor = terms.closed_on
    if schedule.after == "year-end" and terms.period.until is not None:
        anchor = terms.period.until - dt.timedelta(days=1)
    days = due_days(anchor, first=schedule.first, every=schedule.every, count=schedule.count)
    return tuple(
        Instalment(day, amount, gated=schedule.gate is not None)
        for day, amount in zip(days, equal_parts(cash, schedule.count), strict=True)
        if amount
    )
