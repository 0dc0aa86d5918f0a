"""The facts of a year as they are kept beside its close."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bylaws.facts.kept import year_as_json, year_from_json
from bylaws.kernel.faults import RecordBroken
from tests.bylaws.surplus.years import charter, held, members, year

FACTS = year(
    charter(members()),
    "-10.50",
    [("bo", "client-work", "2025-07-01", 1), ("ada", "upkeep", "2025-03-03", 2)],
    who={
        "bo": [("candidate", "2025-01-06", "2025-07-01"), ("member", "2025-07-01", None)],
        "ada": [("member", "2015-01-01", None)],
    },
    tax="1.00",
    standing={"bo": held("3.00", "2.00", 7), "ada": held()},
    collective="-4.00",
    funds={"tools": "1.00", "care": "0.00"},
)
KEPT: dict[str, Any] = {
    "format": "toad-lane-year/1",
    "year": 2025,
    "currency": "USD",
    "surplus": -1050,
    "tax": 100,
    "closed_on": "2026-03-16",
    "people": [
        ["ada", "Ada", [["member", "2015-01-01", None]]],
        ["bo", "Bo", [["candidate", "2025-01-06", "2025-07-01"], ["member", "2025-07-01", None]]],
    ],
    "cells": [
        ["ada", "upkeep", "member", "2025-01-01", "2026-01-01", 7200],
        ["bo", "client-work", "member", "2025-07-01", "2026-01-01", 3600],
    ],
    "standing": [["ada", 0, 0, 0], ["bo", 300, 200, 25200]],
    "collective": -400,
    "funds": {"care": 0, "tools": 100},
}


def test_the_facts_of_a_year_are_kept_in_one_order() -> None:
    assert json.loads(json.dumps(year_as_json(FACTS))) == KEPT


def test_what_is_kept_is_read_back_equal() -> None:
    assert year_from_json(KEPT) == FACTS


def test_a_collective_account_that_was_not_stated_stays_so() -> None:
    assert year_from_json({**KEPT, "collective": None}).collective is None


@pytest.mark.parametrize("said", [{"format": "toad-lane-year/9"}, {"format": None}])
def test_another_format_is_not_guessed_at(said: dict[str, Any]) -> None:
    with pytest.raises(RecordBroken) as broken:
        year_from_json({**KEPT, **said})

    assert broken.value.code == "facts.kept-format"


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"closed_on": "someday"}, "ValueError Invalid isoformat string: 'someday'"),
        ({"cells": [["ada"]]}, "ValueError not enough values to unpack (expected 6, got 1)"),
        ({"people": 3}, "TypeError 'int' object is not iterable"),
        ({"funds": []}, "AttributeError 'list' object has no attribute 'items'"),
    ],
)
def test_kept_facts_that_do_not_hold_together_stop_everything(said: dict[str, Any], problem: str) -> None:
    with pytest.raises(RecordBroken) as broken:
        year_from_json({**KEPT, **said})

    assert (broken.value.code, broken.value.values["problem"]) == ("facts.kept-broken", problem)


def test_kept_facts_that_lack_a_part_stop_everything() -> None:
    without = {key: value for key, value in KEPT.items() if key != "currency"}

    with pytest.raises(RecordBroken) as broken:
        year_from_json(without)

    assert broken.value.says == "The facts kept beside this close do not hold together: KeyError 'currency'."
