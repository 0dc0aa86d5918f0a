"""Money in whole minor units, and the one place where it is divided.

The rounding rule, named once: exact fractions, floor, leftover units to the largest remainders,
ties by stable key; a zero weight gets nothing; a loss is split as the mirror of a surplus;
legal minimums round up (finance.md, section 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, total_ordering
from math import lcm

from bylaws.kernel.currencies import DECIMALS
from bylaws.kernel.faults import InputFault

_DECIMAL = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]{1,15})(?:\.(?P<part>[0-9]+))?")


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount: `minor` whole minor units (cents, yen, fils) of an ISO 4217 `currency`."""

    minor: int
    currency: str

    @classmethod
    def parse(cls, text: object, currency: str) -> Money:
        """Read an exact decimal string such as "3000.00"; faults: `money.form`, `money.decimals`."""
        places = decimals(currency)
        found = _DECIMAL.fullmatch(text) if isinstance(text, str) else None
        if not found:
            raise InputFault(
                "“{given}” is not an amount of money.",
                code="money.form",
                next_step="Write digits with a point, as in “{example}”.",
                given=str(text)[:60],
                example=_example(places),
            )
        sign, whole, part = found.groups("")
        if len(part) > places:
            raise InputFault(
                "“{given}” has more decimals than {currency} has ({places}).",
                code="money.decimals",
                next_step="Write it as in “{example}”.",
                given=str(text)[:60],
                currency=currency,
                places=places,
                example=_example(places),
            )
        minor = int(whole + part.ljust(places, "0"))
        return cls(-minor if sign else minor, currency)

    def decimal(self) -> str:
        """The exact decimal string, with all the currency's decimals and no separators."""
        places = decimals(self.currency)
        sign = "-" if self.minor < 0 else ""
        if not places:
            return f"{self.minor}"
        whole, part = divmod(abs(self.minor), 10**places)
        return f"{sign}{whole}.{part:0{places}d}"

    def __str__(self) -> str:
        return f"{self.decimal()} {self.currency}"

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __abs__(self) -> Money:
        return Money(abs(self.minor), self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other).minor

    def __bool__(self) -> bool:
        return self.minor != 0

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise InputFault(
                "{one} and {other} cannot be reckoned together.",
                code="money.currency",
                next_step="State every amount in the charter's currency.",
                one=self.currency,
                other=other.currency,
            )
        return other


def decimals(currency: str) -> int:
    """How many decimals a currency has (ISO 4217); fault: `money.unknown-currency`."""
    try:
        return DECIMALS[currency]
    except (KeyError, TypeError):
        raise InputFault(
            "“{currency}” is not a currency this library knows.",
            code="money.unknown-currency",
            next_step="Use a three-letter ISO 4217 code such as “USD” or “MXN”.",
            currency=str(currency)[:20],
        ) from None


@lru_cache(maxsize=256)
def zero(currency: str) -> Money:
    """Nothing, in a currency."""
    return Money(0, currency)


def total(amounts: list[Money], currency: str) -> Money:
    """The sum of amounts of one currency; the empty sum is zero."""
    if len(amounts) == 1 and amounts[0].currency == currency:
        return amounts[0]
    out = zero(currency)
    for amount in amounts:
        out = out + amount
    return out


def split(pot: Money, weights: Mapping[str, int | Fraction]) -> dict[str, Money]:
    """Divide a pot by weights, to the last minor unit.

    `weights` maps a stable key to a weight of at least zero. The parts add up to the pot, whatever
    the weights; if every weight is zero nothing can be divided: fault `split.no-weight`.
    """
    whole = _whole_weights(weights)
    sum_of_weights = sum(whole.values())
    if not sum_of_weights:
        if not pot:
            return dict.fromkeys(weights, pot)
        raise InputFault(
            "There is nobody to divide {amount} among.",
            code="split.no-weight",
            next_step="Check who takes part and what their share is measured by.",
            amount=str(pot),
        )
    size, sign = abs(pot.minor), (-1 if pot.minor < 0 else 1)
    floors: dict[str, int] = {}
    remainders: list[tuple[int, str]] = []
    for key, weight in whole.items():
        floors[key], remainder = divmod(size * weight, sum_of_weights)
        if remainder:
            remainders.append((-remainder, key))
    leftover = size - sum(floors.values())
    for _, key in sorted(remainders)[:leftover]:
        floors[key] += 1
    return {key: Money(sign * minor, pot.currency) for key, minor in floors.items()}


def _whole_weights(weights: Mapping[str, int | Fraction]) -> dict[str, int]:
    """The same proportions as whole numbers."""
    for key, weight in weights.items():
        if weight.numerator < 0:
            raise InputFault(
                "The weight of “{key}” is below zero.",
                code="split.negative-weight",
                next_step="Check the hours or pay it is measured by.",
                key=key,
            )
    scale = lcm(*{weight.denominator for weight in weights.values()})
    return {key: weight.numerator * (scale // weight.denominator) for key, weight in weights.items()}


def exact_total(weights: Iterable[int | Fraction]) -> Fraction:
    """The sum of many weights, over one denominator instead of a new one at each step."""
    found = list(weights)
    scale = lcm(*{weight.denominator for weight in found})
    return Fraction(sum(weight.numerator * (scale // weight.denominator) for weight in found), scale)


def equal_parts(pot: Money, count: int) -> tuple[Money, ...]:
    """Divide a pot into `count` instalments as equal as can be; extra minor units come earliest."""
    if count < 1:
        raise InputFault(
            "An amount cannot be paid in so many parts: {count}.",
            code="split.no-parts",
            next_step="Choose one part or more.",
            count=count,
        )
    floor, extra = divmod(abs(pot.minor), count)
    sign = -1 if pot.minor < 0 else 1
    more, less = Money(sign * (floor + 1), pot.currency), Money(sign * floor, pot.currency)
    return (more,) * extra + (less,) * (count - extra)


def share_of(amount: Money, share: Fraction) -> Money:
    """A share of an amount, rounded half away from zero to the minor unit."""
    below = 2 * share.denominator
    minor = (2 * abs(amount.minor) * share.numerator + share.denominator) // below
    return Money(-minor if amount.minor < 0 else minor, amount.currency)


def at_least(amount: Money, share: Fraction) -> Money:
    """A legal minimum share of an amount: never rounded down (finance.md, section 1)."""
    minor = -(-abs(amount.minor) * share.numerator // share.denominator)
    return Money(-minor if amount.minor < 0 else minor, amount.currency)


def _example(places: int) -> str:
    return "1200" + ("." + "0" * places if places else "")
