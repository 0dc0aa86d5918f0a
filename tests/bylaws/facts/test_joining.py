"""What a facts file tells of somebody's way into the co-op."""

from __future__ import annotations

import copy
import datetime as dt
import json
from typing import Any

import pytest

from bylaws.facts.file import Facts, read_facts
from bylaws.facts.joining import NOTHING_TOLD, DuesPaid, Evaluated, Joining, LetOff, Stay
from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period
from tests.bylaws.facts.written import WRITTEN

TOLD: dict[str, Any] = {
    "organisation": True,
    "part_time": True,
    "places": [
        {"place": "the office", "from": "2025-01-06", "until": "2025-03-01"},
        {"place": "home", "from": "2025-03-01"},
    ],
    "let_off": [{"on": "2025-02-01", "by": "agreed", "why": "lives too far away"}],
    "evaluated": [{"on": "2025-04-06", "views": ["self", "peers"]}, {"on": "2025-07-06"}],
    "dues": [{"for": "2025-01-01", "on": "2025-02-01", "amount": "50.00", "band": "small"}],
}


def facts(**told: Any) -> Facts:
    written = copy.deepcopy(WRITTEN)
    written["people"][0] |= told
    return read_facts(json.dumps(written))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_everything_told_of_the_way_in_is_read() -> None:
    assert facts(**TOLD).joining == {
        "ada": NOTHING_TOLD,
        "bo": Joining(
            organisation=True,
            part_time=True,
            stays=(
                Stay("the office", Period(day("2025-01-06"), day("2025-03-01"))),
                Stay("home", Period(day("2025-03-01"), None)),
            ),
            let_off=(LetOff(day("2025-02-01"), "agreed", "lives too far away"),),
            evaluated=(
                Evaluated(day("2025-04-06"), frozenset({"self", "peers"})),
                Evaluated(day("2025-07-06")),
            ),
            dues=(DuesPaid(day("2025-01-01"), day("2025-02-01"), Money(5000, "USD"), "small"),),
        ),
    }


def test_days_at_a_place_that_end_before_they_begin_are_pointed_out() -> None:
    with pytest.raises(InputFault) as refused:
        facts(places=[{"place": "home", "from": "2025-03-01", "until": "2025-03-01"}])

    assert refused.value.code == "people.stay-backwards"


@pytest.mark.parametrize(
    "told",
    [
        {"evaluated": [{"on": "2025-04-06", "views": ["boss"]}]},
        {"dues": [{"for": "2025-01-01", "on": "2025-02-01", "amount": "-1.00"}]},
        {"let_off": [{"on": "2025-02-30", "by": "agreed", "why": "far"}]},
        {"part_time": "yes"},
        {"places": [{"place": "home\u0007", "from": "2025-03-01"}]},
    ],
)
def test_what_cannot_be_so_is_refused_where_it_stands(told: dict[str, Any]) -> None:
    with pytest.raises(InputFault) as refused:
        facts(**told)

    assert str(refused.value).startswith("facts.json: people.0.") or "people.0." in str(refused.value)


@pytest.mark.parametrize(
    ("on", "paid"),
    [("2024-12-31", 0), ("2025-01-01", 101000), ("2026-03-16", 101100), ("2026-03-17", 151100)],
)
def test_what_was_paid_in_counts_with_its_day(on: str, paid: int) -> None:
    assert facts().paid_in("ada", day(on)) == Money(paid, "USD")
