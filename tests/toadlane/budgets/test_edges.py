"""The edges of a round: costs above what there is, who has left, what the last one left, short votes."""

from __future__ import annotations

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.budgets.conftest import ask, begin, fill, later, vote
from tests.toadlane.elections.test_people_go import leaves
from toadlane.budgets import verbs
from toadlane.budgets.standing import standing_of, voters
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.members.register import persons
from toadlane.notices.models import Notice

pytestmark = pytest.mark.django_db
People = dict[str, Participant]


def test_a_project_costs_no_more_than_there_is_to_share_out(people: People, noon: Moment) -> None:
    row = begin(people, noon, amount='"500.00"')

    with pytest.raises(Fault) as refused:
        verbs.put_in(budget_round=row, title="Books", cost="600", by=people["dee"], at=noon, key="put")

    assert refused.value.code == "rounds.cost"
    all_of_it = verbs.put_in(budget_round=row, title="B", cost="500", by=people["dee"], at=noon, key="all")
    assert all_of_it.nth == 1


def test_whoever_left_is_none_of_those_who_vote(people: People, noon: Moment) -> None:
    row = begin(people, noon)
    ask(row, people, noon)
    during = later(noon, 9)
    leaves(people["ivy"], during.day)

    who = voters(standing_of(row), persons(row.coop), during.day)

    assert sorted(who) == sorted({*people} - {"cleo", "ivy"})


def test_what_the_last_round_left_is_carried_and_not_what_one_before_it_did(
    people: People, noon: Moment
) -> None:
    first = begin(people, noon)
    ask(first, people, noon)
    vote(first, people, later(noon, 8))
    verbs.bring_up_to(budget_round=first, at=later(noon, 13))
    fill(first.coop, people["ada"], 9_000_000, later(noon, 184).day)
    second = verbs.open_round(by=people["ada"], at=later(noon, 184), key="second")
    verbs.put_in(
        budget_round=second, title="Books", cost="60", by=people["dee"], at=later(noon, 184), key="books"
    )
    verbs.vote(budget_round=second, marks=[(1, 1)], by=people["hal"], at=later(noon, 193), key="second vote")
    verbs.bring_up_to(budget_round=second, at=later(noon, 198))

    third = verbs.open_round(by=people["ada"], at=later(noon, 370), key="third")

    assert (second.carried_minor, third.carried_minor) == (14_950, 214_950 - 6_000)


@pytest.mark.parametrize(("lasts", "told"), [('"P1D"', 0), ('"P2D"', 7)])
def test_nobody_is_reminded_of_a_vote_that_has_just_begun(
    people: People, noon: Moment, lasts: str, told: int
) -> None:
    row = begin(people, noon, vote_for=lasts)
    ask(row, people, noon)

    for hours in (8, 9):
        verbs.bring_up_to(budget_round=row, at=later(noon, hours))

    assert Notice.objects.filter(kind="round-closing").count() == told
