"""Each well-known mistake, planted in a correct result, is found to be that mistake."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bylaws.kernel.money import Money
from bylaws.surplus.close import close_year
from bylaws.surplus.closing import Closing
from bylaws.surplus.compare.comparing import compare
from bylaws.surplus.compare.searching import best_fit
from bylaws.surplus.compare.supposing import ROUNDINGS, Outcome, Supposed, Supposing
from bylaws.surplus.compare.theirs import SHARE, Theirs
from bylaws.words.tell import CATALOGUES, lines, tell
from tests.bylaws.surplus.compare.sheets import beside, codes, sheet_of, the_year, words
from tests.bylaws.surplus.random_years import MANY, RandomYear, random_years
from tests.bylaws.surplus.years import HOUR


def written(supposing: Supposing, outcome: Outcome) -> Theirs:
    """A spreadsheet that holds what a supposition comes to."""
    rows = {key: {SHARE: amount} for key, amount in outcome.shares.items() if amount}
    steps = {number: amount for number, amount in outcome.steps.items() if number}
    return Theirs(supposing.closing.currency, rows, {}, steps)


def planted(supposed: Supposed) -> tuple[list[str], list[str]]:
    closing = the_year()
    supposing = Supposing(closing, tuple(closing.facts.people))
    found = compare(closing, written(supposing, supposing.outcome(supposed)))
    return codes(found), words(found.findings)


def test_a_sheet_without_a_mistake_is_the_same() -> None:
    closing = the_year()

    found = beside(closing, sheet_of(closing))

    assert (found.same, found.findings) == (True, ())
    assert [line.reasons for line in found.people] == [()] * 4


@pytest.mark.parametrize(
    ("supposed", "code"),
    [
        (Supposed(weighing="all-stages"), "all-stages"),
        (Supposed(weighing="all-kinds"), "all-kinds"),
        (Supposed(weighing="all-hours"), "all-hours"),
        (Supposed(weighing="equal"), "equal"),
        (Supposed(weighing="by-pay"), "by-pay"),
        (Supposed(flow=("left-out", 1)), "step-left-out"),
        (Supposed(flow=("left-out", 3)), "step-left-out"),
        (Supposed(flow=("swapped", 2)), "steps-swapped"),
        (Supposed(flow=("of-whole", 3)), "share-of-whole"),
        (Supposed(flow=("of-rest", 2)), "share-of-rest"),
        (Supposed(rounding="down"), "rounded-down"),
        (Supposed(rounding="up"), "rounded-up"),
        (Supposed(pot=Money(1_234_567, "USD")), "other-pot"),
        (Supposed(weights=(("dee", Fraction(0)),)), "left-out"),
        (Supposed(weights=(("dee", Fraction(560 * HOUR)),)), "fewer-hours"),
        (Supposed(weights=(("dee", Fraction(680 * HOUR + 1800)),)), "more-hours"),
        (Supposed(weights=(("eli", Fraction(333 * HOUR)),)), "put-in"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_mistake_alone_is_found(supposed: Supposed, code: str) -> None:
    assert planted(supposed)[0] == [code]


def test_steps_that_come_to_the_same_in_either_order_are_no_mistake() -> None:
    assert planted(Supposed(flow=("swapped", 1))) == ([], [])


def test_three_mistakes_at_once_are_told_apart() -> None:
    supposed = Supposed(("left-out", 3), "all-kinds", "down", (("fay", Fraction(700 * HOUR)),))

    assert planted(supposed)[1] == [
        "Yours leaves step 3 out: 6,400.00 USD to the fund “care”.",
        "Yours counts every kind of work, also kinds that do not count for patronage.",
        (
            "Yours rounds each member down and loses 0.02 USD: "
            "the shares come to 31,999.99 USD of 32,000.01 USD."
        ),
        "Yours fits 700 hours for Fay: 77 fewer than the 777 that count.",
    ]


@given(one=random_years(loss=False), drawn=st.data())
@MANY
def test_any_mistake_planted_in_any_year_is_explained_no_less_plainly(
    one: RandomYear, drawn: st.DataObject
) -> None:
    closing = close_year(one.charter, one.facts)
    supposing = Supposing(closing, tuple(closing.facts.people))
    supposed = Supposed(
        drawn.draw(st.sampled_from(supposing.flows())),
        drawn.draw(st.sampled_from(supposing.weighings())),
        drawn.draw(st.sampled_from(ROUNDINGS)),
    )
    outcome = supposing.outcome(supposed)
    assume(any(outcome.shares.values()))
    theirs = written(supposing, outcome)

    fit = best_fit(supposing, theirs)

    assert (fit.people, fit.steps) == ((), ())
    assert fit.supposed.mistakes <= supposed.mistakes
    told = [
        tell(reason, language=spoken) for spoken in CATALOGUES for reason in compare(closing, theirs).findings
    ]
    assert all(lines(one) for one in told)


@given(one=random_years(loss=False))
@MANY
def test_any_close_beside_itself_is_the_same_and_finds_nothing(one: RandomYear) -> None:
    closing = close_year(one.charter, one.facts)
    assume(any(share.share for share in closing.parts.shares))

    found = beside(closing, sheet_of(closing), steps=steps_of(closing))

    assert (found.same, found.findings) == (True, ())


def steps_of(closing: Closing) -> dict[int, str]:
    return {line.number: line.amount.decimal() for line in closing.parts.steps}


@given(hours=st.integers(1, 2 * 650), unit=st.sampled_from((1, 2, 4, 10)))
@MANY
def test_any_other_hours_of_one_member_are_read_off_the_shares(hours: int, unit: int) -> None:
    closing = the_year()
    supposing = Supposing(closing)
    weight = Fraction(650 * HOUR) + Fraction(hours * HOUR, unit) * (-1 if hours < 650 else 1)
    supposed = Supposed(weights=(("dee", weight),))

    found = compare(closing, written(supposing, supposing.outcome(supposed)))

    told = {reason.values["hours"] for reason in found.findings}
    assert told == {weight}
