"""Hours added up into cells: one person, one kind of work, one stretch."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.facts.cells import Cell, Entry, cells, cuts
from bylaws.facts.people import stretches
from bylaws.kernel.faults import InputFault
from bylaws.kernel.periods import Period
from tests.bylaws.charter.texts import amendment, article
from tests.bylaws.surplus.years import charter, day, members, people

WHO = people(
    {
        "ada": [("member", "2015-01-01", None)],
        "bo": [("candidate", "2025-02-01", "2025-07-01"), ("member", "2025-07-01", "2025-12-01")],
    }
)
YEAR = Period(dt.date(2025, 1, 1), dt.date(2026, 1, 1))
RUNS = {key: stretches(who, YEAR) for key, who in WHO.items()}


def entry(who: str, work: str, on: str, seconds: int) -> Entry:
    return who, work, day(on), seconds


def added(*entries: Entry) -> tuple[Cell, ...]:
    return cells(entries, people=WHO, stretched=RUNS)


def period(since: str, until: str) -> Period:
    return Period(day(since), day(until))


def test_entries_of_one_person_kind_and_stretch_are_one_cell() -> None:
    assert added(
        entry("bo", "client-work", "2025-07-01", 5),
        entry("bo", "client-work", "2025-06-30", 7),
        entry("ada", "upkeep", "2025-12-31", 1),
        entry("bo", "client-work", "2025-02-01", 11),
        entry("ada", "client-work", "2025-01-01", 3),
    ) == (
        Cell("ada", "client-work", "member", YEAR, 3),
        Cell("ada", "upkeep", "member", YEAR, 1),
        Cell("bo", "client-work", "candidate", period("2025-02-01", "2025-07-01"), 18),
        Cell("bo", "client-work", "member", period("2025-07-01", "2025-12-01"), 5),
    )


def test_hours_of_other_years_and_of_no_time_make_no_cell() -> None:
    assert (
        added(
            entry("ada", "client-work", "2024-12-31", 5),
            entry("ada", "client-work", "2026-01-01", -5),
            entry("ada", "client-work", "2025-01-01", 0),
        )
        == ()
    )


@pytest.mark.parametrize(
    ("wrong", "code", "says"),
    [
        (
            entry("chi", "client-work", "2025-03-03", 1),
            "hours.unknown-person",
            "Hours name “chi”, whom the facts do not know.",
        ),
        (
            entry("ada", "client-work", "2025-03-03", -1),
            "hours.negative",
            "Ada has an entry of less than no time on 2025-03-03.",
        ),
        (
            entry("bo", "client-work", "2025-01-31", 1),
            "hours.not-there",
            "Bo logged hours on 2025-01-31, when Bo was not yet, or no longer, there.",
        ),
        (
            entry("bo", "client-work", "2025-12-01", 1),
            "hours.not-there",
            "Bo logged hours on 2025-12-01, when Bo was not yet, or no longer, there.",
        ),
    ],
    ids=["of somebody unknown", "below zero", "not yet there", "no longer there"],
)
def test_hours_that_cannot_be_are_refused(wrong: Entry, code: str, says: str) -> None:
    with pytest.raises(InputFault) as refused:
        added(wrong)

    assert (refused.value.code, refused.value.says) == (code, says)


@given(seed=st.integers(), amounts=st.lists(st.integers(0, 9999), min_size=1, max_size=20))
def test_the_order_of_entries_never_matters(seed: int, amounts: list[int]) -> None:
    dice = random.Random(seed)  # noqa: S311 - an order to try
    made = [
        entry(
            dice.choice(("ada", "bo")), dice.choice(("a", "b")), f"2025-{dice.randint(2, 11):02}-05", amount
        )
        for amount in amounts
    ]

    assert added(*dice.sample(made, len(made))) == added(*made)
    assert sum(cell.seconds for cell in added(*made)) == sum(amounts)


def test_a_year_is_cut_where_an_amendment_may_change_hours_or_pay() -> None:
    def changed(from_: str, number: int) -> str:
        return amendment(article(number, "More"), adopted="2023-12-01", from_=from_, adds=f"[{number}]")

    text = charter(
        members(),
        amendments={
            "a.md": changed("2024-12-15", 21),
            "b.md": changed("2025-01-01", 22),
            "c.md": changed("2025-03-12", 23),
            "d.md": changed("2025-06-01", 24),
            "e.md": changed("2025-12-02", 25),
            "f.md": changed("2026-01-01", 26),
        },
    )

    assert cuts(text, YEAR) == (
        day("2025-03-12"),
        day("2025-04-01"),
        day("2025-06-01"),
        day("2025-07-01"),
        day("2025-12-02"),
    )
    assert cuts(text, period("2025-03-20", "2025-05-01")) == (day("2025-04-01"),)
