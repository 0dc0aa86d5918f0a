"""What the page of a budget round says and offers at each turn it can take."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.toadlane.budgets.conftest import BALLOTS, ask, begin, later, vote
from toadlane.budgets import verbs
from toadlane.budgets.models import BudgetRound, Grant, Project
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment

pytestmark = pytest.mark.django_db
People = dict[str, Participant]
SignedIn = Callable[[Participant], Client]


@pytest.fixture
def go_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[Moment], Moment]:
    def go(at: Moment) -> Moment:
        monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: at)
        return at

    return go


def page_of(row: BudgetRound) -> str:
    return f"/c/harbour/budgets/{row.pk}/"


def test_while_it_waits_to_be_confirmed_the_page_leads_to_the_proposal(
    people: People, noon: Moment, signed_in: SignedIn, go_to: Callable[[Moment], Moment]
) -> None:
    row = begin(people, noon, more='confirmed_by = "talk"')
    ask(row, people, noon)
    vote(row, people, later(noon, 8))
    dee, after = signed_in(people["dee"]), go_to(later(noon, 13))

    waits = dee.get(page_of(row)).content.decode()
    proposal = verbs.bring_up_to(budget_round=row, at=after).proposal

    assert proposal is not None
    assert ("counted; it is to be confirmed" in waits, "Take a position on it" in waits) == (True, True)
    asked = dee.get(reverse("proposals:proposal", args=["harbour", proposal.pk])).content.decode()
    assert ("Spanish lessons: $900.00" in asked, "Budget round: learning" in asked) == (True, True)
    assert "$149.50 is left." in asked
    go_to(later(noon, 18))
    over = dee.get(page_of(row)).content.decode()
    assert "did not confirm what was counted" in over
    assert Grant.objects.count() == 0


def test_where_projects_are_level_the_page_lets_whoever_votes_draw_and_shows_the_seed(
    people: People, noon: Moment, signed_in: SignedIn, go_to: Callable[[Moment], Moment]
) -> None:
    row = begin(people, noon, counted='"greedy"', utility="", completion="", ties='"lot"')
    for key in ("dee", "eli", "fay"):
        verbs.put_in(budget_round=row, title=key, cost="900", by=people[key], at=noon, key=key)
    gil, cleo, page = signed_in(people["gil"]), signed_in(people["cleo"]), page_of(row)
    assert gil.post(f"{page}number/", {"number": "17", "key": "number"}).status_code == 302
    vote(row, people, later(noon, 8), {"ada": "1", "dee": "2", "eli": "3"})
    go_to(later(noon, 13))

    offered = [who.get(page).content.decode().count("Draw the lot") for who in (gil, cleo)]
    refused = cleo.post(f"{page}lot/", {"key": "cleo"})
    drawn = [gil.post(f"{page}lot/", {"key": "draw"}).status_code for _twice in range(2)]

    assert (offered, refused.status_code, drawn) == ([1, 0], 409, [302, 302])
    over = gil.get(page).content.decode()
    assert " gil=17" in over
    assert "--seed" in gil.get(f"{page}count/").content.decode()


def test_a_round_that_is_called_off_says_why_and_one_without_projects_that_there_were_none(
    opened: BudgetRound, people: People, noon: Moment, signed_in: SignedIn, go_to: Callable[[Moment], Moment]
) -> None:
    ada, page = signed_in(people["ada"]), page_of(opened)
    assert ada.post(f"{page}end/", {"because": "", "key": "none"}).status_code == 422
    assert ada.post(f"{page}end/", {"because": "The roof <first>.", "key": "off"}).status_code == 302
    assert "The roof &lt;first&gt;." in ada.get(page).content.decode()
    row = verbs.open_round(by=people["ada"], at=noon, key="anew")
    go_to(later(noon, 8))
    assert "no projects" in ada.get(page_of(row)).content.decode()
    assert "called off" in ada.get("/c/harbour/budgets/").content.decode()


@pytest.mark.parametrize("ballot", ["points", "approval"])
def test_a_ballot_and_a_lot_that_waits_take_as_many_questions_for_twenty_projects_as_for_two(
    people: People, noon: Moment, signed_in: SignedIn, go_to: Callable[[Moment], Moment], ballot: str
) -> None:
    row = begin(people, noon, ballot=f'"{ballot}"', ties='"lot"')
    page, ada, asked = page_of(row), signed_in(people["ada"]), []

    def look() -> int:
        ada.get(page)
        with CaptureQueriesContext(connection) as seen:
            assert ada.get(page).status_code == 200
        return len(seen)

    for many in (2, 20):
        for nth in range(Project.objects.count(), many):
            title, dee = f"Idea {nth}", people["dee"]
            verbs.put_in(budget_round=row, title=title, cost="900", by=dee, at=noon, key=title)
        asked.append(look())
    go_to(later(noon, 8))
    filled_in = [look()]
    vote(row, people, later(noon, 8), dict.fromkeys(BALLOTS, " ".join(map(str, range(1, 21)))))
    filled_in.append(look())
    go_to(later(noon, 13))
    waits = look()

    assert "Draw the lot" in ada.get(page).content.decode()
    assert (asked[0], filled_in[0]) == (asked[1], filled_in[1])
    assert waits < filled_in[0] + 20  # it is tried to be counted; none of twenty projects asks for itself
