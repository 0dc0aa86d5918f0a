"""Making a co-op over the API."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.toadlane.founding.conftest import NEW
from toadlane.coops.models import Coop
from toadlane.people.models import Person

COOPS = "/api/v1/coops"
BODY = {**NEW.written(), "founder": NEW.founder, "key": "start"}


def post(browser: Client, body: dict[str, Any]) -> Any:
    return browser.post(COOPS, body, content_type="application/json")


def test_a_co_op_is_made_once_and_listed(browser: Client) -> None:
    first, second = post(browser, BODY), post(browser, BODY)

    assert (first.status_code, first.json()) == (201, second.json())
    assert browser.get(COOPS).json() == [first.json()]
    assert first.json()["you"] == "olive"


def test_refusals_are_problems(browser: Client, signed_in: Any, chi: Person) -> None:
    others = post(signed_in(chi), BODY)
    misspelt = post(browser, {**BODY, "time_zone": "Mars/Olympus"})
    strangers = post(Client(), BODY)

    assert [one.status_code for one in (others, misspelt, strangers)] == [409, 422, 401]
    assert (others.json()["code"], misspelt.json()["code"]) == ("founding.not-operator", "founding.time_zone")
    assert Coop.objects.count() == 0
