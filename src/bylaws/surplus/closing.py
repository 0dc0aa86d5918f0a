"""What a close comes to: the steps, each member's share, the entries to post."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.kinds.surplus import Base
from bylaws.facts.year import YearFacts
from bylaws.kernel.money import Money, total
from bylaws.kernel.periods import Period
from bylaws.surplus.measures import Measures, Weights


class Instalment(NamedTuple):
    """One payment of a member's cash; a gated one waits for the members' release."""

    due_on: dt.date
    amount: Money
    gated: bool


class MemberShare(NamedTuple):
    """What one step gives one member, and what it is made of: share = cash + to_buy_in + notice."""

    step: int
    person: str
    weights: tuple[tuple[str, Fraction], ...]
    """The member's weight in each base of the step: seconds, minor units of pay, months or heads."""
    share: Money
    cash: Money
    to_buy_in: Money
    notice: Money
    notice_kind: str | None
    instalments: tuple[Instalment, ...]

    @property
    def retained(self) -> Money:
        """The part not paid in money."""
        return self.to_buy_in + self.notice


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the waterfall as it came out. Step 0 is surplus from others' work."""

    number: int
    to: str
    name: str | None
    amount: Money
    left: Money
    article: str
    code: str
    """Which sentence says how the amount came about."""
    divisible: bool = False
    share: Fraction | None = None
    asked: Money | None = None
    """What the step would have taken without its limit, or had there been enough."""

    @property
    def account(self) -> str:
        """Where the money goes, as the journal names it; members' parts have accounts of their own."""
        return f"fund/{self.name}" if self.to == "fund" else self.to


class Posting(NamedTuple):
    """One line of a balanced entry: debits are positive, credits negative."""

    account: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Note:
    """Something the law or the charter makes worth pointing out; it stops nothing."""

    code: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the year's money went: steps, members' shares, interest, and what members bear of a loss."""

    steps: tuple[StepLine, ...]
    shares: tuple[MemberShare, ...] = ()
    interest: tuple[tuple[str, Money], ...] = ()
    losses: tuple[tuple[str, Money], ...] = ()


@dataclass(frozen=True, slots=True)
class WeighedPart:
    """A pot and how it was divided by one base: `amounts` add up to it, by people's `weights`."""

    base: Base
    pot: Money
    weights: Weights
    everyone: Fraction
    amounts: dict[str, Money]


@dataclass(frozen=True)
class Closing:
    """A year closed under its charter: every figure follows from `charter` and `facts` alone."""

    charter: Charter
    text: InForce
    facts: YearFacts
    period: Period
    parts: Parts
    postings: tuple[Posting, ...]
    notes: tuple[Note, ...]
    weighed: dict[int, tuple[WeighedPart, ...]] = field(default_factory=dict, compare=False, repr=False)
    _measured: dict[frozenset[str], Measures] = field(default_factory=dict, compare=False, repr=False)

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.facts.surplus.currency

    def measures(self, stages: frozenset[str]) -> Measures:
        """The measures of the year among people of some stages, made once."""
        if stages not in self._measured:
            self._measured[stages] = Measures(self.charter, self.facts, self.period, stages)
        return self._measured[stages]

    @cached_property
    def by_person(self) -> dict[str, tuple[MemberShare, ...]]:
        """Each sharing person's shares, one per step to members, in order of key."""
        found: dict[str, list[MemberShare]] = {}
        for share in self.parts.shares:
            found.setdefault(share.person, []).append(share)
        return {key: tuple(found[key]) for key in sorted(found)}

    def distributed(self) -> Money:
        """What members receive together from the steps to members."""
        return total([share.share for share in self.parts.shares], self.currency)
