"""The pages of an election, as people go through them, and the same over the API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bylaws.decisions.elections.blt import read_blt
from bylaws.decisions.elections.count import count
from tests.toadlane.elections.conftest import call, later, rank, stand
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.elections import verbs
from toadlane.elections.models import Election, LotNumber
from toadlane.elections.standing import standing_of

pytestmark = pytest.mark.django_db
People = dict[str, Participant]
SignedIn = Callable[[Participant], Client]


def test_an_election_is_called_and_people_stand_on_its_pages(
    people: People, noon: Moment, signed_in: SignedIn
) -> None:
    ada = signed_in(people["ada"])
    form = ada.get("/c/harbour/elections/new/?post=chair")
    assert b"Call an election" in form.content
    days = {
        "nominations_until": noon.day + dt.timedelta(days=10),
        "from_day": noon.day + dt.timedelta(days=20),
    }
    sent = {"post": "chair", "key": "one", **days}

    answers = [ada.post("/c/harbour/elections/new/", sent) for _twice in range(2)]

    row = Election.objects.get()
    page = f"/c/harbour/elections/{row.pk}/"
    assert [one["Location"] for one in answers] == [page, page]
    ada.post(f"{page}names/", {"person": "dee", "key": "two"})
    dee = signed_in(people["dee"])
    assert b"named you. Do you stand?" in dee.get(page).content
    dee.post(f"{page}answer/", {"stands": "yes", "key": "three"})
    dee.post(f"{page}statement/", {"says": "<b>I keep time.</b>", "key": "four"})
    dee.post(f"{page}number/", {"number": "17", "key": "five"})
    shown = ada.get(page).content.decode()
    assert "&lt;b&gt;I keep time.&lt;/b&gt;" in shown
    assert LotNumber.objects.get().number == 17
    listed = ada.get("/c/harbour/elections/").content.decode()
    assert "nominations are open" in listed
    off = dee.post(f"{page}end/", {"because": "No.", "key": "six"})
    assert (off.status_code, "called off by whoever called it" in off.content.decode()) == (409, True)
    assert ada.post(f"{page}end/", {"because": "The chair stays.", "key": "seven"}).status_code == 302
    assert "The chair stays." in ada.get(page).content.decode()


def test_the_count_is_walked_through_and_downloaded(
    people: People, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = call("board", people["ada"], noon)
    stand(board, [people[key] for key in ("dee", "eli", "fay", "gil")], noon)
    lines = (*["dee eli fay"] * 4, *["gil"] * 3)
    page = f"/c/harbour/elections/{board.pk}/"
    browser = signed_in(people["bo"] if "bo" in people else people["ada"])
    during = later(noon, 18)
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: during)
    rank(board, list(zip(people.values(), lines, strict=True)), during)
    assert "the vote is open" in browser.get(page).content.decode()
    vote = standing_of(board).proposal
    assert vote is not None
    ballot = browser.get(f"/c/harbour/decide/proposals/{vote.pk}/").content.decode()
    assert f'href="{page}">What those who stand say of themselves' in ballot
    assert browser.get(f"{page}count/").status_code == 404
    after = later(noon, 25)
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: after)

    over = browser.get(page).content.decode()
    walked = browser.get(f"{page}count/").content.decode()
    file = browser.get(f"{page}count.blt").content
    told = browser.get(f"{page}count.json").json()

    assert "Walk through the count" in over
    assert f'href="{page}"' in browser.get("/c/harbour/roles/board/").content.decode()
    assert "Round 1" in walked
    compared = walked.partition("By another method")[2].partition("Count it again")[0]
    assert compared.index("Schulze") < compared.index("Meek")
    assert compared.index("somebody else") < compared.index("the same")
    assert [one["elected"] for one in told["also_counted"]] == [["Dee", "Eli", "Fay"], ["Dee", "Gil", "Eli"]]
    assert (
        list(count(read_blt(file), "scottish", seats=3).winners) == told["elected"] == ["Dee", "Gil", "Eli"]
    )
    of_the_api = browser.get(f"/api/v1/coops/harbour/elections/{board.pk}/count").json()
    assert of_the_api == told
    elected = browser.get(f"/api/v1/coops/harbour/elections/{board.pk}").json()["elected"]
    assert [one["person"] for one in elected] == ["dee", "gil", "eli"]


def test_of_fewer_than_five_secret_votes_no_count_is_told(
    people: People, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = call("board", people["ada"], noon)
    stand(board, [people["dee"], people["eli"]], noon)
    rank(board, [(people["ada"], "dee"), (people["fay"], "dee eli"), (people["gil"], "eli")], later(noon, 18))
    verbs.bring_up_to(election=board, at=later(noon, 25))
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, 25))
    browser = signed_in(people["ada"])

    page = browser.get(f"/c/harbour/elections/{board.pk}/").content.decode()

    assert [one.participant.key for one in standing_of(board).elected] == ["dee", "eli"]
    assert "no ballot is kept" in page
    assert browser.get(f"/c/harbour/elections/{board.pk}/count.blt").status_code == 404


def test_the_api_calls_names_and_refuses_like_the_pages(
    people: People, noon: Moment, signed_in: SignedIn, bo: Participant
) -> None:
    ada, room = signed_in(people["ada"]), "/api/v1/coops/harbour/elections/"
    said = {"post": "treasurer", "key": "api", "from_day": "2025-05-01", "nominations_until": "2025-03-24"}
    made = ada.post(room, said, content_type="application/json")
    assert made.status_code == 201, made.content
    one = f"{room}{made.json()['id']}"

    stands = ada.post(f"{one}/names", {"person": "ada", "key": "a"}, content_type="application/json").json()
    twice = ada.post(f"{one}/names", {"person": "ada", "key": "b"}, content_type="application/json")
    of_bo = ada.post(f"{one}/names", {"person": "bo", "key": "c"}, content_type="application/json")
    again = ada.post(room, {**said, "key": "more"}, content_type="application/json")
    other = ada.post(room, {**said, "post": "secretary", "key": "other"}, content_type="application/json")

    assert [(one["person"], one["said"]) for one in stands["candidates"]] == [("ada", "accepted")]
    refused = [(one.status_code, one.json()["code"]) for one in (twice, of_bo, again, other)]
    assert refused == [
        (409, "elections.named"),
        (409, "elections.may-not-stand"),
        (409, "elections.going"),
        (409, "elections.no-ballot"),
    ]
    assert bo.key == "bo"


def test_the_list_over_the_api_asks_no_more_for_three_than_for_one(
    people: People, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, asked, phases = signed_in(people["ada"]), [], []
    during = later(noon, 17)
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: during)
    for posts in (["board"], ["chair", "treasurer"]):
        for post in posts:
            row = call(post, people["ada"], noon, key=post)
            for key in ("dee", "eli"):
                click = f"{post} {key}"
                verbs.name_candidate(election=row, person=key, by=people[key], at=noon, key=click)
            verbs.bring_up_to(election=row, at=during)
        ada.get("/api/v1/coops/harbour/elections/")
        with CaptureQueriesContext(connection) as seen:
            told = ada.get("/api/v1/coops/harbour/elections/").json()
        asked.append(len(seen))
        phases.append([one["phase"] for one in told])

    assert phases == [["voting"], ["voting"] * 3]
    assert asked[0] == asked[1]
