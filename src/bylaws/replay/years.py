"""One closed year under the charter as it stood and under the amended one, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bylaws.charter.charter import Charter
from bylaws.facts.year import YearFacts
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, Fault, InputFault
from bylaws.kernel.money import Money, total, zero
from bylaws.replay.facts import as_supposed
from bylaws.replay.supposing import Changes, supposing
from bylaws.surplus.close import close_year
from bylaws.surplus.closing import Closing, StepLine
from bylaws.surplus.result import people_of

MEMBERS = "members"


class Figures(NamedTuple):
    """What a close comes to for one person, or for several together."""

    share: Money
    cash: Money
    to_buy_in: Money
    notices: Money
    interest: Money
    loss: Money
    """Above zero: what they bear of a loss."""

    @property
    def received(self) -> Money:
        """Everything together, in money and in their account; below zero where they bear a loss."""
        return self.share + self.interest - self.loss

    def less(self, other: Figures) -> Figures:
        """Each figure less another's."""
        return Figures(*(mine - theirs for mine, theirs in zip(self, other, strict=True)))


@dataclass(frozen=True, slots=True)
class PersonReplayed:
    """One person in one year, or in several together."""

    person: str
    before: Figures
    after: Figures

    @property
    def difference(self) -> Figures:
        """After less before."""
        return self.after.less(self.before)


@dataclass(frozen=True, slots=True)
class PlaceReplayed:
    """What goes to one place: the collective account, a fund, tax, or the members together."""

    account: str
    before: Money
    after: Money

    @property
    def difference(self) -> Money:
        """After less before; over all places of a year they add up to nothing."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class StepReplayed:
    """The nth step to an account on both sides; None where the charter has no such step."""

    account: str
    before: StepLine | None
    after: StepLine | None

    @property
    def difference(self) -> Money:
        """After less before."""
        nothing = Money(0, next(line for line in (self.before, self.after) if line).amount.currency)
        was, now = (line.amount if line else nothing for line in (self.before, self.after))
        return now - was


@dataclass(frozen=True)
class YearReplayed:
    """A year closed twice. Without `after`, the amended charter has no answer, and `fault` says why."""

    before: Closing
    after: Closing | None
    fault: Fault | None

    @property
    def year(self) -> int:
        """The calendar year it ends in."""
        return self.before.facts.year

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.before.currency

    @cached_property
    def people(self) -> tuple[PersonReplayed, ...]:
        """Everyone to whom either close gives something, or from whom it takes, by key."""
        if self.after is None:
            return ()
        was, now = figures_of(self.before), figures_of(self.after)
        none = no_figures(self.currency)
        return tuple(
            PersonReplayed(key, was.get(key, none), now.get(key, none))
            for key in sorted(was.keys() | now.keys())
        )

    @cached_property
    def differences(self) -> dict[str, Money]:
        """By person, how much more they would have received."""
        return {one.person: one.difference.received for one in self.people}

    @cached_property
    def places(self) -> tuple[PlaceReplayed, ...]:
        """Where the year's money goes on both sides, the members together as one place."""
        if self.after is None:
            return ()
        was, now = _placed(self.before), _placed(self.after)
        nothing = zero(self.currency)
        own = [
            PlaceReplayed(account, was.get(account, nothing), now.get(account, nothing))
            for account in sorted(was.keys() | now.keys())
        ]
        members = PlaceReplayed(
            MEMBERS,
            total([one.before.received for one in self.people], self.currency),
            total([one.after.received for one in self.people], self.currency),
        )
        return (*own, members)

    @cached_property
    def steps(self) -> tuple[StepReplayed, ...]:
        """The steps of both sides, the nth to an account beside the nth to the same."""
        if self.after is None:
            return ()
        was, now = _numbered(self.before.parts.steps), _numbered(self.after.parts.steps)
        return tuple(StepReplayed(key[0], was.get(key), now.get(key)) for key in dict.fromkeys([*was, *now]))


def replay_year(
    before: Charter, changed: Changes, facts: YearFacts, *, earlier: Sequence[YearFacts] = ()
) -> YearReplayed:
    """Close a year as the charter stood, and as if `changed` had held since its first day.

    Each year is reckoned by itself, from the balances it really began with. `earlier` are the facts of
    the years before it, for an amendment that counts hours of earlier years. Faults: those of
    `close_year` under `before`; those under the amended charter are told in `fault`.
    """
    as_it_was = close_year(before, facts)
    if not changed.rules:
        return YearReplayed(as_it_was, as_it_was, None)
    # Pay goes by the first day of the month, so the amended text holds for the whole of it.
    after = supposing(before, changed, since=as_it_was.period.from_day.replace(day=1))
    try:
        known = as_supposed(facts, before=before, after=after, changed=changed, earlier=earlier)
        return YearReplayed(as_it_was, close_year(after, known), None)
    except (CharterSilent, CharterAmbiguous, InputFault) as fault:
        return YearReplayed(as_it_was, None, fault)


def no_figures(currency: str) -> Figures:
    """What somebody has to whom a close gives nothing."""
    return Figures(*[zero(currency)] * 6)


def figures_of(closing: Closing) -> dict[str, Figures]:
    """What a close gives everyone it gives something, or takes something from."""
    currency = closing.currency
    interest, losses = dict(closing.parts.interest), dict(closing.parts.losses)
    found = {}
    for key in people_of(closing):
        shares = closing.by_person.get(key, ())
        found[key] = Figures(
            total([one.share for one in shares], currency),
            total([one.cash for one in shares], currency),
            total([one.to_buy_in for one in shares], currency),
            total([one.notice for one in shares], currency),
            interest.get(key, zero(currency)),
            losses.get(key, zero(currency)),
        )
    return found


def _placed(closing: Closing) -> dict[str, Money]:
    """What the entry of a close puts to each account of the co-op's own."""
    year = f"surplus/{closing.facts.year}"
    return {
        line.account: -line.amount
        for line in closing.postings
        if line.account != year and not line.account.startswith("member/")
    }


def _numbered(lines: Iterable[StepLine]) -> dict[tuple[str, int], StepLine]:
    found: dict[tuple[str, int], StepLine] = {}
    counted: dict[str, int] = {}
    for line in lines:
        counted[line.account] = counted.get(line.account, 0) + 1
        found[line.account, counted[line.account]] = line
    return found
