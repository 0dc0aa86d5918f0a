"""An amendment run over past years, before anyone votes on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bylaws.charter.charter import Charter
from bylaws.facts.year import YearFacts
from bylaws.kernel.money import Money, zero
from bylaws.replay.spread import Spread, spread
from bylaws.replay.subjects import Replayed
from bylaws.replay.supposing import Changes, changes
from bylaws.replay.years import Figures, PersonReplayed, PlaceReplayed, YearReplayed, no_figures, replay_year


@dataclass(frozen=True)
class Replay:
    """Every year under both charters, oldest first, and what the amendment changes."""

    currency: str
    changes: Changes
    years: tuple[YearReplayed, ...]

    @property
    def answered(self) -> tuple[YearReplayed, ...]:
        """The years the amended charter has an answer for."""
        return tuple(one for one in self.years if one.fault is None)

    def people(self) -> tuple[PersonReplayed, ...]:
        """Everyone's figures of all answered years together."""
        none = no_figures(self.currency)
        sums: dict[str, tuple[Figures, Figures]] = {}
        for year in self.answered:
            for one in year.people:
                was, now = sums.get(one.person, (none, none))
                sums[one.person] = (_more(was, one.before), _more(now, one.after))
        return tuple(PersonReplayed(key, *sums[key]) for key in sorted(sums))

    def places(self) -> tuple[PlaceReplayed, ...]:
        """Where the money of all answered years goes together."""
        nothing = zero(self.currency)
        sums: dict[str, tuple[Money, Money]] = {}
        for year in self.answered:
            for one in year.places:
                was, now = sums.get(one.account, (nothing, nothing))
                sums[one.account] = (was + one.before, now + one.after)
        return tuple(PlaceReplayed(account, *both) for account, both in sums.items())

    def spread(self) -> Spread:
        """Who would have had more and who less, all answered years together."""
        return spread(together(self.answered, self.currency), self.currency)


def replay(before: Charter, after: Charter, years: Iterable[YearFacts]) -> Replay:
    """Close each year under `before` and as if what `after` changes had held since the year's first day.

    Of the years none may come twice. Only the rules that differ between the charters, once everything in
    both has taken effect, are put in another's place; what earlier amendments settled for a year stays as
    it was. Faults: those of `close_year` under `before`; a year of which the amended charter is silent is
    in the answer with its fault.
    """
    known = sorted(years, key=lambda facts: facts.year)
    changed = changes(before, after)
    found = tuple(replay_year(before, changed, facts, earlier=known[:nth]) for nth, facts in enumerate(known))
    return Replay(before.base_front.currency, changed, found)


def together(matters: Iterable[Replayed], currency: str) -> dict[str, Money]:
    """By person, how much more they would have received in several matters; unanswered ones count nothing."""
    sums: dict[str, Money] = {}
    for matter in matters:
        if matter.fault is None:
            for key, amount in matter.differences.items():
                sums[key] = sums.get(key, zero(currency)) + amount
    return {key: sums[key] for key in sorted(sums)}


def _more(one: Figures, other: Figures) -> Figures:
    return Figures(*(mine + theirs for mine, theirs in zip(one, other, strict=True)))
