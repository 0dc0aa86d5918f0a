"""The way in over the API: the same verbs, the same refusals; and what *Today* says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.toadlane.candidacy.conftest import ALL, DAY, IDA, Decide, work
from tests.toadlane.conftest import join
from toadlane.candidacy import waiting
from toadlane.candidacy.models import Application
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
ROOM = "/api/v1/coops/harbour/joining"
BO = f"{ROOM}/people/bo"


@pytest.fixture(autouse=True)
def _it_is_noon(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon.instant)


def send(client: Client, url: str, **body: Any) -> Any:
    return client.post(url, body, content_type="application/json")


def test_where_somebody_stands(ready: Participant, dee: Participant, signed_in: Enter) -> None:
    said = signed_in(ready).get(BO).json()

    told = {name: said[name] for name in ("stage", "next_stage", "decided_as", "ready", "seconds_done")}
    assert told == {
        "stage": "candidate",
        "next_stage": "member",
        "decided_as": "admit-member",
        "ready": True,
        "seconds_done": 1_872_000,
    }
    assert (said["full_on"], said["buy_in"], said["rights"]) == ("2025-01-01", "3000.00", ["speak"])
    assert [line["person"] for line in signed_in(dee).get(ROOM).json()] == ["bo"]


def test_the_next_step_is_taken_as_decided(ready: Participant, decide: Decide, browser: Client) -> None:
    looked = browser.get(f"{BO}/step", {"from_day": str(DAY)}).json()
    authority = decide(ready)

    taken = send(browser, f"{BO}/step", to="member", from_day=str(DAY), decision=str(authority.pk), key="go")
    again = send(browser, f"{BO}/step", to="member", from_day=str(DAY), decision=str(authority.pk), key="go")

    assert (looked["articles"][0], looked["fingerprint"]) == (ALL, authority.fingerprint)
    assert (looked["may_be_decided"], looked["missing"]) == (True, [])
    assert (taken.status_code, again.status_code) == (201, 201)
    assert taken.json() == again.json()
    assert (taken.json()["person"], taken.json()["to_stage"]) == ("bo", "member")


def test_what_is_missing_is_told_with_its_article(
    governed: Coop, bo: Participant, decide: Decide, browser: Client
) -> None:
    authority = decide(bo)

    refused = send(
        browser, f"{BO}/step", to="member", from_day=str(DAY), decision=str(authority.pk), key="go"
    )

    told = refused.json()
    assert (refused.status_code, told["code"]) == (409, "candidacy.missing")
    assert told["article"] == "Article 3 — Becoming a member"


def test_a_candidate_neither_decides_nor_enters_a_step(
    ready: Participant, dee: Participant, decide: Decide, signed_in: Enter
) -> None:
    own = signed_in(ready)
    authority = decide(ready)
    decisions = "/api/v1/coops/harbour/decisions"
    entry = {
        "matter": "admit-member",
        "subject": "bo",
        "article": ALL,
        "decided_on": "2025-03-03",
        "text": "Me.",
        "key": "me",
    }

    entered = send(own, decisions, **entry)
    confirmed = send(own, f"{decisions}/{authority.pk}/confirmation", key="me too")
    stepped = send(own, f"{BO}/step", to="member", from_day=str(DAY), decision=str(authority.pk), key="step")

    assert [one.json()["code"] for one in (entered, confirmed, stepped)] == [
        "authority.members",
        "authority.members",
        "candidacy.not-leading",
    ]
    assert Authority.objects.count() == 1


def test_a_stranger_and_somebody_of_another_co_op_find_nothing(
    ready: Participant, dee: Participant, chi: Person, signed_in: Enter
) -> None:
    found = {client.get(url).status_code for client in (signed_in(chi), Client()) for url in (ROOM, BO)}

    assert found == {404, 401}


def test_applications_are_for_those_who_lead(
    applied: Application, dee: Participant, bo: Participant, signed_in: Enter, browser: Client
) -> None:
    (asked,) = browser.get(f"{ROOM}/applications").json()
    one = f"{ROOM}/applications/{applied.pk}"
    nobody = [
        signed_in(who).get(url).status_code for who in (dee, bo) for url in (f"{ROOM}/applications", one)
    ]

    kept = send(browser, f"{one}/keeping", kept=True, key="keep")
    came = send(browser, f"{one}/acceptance", name="Ida", stage="candidate", from_day="2025-03-03", key="in")
    late = send(browser, f"{one}/refusal", letter="No.", key="no")

    assert (asked["name"], asked["email"], asked["state"]) == ("Ida Example", IDA, "open")
    assert nobody == [404, 404, 404, 404]
    assert (kept.json()["state"], came.json()) == ("kept", {"participant": "ida", "name": "Ida"})
    assert (late.status_code, late.json()["code"]) == (409, "candidacy.answered")
    assert browser.get(one).json()["participant"] == "ida"


def test_today_asks_members_when_it_can_be_decided(
    ready: Participant, ada: Participant, dee: Participant, noon: Moment, decide: Decide
) -> None:
    def titles(who: Participant) -> list[str]:
        return [item.title for item in waiting.items(who, noon)]

    before = titles(dee)
    decide(ready)

    assert before == ["Bo can become member: decide on it"]
    assert titles(dee) == []
    assert "It is decided that Bo becomes member" in titles(ada)
    assert titles(ready) == ["Your evaluation is due", "Your evaluation is due"]


def test_today_says_nothing_of_decisions_before_it_is_full(
    governed: Coop, bo: Participant, dee: Participant, noon: Moment
) -> None:
    assert [item.title for item in waiting.items(dee, noon)] == []


def test_today_tells_those_who_lead_that_somebody_asks(
    applied: Application, ada: Participant, dee: Participant, noon: Moment
) -> None:
    assert [item.title for item in waiting.items(ada, noon)] == ["1 person asks to join"]
    assert [item.title for item in waiting.items(dee, noon)] == []


def test_the_list_asks_as_much_for_ten_as_for_one(
    ready: Participant, dee: Participant, signed_in: Enter
) -> None:
    client = signed_in(dee)
    client.get("/c/harbour/joining/")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/c/harbour/joining/").status_code == 200
        return len(queries)

    one = asked()
    for n in range(9):
        work(join(ready.coop, f"eve{n}", "candidate", dt.date(2024, 8, 1)), 100)

    assert asked() == one


def test_evaluations_mentors_and_days_are_entered_by_programs_too(
    bo: Participant, dee: Participant, browser: Client, signed_in: Enter
) -> None:
    due, day = "2024-10-01", "2025-03-03"

    arranged = send(browser, f"{BO}/evaluations/arranged", due_on=due, on=day, by_whom=["dee"], key="a")
    talk = {"held_on": day, "by_whom": ["dee"], "views": ["peers"], "outcome": "not-yet", "content": "Soon."}
    held = send(signed_in(dee), f"{BO}/evaluations", **talk, key="h")
    words = f"{BO}/evaluations/{held.json()['id']}"
    mentor = send(browser, f"{BO}/mentor", mentor="dee", from_day="2025-02-01", key="m")
    ended = send(browser, f"{BO}/mentor/end", on=day, key="e")
    stay = send(browser, f"{BO}/stays", from_day="2025-02-01", key="s")
    stands = signed_in(bo).get(BO).json()

    assert [one.status_code for one in (arranged, held, mentor, ended, stay)] == [201, 201, 201, 200, 201]
    assert signed_in(bo).get(words).json() == {"held_on": day, "outcome": "not-yet", "content": "Soon."}
    assert browser.get(words).status_code == 404
    assert (ended.json()["valid_until"], stay.json()["place"]) == (day, "the workshop")
    assert (stands["evaluations"][0]["state"], stands["place_state"]) == ("held", "done")


def test_the_page_for_strangers_is_stated_by_programs_too(
    governed: Coop, ada: Participant, dee: Participant, signed_in: Enter, browser: Client
) -> None:
    stated = {"is_open": True, "says": "Come!", "key": "page"}

    refused = signed_in(dee).put(f"{ROOM}/page", stated, content_type="application/json")
    kept = browser.put(f"{ROOM}/page", stated, content_type="application/json")

    assert (refused.json()["code"], kept.status_code) == ("candidacy.not-leading", 200)
    assert browser.get(f"{ROOM}/page").json() == {"is_open": True, "says": "Come!"}
