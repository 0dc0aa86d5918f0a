"""The pages of a budget round, as people go through them, and the same over the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bylaws.decisions.budgets.count import count
from bylaws.decisions.budgets.funded import Way
from bylaws.decisions.budgets.pb import read_pb
from tests.toadlane.budgets.conftest import BALLOTS, adopt, ask, begin, fill, later, vote
from toadlane.budgets import verbs
from toadlane.budgets.models import BudgetRound, Paper, Project
from toadlane.budgets.standing import standing_of
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment

pytestmark = pytest.mark.django_db
People = dict[str, Participant]
SignedIn = Callable[[Participant], Client]
ROOM = "/c/harbour/budgets/"
HOSTILE = '<script>alert("1")</script>; "p2",\u202e=1+1'


def go_to(monkeypatch: pytest.MonkeyPatch, at: Moment) -> Moment:
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: at)
    return at


def test_a_round_is_opened_filled_and_voted_on_its_pages(
    people: People, harbour: Coop, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopt(harbour, people["ada"], noon)
    fill(harbour, people["ada"], 300_000, noon.day)
    ada, cleo = signed_in(people["ada"]), signed_in(people["cleo"])
    assert "$2,000.00" in ada.get(f"{ROOM}new/").content.decode()
    answers = [ada.post(f"{ROOM}new/", {"says": "Learn!", "key": "open"}) for _twice in range(2)]
    row = BudgetRound.objects.get()
    page = f"{ROOM}{row.pk}/"
    assert [one["Location"] for one in answers] == [page, page]
    idea = {"title": HOSTILE, "cost": "700", "description": "<b>bold</b>", "owner": "dee", "key": "idea"}
    assert cleo.post(f"{page}projects/", idea).status_code == 302
    dear = ada.post(f"{page}projects/", {**idea, "cost": "1000.01", "key": "dear"})
    assert (dear.status_code, "$1,000.00 at most" in dear.content.decode()) == (422, True)
    dee = signed_in(people["dee"])
    assert "Change or withdraw it" in dee.get(page).content.decode()
    assert dee.post(f"{page}projects/1/", {**idea, "cost": "650", "key": "anew"}).status_code == 302
    assert signed_in(people["eli"]).get(f"{page}projects/1/").status_code == 404
    shown = ada.get(page).content.decode()
    assert ("$650.00" in shown, "<script>alert" in shown, "<b>bold" in shown) == (True, False, False)

    go_to(monkeypatch, later(noon, 8))
    assert "Mark every project you are for." in dee.get(page).content.decode()
    assert "others vote in it" in cleo.get(page).content.decode()
    assert dee.post(f"{page}vote/", {"project_1": "on", "key": "vote"}).status_code == 302
    assert dee.post(f"{page}vote/", {"key": "blank"}).status_code == 302
    assert cleo.post(f"{page}vote/", {"project_1": "on", "key": "cleo"}).status_code == 409
    assert "Change my ballot" in dee.get(page).content.decode()
    assert [one.marks for one in Paper.objects.order_by("pk")] == [[[1, 1]], []]


def test_the_count_is_shown_with_reasons_and_downloaded(
    opened: BudgetRound, people: People, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    verbs.put_in(budget_round=opened, title=HOSTILE, cost="800", by=people["ivy"], at=noon, key="hostile")
    ask(opened, people, noon)
    page, ada = f"{ROOM}{opened.pk}/", signed_in(people["ada"])
    vote(opened, people, go_to(monkeypatch, later(noon, 8)), dict.fromkeys(BALLOTS, "2 3 1"))
    assert ada.get(f"{page}count/").status_code == 404
    go_to(monkeypatch, later(noon, 13))

    over, told = ada.get(page).content.decode(), ada.get(f"{page}count.json").json()
    walked, file = ada.get(f"{page}count/").content.decode(), ada.get(f"{page}count.pb").content

    assert "How it was counted, and why" in over
    assert '<a href="/c/harbour/decide/" aria-current="page">' in walked
    assert ("<svg" in walked, "<script>alert" in walked, "bylaws fund learning-2025-03-03.pb" in walked) == (
        True,
        False,
        True,
    )
    again = count(read_pb(file), Way("equal-shares", "cost", "add1-overspend"), ties="cheaper-first")
    assert [*again.sharing.keys(again.funded)] == told["funded"]
    assert {one.name for one in again.sharing.projects} >= {"A mural"}
    of_the_api = ada.get(f"/api/v1/coops/harbour/budgets/{opened.pk}/count").json()
    assert of_the_api == told
    whole = ada.get(f"/api/v1/coops/harbour/budgets/{opened.pk}").json()
    assert [f"p{one['project']}" for one in whole["projects"] if one["funded"]] == sorted(told["funded"])


def test_a_secret_ballot_is_answered_by_its_receipt(
    people: People, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = begin(people, noon, more="secret = true")
    ask(row, people, noon)
    page, ada = f"{ROOM}{row.pk}/", signed_in(people["ada"])
    at = go_to(monkeypatch, later(noon, 8))
    code = "2345-6789-ABCD-EFGH"
    sent = {"project_2": "on", "receipt": code, "key": "vote"}

    asked = ada.get(page).content.decode()
    unread = ada.post(f"{page}vote/", sent)
    sent["final"] = "on"
    answers = [ada.post(f"{page}vote/", sent) for _twice in range(2)]

    assert ("I have kept the code" in asked, "What a secret vote protects" in asked) == (True, True)
    assert (unread.status_code, code in unread.content.decode()) == (422, True)
    assert [code in one.content.decode() for one in answers] == [True, True]
    assert "Put it into the box" not in ada.get(page).content.decode()
    vote(row, people, at, dict.fromkeys(("dee", "eli", "fay", "gil"), "2"))
    go_to(monkeypatch, later(noon, 13))
    listed = ada.get(f"{page}ballots/").content.decode()
    assert (code in listed, "Spanish lessons" in listed) == (True, True)
    assert "Who marked what" not in ada.get(page).content.decode()


def test_a_stranger_and_whoever_may_not_see_it_find_nothing(
    opened: BudgetRound, client: Client, bo: Participant, signed_in: SignedIn
) -> None:
    for path in ("", f"{opened.pk}/", f"{opened.pk}/count/", "new/"):
        assert client.get(f"{ROOM}{path}").status_code == 404
    assert signed_in(bo).get(f"{ROOM}{opened.pk}/ballots/").status_code == 404


def test_the_api_opens_asks_votes_and_refuses_like_the_pages(
    people: People, harbour: Coop, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopt(harbour, people["ada"], noon)
    fill(harbour, people["ada"], 300_000, noon.day)
    ada, room = signed_in(people["ada"]), "/api/v1/coops/harbour/budgets/"

    def send(path: str, **said: Any) -> Any:
        return ada.post(f"{room}{path}", said, content_type="application/json")

    made = send("", key="open")
    assert made.status_code == 201, made.content
    one = f"{made.json()['id']}/"
    put = send(f"{one}projects", title="Books", cost="600.00", key="a")
    assert [(p["project"], p["cost"], p["owner"]) for p in put.json()["projects"]] == [(1, "600.00", "ada")]
    assert send(f"{one}projects/1", title="More books", cost="650.00", key="b").status_code == 201
    again, soon = send("", key="again"), send(f"{one}vote", marks=[{"project": 1}], key="c")
    go_to(monkeypatch, later(noon, 8))
    assert send(f"{one}vote", marks=[{"project": 1}], key="d").json() == {"code": ""}
    refused = [
        again,
        soon,
        send(f"{one}projects", title="Late", cost="60.00", key="e"),
        send(f"{one}projects/1/withdrawal", key="f"),
        send(f"{one}vote", marks=[{"project": 1, "points": 2}], key="g"),
        send(f"{one}lot", key="h"),
    ]
    assert [(said.status_code, said.json()["code"]) for said in refused] == [
        (409, "rounds.going"),
        (409, "rounds.not-open"),
        (409, "rounds.gathered"),
        (409, "rounds.gathered"),
        (422, "rounds.marks"),
        (409, "rounds.lot"),
    ]


def test_fifty_projects_take_no_more_questions_than_one(
    people: People, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = begin(people, noon, ties='"earlier-first"')
    ada = signed_in(people["ada"])
    page, asked = f"{ROOM}{opened.pk}/", []

    def look(path: str) -> int:
        ada.get(path)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert ada.get(path).status_code == 200
        return len(seen)

    for many in (1, 50):
        for nth in range(standing_many(opened), many):
            verbs.put_in(
                budget_round=opened, title=f"Idea {nth}", cost="60", by=people["dee"], at=noon, key=f"{nth}"
            )
        asked.append((look(page), look(ROOM)))
    at = go_to(monkeypatch, later(noon, 8))
    few = (look(page), look(ROOM))
    everything = " ".join(str(nth) for nth in range(1, 51))
    vote(opened, people, at, dict.fromkeys(BALLOTS, everything))
    many_votes = (look(page), look(ROOM))
    go_to(monkeypatch, later(noon, 13))

    assert asked[0] == asked[1]
    assert few == many_votes
    assert look(f"{page}count/") <= max(few)
    assert len(standing_of(opened).grants) == 33
    assert Project.objects.count() == 50


def standing_many(row: BudgetRound) -> int:
    return Project.objects.filter(round=row).count()
