"""A co-op on a model with no company and no purse: its rooms open, and say what the charter leaves out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.toadlane.charter.conftest import Adopt
from toadlane.charter import shelf

LEANING_ON_RULES_IT_LACKS = (
    "books:money",
    "books:owed",
    "books:redemption",
    "books:consents",
    "work:imports",
)


@pytest.fixture
def circle(adopt: Adopt) -> None:
    """Harbour, on the Tech Underground model."""
    adopt(shelf.model("tech-underground").source.replace("model = true", "adopted = 2024-01-01"))


@pytest.mark.usefixtures("circle")
def test_without_rules_on_money_and_hours_every_room_opens(browser: Client) -> None:
    at = {name: reverse(name, kwargs={"coop": "harbour"}) for name in LEANING_ON_RULES_IT_LACKS}
    at["a year"] = reverse("books:year", kwargs={"coop": "harbour", "year": 2024})
    at["an account"] = reverse("books:account", kwargs={"coop": "harbour", "person": "ada"})

    assert {name: browser.get(url).status_code for name, url in at.items()} == dict.fromkeys(at, 200)


@pytest.mark.usefixtures("circle")
def test_where_no_work_is_named_there_is_nothing_to_log_and_the_page_says_so(browser: Client) -> None:
    page = browser.get("/c/harbour/work/").content.decode()

    assert "The charter names no kinds of work for these days" in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.usefixtures("circle")
def test_figures_for_a_tax_the_charter_does_not_name_are_refused_with_the_reason(browser: Client) -> None:
    answer = browser.get(reverse("books:calendar", kwargs={"coop": "harbour", "year": 2024}))

    assert (answer.status_code, "no rule of the kind “tax”" in answer.content.decode()) == (409, True)
