"""The page of an open year says which of the five steps is next, and what became of the decision."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.toadlane.books.conftest import YEAR, Year
from toadlane.books import checklist, reads, years
from toadlane.decisions.reads import of_subject


@pytest.fixture
def states(year: Year) -> Callable[[], tuple[list[str], str]]:
    """The states of the five steps, and what the fourth notes."""

    def ask() -> tuple[list[str], str]:
        steps = checklist.checklist(
            year.coop,
            YEAR,
            stated=reads.figures(year.coop, YEAR),
            preview=reads.preview(year.coop, YEAR),
            authorities=list(of_subject(year.coop, matter="close-year", subject=str(YEAR))),
            hours=reads.hours_within(year.coop, years.period_of(year.coop, YEAR)),
        )
        return [step.state for step in steps], steps[3].note

    return ask


def test_figures_come_before_the_preview(year: Year, states: Callable[[], tuple[list[str], str]]) -> None:
    assert states() == (["done", "now", "later", "later", "later"], "")


def test_preview_comes_before_the_decision(year: Year, states: Callable[[], tuple[list[str], str]]) -> None:
    year.state()

    assert states() == (["done", "done", "now", "later", "later"], "")


def test_decision_comes_before_the_close(year: Year, states: Callable[[], tuple[list[str], str]]) -> None:
    year.state()
    year.preview()

    assert states() == (["done", "done", "done", "now", "later"], "")


def test_decision_entered_waits_for_a_second_member(
    year: Year, states: Callable[[], tuple[list[str], str]]
) -> None:
    year.state()
    year.decide(confirmed=False)

    assert states() == (
        ["done", "done", "done", "now", "later"],
        "Entered by Ada; it waits for a second member.",
    )


def test_confirmed_decision_opens_the_close(year: Year, states: Callable[[], tuple[list[str], str]]) -> None:
    year.state()
    year.decide()

    assert states() == (["done", "done", "done", "done", "now"], "Confirmed.")


def test_decision_on_an_earlier_preview_is_overtaken(
    year: Year, states: Callable[[], tuple[list[str], str]]
) -> None:
    year.state()
    year.decide()
    year.hours(year.dee, 1)
    year.preview()

    assert states() == (
        ["done", "done", "done", "now", "later"],
        "What was decided on has changed since. Decide on this preview.",
    )
