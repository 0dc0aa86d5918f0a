"""What is worth a look in a charter, with the people there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.toadlane.charter import texts
from tests.toadlane.charter.conftest import Adopt
from tests.toadlane.charter.test_asking import DECIDING
from toadlane.charter.models import CharterText
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.people.models import Person

PAGE, API = "/c/harbour/charter/worth-a-look/", "/api/v1/coops/harbour/charter/worth-a-look"
ROLE = """
## Article 30 — The treasurer

Two of us keep the money.

```toml rule
kind = "role"
name = "treasurer"
filled = "volunteer"
open_to = ["member"]
holders = 2
does = ["keeps the money"]
held_for = "co-op"
```
"""
# Session, person, participant; stage and roles, open classes; texts; members, roles.
QUERIES = 8


def found(browser: Client) -> dict[str, list[str]]:
    """What is told, by where it was found."""
    told: dict[str, list[str]] = {"text": [], "people": [], "perhaps": []}
    for one in browser.get(API).json():
        told[one["where"]].append(one["says"])
    return told


def test_what_hangs_on_how_many_they_are_is_told(adopt: Adopt, browser: Client) -> None:
    adopt(texts.HARBOUR + DECIDING + ROLE)

    told, html = found(browser), browser.get(PAGE).content.decode()

    assert "0 of 2 hold the role “treasurer”." in told["people"]
    assert all(says in html for says in told["people"])
    assert 'charter/article/30/"' in html


def test_prose_alone_is_pointed_out_as_perhaps_meant_so(charter: CharterText, browser: Client) -> None:
    told, html = found(browser), browser.get(PAGE).content.decode()

    assert told["perhaps"] != []
    assert told["people"] == []
    assert "Every threshold can be met, and every role the charter names is held." in html


def test_what_hangs_on_people_is_for_those_who_may_see_them(
    adopt: Adopt, bo: Participant, signed_in: Callable[[Participant | Person], Client]
) -> None:
    adopt(texts.HARBOUR + DECIDING + ROLE)
    browser = signed_in(bo)

    told, html = found(browser), browser.get(PAGE).content.decode()

    assert told["people"] == []
    assert "With the people you are" not in html


def test_strangers_find_nothing(
    charter: CharterText, chi: Person, signed_in: Callable[[Person], Client]
) -> None:
    asked = [browser.get(path).status_code for browser in (Client(), signed_in(chi)) for path in (PAGE, API)]

    assert 200 not in asked


def test_the_page_asks_as_much_of_a_small_co_op_as_of_a_large_one(
    *,
    harbour: Coop,
    adopt: Adopt,
    browser: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    adopt(texts.HARBOUR + DECIDING + ROLE)
    many = [Participant(coop=harbour, key=f"p{nth}", name=f"P{nth}") for nth in range(30)]
    Participant.objects.bulk_create(many)
    for who in many:
        StagePeriod.objects.create(
            coop=harbour, participant=who, stage="member", valid_from=dt.date(2024, 1, 1)
        )
    browser.get(PAGE)

    with django_assert_num_queries(QUERIES):
        browser.get(PAGE)
