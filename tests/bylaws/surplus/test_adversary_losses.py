"""A loss whose steps are parts of the whole is borne to the last cent, as a surplus would be given."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.charter import read_charter
from bylaws.facts.year import YearFacts
from bylaws.kernel.money import Money
from bylaws.surplus.close import close_year
from tests.bylaws.charter.texts import article, front

LEFT_TO_ALL = '[[steps]]\nto = "collective"\nshare = "100%"\nof = "left"\n'


def borne(cents: int, *shares: str) -> list[int]:
    """The cents that each of several funds bears of a loss, each a share of the whole."""
    parts = ", ".join(
        f'{{ account = "fund", name = "f{nth}", share = "{share}" }}' for nth, share in enumerate(shares)
    )
    rules = [
        article(9, "Surplus", f'kind = "surplus"\n{LEFT_TO_ALL}[losses]\nfrom = [{parts}]'),
        article(11, "Taxes", 'kind = "tax"\nmode = "none"'),
    ]
    charter = read_charter(front(**{"adopted": "2015-01-01", "from": "2015-01-01"}) + "\n".join(rules))
    facts = YearFacts(2024, Money(-cents, "USD"), Money(0, "USD"), dt.date(2025, 3, 1), people={}, cells=())
    return [-line.amount.minor for line in close_year(charter, facts).parts.steps]


@pytest.mark.parametrize("cents", [1, 2, 100, 10_000, 10_001, 999_999])
@pytest.mark.parametrize("shares", [("1/3", "1/3", "1/3"), ("33%", "33%", "34%"), ("1/7", "2/7", "4/7")])
def test_shares_that_add_up_to_one_bear_the_whole_loss(cents: int, shares: tuple[str, ...]) -> None:
    assert sum(borne(cents, *shares)) == cents


def test_no_cent_of_a_loss_in_thirds_is_left_over() -> None:
    assert borne(100, "1/3", "1/3", "1/3") == [33, 34, 33]
