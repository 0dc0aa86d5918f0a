"""Budget rounds under attack: a charter amended under way, a lot one would steer, one round that fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from bylaws.decisions.elections.lots import seed_with
from bylaws.kernel.faults import Fault
from tests.toadlane.budgets.conftest import RULES, ask, begin, funded, later, vote
from tests.toadlane.charter import texts
from toadlane.budgets import verbs
from toadlane.budgets.counting import closed_digest
from toadlane.budgets.models import BudgetRound
from toadlane.budgets.standing import RULE_GONE, Step, standing_of
from toadlane.budgets.waking import wake_all
from toadlane.charter import verbs as charter
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.record.models import Entry

pytestmark = pytest.mark.django_db
People = dict[str, Participant]


def amend(by: Participant, at: Moment, *put: tuple[str, str], does: str = "replaces = [10]") -> None:
    """The article of rounds in other words, from the day on which it is adopted; without any it is gone."""
    day = at.day.isoformat()
    article = RULES[RULES.index("\n## Article 10") :].replace("{more}", "") if put else ""
    for was, now in put:
        assert was in article
        article = article.replace(was, now)
    text = texts.amendment(day, 3, does, adopted=day) + article
    charter.adopt_amendment(coop=by.coop, name="anew", source=text, by=by, at=at, key="anew")


def test_an_amendment_of_the_same_day_changes_nothing_in_a_round_under_way(
    opened: BudgetRound, people: People, noon: Moment
) -> None:
    ask(opened, people, noon)
    amend(
        people["ada"],
        noon,
        ('amount = "2000.00"', 'amount = "100.00"'),
        ('voters = ["member"]', 'voters = ["candidate"]'),
        ('ballot = "approval"', 'ballot = "points"'),
        ('project_at_most = "1000.00"', 'project_at_most = "100.00"'),
        ('left_over = "next-round"', 'left_over = "stays"\nsecret = true'),
    )
    vote(opened, people, later(noon, 8))

    done = verbs.bring_up_to(budget_round=opened, at=later(noon, 13))

    assert (done.secret, done.says.ballot, done.budget.minor) == (False, "approval", 200_000)
    assert funded(opened) == ["Spanish lessons", "Tools to lend", "The garden behind the house"]


def test_a_round_ends_by_the_rule_it_was_opened_by_when_the_article_is_gone(
    opened: BudgetRound, people: People, noon: Moment
) -> None:
    ask(opened, people, noon)
    amend(people["ada"], noon, does="repeals = [10]")
    vote(opened, people, later(noon, 8))

    verbs.bring_up_to(budget_round=opened, at=later(noon, 13))

    assert len(funded(opened)) == 3
    with pytest.raises(Fault) as none:
        verbs.open_round(by=people["ada"], at=later(noon, 200), key="next")
    assert none.value.code.startswith("charter.")


def test_whoever_gives_the_last_number_for_open_ballots_cannot_choose_what_wins_the_lot(
    people: People, noon: Moment
) -> None:
    row = begin(people, noon, counted='"greedy"', utility="", completion="", ties='"lot"')
    for key in ("dee", "eli", "fay"):
        verbs.put_in(budget_round=row, title=key, cost="900", by=people[key], at=noon, key=key)
    verbs.give_number(budget_round=row, number=17, by=people["gil"], at=noon, key="number")
    vote(row, people, later(noon, 8), {"ada": "1", "dee": "2", "eli": "3"})
    known = seed_with(closed_digest(standing_of(row)), [("gil", 17)], longest=500)

    step = verbs.draw(budget_round=row, by=people["gil"], at=later(noon, 13), key="draw")

    called = Entry.objects.get(kind="round.lot-called.v1")
    assert bytes(called.commitment).hex() in step.seed
    assert step.seed.split()[0] == known.split()[0]
    assert step.seed != known


def test_of_secret_ballots_the_box_alone_and_the_numbers_say_what_the_lot_is(
    people: People, noon: Moment
) -> None:
    put = {"counted": '"greedy"', "utility": "", "completion": "", "ties": '"lot"'}
    row = begin(people, noon, more="secret = true", **put)
    for key in ("dee", "eli", "fay"):
        verbs.put_in(budget_round=row, title=key, cost="900", by=people[key], at=noon, key=key)
    vote(row, people, later(noon, 8), {"ada": "1", "dee": "2", "eli": "3"})

    step = verbs.draw(budget_round=row, by=people["gil"], at=later(noon, 13), key="draw")

    sealed = standing_of(row).sealed
    assert sealed is not None
    assert step.seed == sealed.root
    assert not Entry.objects.filter(kind="round.lot-called.v1").exists()


def test_where_one_round_fails_the_others_go_on_and_the_failure_is_told(
    opened: BudgetRound, people: People, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(opened, people, noon)
    other = BudgetRound.objects.create(
        coop=opened.coop,
        fund=opened.fund,
        article=opened.article,
        budget_minor=1,
        gather_until=opened.gather_until,
        vote_until=opened.vote_until,
        opened_by=people["ada"],
        opened_at=opened.opened_at,
        opened_on=opened.opened_on,
    )
    before = verbs.bring_up_to

    def fails(*, budget_round: BudgetRound, at: Moment) -> object:
        if budget_round.pk == opened.pk:
            raise ValueError("broken")
        return before(budget_round=budget_round, at=at)

    monkeypatch.setattr("toadlane.budgets.waking.bring_up_to", fails)
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, 8))

    with pytest.raises(ValueError, match="broken"):
        wake_all.func()

    assert set(standing_of(other).steps) == {Step.NO_PROJECTS}


def test_where_the_rule_that_confirms_is_gone_the_round_ends_and_nobody_is_given_money(
    people: People, noon: Moment, signed_in: Callable[[Participant], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = begin(people, noon, more='confirmed_by = "talk"')
    ask(row, people, noon)
    vote(row, people, later(noon, 8))
    at = later(noon, 9)
    named_anew = RULES.replace('"talk"', '"speak"').replace("{more}", 'confirmed_by = "speak"')
    text = (
        texts.amendment(at.day.isoformat(), 3, "replaces = [4, 10]", adopted=at.day.isoformat()) + named_anew
    )
    charter.adopt_amendment(coop=row.coop, name="anew", source=text, by=people["ada"], at=at, key="anew")

    done = verbs.bring_up_to(budget_round=row, at=later(noon, 13))

    assert done.steps[Step.NOT_CONFIRMED].because == RULE_GONE
    assert done.steps[Step.COUNTED].result["funded"]
    assert not done.grants
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, 14))
    page = signed_in(people["ada"]).get(f"/c/harbour/budgets/{row.pk}/").content.decode()
    assert "is not there any more" in page


@pytest.mark.parametrize("more", ["", "secret = true"])
def test_whoever_sees_decisions_and_no_positions_finds_no_ballot_of_a_round(
    people: People,
    noon: Moment,
    signed_in: Callable[[Participant], Client],
    monkeypatch: pytest.MonkeyPatch,
    *,
    more: str,
) -> None:
    row = begin(people, noon, more=more)
    ask(row, people, noon)
    vote(row, people, later(noon, 8))
    verbs.bring_up_to(budget_round=row, at=later(noon, 13))
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, 14))
    page, api = f"/c/harbour/budgets/{row.pk}/", f"/api/v1/coops/harbour/budgets/{row.pk}"
    ways = (f"{page}count/", f"{page}count.pb", f"{page}count.json", f"{page}ballots/", f"{api}/count")

    found = {key: [signed_in(people[key]).get(way).status_code for way in ways] for key in ("cleo", "dee")}

    assert found["cleo"] == [404] * 5
    assert found["dee"] == [200, 200, 200, 200 if more else 404, 200]
    shown = [signed_in(people[key]).get(page).content.decode() for key in ("cleo", "dee")]
    assert ["Who marked what" in one for one in shown] == [False, not more]
    assert ["How it was counted" in one for one in shown] == [False, True]


def test_whom_the_charter_does_not_let_propose_puts_in_nothing(people: People, noon: Moment) -> None:
    row = begin(people, noon, proposals_by='["member"]')

    with pytest.raises(Fault) as refused:
        verbs.put_in(budget_round=row, title="Books", cost="60", by=people["cleo"], at=noon, key="put")

    assert refused.value.code == "rounds.propose"
    assert not standing_of(row).asked


def test_a_clock_that_is_put_back_opens_no_vote_again_that_was_found_level(
    people: People, noon: Moment
) -> None:
    row = begin(people, noon, counted='"greedy"', utility="", completion="", ties='"lot"')
    for key in ("dee", "eli", "fay"):
        verbs.put_in(budget_round=row, title=key, cost="900", by=people[key], at=noon, key=key)
    vote(row, people, later(noon, 8), {"ada": "1", "dee": "2", "eli": "3"})
    verbs.bring_up_to(budget_round=row, at=later(noon, 13))
    back = later(noon, 12)

    codes = []
    for act in (
        lambda: verbs.vote(budget_round=row, marks=[(1, 1)], by=people["gil"], at=back, key="late"),
        lambda: verbs.give_number(budget_round=row, number=7, by=people["gil"], at=back, key="number"),
    ):
        with pytest.raises(Fault) as refused:
            act()
        codes.append(refused.value.code)
    verbs.draw(budget_round=row, by=people["gil"], at=back, key="draw")

    assert codes == ["rounds.not-open", "rounds.number"]
    assert len(funded(row)) == 2
    assert Entry.objects.filter(kind="round.tied.v1").count() == 1
