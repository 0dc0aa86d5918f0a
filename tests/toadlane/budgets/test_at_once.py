"""Two act on one budget round in the same moment: it is opened, counted, drawn and paid out once."""

from __future__ import annotations

from functools import partial

import pytest

from bylaws.decisions.budgets.pb import read_pb, write_pb
from tests.toadlane.books.test_paying_at_once import told
from tests.toadlane.budgets.conftest import adopt, ask, begin, fill, later, vote
from tests.toadlane.crowds import all_at_once
from toadlane.budgets import counting, verbs
from toadlane.budgets.models import BudgetRound, Grant, Paper, Project, RoundBox, RoundStep
from toadlane.budgets.standing import standing_of
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority

pytestmark = pytest.mark.django_db(transaction=True)
People = dict[str, Participant]


def test_two_who_open_a_round_open_one(people: People, noon: Moment) -> None:
    ada = people["ada"]
    adopt(ada.coop, ada, noon)
    fill(ada.coop, ada, 500_000, noon.day)
    acts = [
        told(partial(verbs.open_round, by=people[key], at=noon, key=key)) for key in ("ada", "dee", "eli")
    ]

    found = all_at_once(acts)

    assert sorted(found) == ["done", "rounds.going", "rounds.going"]
    assert BudgetRound.objects.count() == 1


def test_projects_put_in_at_once_have_numbers_of_their_own(people: People, noon: Moment) -> None:
    row = begin(people, noon)
    acts = [
        told(partial(verbs.put_in, budget_round=row, title=key, cost="60", by=people[key], at=noon, key=key))
        for key in ("ada", "dee", "eli", "fay")
    ]

    assert all_at_once(acts) == ["done"] * 4
    assert sorted(Project.objects.values_list("nth", flat=True)) == [1, 2, 3, 4]


def test_a_ballot_at_the_close_counts_or_is_told_that_it_is_late(people: People, noon: Moment) -> None:
    row = begin(people, noon)
    ask(row, people, noon)
    during, over = later(noon, 8), later(noon, 13)
    vote(row, people, during)
    last = partial(
        verbs.vote, budget_round=row, marks=[(5, 1)], by=people["ada"], at=during, key="at the close"
    )

    found = all_at_once([told(last), *[told(partial(verbs.bring_up_to, budget_round=row, at=over))] * 3])

    assert found[0] in {"done", "rounds.over"}
    assert found[1:] == ["done"] * 3
    done = standing_of(row)
    assert RoundStep.objects.filter(kind="over").count() == 1
    assert Paper.objects.count() == 7 + (found[0] == "done")
    assert Authority.objects.count() == Grant.objects.count() == len(done.grants)
    sharing = counting.shared(done)
    assert sharing is not None
    again = counting.counted(done, read_pb(write_pb(sharing).encode()))
    assert sorted(again.sharing.keys(again.funded)) == sorted(f"p{nth}" for nth in done.grants)


def test_one_who_votes_twice_in_secret_at_once_puts_one_ballot_into_the_box(
    people: People, noon: Moment
) -> None:
    row = begin(people, noon, more="secret = true")
    ask(row, people, noon)
    at = later(noon, 8)
    verbs.bring_up_to(budget_round=row, at=at)
    acts = [
        told(partial(verbs.vote, budget_round=row, marks=[(nth, 1)], by=people["dee"], at=at, key=f"{nth}"))
        for nth in (1, 2, 3)
    ]

    found = all_at_once(acts)

    assert sorted(found) == ["done", "rounds.voted", "rounds.voted"]
    assert len(RoundBox.objects.get().ballots) == 1


def test_two_who_draw_the_lot_draw_it_once(people: People, noon: Moment) -> None:
    row = begin(people, noon, counted='"greedy"', utility="", completion="", ties='"lot"')
    for key in ("dee", "eli", "fay"):
        verbs.put_in(budget_round=row, title=key, cost="900", by=people[key], at=noon, key=key)
    vote(row, people, later(noon, 8), {"ada": "1", "dee": "2", "eli": "3"})
    tied = later(noon, 13)
    draws = [
        told(partial(verbs.draw, budget_round=row, by=people[key], at=tied, key=f"draw {key}"))
        for key in ("gil", "hal")
    ]

    assert sorted(all_at_once(draws)) == ["done", "rounds.over"]
    assert RoundStep.objects.filter(kind="drawn").count() == 1
    assert Grant.objects.count() == 2
