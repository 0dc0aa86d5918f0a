"""The pages of dues with the API beside them, for each who may and may not see and do a thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.toadlane.conftest import NOON
from tests.toadlane.dues.conftest import click
from toadlane.books.models import Payment
from toadlane.coops.models import Coop, Participant
from toadlane.dues.models import DuesKept, PartTime, Speaker
from toadlane.members.models import Change
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
ROOM, API = "/c/harbour/dues/", "/api/v1/coops/harbour/dues"
JSON = "application/json"


@pytest.fixture(autouse=True)
def _it_is_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def sent(client: Client, path: str, **typed: object) -> Any:
    return client.post(f"{ROOM}{path}", {"key": click(), **typed})


def asked(client: Client, path: str = "", **body: object) -> Any:
    if not body:
        return client.get(f"{API}{path}")
    return client.post(f"{API}{path}", {"key": click(), **body}, content_type=JSON)


def test_the_bookkeeper_keeps_dues_takes_some_in_and_both_ways_tell_the_same(
    orchard: Participant, ada: Participant, signed_in: Enter
) -> None:
    books = signed_in(ada)
    assert b"not kept here yet" in books.get(ROOM).content
    assert sent(books, "", from_day="2025-01-01").status_code == 302
    assert str(DuesKept.objects.get().from_day) == "2025-01-01"

    payment = {"due_for": "2025-01-01", "amount": "150.00", "on": "2025-03-03", "method": "bank"}
    assert sent(books, "orchard/payment/", **payment).status_code == 302
    refused = sent(books, "orchard/payment/", **{**payment, "amount": "51.00", "reference": "second"})
    assert refused.status_code == 422
    assert b"is no part of it" in refused.content
    assert b'value="51.00"' in refused.content
    assert Payment.objects.count() == 1

    page = books.get(f"{ROOM}orchard/").content.decode()
    assert "Nia Okafor" in page
    assert "$150.00" in page
    told = asked(books, "/orchard").json()
    assert (told["organisation"], told["speaker"], told["late"], told["has_vote"]) == (
        True,
        "Nia Okafor",
        "50.00",
        False,
    )
    assert told["owed"] == [
        {
            "begins": "2025-01-01",
            "until": "2026-01-01",
            "amount": "200.00",
            "paid": "150.00",
            "open": "50.00",
            "due_on": "2025-01-31",
            "follows_on": "2025-03-02",
        }
    ]
    rest = {"due_for": "2025-06-01", "amount": "50.00", "paid_on": "2025-03-03", "reference": "rest"}
    assert asked(books, "/orchard/payments", **rest).json()["late"] is None
    assert asked(books).json()["members"] == [
        {
            "person": "orchard",
            "organisation": True,
            "pays": True,
            "has_vote": True,
            "late": None,
            "follows": "nothing",
            "since": None,
        }
    ]


@pytest.mark.usefixtures("kept")
def test_whose_dues_are_open_is_told_to_nobody_else(
    orchard: Participant, fay: Participant, chi: Person, signed_in: Enter
) -> None:
    list_keeper, own = signed_in(fay), signed_in(orchard)

    for client, sees in ((list_keeper, False), (own, True)):
        assert ("$200.00" in client.get(ROOM).content.decode()) is sees
        assert ("$200.00" in client.get(f"{ROOM}orchard/").content.decode()) is sees
        told = asked(client, "/orchard").json()
        assert (told["late"], bool(told["owed"])) == (("200.00", True) if sees else (None, False))
    for path in ("", "orchard/"):
        assert signed_in(chi).get(f"{ROOM}{path}").status_code == 404
    assert asked(signed_in(chi), "/orchard").status_code == 404
    assert list_keeper.get(f"{ROOM}nobody/").status_code == 404


def test_whoever_keeps_the_list_enters_organisations_and_shares_and_others_are_refused(
    network: Coop, bo: Participant, fay: Participant, signed_in: Enter
) -> None:
    keeper, other = signed_in(fay), signed_in(bo)

    assert sent(keeper, "bo/share/", share="half", from_day="2025-03-03").status_code == 422
    assert sent(keeper, "bo/share/", share="1/2", from_day="2025-03-03").status_code == 302
    assert asked(keeper, "/bo").json()["share"] == "1/2"
    assert sent(other, "bo/share/", share="1/4", from_day="2025-03-03").status_code in {404, 409}
    assert PartTime.objects.get().share == "1/2"

    assert asked(keeper, "/bo/organisation", speaker="Olu").json()["speaker"] == "Olu"
    assert sent(keeper, "bo/speaker/", speaker="Nia", email="").status_code == 302
    assert (Speaker.objects.get().name, Change.objects.count()) == ("Olu", 1)  # a second member confirms it
    assert b"organisation" in keeper.get(ROOM).content
    assert sent(keeper, "bo/organisation/removal/").status_code == 302
    assert not Speaker.objects.exists()


@pytest.mark.usefixtures("kept")
def test_a_membership_that_is_over_is_entered_from_its_page(
    orchard: Participant, fay: Participant, ada: Participant, signed_in: Enter
) -> None:
    keeper = signed_in(fay)
    assert b"By the charter this membership is over" in keeper.get(f"{ROOM}orchard/").content
    assert sent(signed_in(ada), "orchard/band/", band="small", from_day="2025-03-03").status_code == 302

    assert b"another member enters it" in signed_in(ada).get(f"{ROOM}orchard/").content
    assert sent(signed_in(ada), "orchard/end/").status_code == 409

    assert sent(keeper, "orchard/end/").status_code == 302
    assert sent(keeper, "orchard/end/").status_code == 409
    assert asked(signed_in(ada)).json()["members"] == []


def test_a_co_op_without_dues_says_so(harbour: Coop, ada: Participant, signed_in: Enter) -> None:
    client = signed_in(ada)
    assert b"asks for no dues" in client.get(ROOM).content
    assert client.get(f"{ROOM}ada/").status_code == 200
    assert sent(client, "ada/band/", band="", from_day="2025-03-03").status_code == 404
    assert asked(
        client, "/ada/payments", due_for="2025-01-01", amount="1.00", paid_on="2025-03-03"
    ).status_code in {
        404,
        409,
    }
    assert asked(client).json() == {"kept_from": None, "members": []}
