"""What an article said before, and what it will say; and the days on which the charter changes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.toadlane.charter import texts
from tests.toadlane.charter.conftest import Amend
from toadlane.charter.models import CharterText
from toadlane.coops.models import Participant
from toadlane.people.models import Person

PAGE = "/c/harbour/charter/article/{}/history/"
OVER_THE_API = "/api/v1/coops/harbour/charter/articles/{}/history"
# Session, person, participant; stage and roles, open classes; the digests of the texts.
QUERIES = 6
LATER = "2090-01-01"


def test_each_version_is_told_against_the_one_before(amend: Amend, browser: Client) -> None:
    amend("half", texts.half(LATER))

    html = browser.get(PAGE.format(9)).content.decode()

    assert re.findall(r'<h2 id="since-([\d-]+)"', html) == [LATER, "2025-01-01"]
    assert "<del>A quarter</del><ins>Half</ins> stays in common" in html
    assert "<li><ins>Step 1: 50% of the whole surplus goes to the collective account.</ins></li>" in html
    assert "<li><del>Step 1: 25% of the whole surplus goes to the collective account.</del></li>" in html
    told = "members&#x27; meeting, item 3."
    assert re.search(rf"By the amendment half, adopted on [^:]*2025: {told}", html)


def test_the_page_and_the_api_tell_the_same(amend: Amend, browser: Client) -> None:
    amend("half", texts.half(LATER))

    later, first = browser.get(OVER_THE_API.format(9)).json()

    assert (first["from_day"], first["until"], first["state"], first["amendment"], first["prose"]) == (
        "2025-01-01",
        LATER,
        "now",
        "",
        [],
    )
    assert (later["from_day"], later["until"], later["state"], later["decision"]) == (
        LATER,
        None,
        "later",
        "members' meeting, item 3",
    )
    assert [one for one in later["prose"] if one["kind"] != "same"] == [
        {"kind": "removed", "text": "A quarter"},
        {"kind": "added", "text": "Half"},
    ]
    assert {one["kind"] for one in first["rules"][0]["sentences"]} == {"same"}


def test_an_article_repealed_and_its_rules_with_it(amend: Amend, browser: Client) -> None:
    amend("no-wages", texts.amendment(LATER, 8, "repeals = [7]"))

    html = browser.get(PAGE.format(7)).content.decode()
    later, first = browser.get(OVER_THE_API.format(7)).json()

    assert "Repealed: no article stood under this number." in html
    assert (later["stands"], later["rules"], first["stands"]) == (False, [], True)


def test_words_alone_may_change_and_rules_come_and_go(amend: Amend, browser: Client) -> None:
    wages = texts.WAGES.format(rate=30)
    anew = wages.replace("is paid at", "earns")
    amend("said", texts.amendment("2025-02-01", 1, "replaces = [7]", "2025-02-01") + anew)
    amend("bare", texts.amendment(LATER, 2, "replaces = [7]") + anew.partition("```")[0])

    bare_then, said_then, _ = browser.get(OVER_THE_API.format(7)).json()

    assert {one["kind"] for rule in said_then["rules"] for one in rule["sentences"]} == {"same"}
    assert {one["kind"] for rule in bare_then["rules"] for one in rule["sentences"]} == {"removed"}
    assert {one["kind"] for one in bare_then["prose"]} == {"same"}
    assert "Its words stayed as they were:" in browser.get(PAGE.format(7)).content.decode()


@pytest.mark.parametrize("number", [2, 99999999999999999999])
def test_an_article_that_never_stood_is_not_there(charter: CharterText, browser: Client, number: int) -> None:
    asked = [browser.get(path.format(number)).status_code for path in (PAGE, OVER_THE_API)]

    assert asked == [404, 404]


def test_it_is_read_by_whoever_may_read_the_charter(
    amend: Amend, chi: Person, bo: Participant, signed_in: Callable[[Participant | Person], Client]
) -> None:
    paths = [PAGE.format(9), OVER_THE_API.format(9)]
    before = [signed_in(who).get(path).status_code for who in (bo, chi) for path in paths]
    amend("closed", texts.closed())

    after = [signed_in(who).get(path).status_code for who in (bo, chi) for path in paths]

    assert (before, after) == ([200] * 4, [404] * 4)


def test_long_histories_ask_no_more_of_the_database(
    amend: Amend, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nth in range(1, 5):
        day = f"2025-02-0{nth}"
        amend(f"pay-{nth}", texts.wages(day=day, rate=40 + nth, adopted=day))
    browser.get(PAGE.format(7))

    with django_assert_num_queries(QUERIES):
        browser.get(PAGE.format(7))


def test_the_days_of_change_stand_above_the_charter(amend: Amend, browser: Client) -> None:
    amend("wages", texts.wages())
    amend("half", texts.half(LATER))

    html = browser.get("/c/harbour/charter/").content.decode()

    strip = html.partition('<nav class="timeline')[2].partition("</nav>")[0]
    assert re.findall(r'\?on=([\d-]+)"( aria-current="true")?', strip) == [
        ("2025-01-01", ""),  # earlier
        ("2025-01-01", ""),
        ("2025-03-01", ' aria-current="true"'),
        (LATER, ""),
        (LATER, ""),  # later
    ]
    assert f'href="{PAGE.format(7)}"' in html


def test_a_charter_never_amended_has_no_strip_of_days(charter: CharterText, browser: Client) -> None:
    assert "timeline" not in browser.get("/c/harbour/charter/").content.decode()
