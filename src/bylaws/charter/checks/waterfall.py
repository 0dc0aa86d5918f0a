"""The surplus and its losses: whether the steps provably place every cent, and what they lean on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from bylaws.charter.checks.finding import Finding, Spot, Version, listed, near
from bylaws.charter.kinds.capital import Capital
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.pay import EXECUTED_PLAN, Pay
from bylaws.charter.kinds.surplus import Surplus
from bylaws.charter.rules import Rule
from bylaws.kernel.shares import write_share

BY_HOURS = frozenset({"hours", "tenure"})
BY_PAY = frozenset({"pay", "equalise-pay"})
ALL = Fraction(1)


@dataclass(frozen=True, slots=True)
class _Take:
    """What one step takes, as far as it can be relied on. `share` None: an amount, or reckoned."""

    spot: Spot
    share: Fraction | None
    of: Literal["opening", "left"] | None
    limited: bool

    @property
    def rest(self) -> bool:
        """Whether it surely takes whatever is left."""
        return self.share == ALL and self.of == "left" and not self.limited


def surplus_steps(version: Version) -> Iterator[Finding]:
    """The steps of a surplus."""
    rule = version.only("surplus", Surplus)
    if rule is None:
        return
    takes = [
        _Take(
            version.at(rule, "steps", n),
            step.share,
            step.of,
            step.at_most is not None or step.until_balance is not None,
        )
        for n, step in enumerate(rule.says.steps)
    ]
    yield from _placed(takes, "surplus", "of the surplus")
    yield from _once(version, rule)


def loss_steps(version: Version) -> Iterator[Finding]:
    """The steps of a loss; without them a year with a loss cannot be closed."""
    rule = version.only("surplus", Surplus)
    if rule is None:
        return
    losses = rule.says.losses
    if losses is None:
        yield version.at(rule).odd(
            "Nothing says who bears a loss, so a year with one cannot be closed.",
            code="losses.silent",
            next_step="Add [losses], such as from = [{ account = “collective”, share = “100%” }].",
        )
        return
    takes = [
        _Take(version.at(rule, "losses", "from", n), step.share, step.of, step.down_to is not None)
        for n, step in enumerate(losses.steps)
    ]
    yield from _placed(takes, "losses", "of the loss")
    funds = {step.name for step in rule.says.steps if step.name}
    for n, step in enumerate(losses.steps):
        if step.name and step.name not in funds:
            meant = near(step.name, funds)
            yield version.at(rule, "losses", "from", n, "name").odd(
                "The fund “{name}” bears a loss, and no step fills it.",
                code="losses.fund-unknown",
                next_step="Did you mean “{near}”?" if meant else "Check that the fund holds anything.",
                name=step.name,
                near=meant or "",
            )


def _placed(takes: Sequence[_Take], what: str, of_what: str) -> Iterator[Finding]:
    """Whether every cent has a place, and no step is promised what is gone already."""
    opening, sure, done = Fraction(0), True, False
    others: list[int] = []
    for n, take in enumerate(takes, start=1):
        if done:
            yield take.spot.wrong(
                "Step {n} comes after the steps that take everything.",
                code=f"{what}.after-everything",
                next_step="Move it before them, or leave it out.",
                n=n,
            )
            continue
        if take.of == "opening" and take.share is not None:
            opening, sure = opening + take.share, sure and not take.limited
            if opening > 1 or (opening == 1 and sure and others):
                yield _too_much(take.spot, what, of_what, opening, others)
            done = opening >= 1 and sure
        else:
            others.append(n)
            done = take.rest
    if not done:
        yield takes[-1].spot.silent(
            "The steps do not provably place every cent {of_what}: the last does not take whatever is left.",
            code=f"{what}.left-over",
            next_step="Let the last step take share = “100%” of “left”, without a limit.",
            of_what=of_what,
        )


def _too_much(spot: Spot, what: str, of_what: str, opening: Fraction, others: list[int]) -> Finding:
    if opening > 1:
        return spot.wrong(
            "The shares of the whole add up to {share} {of_what}.",
            code=f"{what}.over",
            next_step="Lower them, or let the last take share = “100%” of “left”.",
            share=write_share(opening),
            of_what=of_what,
        )
    return spot.wrong(
        "The shares of the whole add up to 100% {of_what}, and step {other} takes from it too.",
        code=f"{what}.over",
        next_step="Write of = “left” in the steps after it, or let the last take share = “100%” of “left”.",
        of_what=of_what,
        other=others[0],
    )


def _once(version: Version, rule: Rule[Surplus]) -> Iterator[Finding]:
    """Tax and interest are placed once."""
    for to in ("tax", "interest"):
        places = [n for n, step in enumerate(rule.says.steps) if step.to == to]
        for n in places[1:]:
            yield version.at(rule, "steps", n).ambiguous(
                "Two steps go to {to}.",
                code="surplus.step-twice",
                next_step="Let one of them stand.",
                to=to,
            )


def leans_on(version: Version) -> Iterator[Finding]:
    """What the steps take for granted: interest, a buy-in, hours and pay that count."""
    rule = version.only("surplus", Surplus)
    if rule is None:
        return
    yield from _interest(version, rule)
    yield from _buy_in(version, rule)
    yield from _measures(version, rule)


def _interest(version: Version, rule: Rule[Surplus]) -> Iterator[Finding]:
    capital = version.only("capital", Capital)
    earns = capital is not None and capital.says.interest is not None
    steps = [n for n, step in enumerate(rule.says.steps) if step.to == "interest"]
    if steps and not earns:
        yield version.at(rule, "steps", steps[0]).silent(
            "A step goes to interest, and no capital rule says that capital earns any.",
            code="surplus.no-interest",
            next_step="State `interest` in the capital rule, or leave the step out.",
        )
    if capital and earns and not steps:
        yield version.at(capital, "interest").odd(
            "Member capital earns interest, and no step of the surplus goes to it.",
            code="capital.interest-unplaced",
            next_step="Add a step with to = “interest”, or leave `interest` out.",
        )


def _buy_in(version: Version, rule: Rule[Surplus]) -> Iterator[Finding]:
    for n, step in enumerate(rule.says.steps):
        spot = version.at(rule, "steps", n, "offset_open_buy_in")
        if step.offset_open_buy_in and not version.held.of_kind("buy-in"):
            yield spot.silent(
                "What is kept first pays the open buy-in, and no rule says that there is a buy-in.",
                code="surplus.no-buy-in",
                next_step="Add a rule of the kind “buy-in”, or leave offset_open_buy_in out.",
            )
        elif step.offset_open_buy_in and step.retained is None:
            yield spot.odd(
                "What is kept first pays the open buy-in, and nothing is kept: all of it is paid in money.",
                code="surplus.nothing-kept",
                next_step="Lower `cash`, or leave offset_open_buy_in out.",
            )


def _measures(version: Version, rule: Rule[Surplus]) -> Iterator[Finding]:
    hours = version.only("hours", Hours)
    counted = hours is not None and bool(hours.says.counting_for("patronage"))
    plans = [plan.says for plan in version.held.of_kind("pay") if isinstance(plan.says, Pay)]
    by_hand = sorted({plan.plan for plan in plans if plan.plan != EXECUTED_PLAN})
    for path, bases in _bases(rule):
        if bases & BY_HOURS and not counted:
            yield version.at(rule, *path).silent(
                "Shares go by {base}, and no kind of work counts for patronage.",
                code="surplus.no-hours",
                next_step="Let kinds of work count for patronage in a rule of the kind “hours”.",
                base=listed(bases & BY_HOURS),
            )
        if bases & BY_PAY and by_hand:
            yield version.at(rule, *path).odd(
                "Shares go by {base}, and the software does not reckon pay by the plan {plans} yet.",
                code="surplus.pay-by-hand",
                next_step="Until it does, such a year cannot be closed here; measure by something else.",
                base=listed(bases & BY_PAY),
                plans=" or ".join(f"“{plan}”" for plan in by_hand),
            )
        if bases & BY_PAY and not plans:
            yield version.at(rule, *path).silent(
                "Shares go by {base}, and no rule says what work is paid.",
                code="surplus.no-pay",
                next_step="Add a rule of the kind “pay”, or measure by something else.",
                base=listed(bases & BY_PAY),
            )


def _bases(rule: Rule[Surplus]) -> Iterator[tuple[tuple[str | int, ...], frozenset[str]]]:
    for n, step in enumerate(rule.says.steps):
        least = {"hours"} if step.hours_at_least is not None else set()
        yield ("steps", n, "by"), frozenset({part.base for part in step.parts} | least)
    for n, loss in enumerate(rule.says.losses.steps if rule.says.losses else ()):
        yield ("losses", "from", n, "by"), frozenset({loss.by} if loss.by else ())
    if rule.says.from_others_work is not None:
        yield ("from_others_work",), frozenset({"hours"})
