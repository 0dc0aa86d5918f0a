"""What holds for any two charters and any past year."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bylaws.charter.charter import Charter
from bylaws.facts.year import YearFacts
from bylaws.kernel.money import Money, zero
from bylaws.replay.replaying import Replay, replay
from bylaws.replay.result import replay_as_json
from bylaws.replay.spread import spread
from bylaws.surplus.close import close_year
from tests.bylaws.surplus.random_years import MANY, RandomYear, charters, random_years


@st.composite
def amended_years(draw: st.DrawFn) -> tuple[RandomYear, Charter]:
    """A year, and another charter it could have been closed under."""
    one = draw(random_years())
    return one, draw(charters(one.facts.surplus.currency))


def whole(found: Replay) -> str:
    return json.dumps(replay_as_json(found, why=True), ensure_ascii=False)


def summed(amounts: list[Money], currency: str) -> Money:
    return sum(amounts, start=zero(currency))


@given(both=amended_years())
@MANY
def test_what_one_place_has_more_the_others_have_less(both: tuple[RandomYear, Charter]) -> None:
    one, after = both

    (year,) = replay(one.charter, after, [one.facts]).years

    nothing = zero(year.currency)
    assert summed([place.difference for place in year.places], year.currency) == nothing
    assert summed([step.difference for step in year.steps], year.currency) == nothing
    everyone = [place.difference for place in year.places if place.account == "members"]
    assert summed(everyone, year.currency) == summed(list(year.differences.values()), year.currency)
    for person in year.people:
        for side in (person.before, person.after):
            assert side.share == side.cash + side.to_buy_in + side.notices
        assert person.difference.received == person.after.received - person.before.received


@given(one=random_years())
@MANY
def test_an_amendment_that_changes_nothing_makes_no_difference(one: RandomYear) -> None:
    again = replace(one.charter, _held={})

    (year,) = replay(one.charter, again, [one.facts]).years

    assert (year.before, year.fault) == (close_year(one.charter, one.facts), None)
    assert set(year.differences.values()) <= {zero(year.currency)}
    assert {step.difference for step in year.steps} == {zero(year.currency)}


@given(both=amended_years(), mixed=st.randoms(use_true_random=False))
@MANY
def test_the_order_of_people_hours_and_years_changes_nothing(
    both: tuple[RandomYear, Charter], mixed: st.DataObject
) -> None:
    one, after = both
    cells, people = list(one.facts.cells), list(one.facts.people.items())
    mixed.shuffle(cells)  # type: ignore[attr-defined]
    mixed.shuffle(people)  # type: ignore[attr-defined]
    other: YearFacts = replace(one.facts, cells=tuple(cells), people=dict(people))

    assert whole(replay(one.charter, after, [one.facts])) == whole(replay(one.charter, after, [other]))


@given(
    minors=st.lists(st.integers(-1000, 1000), max_size=60),
    at_least=st.integers(1, 7),
    at_most=st.integers(1, 12),
)
def test_every_group_is_large_enough_and_everyone_is_in_one(
    minors: list[int], at_least: int, at_most: int
) -> None:
    found = spread({f"p{nth}": Money(minor, "USD") for nth, minor in enumerate(minors)}, "USD")

    groups = found.groups(at_least=at_least, at_most=at_most)

    assert sum(group.people for group in groups) == (len(minors) if len(minors) >= at_least else 0)
    assert all(group.people >= at_least for group in groups)
    assert len(groups) <= at_most
    assert [group.mean for group in groups] == sorted(group.mean for group in groups)
    assert found.more + found.less + found.same == len(minors)
    assert found.most_less.minor <= 0 <= found.most_more.minor
