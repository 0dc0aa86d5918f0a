"""The pages of the way in, as those who may see them see them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.toadlane.candidacy.conftest import DAY, Decide
from toadlane.candidacy.models import Admission, Application
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
ROOM = "/c/harbour/joining/"
BO = f"{ROOM}people/bo/"
TYPED = {"name": "Ida Example", "email": "ida@elsewhere.example", "words": "I mend things.", "key": "ida"}


@pytest.fixture(autouse=True)
def _it_is_noon(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon.instant)
    cache.clear()


def said(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, (url, response.status_code)
    return response.content.decode()


def test_a_stranger_applies_and_confirms_and_those_who_lead_read_it(open_page: Coop, browser: Client) -> None:
    stranger = Client()

    page = said(stranger, "/c/harbour/join/")
    sent = stranger.post("/c/harbour/join/", TYPED)

    assert ("shares our reasons" in page, "We mend websites." in page) == (True, True)
    assert (sent.status_code, sent["Location"]) == (302, "/c/harbour/join/thanks/")
    assert "A letter is on its way" in said(stranger, "/c/harbour/join/thanks/")
    assert "Ida Example" not in said(browser, f"{ROOM}applications/")
    asked = Application.objects.get()
    link = reverse("candidacy:confirmation", args=[verbs_link(asked)])
    assert stranger.post(link, {"key": "yes"}).status_code == 302
    assert "Your address is confirmed" in said(stranger, link)
    assert "Ida Example" in said(browser, f"{ROOM}applications/")
    assert "I mend things." in said(browser, f"{ROOM}applications/{asked.pk}/")


def verbs_link(asked: Application) -> str:
    from toadlane.candidacy.links import token_of

    return token_of(asked)


def test_everybody_on_the_way_is_listed(ready: Participant, dee: Participant, signed_in: Enter) -> None:
    page = said(signed_in(dee), ROOM)

    assert ("Bo" in page, "can be decided" in page, "overdue" in page) == (True, True, True)


def test_the_candidate_sees_where_they_stand(ready: Participant, dee: Participant, signed_in: Enter) -> None:
    page = said(signed_in(ready), BO)

    assert "Where I stand" in page
    assert "It can be decided" in page
    assert "520:00" in page
    assert "Name a mentor" not in page


def test_a_member_enters_the_decision_and_the_bookkeeper_the_step(
    ready: Participant, dee: Participant, decide: Decide, signed_in: Enter, browser: Client
) -> None:
    before = said(signed_in(dee), f"{BO}step/?from_day={DAY}")
    authority = decide(ready)

    ready_now = said(browser, f"{BO}step/?from_day={DAY}")
    typed = {"from_day": str(DAY), "decision": str(authority.pk), "key": "step"}
    sent = browser.post(f"{BO}step/", typed)

    assert "matter=admit-member&amp;subject=bo" in before
    assert ("Enter it, as decided" in ready_now, "$3,000.00" in ready_now) == (True, True)
    assert (sent.status_code, Admission.objects.count()) == (302, 1)
    assert "Steps on decisions" in said(browser, BO)
