"""A year with a loss: who bears it, in the order the charter says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bylaws.charter.kinds.surplus import LossStep, Surplus
from bylaws.charter.rules import Rule
from bylaws.kernel.faults import CharterSilent
from bylaws.kernel.money import Money, share_of, zero
from bylaws.surplus.closing import StepLine, WeighedPart
from bylaws.surplus.measures import Measures
from bylaws.surplus.shares import weighed
from bylaws.surplus.waterfall import balance


@dataclass(frozen=True, slots=True)
class Borne:
    """A loss placed: its steps (amounts below zero) and what each member bears (above zero)."""

    steps: tuple[StepLine, ...]
    members: dict[str, Money]


def bear(
    loss: Money,
    rule: Rule[Surplus],
    *,
    balances: Mapping[str, Money],
    measures: Callable[[list[str]], Measures],
) -> Borne:
    """Place a loss (given above zero) step by step, to the last unit.

    Faults: `losses.silent` without a [losses] table, `losses.left-over` when something is not borne.
    """
    if rule.says.losses is None:
        raise _silent(rule, loss, "losses.silent", "The charter does not say who bears a loss.")
    left, lines = loss, list[StepLine]()
    members: dict[str, Money] = {}
    held = dict(balances)
    of_the_whole = Fraction(0)
    for number, step in enumerate(rule.says.losses.steps, start=1):
        asked = share_of(left, step.share)
        if step.of == "opening":
            # Rounded as running totals, like a surplus: shares that add up to one bear the whole loss.
            asked = share_of(loss, of_the_whole + step.share) - share_of(loss, of_the_whole)
            of_the_whole += step.share
        amount = _within_limits(step, min(asked, left), held)
        left = left - amount
        account = _account(step)
        if account in held:
            held[account] -= amount
        lines.append(
            StepLine(
                number,
                step.account,
                step.name,
                -amount,
                -left,
                rule.article,
                code="loss.step",
                share=step.share,
            )
        )
        if step.account == "members" and amount:
            part = weigh_loss(step, amount, measures(step.eligible or []), rule.article)
            for person, borne in part.amounts.items():
                members[person] = members.get(person, zero(loss.currency)) + borne
    if left:
        raise _silent(rule, left, "losses.left-over", "{amount} of the loss is borne by nobody.")
    return Borne(tuple(lines), members)


def _within_limits(step: LossStep, amount: Money, balances: Mapping[str, Money]) -> Money:
    if step.down_to is None:
        return amount
    return min(amount, max(balance(balances, _account(step)) - step.down_to, zero(amount.currency)))


def _account(step: LossStep) -> str:
    return f"fund/{step.name}" if step.account == "fund" else step.account


def weigh_loss(step: LossStep, amount: Money, measures: Measures, article: str) -> WeighedPart:
    """A loss divided among the members who bear it; fault `surplus.nobody-shares`."""
    base = step.by or "equal"
    return weighed(base, amount, measures.weights(base), stages=measures.eligible, article=article)


def _silent(rule: Rule[Surplus], amount: Money, code: str, says: str) -> CharterSilent:
    return CharterSilent(
        says,
        code=code,
        next_step="Amend the article: let the last loss step bear 100% of what is left.",
        article=rule.article,
        where=rule.where,
        amount=str(amount),
    )
