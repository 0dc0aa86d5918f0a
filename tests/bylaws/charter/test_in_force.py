"""A charter on a day: what it says, where it is silent, and where it says two things."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.kinds.buy_in import BuyIn
from bylaws.charter.kinds.pay import Pay
from bylaws.charter.kinds.surplus import Surplus
from bylaws.charter.kinds.tax import Tax
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, NotThere
from bylaws.kernel.periods import Period
from tests.bylaws.charter.texts import PAY, SURPLUS, TAX, amendment, article, front, model_front, read, whole

D = dt.date
DAY = D(2025, 6, 1)


def test_a_rule_is_found_by_its_kind_and_name() -> None:
    held = read(whole()).on(DAY)

    assert (held.rule("tax", Tax).says.mode, held.rule("pay", Pay, "wages").article) == (
        "us-subchapter-t",
        "Article 7 — Pay",
    )


def test_rules_of_a_kind_come_in_the_order_of_their_articles() -> None:
    stipend = PAY.replace("wages", "stipends")
    held = read(front() + article(9, "Stipends", stipend) + article(2, "Wages", PAY)).on(DAY)

    assert ([rule.name for rule in held.of_kind("pay")], held.of_kind("tax")) == (["wages", "stipends"], ())


def test_where_no_rule_stands_the_charter_is_silent() -> None:
    held = read(whole(buy_in="")).on(DAY)

    with pytest.raises(CharterSilent) as unnamed:
        held.rule("buy-in", BuyIn)
    with pytest.raises(CharterSilent) as named:
        held.rule("pay", Pay, "{bonus}")

    assert (held.maybe("buy-in", BuyIn), unnamed.value.code, unnamed.value.says, named.value.says) == (
        None,
        "charter.silent",
        "The charter has no rule of the kind “buy-in” on 2025-06-01.",
        "The charter has no rule of the kind “pay” named “{bonus}” on 2025-06-01.",
    )


def test_where_two_rules_apply_the_charter_is_ambiguous_and_both_are_cited() -> None:
    held = read(whole() + article(20, "More tax", TAX) + article(21, "More pay", PAY)).on(DAY)

    with pytest.raises(CharterAmbiguous) as unnamed:
        held.rule("tax", Tax)
    with pytest.raises(CharterAmbiguous) as named:
        held.maybe("pay", Pay, "wages")

    assert [(f.value.says, f.value.article, f.value.next_step) for f in (unnamed, named)] == [
        (
            "Article 11 — Taxes and Article 20 — More tax each state a rule of the kind “tax”.",
            "Article 20 — More tax",
            "Amend the charter so that one of them holds.",
        ),
        (
            "Article 7 — Pay and Article 21 — More pay each state a rule of the kind “pay” named “wages”.",
            "Article 21 — More pay",
            "Amend the charter so that one of them holds.",
        ),
    ]


def test_a_rule_is_never_taken_for_one_of_another_kind() -> None:
    held = read(whole()).on(DAY)

    with pytest.raises(TypeError, match="tax is not read as Pay"):
        held.maybe("tax", Pay)


def test_before_its_first_day_nothing_is_in_force() -> None:
    charter = read(whole())

    with pytest.raises(NotThere) as refused:
        charter.on(D(2024, 12, 31))

    assert (refused.value.code, refused.value.says, charter.on(D(2025, 1, 1)).day) == (
        "charter.not-yet",
        "The charter takes effect on 2025-01-01; nothing was in force on 2024-12-31.",
        D(2025, 1, 1),
    )


def test_a_model_is_in_force_on_every_day() -> None:
    model = read(model_front() + article(11, "Taxes", TAX))

    assert [model.on(on).rule("tax", Tax).says.mode for on in (D.min, DAY, D.max)] == ["us-subchapter-t"] * 3


def test_days_between_two_amendments_hold_the_same_text() -> None:
    charter = read(whole(), a=amendment(repeals="[8]"))
    one, other, after = (charter.on(D(2025, *on)) for on in ((2, 1), (3, 1), (6, 1)))

    assert (one.standing is other.standing, one.day, other.day, len(after.standing)) == (
        True,
        D(2025, 2, 1),
        D(2025, 3, 1),
        len(one.standing) - 1,
    )


@pytest.mark.parametrize(
    ("starts", "year", "first", "until"),
    [
        ("01-01", 2025, D(2025, 1, 1), D(2026, 1, 1)),
        ("01-01", 2026, D(2026, 1, 1), D(2027, 1, 1)),
        ("07-01", 2025, D(2025, 1, 1), D(2025, 7, 1)),
        ("07-01", 2026, D(2025, 7, 1), D(2026, 7, 1)),
    ],
)
def test_the_first_year_begins_with_the_charter_and_may_be_short(
    starts: str, year: int, first: dt.date, until: dt.date
) -> None:
    text = whole().replace('fiscal_year_starts = "01-01"', f'fiscal_year_starts = "{starts}"')

    period, held = read(text).for_year(year)

    assert (period, held.day) == (Period(first, until), first)


def test_a_year_that_was_over_before_the_charter_began_has_no_text() -> None:
    with pytest.raises(NotThere) as refused:
        read(whole()).for_year(2024)

    assert refused.value.code == "charter.not-yet"


def test_a_year_is_governed_by_the_text_of_its_first_day() -> None:
    half = SURPLUS.replace("25%", "50%")
    amended = amendment(article(9, "Surplus", half), replaces="[9]", adopted="2025-11-01", from_="2026-01-01")
    charter = read(whole(), half=amended)
    years = [charter.for_year(2025), charter.for_year(2026), charter.for_year(2026, known_by=D(2025, 10, 31))]

    assert [held.rule("surplus", Surplus).says.steps[1].share for _, held in years] == [
        held.rule("surplus", Surplus).says.steps[1].share
        for held in (charter.on(D(2025, 12, 31)), charter.on(D(2026, 1, 1)), charter.on(D(2025, 12, 31)))
    ]
