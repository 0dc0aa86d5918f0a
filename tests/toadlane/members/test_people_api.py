"""People over the API: the same verbs, and the same refusals as problems."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.toadlane.conftest import join
from tests.toadlane.members.conftest import BEGAN
from toadlane.coops.models import Coop, Participant
from toadlane.members.models import Invitation
from toadlane.record.models import Entry

PEOPLE = "/api/v1/coops/harbour/people"
HAL = {
    "name": "Hal",
    "email": "hal@harbour.example",
    "stages": [{"word": "member", "valid_from": "2024-01-01"}],
}


def post(browser: Client, where: str, body: dict[str, Any]) -> Any:
    return browser.post(f"{PEOPLE}{where}", body, content_type="application/json")


def test_people_are_brought_in_and_listed(browser: Client) -> None:
    came = post(browser, "", {"people": [HAL], "key": "k"})
    again = post(browser, "", {"people": [HAL], "key": "k"})

    assert (came.status_code, came.json()) == (201, again.json())
    assert came.json()[0]["invitations"][0]["link"].startswith("http")
    assert browser.get(PEOPLE).json() == [
        {
            "key": "fay",
            "name": "Fay Example",
            "stage": "member",
            "since": "2019-04-01",
            "roles": ["founder"],
            "signs_in": True,
        },
        {
            "key": "hal",
            "name": "Hal",
            "stage": "member",
            "since": "2024-01-01",
            "roles": [],
            "signs_in": False,
        },
    ]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"people": [], "key": "k"}, 422, "api.schema"),
        ({"people": [{**HAL, "email": "hal"}], "key": "k"}, 422, "members.email"),
        ({"people": [HAL, HAL], "key": "k"}, 422, "members.twice"),
    ],
)
def test_a_refusal_is_a_problem(browser: Client, body: dict[str, Any], status: int, code: str) -> None:
    answer = post(browser, "", body)

    assert (answer.status_code, answer.json()["code"], Participant.objects.count()) == (status, code, 1)


def test_stages_and_roles_begin_and_are_put_right(browser: Client, gil: Participant) -> None:
    begun = post(
        browser, "/gil/stages", {"word": "sabbatical", "valid_from": "2025-01-01", "key": "a"}
    ).json()
    given = post(browser, "/gil/roles", {"word": "accountant", "valid_from": "2025-01-01", "key": "b"}).json()
    right = {"word": "sabbatical", "valid_from": "2025-02-01", "because": "February", "key": "c"}
    moved = post(browser, f"/gil/stages/{begun['id']}/correction", right)
    never = {"word": "accountant", "valid_from": "2025-01-01", "never": True, "because": "a slip", "key": "d"}
    gone = post(browser, f"/gil/roles/{given['id']}/correction", never)
    late = post(browser, f"/gil/roles/{given['id']}/correction", {**never, "key": "e"})

    assert (moved.status_code, moved.json()["valid_from"]) == (201, "2025-02-01")
    assert (gone.json()["state"], late.status_code, late.json()["code"]) == ("void", 409, "members.replaced")
    states = [(one["word"], one["state"]) for one in browser.get(f"{PEOPLE}/gil").json()["stages"]]
    assert ("sabbatical", "replaced") in states


def called(browser: Client, name: str, key: str = "a") -> Any:
    return browser.put(f"{PEOPLE}/gil/name", {"name": name, "key": key}, content_type="application/json")


def test_a_name_is_put_right_once_and_the_key_stays(browser: Client, gil: Participant) -> None:
    right, again = called(browser, " Gill  Example "), called(browser, " Gill  Example ")
    other = called(browser, "Gilda")

    assert (right.status_code, right.json()) == (200, again.json())
    assert (right.json()["key"], right.json()["name"]) == ("gil", "Gill Example")
    assert (other.status_code, other.json()["code"]) == (422, "key.other-content")
    assert Entry.objects.filter(kind="person.renamed.v1").count() == 1


@pytest.mark.parametrize("name", ["", "   ", "a" * 121, "Gil\x07", "Gil\u202eExample"])
def test_what_is_no_name_leaves_the_one_there_is(browser: Client, gil: Participant, name: str) -> None:
    answer = called(browser, name)

    assert (answer.status_code, Participant.objects.get(key="gil").name) == (422, gil.name)


def test_only_who_enters_people_puts_names_right(
    coop: Coop, gil: Participant, bo: Participant, signed_in: Any
) -> None:
    ada = signed_in(join(coop, "ada", "member", BEGAN))

    assert [called(who, "Gill").status_code for who in (ada, signed_in(bo))] == [409, 404]


def test_invitations_are_made_and_withdrawn(browser: Client, gil: Participant) -> None:
    made = post(browser, "/gil/invitations", {"email": "gil@new.example", "key": "a"}).json()
    gone = post(browser, f"/gil/invitations/{made['id']}/withdrawal", {"key": "b"})

    assert (gone.status_code, gone.json()["state"], gone.json()["link"]) == (200, "withdrawn", "")


def test_members_read_without_addresses_and_enter_nothing(
    coop: Coop, gil: Participant, signed_in: Any, browser: Client
) -> None:
    ada = signed_in(join(coop, "ada", "member", BEGAN))
    invitation = Invitation.objects.get()

    assert ada.get(f"{PEOPLE}/gil").json()["invitations"] == []
    assert post(ada, "", {"people": [HAL], "key": "k"}).status_code == 409
    assert post(ada, f"/gil/invitations/{invitation.pk}/withdrawal", {"key": "k"}).status_code == 404


def test_what_is_not_there_or_not_for_them_is_not_found(
    browser: Client, gil: Participant, bo: Participant, signed_in: Any
) -> None:
    nothing = "00000000-0000-7000-8000-000000000000"
    correction = {"word": "member", "valid_from": "2024-01-01", "because": "x", "key": "k"}

    assert browser.get(f"{PEOPLE}/nobody").status_code == 404
    assert post(browser, f"/gil/stages/{nothing}/correction", correction).status_code == 404
    assert post(browser, f"/gil/invitations/{nothing}/withdrawal", {"key": "k"}).status_code == 404
    assert [signed_in(bo).get(f"{PEOPLE}{who}").status_code for who in ("", "/gil", "/bo")] == [404, 404, 200]
