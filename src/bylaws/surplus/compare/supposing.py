"""The close once more, as if it had been reckoned with one or more of the well-known mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from bylaws.charter.kinds.surplus import Part, Step, Surplus
from bylaws.charter.rules import Rule
from bylaws.facts.cells import Cell
from bylaws.kernel.faults import Fault
from bylaws.kernel.money import Money, split, zero
from bylaws.surplus.closing import Closing
from bylaws.surplus.measures import Measures, Weights
from bylaws.surplus.waterfall import Waterfall

Rounding = Literal["together", "nearest", "down", "up", "rest-to-last"]
Weighing = Literal[
    "as-agreed", "all-stages", "all-kinds", "all-hours", "equal", "by-pay", "by-hours", "no-least-hours"
]
Flow = tuple[str, int]
"""What was done to which of the steps, such as ("left-out", 1), ("swapped", 2) or ("of-whole", 3)."""

AS_AGREED: Flow = ("as-agreed", 0)
ROUNDINGS: tuple[Rounding, ...] = ("together", "nearest", "down", "up", "rest-to-last")
WEIGHINGS: tuple[Weighing, ...] = (
    "as-agreed",
    "all-stages",
    "all-kinds",
    "all-hours",
    "no-least-hours",
    "equal",
    "by-pay",
    "by-hours",
)


@dataclass(frozen=True, slots=True)
class Supposed:
    """One way the figures may have come about. `weights` are those of single people, put otherwise."""

    flow: Flow = AS_AGREED
    weighing: Weighing = "as-agreed"
    rounding: Rounding = "together"
    weights: tuple[tuple[str, Fraction], ...] = ()
    pot: Money | None = None
    """What members are given together, where it is not what the steps leave them."""

    @property
    def mistakes(self) -> int:
        """How much it takes to believe it: each mistake counts, rounding least, another pot most."""
        return (
            2 * (self.flow != AS_AGREED)
            + 2 * (self.weighing != "as-agreed")
            + (self.rounding != "together")
            + 2 * len(self.weights)
            + 3 * (self.pot is not None)
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a supposition comes to: each step's amount, each person's share."""

    steps: Mapping[int, Money]
    shares: Mapping[str, Money]


class _AllKinds(Measures):
    """The same measures, as if every kind of work counted."""

    def counts(self, cell: Cell) -> bool:  # noqa: ARG002 - whatever it is
        return True


@dataclass(frozen=True)
class Supposing:
    """A close with a surplus, and what it would have come to otherwise. `rows` is the order of their rows."""

    closing: Closing
    rows: tuple[str, ...] = ()
    _pots: dict[Flow, dict[int, Money]] = field(default_factory=dict, compare=False, repr=False)
    _weighed: dict[tuple[Weighing, int], list[tuple[Fraction, Weights]]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _sums: dict[tuple[Weighing, int, int], Fraction] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def rule(self) -> Rule[Surplus]:
        """The surplus rule that governs the year."""
        return self.closing.text.rule("surplus", Surplus)

    @cached_property
    def member_steps(self) -> dict[int, Step]:
        """The steps to members, by number."""
        return {n: step for n, step in enumerate(self.rule.says.steps, start=1) if step.to == "members"}

    def flows(self) -> list[Flow]:
        """Every way the steps may have been done otherwise, plainest first."""
        steps = dict(enumerate(self.rule.says.steps, start=1))
        aside = [("left-out", 0)] if any(line.number == 0 for line in self.closing.parts.steps) else []
        left_out = [("left-out", n) for n, step in steps.items() if step.to != "members"]
        swapped = [("swapped", n) for n in list(steps)[:-1]]
        of_whole = [("of-whole", n) for n, step in steps.items() if step.of == "left"]
        of_rest = [("of-rest", n) for n, step in steps.items() if step.of == "opening"]
        return [AS_AGREED, *aside, *left_out, *swapped, *of_whole, *of_rest]

    def weighings(self) -> list[Weighing]:
        """Every way to measure shares that the charter has words for: without rates there is no pay."""
        return [weighing for weighing in WEIGHINGS if self._has_words(weighing)]

    def _has_words(self, weighing: Weighing) -> bool:
        try:
            for number in self.member_steps:
                self.parts(number, weighing)
        except Fault:
            return False
        return True

    def outcome(self, supposed: Supposed) -> Outcome:
        """What the year comes to under a supposition; adds up to the pots only where rounded together."""
        steps = self.pots(supposed.flow)
        shares: dict[str, Money] = {}
        for number in self.member_steps:
            pot = steps[number] if supposed.pot is None else supposed.pot
            for key, amount in self._shares(number, pot, supposed).items():
                shares[key] = shares.get(key, zero(self.closing.currency)) + amount
        return Outcome(steps, shares)

    def exact(self, supposed: Supposed, keys: Iterable[str]) -> dict[str, Fraction]:
        """Some people's shares in minor units before any rounding, without reckoning everybody's."""
        steps, instead = self.pots(supposed.flow), dict(supposed.weights)
        found = dict.fromkeys(keys, Fraction(0))
        for number in self.member_steps:
            pot = steps[number] if supposed.pot is None else supposed.pot
            for nth, (share, weights) in enumerate(self.parts(number, supposed.weighing)):
                more = sum((w - weights.get(key, 0) for key, w in instead.items()), Fraction(0))
                everyone = self._everyone(number, supposed.weighing, nth) + more
                for key in found if everyone else ():
                    found[key] += pot.minor * share * instead.get(key, weights.get(key, 0)) / everyone
        return found

    def _everyone(self, number: int, weighing: Weighing, nth: int) -> Fraction:
        """All weights of a part together, added up once."""
        if (weighing, number, nth) not in self._sums:
            weights = self.parts(number, weighing)[nth][1]
            self._sums[weighing, number, nth] = sum(weights.values(), Fraction(0))
        return self._sums[weighing, number, nth]

    def pots(self, flow: Flow) -> dict[int, Money]:
        """What each step takes when the steps are done so."""
        if flow not in self._pots:
            self._pots[flow] = self._flowed(flow)
        return self._pots[flow]

    def _flowed(self, flow: Flow) -> dict[int, Money]:
        what, which = flow
        steps = list(enumerate(self.rule.says.steps, start=1))
        if what == "swapped":
            steps[which - 1], steps[which] = steps[which], steps[which - 1]
        if what in ("of-whole", "of-rest"):
            of = "opening" if what == "of-whole" else "left"
            number, step = steps[which - 1]
            steps[which - 1] = number, step.model_copy(update={"of": of})
        if what == "left-out" and which:
            del steps[which - 1]
        water = self._waterfall()
        aside = [line.amount for line in self.closing.parts.steps if line.number == 0]
        if aside and flow != ("left-out", 0):
            water.set_aside(aside[0])
        taken = {line.number: zero(self.closing.currency) for line in self.closing.parts.steps}
        return (
            taken
            | {line.number: line.amount for line in [water.take(n, step) for n, step in steps]}
            | {line.number: line.amount for line in water.lines[:1] if line.number == 0}
        )

    def _waterfall(self) -> Waterfall:
        facts = self.closing.facts
        nothing = zero(self.closing.currency)
        asked = [line.asked for line in self.closing.parts.steps if line.to == "interest" and line.asked]
        funds = {f"fund/{name}": amount for name, amount in facts.funds.items()}
        return Waterfall(
            rule=self.rule,
            opening=facts.surplus,
            tax=facts.tax,
            interest=sum(asked, start=nothing),
            balances={**funds, "collective": facts.collective or nothing},
            left=facts.surplus,
        )

    def parts(self, number: int, weighing: Weighing) -> list[tuple[Fraction, Weights]]:
        """A step's shares of its pot, each with everybody's weight, when they are weighed so."""
        if (weighing, number) not in self._weighed:
            self._weighed[weighing, number] = list(self._weigh(number, weighing))
        return self._weighed[weighing, number]

    def _weigh(self, number: int, weighing: Weighing) -> Iterable[tuple[Fraction, Weights]]:
        step = self.member_steps[number]
        measures, parts = self._measures(step, weighing), step.parts
        least = 0 if weighing == "no-least-hours" else 3600 * (step.hours_at_least or 0)
        if weighing == "equal":
            agreed = self.parts(number, "as-agreed")
            yield Fraction(1), {key: Fraction(any(w[key] for _, w in agreed)) for key in agreed[0][1]}
            return
        if weighing in ("by-pay", "by-hours"):
            parts = (Part(base="pay" if weighing == "by-pay" else "hours", share=Fraction(1)),)
        pots = split(
            self.pots(AS_AGREED)[number], {f"{nth:03}": part.share for nth, part in enumerate(parts)}
        )
        for part, pot in zip(parts, pots.values(), strict=True):
            yield (
                part.share,
                measures.weights(
                    part.base,
                    pot=pot.minor,
                    tenure_at_most=step.tenure_at_most or Fraction(0),
                    seconds_at_least=least,
                ),
            )

    def _measures(self, step: Step, weighing: Weighing) -> Measures:
        closing, stages = self.closing, frozenset(step.eligible or ())
        if weighing in ("all-stages", "all-hours"):
            stages = frozenset(s.stage for who in closing.facts.people.values() for s in who.spells)
        kind = _AllKinds if weighing in ("all-kinds", "all-hours") else Measures
        return kind(closing.charter, closing.facts, closing.period, stages)

    def _shares(self, number: int, pot: Money, supposed: Supposed) -> dict[str, Money]:
        parts = [
            (share, {**weights, **dict(supposed.weights)})
            for share, weights in self.parts(number, supposed.weighing)
        ]
        if supposed.rounding == "together":
            return _together(pot, parts)
        return self._alone(_exact(pot, parts), pot, supposed.rounding)

    def _alone(self, exact: Mapping[str, Fraction], pot: Money, rounding: Rounding) -> dict[str, Money]:
        """Each exact share rounded by itself; with `rest-to-last`, the last row takes what is left."""
        rounded = {key: Money(_rounded(amount, rounding), pot.currency) for key, amount in exact.items()}
        if rounding == "rest-to-last":
            last = next((key for key in reversed(self.rows) if rounded.get(key)), None)
            if last is not None:
                rounded[last] = pot - sum(
                    (amount for key, amount in rounded.items() if key != last), start=zero(pot.currency)
                )
        return rounded


def _together(pot: Money, parts: list[tuple[Fraction, Weights]]) -> dict[str, Money]:
    """As the rules do it: the parts of a mix and everybody's part of each add up."""
    pots = split(pot, {f"{nth:03}": share for nth, (share, _) in enumerate(parts)})
    shares: dict[str, Money] = {}
    for (_, weights), part in zip(parts, pots.values(), strict=True):
        if part and not sum(weights.values()):
            return {}
        for key, amount in split(part, weights).items():
            shares[key] = shares.get(key, zero(pot.currency)) + amount
    return shares


def _exact(pot: Money, parts: list[tuple[Fraction, Weights]]) -> dict[str, Fraction]:
    """Everybody's share in minor units, before any rounding."""
    shares: dict[str, Fraction] = {}
    for share, weights in parts:
        everyone = sum(weights.values(), Fraction(0))
        for key, weight in weights.items():
            own = pot.minor * share * weight / everyone if everyone else Fraction(0)
            shares[key] = shares.get(key, Fraction(0)) + own
    return shares


def _rounded(amount: Fraction, rounding: Rounding) -> int:
    whole, rest = divmod(amount, 1)
    match rounding:
        case "down":
            return int(whole)
        case "up":
            return int(whole) + (rest > 0)
    return int(whole) + (2 * rest >= 1)


def with_weights(supposed: Supposed, weights: Mapping[str, Fraction]) -> Supposed:
    """The same with some people's weights put otherwise."""
    return replace(supposed, weights=tuple(sorted(weights.items())))
