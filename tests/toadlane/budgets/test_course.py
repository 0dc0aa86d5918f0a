"""A budget round from its opening to the payment of what it funded."""

from __future__ import annotations

import pytest

from bylaws.decisions.budgets.count import count
from bylaws.decisions.budgets.funded import Way
from bylaws.decisions.budgets.pb import read_pb, write_pb
from bylaws.decisions.elections.lots import drawn
from bylaws.kernel.faults import Fault
from tests.toadlane.budgets.conftest import ask, begin, fill, funded, later, vote
from toadlane.books.spending.verbs import pay_for
from toadlane.books.verbs import How
from toadlane.budgets import counting, verbs
from toadlane.budgets.models import BudgetRound, Grant, Paper, ProjectText, RoundBox
from toadlane.budgets.money import there
from toadlane.budgets.standing import Step, rule_of, standing_of
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority, AuthorityUse
from toadlane.proposals import verbs as proposals
from toadlane.record.models import Entry

pytestmark = pytest.mark.django_db
People = dict[str, Participant]


def test_ideas_are_voted_on_counted_and_given_their_money(
    opened: BudgetRound, people: People, noon: Moment
) -> None:
    ask(opened, people, noon)
    vote(opened, people, later(noon, 8))

    done = verbs.bring_up_to(budget_round=opened, at=later(noon, 13))

    assert funded(opened) == ["Spanish lessons", "Tools to lend", "The garden behind the house"]
    assert done.ended is not None
    assert done.ended.happened_at == done.closes_at
    assert sum(one.cost_minor for one in done.grants.values()) == 185_050
    assert {one.state for one in Authority.objects.all()} == {Authority.State.CONFIRMED}
    kinds = Entry.objects.filter(subject=str(opened.pk)).order_by("pk").values_list("kind", flat=True)
    assert list(dict.fromkeys(kinds)) == [
        "round.opened.v1",
        "round.project-put.v1",
        "round.put-to-vote.v1",
        "round.voted.v1",
        "round.counted.v1",
        "round.over.v1",
    ]


def test_anybody_counts_the_same_from_the_file(opened: BudgetRound, people: People, noon: Moment) -> None:
    ask(opened, people, noon)
    vote(opened, people, later(noon, 8))
    done = verbs.bring_up_to(budget_round=opened, at=later(noon, 13))

    sharing = counting.shared(done)
    assert sharing is not None
    again = count(
        read_pb(write_pb(sharing).encode()),
        Way("equal-shares", "cost", "add1-overspend"),
        ties="cheaper-first",
    )

    assert sorted(again.sharing.keys(again.funded)) == [f"p{nth}" for nth in sorted(done.grants)]
    assert done.steps[Step.COUNTED].result["funded"] == [*again.sharing.keys(again.funded)]


def test_a_funded_project_is_paid_once_from_its_fund(
    opened: BudgetRound, people: People, noon: Moment
) -> None:
    ask(opened, people, noon)
    vote(opened, people, later(noon, 8))
    at = later(noon, 13)
    verbs.bring_up_to(budget_round=opened, at=at)
    grant = Grant.objects.select_related("authority").get(project__nth=2)
    says = rule_of(opened).says
    assert there(opened.coop, says, at).promised.minor == 185_050

    how = How(at.day, "bank", "", False)  # noqa: FBT003 - as the form gives it
    paid = pay_for(authority=grant.authority, how=how, by=people["ada"], at=at, key="pay")

    assert (paid.payee, paid.purpose, paid.amount_minor) == ("Dee", "Spanish lessons", 90_000)
    assert AuthorityUse.objects.get().authority_id == grant.authority_id
    money = there(opened.coop, says, at)
    assert (money.holds.minor, money.promised.minor, money.free.minor) == (210_000, 95_050, 114_950)
    assert money.budget.minor == 200_000 + 14_950
    with pytest.raises(Fault) as twice:
        pay_for(authority=grant.authority, how=how, by=people["ada"], at=at, key="pay again")
    assert twice.value.code == "spending.paid"


def test_what_is_left_goes_to_the_next_round_and_no_sooner_than_the_charter_says(
    opened: BudgetRound, people: People, noon: Moment
) -> None:
    ask(opened, people, noon)
    vote(opened, people, later(noon, 8))
    verbs.bring_up_to(budget_round=opened, at=later(noon, 13))
    with pytest.raises(Fault) as early:
        verbs.open_round(by=people["ada"], at=later(noon, 14), key="early")
    spring = later(noon, 184)
    with pytest.raises(Fault) as short:
        verbs.open_round(by=people["ada"], at=spring, key="short")
    fill(opened.coop, people["ada"], 500_000, spring.day)

    after = verbs.open_round(by=people["ada"], at=spring, key="next")

    assert (early.value.code, short.value.code) == ("rounds.early", "rounds.short")
    assert (after.budget_minor, after.carried_minor) == (214_950, 14_950)


def test_a_tie_waits_for_a_lot_of_the_closed_ballots_and_the_numbers_people_gave(
    people: People, noon: Moment
) -> None:
    row = begin(people, noon, counted='"greedy"', utility="", completion="", ties='"lot"')
    for key in ("dee", "eli", "fay"):
        verbs.put_in(budget_round=row, title=key, cost="900", by=people[key], at=noon, key=key)
    verbs.give_number(budget_round=row, number=17, by=people["gil"], at=noon, key="number")
    vote(row, people, later(noon, 8), {"ada": "1", "dee": "2", "eli": "3"})
    tied = later(noon, 13)
    assert verbs.bring_up_to(budget_round=row, at=tied).ended is None
    with pytest.raises(Fault) as late:
        verbs.give_number(budget_round=row, number=18, by=people["hal"], at=tied, key="late")
    with pytest.raises(Fault) as other:
        verbs.draw(budget_round=row, by=people["cleo"], at=tied, key="cleo")

    step = verbs.draw(budget_round=row, by=people["gil"], at=tied, key="draw")
    again = verbs.draw(budget_round=row, by=people["gil"], at=tied, key="draw")

    assert (late.value.code, other.value.code) == ("rounds.number", "rounds.lot")
    assert again.pk == step.pk
    assert step.seed.endswith(" gil=17")
    order = drawn(step.seed, ["p1", "p2", "p3"])
    assert sorted(f"p{nth}" for nth in standing_of(row).grants) == sorted(order[:2])


def test_an_open_ballot_can_be_changed_and_a_project_until_the_vote(
    opened: BudgetRound, people: People, noon: Moment
) -> None:
    ask(opened, people, noon)
    dee = people["dee"]
    verbs.rewrite(
        budget_round=opened, project=2, title="Spanish", cost="950", by=dee, at=noon, key="anew", owner="eli"
    )
    verbs.withdraw(budget_round=opened, project=5, by=people["gil"], at=noon, key="away")
    vote(opened, people, later(noon, 8), {"ada": "1"})
    verbs.vote(budget_round=opened, marks=[(2, 1)], by=people["ada"], at=later(noon, 9), key="other")

    found = standing_of(opened)

    assert [one.marks for one in found.papers.values()] == [[[2, 1]]]
    assert Paper.objects.count() == 2
    assert [one.nth for one in found.ballot] == [1, 2, 3, 4]
    assert found.ballot[1].title == "Spanish"
    assert found.ballot[1].cost_minor == 95_000
    assert ProjectText.objects.get(project__nth=2, nth=2).owner == people["eli"]


def test_a_secret_ballot_is_final_and_lies_in_the_published_list_by_its_code(
    people: People, noon: Moment
) -> None:
    row = begin(people, noon, more="secret = true")
    ask(row, people, noon)
    at = later(noon, 8)
    cast = verbs.vote(budget_round=row, marks=[(2, 1)], by=people["ada"], at=at, key="v", receipt="")
    again = verbs.vote(budget_round=row, marks=[(2, 1)], by=people["ada"], at=at, key="v", receipt=cast.code)
    with pytest.raises(Fault) as twice:
        verbs.vote(budget_round=row, marks=[(3, 1)], by=people["ada"], at=at, key="w")
    vote(row, people, at, dict.fromkeys(("dee", "eli", "fay", "gil"), "2 3"))

    done = verbs.bring_up_to(budget_round=row, at=later(noon, 13))

    assert (again.code, twice.value.code) == (cast.code, "rounds.voted")
    assert done.sealed is not None
    assert (done.sealed.cast, len(done.sealed.ballots), RoundBox.objects.count()) == (5, 5, 0)
    assert [marks for code, marks in done.sealed.ballots if code == cast.code] == [[[2, 1]]]
    assert not Entry.objects.filter(kind="round.voted.v1").exists()
    assert "Spanish lessons" in funded(row)


def test_of_fewer_than_five_secret_ballots_only_what_came_of_it_is_kept(people: People, noon: Moment) -> None:
    row = begin(people, noon, more="secret = true")
    ask(row, people, noon)
    vote(row, people, later(noon, 8), {"ada": "1", "dee": "1 2"})

    done = verbs.bring_up_to(budget_round=row, at=later(noon, 13))

    assert done.sealed is not None
    assert (done.sealed.cast, done.sealed.ballots, done.marks()) == (2, [], None)
    assert "projects" not in done.steps[Step.COUNTED].result
    assert funded(row) == ["A shelf of books", "Spanish lessons"]


def test_where_the_charter_asks_for_it_the_count_is_confirmed_first(people: People, noon: Moment) -> None:
    row = begin(people, noon, more='confirmed_by = "talk"')
    ask(row, people, noon)
    vote(row, people, later(noon, 8))
    at = later(noon, 13)
    waits = verbs.bring_up_to(budget_round=row, at=at)
    assert waits.proposal is not None
    assert (waits.ended, Grant.objects.count(), waits.proposal.rule) == (None, 0, "talk")
    for key in ("ada", "dee", "eli"):
        proposals.take_position(
            proposal=waits.proposal, stance="agree", by=people[key], at=at, key=f"yes {key}"
        )

    done = verbs.bring_up_to(budget_round=row, at=later(noon, 18))

    assert done.ended is not None
    assert (done.ended.kind, len(done.grants)) == (Step.OVER, 3)
    assert AuthorityUse.objects.get().authority.matter == "confirm-round"


def test_what_members_do_not_confirm_gives_nobody_money(people: People, noon: Moment) -> None:
    row = begin(people, noon, more='confirmed_by = "talk"')
    ask(row, people, noon)
    vote(row, people, later(noon, 8))
    verbs.bring_up_to(budget_round=row, at=later(noon, 13))

    done = verbs.bring_up_to(budget_round=row, at=later(noon, 18))

    assert done.ended is not None
    assert (done.ended.kind, Grant.objects.count()) == (Step.NOT_CONFIRMED, 0)


def test_points_are_counted_and_a_blank_ballot_counts_among_those_who_voted(
    people: People, noon: Moment
) -> None:
    row = begin(
        people, noon, ballot='"points"', counted='"greedy"', utility="", completion="", ties='"cheaper-first"'
    )
    ask(row, people, noon)
    vote(row, people, later(noon, 8), {"ada": "1:5 2:1", "dee": "5:4", "eli": ""})

    done = verbs.bring_up_to(budget_round=row, at=later(noon, 13))

    assert funded(row) == ["A shelf of books", "A mural"]
    assert done.steps[Step.COUNTED].result["voters"] == 3


def test_without_a_project_it_is_over(opened: BudgetRound, noon: Moment) -> None:
    closed = later(noon, 8)
    assert set(verbs.bring_up_to(budget_round=opened, at=closed).steps) == {Step.NO_PROJECTS}


def test_where_nobody_votes_all_of_it_is_left(opened: BudgetRound, people: People, noon: Moment) -> None:
    ask(opened, people, noon)

    done = verbs.bring_up_to(budget_round=opened, at=later(noon, 13))

    assert set(done.steps) == {Step.PUT_TO_VOTE, Step.COUNTED, Step.OVER}
    assert done.steps[Step.COUNTED].result["left"] == "2000"
