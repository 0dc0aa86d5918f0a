"""What a supposition says about somebody else's figures, as reasons: one for each mistake in it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bylaws.kernel.money import Money, total
from bylaws.kernel.reasons import Reason, Value
from bylaws.surplus.compare.searching import Fit
from bylaws.surplus.compare.supposing import AS_AGREED, Supposed, Supposing
from bylaws.surplus.compare.theirs import SHARE, Theirs

WEIGHINGS = {
    "all-stages": "theirs.all-stages",
    "all-kinds": "theirs.all-kinds",
    "all-hours": "theirs.all-hours",
    "no-least-hours": "theirs.no-least-hours",
    "equal": "theirs.equal",
    "by-pay": "theirs.by-pay",
    "by-hours": "theirs.by-hours",
}


def of_flow(fit: Fit, supposing: Supposing) -> list[Reason]:
    """How their steps were done otherwise, or what else members were given together."""
    if fit.supposed.pot is not None:
        ours = total(list(supposing.outcome(Supposed()).shares.values()), supposing.closing.currency)
        return [Reason("theirs.other-pot", {"theirs": fit.supposed.pot, "ours": ours})]
    what, which = fit.supposed.flow
    if fit.supposed.flow == AS_AGREED:
        return []
    line = next(line for line in supposing.closing.parts.steps if line.number == which)
    about: dict[str, Value] = {"step": which, "account": line.account}
    match what:
        case "left-out":
            return [Reason("theirs.step-left-out", {**about, "amount": line.amount}, line.article)]
        case "swapped":
            return [Reason("theirs.steps-swapped", {"step": which, "next": which + 1}, line.article)]
        case "of-whole":
            return [Reason("theirs.share-of-whole", about, line.article)]
    return [Reason("theirs.share-of-rest", about, line.article)]


def of_weighing(fit: Fit, supposing: Supposing) -> list[Reason]:
    """By what else than agreed their shares were measured."""
    if fit.supposed.weighing == "as-agreed":
        return []
    return [Reason(WEIGHINGS[fit.supposed.weighing], {}, supposing.rule.article)]


def of_rounding(fit: Fit, supposing: Supposing) -> list[Reason]:
    """How their shares were rounded, and what is lost or gained by it."""
    rounding, currency = fit.supposed.rounding, supposing.closing.currency
    if rounding == "together":
        return []
    if rounding == "rest-to-last":
        return [Reason("theirs.rest-to-last")]
    rounded = total(list(fit.outcome.shares.values()), currency)
    pot = total([fit.outcome.steps[n] for n in supposing.member_steps], currency)
    values: dict[str, Value] = {"sum": rounded, "pot": pot, "lost": abs(pot - rounded)}
    if rounded == pot:
        return [Reason("theirs.rounded-alone", {"pot": pot})]
    match rounding:
        case "down":
            return [Reason("theirs.rounded-down", values)]
        case "up":
            return [Reason("theirs.rounded-up", values)]
    code = "theirs.rounded-alone-loses" if rounded < pot else "theirs.rounded-alone-gains"
    return [Reason(code, values)]


def of_weights(fit: Fit, supposing: Supposing, theirs: Theirs) -> Iterator[tuple[str, Reason]]:
    """Whose hours they put otherwise, or left out; with the person's key."""
    shares, people = theirs.column(SHARE), supposing.closing.facts.people
    for key, weight in fit.supposed.weights:
        (number,) = supposing.member_steps
        own = supposing.parts(number, fit.supposed.weighing)[0][1].get(key, Fraction(0))
        name = people[key].name
        about: dict[str, Value] = {
            "person": name,
            "own": own,
            "hours": weight,
            "difference": abs(weight - own),
        }
        if not weight:
            yield key, Reason("theirs.left-out", {"person": name})
        elif not own:
            put_in: dict[str, Value] = {"person": name, "amount": shares[key], "hours": weight}
            yield key, Reason("theirs.put-in", put_in)
        else:
            yield key, Reason("theirs.more-hours" if weight > own else "theirs.fewer-hours", about)


def slip(key: str, fit: Fit, supposing: Supposing, theirs: Theirs) -> Reason:
    """What may have happened to one figure that nothing else explains."""
    nothing = Money(0, theirs.currency)
    people, shares = supposing.closing.facts.people, theirs.column(SHARE)
    expected = fit.outcome.shares.get(key, nothing)
    given = shares.get(key, nothing)
    both: dict[str, Value] = {"person": people[key].name, "theirs": given, "expected": expected}
    if key not in shares or (not given and expected):
        return Reason("theirs.no-share", {"person": people[key].name, "expected": expected})
    if not expected:
        return Reason("theirs.not-sharing", {"person": people[key].name, "theirs": given})
    for other in fit.people:
        theirs_of_other = shares.get(other, nothing)
        swapped = theirs_of_other == expected and given == fit.outcome.shares.get(other, nothing)
        if other != key and swapped:
            return Reason("theirs.exchanged", {"person": people[key].name, "other": people[other].name})
    if _transposed(given.minor, expected.minor):
        return Reason("theirs.digits", both)
    if given.minor in (expected.minor * 10, expected.minor * 100) or expected.minor in (
        given.minor * 10,
        given.minor * 100,
    ):
        return Reason("theirs.decimal-point", both)
    return Reason("theirs.unexplained", {**both, "difference": abs(given - expected)})


def _transposed(one: int, other: int) -> bool:
    """Whether two numbers differ by two neighbouring digits changing places."""
    a, b = str(one), str(other)
    if len(a) != len(b):
        return False
    places = [n for n in range(len(a)) if a[n] != b[n]]
    return len(places) == 2 and places[1] == places[0] + 1 and a[places[0]] == b[places[1]]  # noqa: PLR2004
