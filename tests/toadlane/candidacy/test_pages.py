"""The pages of the way in, as those who may see them see them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.toadlane.candidacy.conftest import DAY, Decide, apply
from toadlane.candidacy.links import token_of
from toadlane.candidacy.matter import MATTERS
from toadlane.candidacy.models import Admission, Application, Mentorship
from toadlane.candidacy.verbs.staying import fingerprint
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.members.models import Invitation
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
ROOM = "/c/harbour/joining/"
BO = f"{ROOM}people/bo/"
TYPED = {"name": "Ida Example", "email": "ida@elsewhere.example", "words": "I mend things.", "key": "ida"}


@pytest.fixture(autouse=True)
def _it_is_noon(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon.instant)


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
    link = reverse("candidacy:confirmation", args=[token_of(asked)])
    assert stranger.post(link, {"key": "yes"}).status_code == 302
    assert "Your address is confirmed" in said(stranger, link)
    assert "Ida Example" in said(browser, f"{ROOM}applications/")
    assert "I mend things." in said(browser, f"{ROOM}applications/{asked.pk}/")


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


def test_an_application_is_answered_on_its_page(open_page: Coop, noon: Moment, browser: Client) -> None:
    asked = [apply(open_page, noon, name, f"{name.lower()}@x.example") for name in ("Ida", "Jo", "Kim")]
    ida, jo, kim = (f"{ROOM}applications/{one.pk}/" for one in asked)
    entry = {"name": "Ida", "stage": "candidate", "from_day": str(noon.day), "key": "in"}

    kept = browser.post(f"{kim}keeping/", {"kept": "yes", "key": "keep"})
    empty = browser.post(f"{jo}refusal/", {"letter": "  ", "key": "no"})
    declined = browser.post(f"{jo}refusal/", {"letter": "Not this year.", "key": "no"})
    came = browser.post(f"{ida}acceptance/", entry)
    late = browser.post(f"{jo}acceptance/", {**entry, "name": "Jo", "key": "late"})

    assert [one.status_code for one in (kept, empty, declined, came, late)] == [302, 422, 302, 302, 409]
    assert came["Location"] == f"{ROOM}people/ida/"
    assert "Take it up again" in said(browser, kim)
    assert "Not this year." in said(browser, jo)
    assert "Where they stand" in said(browser, ida)
    assert Invitation.objects.get().participant.key == "ida"


def test_those_who_lead_open_and_close_the_page(
    governed: Coop, dee: Participant, signed_in: Enter, browser: Client
) -> None:
    wordless = browser.post(f"{ROOM}page/", {"says": "", "is_open": "on", "key": "empty"})
    opened = browser.post(f"{ROOM}page/", {"says": "Come in!", "is_open": "on", "key": "open"})
    seen = Client().get("/c/harbour/join/").status_code
    closed = browser.post(f"{ROOM}page/", {"says": "Come in!", "key": "closed"})

    assert [one.status_code for one in (wordless, opened, closed)] == [422, 302, 302]
    assert (seen, Client().get("/c/harbour/join/").status_code) == (200, 404)
    assert signed_in(dee).get(f"{ROOM}page/").status_code == 404


def test_what_was_typed_wrongly_stays_on_the_form(open_page: Coop) -> None:
    answer = Client().post("/c/harbour/join/", {**TYPED, "name": "a\u202eb", "email": "nowhere"})

    page = answer.content.decode()
    assert (answer.status_code, "This cannot be shown as a name." in page) == (422, True)
    assert "I mend things." in page


def test_the_mentor_and_the_workshop_are_entered_on_the_page(
    bo: Participant, dee: Participant, browser: Client, signed_in: Enter, noon: Moment
) -> None:
    day = str(noon.day)

    named = browser.post(f"{BO}mentor/", {"mentor": "dee", "from_day": "2025-02-01", "key": "m"})
    ended = browser.post(f"{BO}mentor/end/", {"key": "e"})
    again = browser.post(f"{BO}mentor/end/", {"key": "e2"})
    stayed = browser.post(f"{BO}stays/", {"from_day": "2025-02-01", "until": "", "key": "s"})
    backwards = browser.post(f"{BO}stays/", {"from_day": day, "until": "2025-01-01", "key": "b"})
    mine = signed_in(bo).post(f"{BO}mentor/", {"mentor": "dee", "from_day": day, "key": "own"})

    statuses = [one.status_code for one in (named, ended, again, stayed, backwards, mine)]
    assert statuses == [302, 302, 409, 302, 422, 409]
    assert [row.valid_until for row in Mentorship.objects.all()] == [noon.day]
    assert "since Feb 1, 2025" in said(browser, BO)


def test_somebody_is_let_off_the_workshop_as_decided(
    bo: Participant, dee: Participant, decide: Decide, browser: Client, noon: Moment
) -> None:
    there, day = f"{BO}exception/", str(noon.day)

    before = said(browser, f"{there}?from_day={day}")
    authority = decide(bo, matter="on-site-exception", fingerprint=fingerprint(bo, noon.day), key="off")
    typed = {"decision": str(authority.pk), "from_day": day, "because": "A small child.", "key": "let"}
    sent = browser.post(there, typed)

    assert "matter=on-site-exception&amp;subject=bo" in before
    assert sent.status_code == 302
    assert "let off" in said(browser, BO)


def test_a_day_that_cannot_be_says_why(ready: Participant, dee: Participant, browser: Client) -> None:
    early = said(browser, f"{BO}step/?from_day=2024-07-01")
    short = said(browser, f"{BO}step/?from_day=2024-12-31")

    assert "There is no next step" in early
    assert "It cannot be decided for that day." in short


def test_decisions_lead_to_where_somebody_stands(harbour: Coop) -> None:
    pages = [one.page(harbour, subject) for one in MATTERS for subject in ("bo", "No Key")]

    assert pages == [BO, ROOM, BO, ROOM, ROOM, ROOM, BO, ROOM]
