"""The pages of privacy and the API beside them: what is hidden looks as if it were absent."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.toadlane.privacy.conftest import API, BANK, HOME, PAGE, Ask, SignedIn
from toadlane.coops import clock
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.privacy import details
from toadlane.privacy.models import Look

TOKEN = re.compile(r'"[A-Za-z0-9]{64}"|&quot;[A-Za-z0-9]{64}&quot;|\\w{64}')


@pytest.fixture(autouse=True)
def it_is_noon(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    monkeypatch.setattr(clock, "now", lambda _coop: noon)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def bare(answer: Any) -> str:
    """A page without its own address and its token."""
    path = answer.wsgi_request.path
    return TOKEN.sub("", text(answer)).replace(quote(path, safe=""), "").replace(path, "")


def send(browser: Client, method: str, where: str, body: dict[str, Any]) -> Any:
    return browser.generic(method, API + where, json.dumps(body), content_type="application/json")


def test_a_member_keeps_details_on_a_page_and_over_the_api(dee: Participant, signed_in: SignedIn) -> None:
    browser = signed_in(dee)
    form = {"bank": BANK, "address": HOME, "emergency-contact": "", "tax-id": "", "leave-reason": ""}

    kept = browser.post(f"{PAGE}details/", {**form, "key": "k"})
    shown = text(browser.get(f"{PAGE}details/"))
    sent = send(browser, "PUT", "/details", {"details": {"bank": "", "tax-id": "12-3456789"}, "key": "api"})

    assert kept.status_code == 302
    assert (BANK in shown, HOME in shown) == (True, True)
    assert "Seen by you and the bookkeeper." in shown
    assert (sent.status_code, sent.json()) == (
        200,
        {"details": {"address": HOME, "tax-id": "12-3456789"}},
    )
    assert browser.get(f"{API}/details").json() == sent.json()


def test_what_was_typed_stays_where_it_cannot_be_kept(dee: Participant, signed_in: SignedIn) -> None:
    page = signed_in(dee).post(f"{PAGE}details/", {"bank": "1" * 201, "address": HOME, "key": "k"})

    assert (page.status_code, HOME in text(page), details.own(dee)) == (422, True, {})


def test_the_bookkeeper_looks_and_dee_sees_that_she_was_looked_at(
    kept: Participant, ada: Participant, signed_in: SignedIn
) -> None:
    desk = signed_in(ada)

    listed = text(desk.get(f"{PAGE}details-of-others/"))
    looked = desk.post(f"{PAGE}details-of-others/dee/payment-details/look/", {"key": "one"})
    by_program = send(
        desk, "POST", "/people/dee/looks", {"information_class": "payment-details", "key": "two"}
    )

    assert (listed.count('<td data-label="What">'), BANK in listed) == (1, False)
    assert '<td data-label="What">Bank account</td>' in listed
    assert (looked.status_code, BANK in text(looked), looked["Cache-Control"]) == (
        200,
        True,
        "no-store, private",
    )
    assert (by_program.status_code, by_program.json()) == (201, {"details": {"bank": BANK}})
    own = signed_in(kept)
    assert text(own.get(PAGE)).count('<td data-label="Who">Ada</td>') == 2
    assert [(look["by"], look["where"]) for look in own.get(API).json()["looks"]] == [
        ("ada", "api"),
        ("ada", "page"),
    ]


@pytest.mark.usefixtures("kept", "fay", "bo", "chi")
@pytest.mark.parametrize("who", ["fay", "bo", "chi", "operator", ""])
def test_for_everybody_else_the_same_answer_as_for_what_is_not_there(signed_in: SignedIn, who: str) -> None:
    Person.objects.create(email="operator@house.example", name="Olive", operates=True)
    person = Person.objects.filter(email__startswith=f"{who}@").first() if who else None
    browser = signed_in(person) if person else Client()
    where = "{0}details-of-others/{1}/{2}/look/"

    answers = [
        browser.post(where.format(PAGE, person, name), {"key": "k"})
        for person, name in (("dee", "payment-details"), ("nobody", "payment-details"), ("dee", "none"))
    ]
    over = [
        send(browser, "POST", f"/people/{person}/looks", {"information_class": "payment-details", "key": "k"})
        for person in ("dee", "nobody")
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({bare(answer) for answer in answers}) == 1
    assert len({answer.content for answer in over}) == 1
    assert (over[0].status_code, Look.objects.count()) == (404 if person else 401, 0)


def test_an_emergency_from_asking_to_closing_on_pages(
    kept: Participant, fay: Participant, ada: Participant, signed_in: SignedIn
) -> None:
    one, other, person = signed_in(fay), signed_in(ada), signed_in(kept)
    form = {
        "about": "dee",
        "information_class": "personal-details",
        "days": "2",
        "because": "Ill?",
        "key": "a",
    }

    asked = one.post(f"{PAGE}emergencies/", form)
    hidden = person.get(asked["Location"])
    read = text(other.get(asked["Location"]))
    agreed = other.post(f"{asked['Location']}agreement/", {"key": "b"}, follow=True)
    looked = text(other.post(f"{PAGE}details-of-others/dee/personal-details/look/", {"key": "c"}))
    told = text(person.get(asked["Location"]))
    closed = one.post(f"{asked['Location']}end/", {"key": "d"}, follow=True)
    after = other.post(f"{PAGE}details-of-others/dee/personal-details/look/", {"key": "e"})

    assert (asked.status_code, hidden.status_code) == (302, 404)
    assert ("Ill?" in read, "Agree: open it to the two of us" in read) == (True, True)
    assert "Close it again" in text(agreed)
    assert (HOME in looked, "Ill?" in told, "Agree:" in told) == (True, True, False)
    assert ("closed again" in text(closed), after.status_code) == (True, 404)


def test_an_emergency_over_the_api(
    ask: Ask, kept: Participant, ada: Participant, signed_in: SignedIn
) -> None:
    emergency, desk = ask(), signed_in(ada)

    listed = desk.get(f"{API}/emergencies").json()
    agreed = send(desk, "POST", f"/emergencies/{emergency.pk}/agreement", {"key": "k"})
    again = send(desk, "POST", f"/emergencies/{emergency.pk}/agreement", {"key": "k"})
    ended = send(desk, "POST", f"/emergencies/{emergency.pk}/end", {"key": "e"})
    body = {"about": "dee", "information_class": "ballots", "days": 1, "because": "?", "key": "x"}
    refused = send(desk, "POST", "/emergencies", body)

    assert [one["state"] for one in (*listed, agreed.json(), ended.json())] == ["waiting", "open", "over"]
    assert (agreed.status_code, again.json()) == (201, agreed.json())
    assert (agreed.json()["until"], agreed.json()["agreed_by"]) == ("2025-03-05", "ada")
    assert (refused.status_code, refused.json()["code"]) == (422, "emergency.class")
    assert [one["state"] for one in signed_in(kept).get(f"{API}/emergencies").json()] == ["over"]


def test_a_candidate_who_asks_in_an_emergency_does_not_learn_who_is_there(
    kept: Participant, bo: Participant, signed_in: SignedIn
) -> None:
    desk = signed_in(bo)
    body = {"information_class": "personal-details", "days": 1, "because": "?", "key": "x"}

    answers = [send(desk, "POST", "/emergencies", {**body, "about": about}) for about in (kept.key, "nobody")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_privacy_tells_each_class_with_who_sees_it_and_the_article(
    dee: Participant, signed_in: SignedIn
) -> None:
    page = text(signed_in(dee).get(PAGE))
    rows = {one["name"]: one["audiences"] for one in signed_in(dee).get(API).json()["classes"]}

    assert "Article 12 — Openness" in page
    assert 'the bookkeeper <span class="note">(Ada)</span>' in page
    assert (rows["payment-details"], rows["ballots"], rows["access-log"]) == (
        ["bookkeeper", "self"],
        [],
        ["self"],
    )


def test_the_table_is_there_for_whoever_may_read_the_charter(
    governed: Coop, bo: Participant, signed_in: SignedIn
) -> None:
    inside, outside = signed_in(bo).get(f"{PAGE}who-sees-what/"), Client().get(f"{PAGE}who-sees-what/")
    table = Client().get(f"{API}/table").json()

    assert (inside.status_code, outside.status_code) == (200, 200)
    assert table["article"] == "Article 12 — Openness"
    assert {"name": "ballots", "audiences": [], "source": "always"} in table["classes"]
    assert {"name": "charter", "audiences": ["world"], "source": "named"} in table["classes"]


def test_every_page_says_who_sees_it(dee: Participant, signed_in: SignedIn) -> None:
    browser = signed_in(dee)

    lines = {
        where: text(browser.get(f"/c/harbour/{where}")).partition('class="seen-by"')[2].partition("</p>")[0]
        for where in ("record/", "people/", "", "privacy/", "work/")
    }

    assert [where for where, line in lines.items() if "Article 12" not in line] == []
    assert "Open to members; you always see what is about you." in lines["record/"]
    assert "Put together for you" in lines[""]
    assert "Only you see what is about you here." in lines["privacy/"]
