"""The charter through the API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from bylaws.charter.kinds.pay import Pay
from bylaws.charter.words import plain
from tests.toadlane.charter import texts
from tests.toadlane.charter.conftest import Amend
from toadlane.charter import reads
from toadlane.charter.models import CharterText
from toadlane.coops.models import Participant
from toadlane.people.models import Person

SignedIn = Callable[[Participant | Person], Client]
CHARTER = "/api/v1/coops/harbour/charter"


def test_the_charter_of_a_day_is_read_as_it_was_adopted(amend: Amend, browser: Client) -> None:
    amended = amend("2025-wages", texts.wages("2025-03-01"))

    told = browser.get(CHARTER, {"on": "2025-03-01"}).json()

    rule = reads.charter_of(amended.coop).on(dt.date(2025, 3, 1)).rule("pay", Pay, "wages")
    assert (told["name"], told["on"], told["since"]) == (
        "Harbour Web Cooperative",
        "2025-03-01",
        "2025-03-01",
    )
    assert [(one["number"], one["amended_by"]) for one in told["articles"]] == [
        (number, "2025-wages" if number == 7 else None) for number in (1, 3, 6, 7, 9, 11, 12)
    ]
    assert told["articles"][3] == {
        "number": 7,
        "citation": "Article 7 — Pay",
        "prose": "An hour is paid at 32 dollars.",
        "rules": [
            {
                "kind": "pay",
                "name": "wages",
                "plain": plain(rule),
                "toml": texts.wages().partition("```toml rule\n")[2].partition("\n```")[0],
            }
        ],
        "amended_by": "2025-wages",
    }
    assert told["texts"][1] == {
        "name": "2025-wages",
        "sha256": amended.digest,
        "adopted_on": "2025-02-20",
        "takes_effect_on": "2025-03-01",
        "decision": "members' meeting, item 6",
        "settles": [7],
        "repeals": [],
        "state": "holds",
    }


@pytest.mark.parametrize(("day", "amended"), [("2025-02-28", None), ("2025-03-01", "2025-wages")])
def test_an_amendment_holds_from_its_day(
    amend: Amend, browser: Client, day: str, amended: str | None
) -> None:
    amend("2025-wages", texts.wages("2025-03-01"))

    told = browser.get(CHARTER, {"on": day}).json()

    assert told["articles"][3]["amended_by"] == amended


@pytest.mark.parametrize(("on", "code"), [("2024-12-31", "charter.not-yet"), ("soon", "api.schema")])
def test_a_day_without_a_charter_is_a_fault(
    charter: CharterText, browser: Client, on: str, code: str
) -> None:
    assert browser.get(CHARTER, {"on": on}).json()["code"] == code


def test_without_a_charter_it_says_what_to_do(ada: Participant, browser: Client) -> None:
    answer = browser.get(CHARTER)

    assert (answer.status_code, answer.json()["code"]) == (409, "charter.none")


def test_it_is_open_to_whom_the_charter_says(amend: Amend, chi: Person, signed_in: SignedIn) -> None:
    strangers = [Client(), signed_in(chi)]
    before = [browser.get(CHARTER).status_code for browser in strangers]

    amend("2025-closed", texts.closed("2025-03-03"))

    assert (before, [browser.get(CHARTER).status_code for browser in strangers]) == ([200, 200], [404, 404])


def test_rules_are_told_in_the_language_that_is_asked_for(charter: CharterText, browser: Client) -> None:
    asked = [browser.get(CHARTER, headers={"Accept-Language": language}).json() for language in ("es", "de")]

    kept = reads.charter_of(charter.coop).on(dt.date(2025, 3, 1)).rule("pay", Pay, "wages")
    assert [told["articles"][3]["rules"][0]["plain"] for told in asked] == [
        plain(kept, "es"),
        plain(kept, "en"),
    ]
