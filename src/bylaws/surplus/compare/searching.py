"""The plainest supposition under which most of somebody else's shares come out to the last unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bylaws.kernel.money import Money
from bylaws.surplus.compare.implied import implied
from bylaws.surplus.compare.supposing import (
    AS_AGREED,
    ROUNDINGS,
    Outcome,
    Supposed,
    Supposing,
    with_weights,
)
from bylaws.surplus.compare.theirs import SHARE, Theirs

MANY = 1500
"""With more people than this, only one mistake at a time is looked for, besides rounding."""


SAMPLE = 12
"""About how many shares a supposition is tried on before everybody's are reckoned."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A supposition, what it comes to, and whose shares and which steps it does not explain."""

    supposed: Supposed
    outcome: Outcome
    people: tuple[str, ...]
    steps: tuple[int, ...]

    @property
    def worth(self) -> tuple[int, int]:
        """The less, the better: what is left unexplained, then how much has to be believed."""
        return len(self.people) + len(self.steps), self.supposed.mistakes


def best_fit(supposing: Supposing, theirs: Theirs) -> Fit:
    """The best supposition for their shares and step totals; of equally good ones the plainer.

    Looks through every mistake in the steps, the measure and the rounding, and all of them together; then
    through another amount given to members, and other hours of a few people. What leaves most people's
    shares unexplained is not believed.
    """
    agreed = best = fit_of(Supposed(), supposing, theirs)
    for supposed in [*_known(supposing), *_other_pots(supposing, theirs)]:
        best = _better(best, supposed, supposing, theirs)
    if best.worth[0]:
        for supposed in _other_weights(supposing, theirs):
            best = _better(best, supposed, supposing, theirs)
            if not best.worth[0]:
                break
    return best if 2 * len(best.people) <= max(len(theirs.column(SHARE)), len(agreed.people)) else agreed


def fit_of(supposed: Supposed, supposing: Supposing, theirs: Theirs) -> Fit:
    """How well a supposition explains what they have."""
    outcome, shares = supposing.outcome(supposed), theirs.column(SHARE)
    nothing = Money(0, theirs.currency)
    everyone = [*shares, *(key for key, share in outcome.shares.items() if share and key not in shares)]
    people = [k for k in everyone if shares.get(k, nothing) != outcome.shares.get(k, nothing)]
    steps = [n for n, amount in theirs.steps.items() if outcome.steps.get(n, nothing) != amount]
    return Fit(supposed, outcome, tuple(people if shares else ()), tuple(steps))


def _better(best: Fit, supposed: Supposed, supposing: Supposing, theirs: Theirs) -> Fit:
    if not best.worth[0] and supposed.mistakes >= best.worth[1]:
        return best
    if not _likely(supposed, supposing, theirs):
        return best
    found = fit_of(supposed, supposing, theirs)
    return found if found.worth < best.worth else best


def _likely(supposed: Supposed, supposing: Supposing, theirs: Theirs) -> bool:
    """Whether a few shares, spread over the rows, are within rounding of what a supposition comes to."""
    shares = list(theirs.column(SHARE).items())
    sample = dict(shares[:: max(1, len(shares) // SAMPLE)])
    rounded = 1 + sum(len(step.parts) for step in supposing.member_steps.values())
    exact = supposing.exact(supposed, sample)
    off = sum(abs(exact[key] - amount.minor) > rounded for key, amount in sample.items())
    return 2 * off <= len(sample)


def _known(supposing: Supposing) -> list[Supposed]:
    """Every well-known mistake alone and with others, plainest first."""
    many = len(supposing.closing.facts.people) > MANY
    found = [
        Supposed(flow, weighing, rounding)
        for flow in supposing.flows()
        for weighing in supposing.weighings()
        for rounding in ROUNDINGS
        if not many or flow == AS_AGREED or weighing == "as-agreed"
    ]
    return sorted(found, key=lambda one: one.mistakes)


def _other_pots(supposing: Supposing, theirs: Theirs) -> list[Supposed]:
    """Members were given another amount, well divided."""
    if len(supposing.member_steps) != 1 or not theirs.column(SHARE):
        return []
    pot = theirs.sum_of(SHARE)
    return [Supposed(weighing=weighing, pot=pot) for weighing in supposing.weighings()]


def _other_weights(supposing: Supposing, theirs: Theirs) -> Iterator[Supposed]:
    """Other hours of a few people, under any of the mistakes in steps and measure."""
    shares = {key: amount.minor for key, amount in theirs.column(SHARE).items()}
    if len(supposing.member_steps) != 1 or not shares:
        return
    (number,) = supposing.member_steps
    for weighing in ("as-agreed", "all-stages", "all-kinds", "all-hours"):
        parts = supposing.parts(number, weighing)
        if len(parts) != 1:
            continue
        base = supposing.member_steps[number].parts[0].base
        for weights in _tried(shares, parts[0][1], by_hours=base in ("hours", "tenure")):
            for flow in supposing.flows():
                for rounding in ROUNDINGS:
                    yield with_weights(Supposed(flow, weighing, rounding), weights)


def _tried(
    shares: dict[str, int], weights: dict[str, Fraction], *, by_hours: bool
) -> Iterator[dict[str, Fraction]]:
    """Weights to try: whole hours and parts of them; of other measures only that people are left out."""
    seen: list[dict[str, Fraction]] = []
    for found in implied(shares, weights):
        if found not in seen and (by_hours or not any(found.values())):
            seen.append(found)
            yield found
