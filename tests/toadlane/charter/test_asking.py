"""Questions to the charter, and the way a matter goes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.bylaws.charter import deciding
from tests.bylaws.charter.texts import article
from tests.toadlane.charter import texts
from tests.toadlane.charter.conftest import Adopt, Amend
from toadlane.charter.models import CharterText
from toadlane.coops.models import Participant
from toadlane.people.models import Person

ASK, MATTERS = "/c/harbour/charter/ask/", "/c/harbour/charter/matters/{}/"
API = "/api/v1/coops/harbour/charter/"
# Session, person, participant; stage and roles, open classes; the digests of the texts.
QUERIES = 6
DECIDING = (
    article(20, "Every day", deciding.EVERYDAY)
    + article(21, "People", deciding.PEOPLE)
    + article(22, "Three quarters", deciding.THREE_QUARTERS)
    + article(23, "Who decides what", deciding.SUBJECTS)
)


@pytest.fixture
def deciding_charter(adopt: Adopt) -> CharterText:
    """Harbour, with rules on deciding."""
    return adopt(texts.HARBOUR + DECIDING)


def test_a_question_is_answered_with_its_articles(deciding_charter: CharterText, browser: Client) -> None:
    html = browser.get(ASK, {"q": "Who may spend 800?"}).content.decode()

    [first, *_] = browser.get(API + "answers", {"q": "Who may spend 800?"}).json()
    assert 'href="/c/harbour/charter/matters/spend/?amount=800.00">Spending money</a>' in html
    assert "whoever meets it, alone" in html
    assert 'charter/article/23/"' in html
    assert first == {
        "title": "Spending money",
        "says": ["up to $500.00: whoever meets it, alone", "the rule “everyday”"],
        "articles": ["Article 23 — Who decides what", "Article 20 — Every day"],
        "matter": "spend",
    }


def test_what_nothing_answers_is_said(deciding_charter: CharterText, browser: Client) -> None:
    html = browser.get(ASK, {"q": "zzyzx"}).content.decode()

    assert "Nothing in the charter answers this" in html
    assert browser.get(API + "answers", {"q": "zzyzx"}).json() == []


def test_without_a_question_every_matter_stands_there(deciding_charter: CharterText, browser: Client) -> None:
    html = browser.get(ASK).content.decode()

    over_the_api = browser.get(API + "matters").json()
    assert [one["matter"] for one in over_the_api[:4]] == ["hire", "dismiss", "amend-charter", "spend"]
    assert re.findall(r'charter/matters/([\w-]+)/">', html) == [one["matter"] for one in over_the_api]


def test_the_way_of_a_matter_is_walked_to_its_end(deciding_charter: CharterText, browser: Client) -> None:
    html = browser.get(MATTERS.format("hire")).content.decode()
    way = browser.get(API + "matters/hire").json()

    assert [step["rule"] for step in way["steps"]] == ["people", "three-quarters"]
    assert html.index("The rule “people”") < html.index("The rule “three-quarters”")
    assert way["silence"] == "If nobody answers, nothing is decided, and it may be raised anew."
    assert way["silence"] in html
    assert way["articles"] == [
        "Article 23 — Who decides what",
        "Article 21 — People",
        "Article 22 — Three quarters",
    ]


@pytest.mark.parametrize(
    ("amount", "steps"), [("500.00", []), ("500.01", ["everyday"]), ("800.00", ["everyday"])]
)
def test_who_decides_on_money_turns_on_the_amount(
    deciding_charter: CharterText, browser: Client, amount: str, steps: list[str]
) -> None:
    way = browser.get(API + "matters/spend", {"amount": amount}).json()
    html = browser.get(MATTERS.format("spend"), {"amount": amount}).content.decode()

    assert [step["rule"] for step in way["steps"]] == steps
    assert re.findall(r"<h3>The rule “([\w-]+)”", html) == steps


def test_an_amount_is_asked_for_where_it_matters(deciding_charter: CharterText, browser: Client) -> None:
    unasked = browser.get(MATTERS.format("spend"))
    mistyped = browser.get(MATTERS.format("spend"), {"amount": "lots"})

    assert 'name="amount"' in unasked.content.decode()
    assert "If it is raised today" not in unasked.content.decode()
    assert (mistyped.status_code, 'value="lots"' in mistyped.content.decode()) == (422, True)
    assert browser.get(API + "matters/spend").status_code == 422
    assert browser.get(API + "matters/spend", {"amount": "lots"}).status_code == 422


def test_what_the_charter_is_silent_on_is_told_as_that(adopt: Adopt, browser: Client) -> None:
    without_the_rest = deciding.SUBJECTS.replace("otherwise =", "admit-member =")
    adopt(texts.HARBOUR + DECIDING.replace(deciding.SUBJECTS, without_the_rest))

    html = browser.get(MATTERS.format("borrow")).content.decode()

    assert "The charter does not say who decides “borrow”." in html
    assert browser.get(API + "matters/borrow").status_code == 409


def test_a_charter_without_such_rules_says_so(charter: CharterText, browser: Client) -> None:
    assert "does not say in a rule who decides what" in browser.get(ASK).content.decode()
    assert browser.get(API + "matters").json() == []


def test_a_matter_nobody_ever_named_is_not_there(deciding_charter: CharterText, browser: Client) -> None:
    assert browser.get(MATTERS.format("moonshine")).status_code == 404
    assert browser.get(API + "matters/moonshine").status_code == 404


def test_questions_may_be_long_strange_and_hostile(deciding_charter: CharterText, browser: Client) -> None:
    strange = ["<script>alert(1)</script>", "\u202etxet", "% _ ' \"", "８００", "👷"]

    asked = [browser.get(ASK, {"q": q}) for q in strange]

    assert [one.status_code for one in asked] == [200] * len(strange)
    assert "<script>alert" not in asked[0].content.decode()
    assert browser.get(ASK, {"q": "x" * 401}).status_code == 422
    assert browser.get(API + "answers", {"q": "x" * 401}).status_code == 422


def test_only_readers_of_the_charter_may_ask(
    amend: Amend, bo: Participant, signed_in: Callable[[Participant | Person], Client]
) -> None:
    amend("closed", texts.closed())

    paths = (ASK, MATTERS.format("hire"), API + "matters", API + "matters/hire", API + "answers?q=hire")
    assert [signed_in(bo).get(path).status_code for path in paths] == [404] * len(paths)


def test_asking_asks_little_of_the_database(
    deciding_charter: CharterText, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for path in (ASK, ASK + "?q=hiring", MATTERS.format("hire")):
        browser.get(path)
        with django_assert_num_queries(QUERIES):
            browser.get(path)
