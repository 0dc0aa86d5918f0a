"""What their other columns say of a share: in money, retained, to the buy-in; by a mistake or by none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from bylaws.charter.kinds.surplus import Step
from bylaws.charter.kinds.tax import Tax
from bylaws.kernel.money import Money, share_of, total, zero
from bylaws.surplus.close import buy_in_rule, open_buy_ins
from bylaws.surplus.closing import Closing
from bylaws.surplus.compare.theirs import CASH, RETAINED, SHARE, TO_BUY_IN, Theirs
from bylaws.surplus.law import LAWS, Law
from bylaws.surplus.shares import cash_part

Ways = Mapping[str, Callable[[str], Money]]
"""By the code of what may have been done: what it comes to for a person. The empty code is as agreed."""


@dataclass(frozen=True)
class Columns:
    """Their columns beside what follows from their own share, where one step alone gives to members."""

    closing: Closing
    step: Step
    theirs: Theirs

    @cached_property
    def law(self) -> Law:
        """The law's figures for the year."""
        return LAWS[self.closing.text.rule("tax", Tax).says.mode]

    @cached_property
    def open(self) -> dict[str, Money]:
        """What is open of each buy-in, where the charter lets shares pay it."""
        return open_buy_ins(self.closing.charter, self.closing.facts)

    def given(self, key: str, column: str) -> Money | None:
        """Their figure."""
        return self.theirs.people[key].get(column)

    def share(self, key: str) -> Money:
        """Their share, or ours where they have none."""
        said = self.given(key, SHARE)
        return said if said is not None else self._ours(key, "share")

    def cash(self, key: str) -> Money:
        """Their part in money, or what follows from the share."""
        said = self.given(key, CASH)
        return said if said is not None else cash_part(self.share(key), self.step, self.law)

    def _ours(self, key: str, part: str) -> Money:
        shares = self.closing.by_person.get(key, ())
        return total([getattr(share, part) for share in shares], self.closing.currency)

    def ways(self, column: str) -> Ways:
        """Everything that may have been done in a column, as agreed first."""
        return {CASH: self._cash(), RETAINED: self._retained(), TO_BUY_IN: self._to_buy_in()}[column]

    def _cash(self) -> Ways:
        part = self.step.cash if self.step.cash is not None else Fraction(1)
        floor = self.law.cash_at_least or Fraction(0)
        return {
            "": lambda key: cash_part(self.share(key), self.step, self.law),
            "theirs.floor-nearest": lambda key: max(
                share_of(self.share(key), part), share_of(self.share(key), floor)
            ),
            "theirs.floor-down": lambda key: _down(self.share(key), max(part, floor)),
            "theirs.no-floor": lambda key: share_of(self.share(key), part),
            "theirs.all-in-money": self.share,
            "theirs.none-in-money": lambda _key: zero(self.closing.currency),
            "theirs.of-our-share": lambda key: self._ours(key, "cash"),
        }

    def _retained(self) -> Ways:
        return {
            "": lambda key: self.share(key) - self.cash(key),
            "theirs.retained-after-buy-in": lambda key: self.share(key) - self.cash(key) - self._offset(key),
            "theirs.retained-all": self.share,
            "theirs.of-our-share": lambda key: self._ours(key, "retained"),
        }

    def _offset(self, key: str) -> Money:
        said = self.given(key, TO_BUY_IN)
        return said if said is not None else self._agreed_offset(key)

    def _agreed_offset(self, key: str) -> Money:
        if not self.step.offset_open_buy_in:
            return zero(self.closing.currency)
        return min(self.open.get(key, zero(self.closing.currency)), self.share(key) - self.cash(key))

    def _to_buy_in(self) -> Ways:
        nothing = zero(self.closing.currency)
        return {
            "": self._agreed_offset,
            "theirs.offset-forgotten": lambda _key: nothing,
            "theirs.offset-from-all": lambda key: min(self.open.get(key, nothing), self.share(key)),
            "theirs.paid-in-forgotten": lambda key: min(
                self._whole_buy_in(key), self.share(key) - self.cash(key)
            ),
            "theirs.of-our-share": lambda key: self._ours(key, "to_buy_in"),
        }

    def _whole_buy_in(self, key: str) -> Money:
        rule = buy_in_rule(self.closing.charter, self.closing.facts.people[key])
        return rule.says.amount if rule is not None else zero(self.closing.currency)

    def found(self, column: str) -> dict[str, str]:
        """By key, the code of what explains a figure that is not as agreed of their own share.

        Of several ways that explain a person's figure, the one that explains most people's is taken; the
        code is “theirs.unexplained-column” where none does.
        """
        ways = self.ways(column)
        said = self.theirs.column(column)
        open_ = [key for key, amount in said.items() if ways[""](key) != amount]
        explained: dict[str, str] = {}
        while open_:
            counts = {code: [k for k in open_ if way(k) == said[k]] for code, way in ways.items() if code}
            code = max(counts, key=lambda one: len(counts[one]))
            if not counts[code]:
                return explained | dict.fromkeys(open_, "theirs.unexplained-column")
            explained |= dict.fromkeys(counts[code], code)
            open_ = [key for key in open_ if key not in explained]
        return explained


def _down(amount: Money, part: Fraction) -> Money:
    return Money(int(amount.minor * part // 1), amount.currency)
