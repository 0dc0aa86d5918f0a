"""Choosing a model by a few answers, two of them side by side, and one article taken from another."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.toadlane.charter import texts
from toadlane.charter import shelf
from toadlane.charter.models import CharterDraft, CharterText
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment

ROOM = "/c/harbour/charter/adoption/"
CHOOSING, COMPARING, TAKING = f"{ROOM}choosing/", f"{ROOM}comparing/", f"{ROOM}text/articles/"
PAIR = f"{COMPARING}?one=palante&other=quilted"
API = "/api/v1/coops/harbour/charter/models"
# Session, person, participant; stage and roles, open classes, roles of the day; whether there is a charter.
QUERIES = 7


def words(page: bytes) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode())))


@pytest.fixture
def draft(harbour: Coop, noon: Moment) -> CharterDraft:
    told = {"edited_by": "ada", "edited_at": noon.instant}
    return CharterDraft.objects.create(coop=harbour, source=texts.HARBOUR, model="", **told)


def taking(draft: CharterDraft, **said: Any) -> dict[str, Any]:
    return {
        "model": "quilted",
        "beside": "palante",
        "number": 11,
        "instead_of": 9,
        "digest": draft.digest,
        **said,
    }


def test_it_asks_what_sets_the_models_apart_and_answers_are_all_optional(browser: Client) -> None:
    page = browser.get(CHOOSING)

    told = words(page.content)
    assert page.status_code == 200
    assert "What does a new member put in?" in told
    assert told.count("It does not matter") == page.content.count(b"<fieldset")
    assert "The models, the nearest first" not in told


def test_the_nearest_model_comes_first_and_says_by_which_articles(browser: Client) -> None:
    page = browser.get(f"{CHOOSING}?pay=by-stage&shared-by=hours")

    told = words(page.content)
    nearest = told.partition("The models, the nearest first")[2]
    first = nearest.partition("answers")[0]
    assert shelf.model("quilted").title in first
    assert "2 of 2 answers" in nearest
    assert "Article 8 — Pay" in nearest
    assert "Its rules do not say; its prose may." in nearest  # a model without a rule on pay
    assert f"{COMPARING}?one=quilted&amp;other=" in page.content.decode()


@pytest.mark.parametrize("query", ["?pay=with-a-cow", "?shared-by=%00"])
def test_an_answer_no_model_gives_is_said_at_its_question(query: str, browser: Client) -> None:
    page = browser.get(f"{CHOOSING}{query}")

    assert page.status_code == 422
    assert "The models, the nearest first" not in words(page.content)


def test_two_models_are_told_subject_by_subject(browser: Client) -> None:
    page = browser.get(PAIR)

    told = words(page.content)
    assert page.status_code == 200
    surplus = told.partition(" Surplus ")[2].partition(" Members' accounts ")[0]
    assert "Article 9 — Surplus" in surplus
    assert "Article 11 — What a good year leaves" in surplus
    assert "both say the same" in told
    assert "No article on this." in told
    assert "Take it" not in told
    assert f'href="{ROOM}models/quilted/"' in page.content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 200),
        ("?one=palante", 200),
        ("?one=palante&other=palante", 422),
        ("?one=nobodys&other=quilted", 422),
    ],
)
def test_two_different_models_of_the_shelf_are_compared(query: str, status: int, browser: Client) -> None:
    page = browser.get(f"{COMPARING}{query}")

    assert page.status_code == status
    assert (b'class="subject"' in page.content) == (status == 200)


def test_an_article_is_taken_into_the_draft_in_place_of_its_own(draft: CharterDraft, browser: Client) -> None:
    offered = words(browser.get(PAIR).content)
    answer = browser.post(TAKING, taking(draft), follow=True)

    assert "Take it instead of “Article 9 — Surplus” : Article 11 — What a good year leaves" in offered
    assert "Take it as a further article" in offered
    assert "The article is in your text now." in words(answer.content)
    assert "Taken from “Article 11 — What a good year leaves” (" in words(answer.content)
    kept = CharterDraft.objects.get()
    assert "## Article 9 — What a good year leaves" in kept.source
    assert "## Article 9 — Surplus" not in kept.source


def test_an_article_that_cites_others_says_so(draft: CharterDraft, browser: Client) -> None:
    citing = next(
        int(number)
        for number in range(1, 21)
        if re.search(
            rf"## Article {number} —(?:(?!\n## ).)*\bArticle \d", shelf.model("palante").source, re.DOTALL
        )
    )

    answer = browser.post(
        TAKING, taking(draft, model="palante", beside="quilted", number=citing, instead_of=""), follow=True
    )

    assert "It speaks of other articles by their numbers in the model" in words(answer.content)


def test_a_text_changed_meanwhile_keeps_what_it_says(draft: CharterDraft, browser: Client) -> None:
    answer = browser.post(TAKING, taking(draft, digest="0" * 64))

    assert answer.status_code == 409
    assert "The text was changed since you read it. Read it once more, and do it then." in words(
        answer.content
    )
    assert CharterDraft.objects.get().source == texts.HARBOUR


@pytest.mark.parametrize("said", [{"number": "x"}, {"model": "nobodys"}, {"beside": "nobodys"}])
def test_what_no_page_offers_is_nowhere(said: dict[str, str], draft: CharterDraft, browser: Client) -> None:
    assert browser.post(TAKING, taking(draft, **said)).status_code == 404


def test_a_draft_that_cannot_be_read_yet_takes_articles_after_its_last(
    draft: CharterDraft, browser: Client
) -> None:
    CharterDraft.objects.update(source="not yet")

    told = words(browser.get(PAIR).content)

    assert "Take it instead of" not in told
    assert "Take it as a further article" in told


def test_these_pages_are_for_whoever_sets_the_co_op_up_until_it_has_a_charter(
    bo: Participant, browser: Client, signed_in: Any, charter: CharterText
) -> None:
    bos = signed_in(bo)

    assert [browser.get(page).status_code for page in (CHOOSING, PAIR)] == [409, 409]
    assert [bos.get(page).status_code for page in (CHOOSING, PAIR)] == [409, 409]
    assert bos.get(f"{API}/questions").status_code == 409


@pytest.mark.parametrize("address", [CHOOSING, f"{CHOOSING}?tax=us-partnership", PAIR])
def test_each_page_asks_a_fixed_number_of_questions(
    address: str, draft: CharterDraft, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(QUERIES + (address == PAIR)):  # and the draft
        browser.get(address)


def test_the_api_asks_ranks_compares_and_takes_alike(browser: Client, harbour: Coop) -> None:
    asked = browser.get(f"{API}/questions").json()
    ranked = browser.post(f"{API}/ranking", {"answers": {"pay": "by-stage"}}, "application/json").json()
    compared = browser.get(f"{API}/comparison?one=palante&other=quilted").json()
    taken = browser.post(
        f"{API}/quilted/articles/11/text", {"source": texts.HARBOUR, "instead_of": 9}, "application/json"
    ).json()
    adopted = browser.post(
        "/api/v1/coops/harbour/charter/adoption",
        {"key": "adopt", "source": taken["source"], "articles": [{"model": "quilted", "number": 11}]},
        "application/json",
    )

    pay = next(one for one in asked if one["name"] == "pay")
    assert {"value": "by-stage", "models": ["quilted"]}.items() <= next(
        one for one in pay["answers"] if one["value"] == "by-stage"
    ).items()
    assert ranked[0]["model"] == "quilted"
    assert ranked[0]["fits"][0]["articles"] == ["Article 8 — Pay"]
    surplus = next(one for one in compared if one["kinds"] == ["surplus"])
    assert [surplus[side][0]["citation"] for side in ("one", "other")] == [
        "Article 9 — Surplus",
        "Article 11 — What a good year leaves",
    ]
    assert adopted.status_code == 201, adopted.json()
    assert [(one["number"], one["citation"]) for one in CharterText.objects.get(coop=harbour).origins] == [
        (9, "Article 11 — What a good year leaves")
    ]


@pytest.mark.parametrize(
    ("answers", "code"), [({"colour": "red"}, "choosing.question"), ({"pay": "cow"}, "choosing.answer")]
)
def test_the_api_says_what_is_not_asked(answers: dict[str, str], code: str, browser: Client) -> None:
    answer = browser.post(f"{API}/ranking", {"answers": answers}, "application/json")

    assert answer.status_code == 422
    assert answer.json()["code"] == code
