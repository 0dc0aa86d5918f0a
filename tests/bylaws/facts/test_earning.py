"""Which capital earns interest."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.charter import read_charter
from bylaws.facts.year import earning_capital
from bylaws.kernel.money import Money

TEXT = """---
name = "Example"
jurisdiction = "US-CA"
currency = "USD"
time_zone = "America/Los_Angeles"
fiscal_year_starts = "01-01"
languages = ["en"]
model = true
---
"""


@pytest.mark.parametrize(
    ("rule", "earns"),
    [
        ('interest = "3%"', 1_500_00),
        ('interest = "3%"\ninterest_on = ["paid-in"]', 1_000_00),
        ('interest = "3%"\ninterest_on = ["notices"]', 500_00),
    ],
    ids=["both, when the charter does not say", "what was paid in alone", "notices alone"],
)
def test_the_capital_rule_says_what_earns_interest(rule: str, earns: int) -> None:
    charter = read_charter(f'{TEXT}## Article 1 — Capital\n```toml rule\nkind = "capital"\n{rule}\n```\n')

    found = earning_capital(Money(1_000_00, "USD"), Money(500_00, "USD"), charter.on(dt.date(2025, 1, 1)))

    assert found == Money(earns, "USD")


def test_without_a_capital_rule_all_of_it_is_counted() -> None:
    text = read_charter(TEXT).on(dt.date(2025, 1, 1))

    assert earning_capital(Money(1, "USD"), Money(2, "USD"), text) == Money(3, "USD")
