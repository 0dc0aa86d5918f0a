"""Decisions through the API: the same verbs, the same answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.toadlane.decisions.conftest import MINUTES, Enter
from toadlane.coops.models import Coop, Participant
from toadlane.decisions.models import Authority, Confirmation, Withdrawal
from toadlane.people.models import Person

SignedIn = Callable[[Participant | Person], Client]
DECISIONS = "/api/v1/coops/harbour/decisions"
SAID = {
    "matter": "close-year",
    "subject": "2024",
    "article": "9",
    "decided_on": "2025-02-27",
    "text": MINUTES,
    "fingerprint": "a1" * 32,
    "key": "k",
}


def send(browser: Client, address: str, body: dict[str, Any]) -> Any:
    """The answer, as Django's test client gives it."""
    return browser.post(address, json.dumps(body), content_type="application/json")


def test_a_decision_is_entered_confirmed_and_read(
    governed: Coop, dee: Participant, browser: Client, signed_in: SignedIn
) -> None:
    entered = [send(browser, DECISIONS, SAID) for _ in range(2)]
    one = f"{DECISIONS}/{Authority.objects.get().pk}"
    confirmed = [send(signed_in(dee), f"{one}/confirmation", {"key": "c"}) for _ in range(2)]

    assert [answer.status_code for answer in (*entered, *confirmed)] == [201] * 4
    today = Authority.objects.get().entered_on.isoformat()
    assert browser.get(one).json() == {
        "id": str(Authority.objects.get().pk),
        "matter": "close-year",
        "subject": "2024",
        "article": "Article 9 — Surplus",
        "decided_on": "2025-02-27",
        "text": MINUTES,
        "fingerprint": "a1" * 32,
        "document": None,
        "proposal": None,
        "alone": False,
        "state": "confirmed",
        "entered_by": "ada",
        "entered_on": today,
        "confirmed_by": "dee",
        "confirmed_on": today,
        "used_for": None,
        "used_on": None,
        "withdrawn_by": None,
        "withdrawn_because": None,
    }


def test_an_entry_is_taken_back(entered: Authority, browser: Client) -> None:
    answer = send(browser, f"{DECISIONS}/{entered.pk}/withdrawal", {"because": "A slip.", "key": "w"})

    told = answer.json()
    assert (answer.status_code, told["state"], told["withdrawn_by"], told["withdrawn_because"]) == (
        201,
        "withdrawn",
        "ada",
        "A slip.",
    )


def test_a_refusal_is_problem_json(entered: Authority, browser: Client) -> None:
    answer = send(browser, f"{DECISIONS}/{entered.pk}/confirmation", {"key": "c"})

    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert answer.json()["code"] == "authority.own"


def test_the_list_is_read_lot_by_lot_and_can_be_narrowed(
    enter: Enter, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toadlane.decisions.api.MOST", 2)
    rows = [str(enter(key=str(n), subject=str(2022 + n)).pk) for n in range(3)]

    first = [row["id"] for row in browser.get(DECISIONS).json()]
    then = [row["id"] for row in browser.get(DECISIONS, {"before": first[-1]}).json()]
    narrowed = [row["id"] for row in browser.get(DECISIONS, {"subject": "2022"}).json()]

    assert (first, then, narrowed) == ([rows[2], rows[1]], [rows[0]], [rows[0]])


@pytest.mark.parametrize("many", [3, 90])
def test_the_list_asks_the_database_as_much_for_3_as_for_90(
    enter: Enter, browser: Client, django_assert_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    for n in range(many):
        enter(key=str(n))

    with django_assert_num_queries(6):
        assert len(browser.get(DECISIONS).json()) == many


def test_strangers_outsiders_and_candidates_without_sight_get_nothing(
    entered: Authority, bo: Participant, chi: Person, signed_in: SignedIn
) -> None:
    one = f"{DECISIONS}/{entered.pk}"

    acts = [f"{one}/confirmation", f"{one}/withdrawal"]
    form = {"key": "k", "because": "No."}
    outsider, candidate = signed_in(chi), signed_in(bo)

    codes = [outsider.get(address).status_code for address in (DECISIONS, one)]
    codes += [send(outsider, act, form).status_code for act in acts]
    refused = [send(candidate, act, form) for act in acts]

    assert (codes, Client().get(DECISIONS).status_code) == ([404] * 4, 401)
    assert [answer.json()["code"] for answer in refused] == ["authority.members"] * 2
    assert (Confirmation.objects.count(), Withdrawal.objects.count()) == (0, 0)
