"""Years that cannot be closed, and what is said about it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from bylaws.kernel.faults import InputFault, RecordBroken
from bylaws.kernel.money import Money
from bylaws.surplus.close import close_year
from bylaws.surplus.closing import Parts, StepLine
from bylaws.surplus.postings import postings
from tests.bylaws.charter.texts import amendment, article
from tests.bylaws.surplus.years import TAX, charter, close, collective, day, members, steps, toml, year

WORKED = [("ada", "client-work", "2025-02-03", 1)]


def refused(**says: Any) -> tuple[str, str, str]:
    with pytest.raises(InputFault) as fault:
        close(charter(TAX, members()), "1000.00", WORKED, **says)
    return fault.value.code, fault.value.says, fault.value.next_step


def test_a_year_is_not_closed_before_it_is_over() -> None:
    assert refused(closed_on="2025-12-31") == (
        "close.not-over",
        "The fiscal year 2025 is not over before 2026-01-01.",
        "Close it on or after that day; a preview can be dated so.",
    )


def test_a_year_may_be_closed_on_the_first_day_after_it() -> None:
    assert steps(close(charter(members()), "1.00", WORKED, closed_on="2026-01-01")) == ["members 1.00"]


def test_a_tax_below_zero_is_refused() -> None:
    assert refused(tax="-5.00") == (
        "close.tax",
        "A tax of -5.00 USD is below zero.",
        "State the tax as an amount not below zero; a refund is part of the surplus.",
    )


@pytest.mark.parametrize("part", ["surplus", "tax", "collective", "funds"])
def test_amounts_in_another_currency_are_refused(part: str) -> None:
    text = charter(TAX, members())
    facts = year(text, "1000.00", WORKED, collective="5.00", funds={"care": "1.00"})
    euros: Any = {"care": Money(100, "EUR")} if part == "funds" else Money(100, "EUR")

    with pytest.raises(InputFault) as fault:
        close_year(text, dataclasses.replace(facts, **{part: euros}))

    assert (fault.value.code, fault.value.says) == (
        "close.currency",
        "The amounts are in EUR; the charter reckons in USD.",
    )


@pytest.mark.parametrize(("number", "code"), [(1800, "fiscal-year.number"), (3000, "fiscal-year.number")])
def test_a_year_beyond_the_calendar_is_refused(number: int, code: str) -> None:
    facts = dataclasses.replace(year(charter(members()), "1.00"), year=number)

    with pytest.raises(InputFault) as fault:
        close_year(charter(members()), facts)

    assert fault.value.code == code


def test_a_year_is_closed_as_was_known_on_a_day() -> None:
    to_common = article(9, "Surplus", f'kind = "surplus"\n{toml({"steps": [collective()]})}')
    late = amendment(to_common, adopted="2024-11-20", from_="2025-01-01", replaces="[9]")
    text = charter(members(), amendments={"late.md": late})
    facts = year(text, "1.00", WORKED)

    assert steps(close_year(text, facts)) == ["collective 1.00"]
    assert steps(close_year(text, facts, known_by=day("2024-11-20"))) == ["collective 1.00"]
    assert steps(close_year(text, facts, known_by=day("2024-11-19"))) == ["members 1.00"]


def test_an_entry_that_does_not_balance_is_never_made() -> None:
    facts = year(charter(members()), "10.00")
    line = StepLine(1, "collective", None, Money(999, "USD"), Money(1, "USD"), "Article 9", "step.fixed")

    with pytest.raises(RecordBroken) as broken:
        postings(facts, Parts((line,)))

    assert (broken.value.code, broken.value.says) == (
        "close.unbalanced",
        "The entry for 2025 does not balance.",
    )
