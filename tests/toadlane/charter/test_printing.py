"""Bylaws to print and to hand on, by page and by API."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any

import docx
import pypdf
import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bylaws.charter.printing.document import fingerprint
from bylaws.charter.printing.style import POLICY
from tests.bylaws.charter.texts import day
from tests.toadlane.charter import texts
from tests.toadlane.charter.conftest import Amend
from toadlane.charter import reads
from toadlane.charter.models import CharterText
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.record import checkpointing
from toadlane.record.verbs import append, sequence
from toadlane.ui import figures

SignedIn = Callable[[Participant | Person], Client]
PRINT = "/c/harbour/charter/print/"
API = "/api/v1/coops/harbour/charter/printed/"
FORMS = ["pdf", "docx", "html", "md"]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Session, person, participant; stage and roles; the digests of the texts, for the day and for the file;
# the latest checkpoint.
QUERIES = 7


def read(form: str, body: bytes) -> str:
    """The words of a printed charter."""
    match form:
        case "pdf":
            return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
        case "docx":
            return "\n".join(one.text for one in docx.Document(io.BytesIO(body)).paragraphs)
    return body.decode()


@pytest.mark.parametrize("address", [f"{PRINT}bylaws.", API])
@pytest.mark.parametrize("form", FORMS)
def test_the_charter_of_a_day_is_taken_away_in_four_forms(
    amend: Amend, browser: Client, address: str, form: str
) -> None:
    text = amend("2025-wages", texts.wages("2025-03-01"))

    file = browser.get(f"{address}{form}", {"on": "2025-03-01"}, headers={"Accept-Language": "es"})

    words = read(form, file.content)
    charter = reads.charter_of(text.coop)
    assert file["Content-Disposition"].endswith(f'filename="harbour-bylaws-2025-03-01-es.{form}"')
    assert "Article 7 — Pay" in words
    assert "An hour is paid at 32 dollars." in " ".join(words.split())
    assert "members' meeting, item 6" in " ".join(words.replace("&#x27;", "'").split())
    assert fingerprint(charter, day("2025-03-01")) in words
    assert "Estatutos" in words


@pytest.mark.parametrize(
    ("form", "media", "manner"),
    [
        ("pdf", "application/pdf", "inline"),
        ("docx", WORD, "attachment"),
        ("html", "text/html; charset=utf-8", "inline"),
        ("md", "text/markdown; charset=utf-8", "attachment"),
    ],
)
def test_a_browser_shows_what_it_can_and_keeps_the_rest(
    charter: CharterText, browser: Client, form: str, media: str, manner: str
) -> None:
    file = browser.get(f"{PRINT}bylaws.{form}")

    assert (file["Content-Type"], file["Content-Disposition"].partition(";")[0]) == (media, manner)


def test_the_web_page_obeys_its_own_style_alone(charter: CharterText, browser: Client) -> None:
    policy = browser.get(f"{PRINT}bylaws.html")["Content-Security-Policy"]

    told: dict[str, Any] = dict(one.split(" ", 1) for one in policy.split("; "))
    assert (told["default-src"], told["style-src"]) == ("'none'", POLICY)
    assert "unsafe" not in policy


def test_the_page_offers_the_four_forms_of_the_day_shown(charter: CharterText, browser: Client) -> None:
    asked = browser.get("/c/harbour/charter/", {"on": "2025-02-01"}).content.decode()
    offered = browser.get(PRINT, {"on": "2025-02-01"}).content.decode()

    assert f'href="{PRINT}?on=2025-02-01"' in asked
    assert [form for form in FORMS if f'href="{PRINT}bylaws.{form}?on=2025-02-01"' in offered] == FORMS
    assert f"As they stand on {figures.day(day('2025-02-01'))}" in offered
    assert f'href="{PRINT}bylaws.pdf"' in browser.get(PRINT).content.decode()


def test_what_the_record_vouches_for_stands_at_the_foot_for_whoever_may_see_it(
    charter: CharterText, ada: Participant, noon: Moment, browser: Client
) -> None:
    with transaction.atomic():
        append(kind="x.v1", what={}, by=ada, at=noon)
    sequence(coop=ada.coop)
    made = checkpointing.sign(coop=ada.coop)

    told = [who.get(f"{PRINT}bylaws.html").content.decode() for who in (browser, Client())]

    assert made is not None
    root = base64.b64encode(bytes(made.root)).decode()
    assert [f", root {root}" in one for one in told] == [True, False]


def test_the_language_may_be_chosen_over_the_api(charter: CharterText, browser: Client) -> None:
    assert (
        "# Harbour Web Cooperative — Statuts" in browser.get(f"{API}md", {"language": "fr"}).content.decode()
    )
    assert browser.get(f"{API}md", {"language": "de"}).status_code == 422


@pytest.mark.parametrize("on", ["2024-12-31", "soon", "2025-02-30"])
def test_a_day_without_a_charter_is_refused(charter: CharterText, browser: Client, on: str) -> None:
    refused = [browser.get(address, {"on": on}).status_code for address in (PRINT, f"{PRINT}bylaws.md")]

    assert refused == [422, 422]
    assert browser.get(f"{API}md", {"on": on}).status_code == (404 if on == "2024-12-31" else 422)


def test_another_form_is_no_address(charter: CharterText, browser: Client) -> None:
    assert browser.get(f"{PRINT}bylaws.rtf").status_code == 404
    assert browser.get(f"{API}rtf").status_code == 422


@pytest.mark.parametrize("address", [PRINT, f"{PRINT}bylaws.pdf", f"{API}html"])
def test_bylaws_are_for_whom_the_charter_is_open_to(
    *, amend: Amend, chi: Person, bo: Participant, signed_in: SignedIn, ada: Participant, address: str
) -> None:
    before = [one.get(address).status_code for one in (Client(), signed_in(chi), signed_in(ada))]
    amend("2025-closed", texts.closed("2025-03-03"))
    after = [
        one.get(address).status_code for one in (Client(), signed_in(chi), signed_in(bo), signed_in(ada))
    ]

    assert (before, after) == ([200, 200, 200], [404, 404, 404, 200])


@pytest.mark.parametrize("amended", ["", "2025-wages"])
def test_printing_asks_the_same_number_of_questions_however_much_was_amended(
    amend: Amend,
    browser: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    amended: str,
) -> None:
    if amended:
        amend(amended, texts.wages("2025-03-01"))
    browser.get(f"{PRINT}bylaws.md")

    with django_assert_num_queries(QUERIES):
        assert browser.get(f"{PRINT}bylaws.md").status_code == 200


def test_what_would_take_all_of_the_memory_is_not_set_as_pages(
    charter: CharterText, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toadlane.charter.printing.LONGEST", 10)

    asked = {form: browser.get(f"{PRINT}bylaws.{form}").status_code for form in ("pdf", "docx", "html", "md")}

    assert asked == {"pdf": 422, "docx": 422, "html": 200, "md": 200}
    assert browser.get(f"{API}pdf").json()["type"].endswith("charter.too-long-to-set")
