"""The waterfall: each step takes its part until nothing is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from bylaws.charter.kinds.surplus import Step, Surplus
from bylaws.charter.rules import Rule
from bylaws.kernel.faults import CharterSilent, InputFault
from bylaws.kernel.money import Money, share_of, zero
from bylaws.surplus.closing import StepLine


@dataclass
class Waterfall:
    """A surplus on its way through the steps. Amounts are whole minor units throughout."""

    rule: Rule[Surplus]
    opening: Money
    tax: Money
    interest: Money
    balances: Mapping[str, Money]
    left: Money
    lines: list[StepLine] = field(default_factory=list)
    opening_share: Fraction = Fraction(0)
    aside: bool = False

    def set_aside(self, amount: Money) -> None:
        """Step 0: surplus from the work of people who do not share goes to the collective account.

        The steps then have what members' own work brought as their whole.
        """
        self.aside = True
        self.left = self.left - amount
        self.opening = self.opening - amount
        self.lines.append(
            StepLine(0, "collective", None, amount, self.left, self.rule.article, code="step.others-work")
        )

    def take(self, number: int, step: Step) -> StepLine:
        """Let one step take its part; the line says how the amount came about."""
        asked, code = self._asked(step)
        amount = min(asked, self.left)
        if amount < asked:
            code = "step.only-what-was-left"
        limit = self._limit(step)
        if limit is not None and limit < amount:
            amount, code = limit, "step.up-to-limit"
        self.left = self.left - amount
        line = StepLine(
            number=number,
            to=step.to,
            name=step.name,
            amount=amount,
            left=self.left,
            article=self.rule.article,
            divisible=step.divisible,
            code=code,
            share=step.share,
            asked=asked,
        )
        self.lines.append(line)
        return line

    def _asked(self, step: Step) -> tuple[Money, str]:
        if step.to == "tax":
            return self.tax, "step.tax-as-stated"
        if step.to == "interest":
            return self.interest, "step.interest"
        if step.amount is not None:
            return step.amount, "step.fixed"
        share = step.share if step.share is not None else Fraction(0)
        if step.of == "left":
            return share_of(self.left, share), "step.rest" if share == 1 else "step.share-of-left"
        # Shares of the opening are rounded as running totals, so that shares adding up to one
        # add up to the whole surplus.
        before = share_of(self.opening, self.opening_share)
        self.opening_share += share
        code = "step.share-of-own-work" if self.aside else "step.share-of-opening"
        return share_of(self.opening, self.opening_share) - before, code

    def _limit(self, step: Step) -> Money | None:
        limits = [step.at_most] if step.at_most is not None else []
        if step.until_balance is not None:
            account = f"fund/{step.name}" if step.to == "fund" else step.to
            limits.append(max(step.until_balance - self._balance(account), zero(self.left.currency)))
        return min(limits) if limits else None

    def _balance(self, account: str) -> Money:
        taken = [line.amount for line in self.lines if line.account == account]
        return sum(taken, start=balance(self.balances, account))

    def check_all_placed(self) -> None:
        """Every unit has a destination, or the charter is silent: `surplus.left-over`."""
        if self.left:
            raise CharterSilent(
                "{amount} of the surplus has no destination.",
                code="surplus.left-over",
                next_step="Amend the article: let the last step take 100% of what is left.",
                article=self.rule.article,
                amount=str(self.left),
            )


def balance(balances: Mapping[str, Money], account: str) -> Money:
    """An account's balance before the close; fault `close.no-balance` when the facts lack it."""
    if account not in balances:
        raise InputFault(
            "The charter looks at the balance of “{account}”, which the facts do not state.",
            code="close.no-balance",
            next_step="State the balance before the close.",
            account=account,
        )
    return balances[account]
