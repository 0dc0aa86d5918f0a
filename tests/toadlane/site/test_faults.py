"""A fault becomes an answer in one place: a page that says what, why and what now, or problem JSON."""

from __future__ import annotations

import json
import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation

from bylaws.kernel import faults
from bylaws.kernel.faults import Fault
from toadlane.coops.access import Place, for_participants
from toadlane.coops.models import Participant
from toadlane.site import urls as house

FAULTS: dict[str, tuple[type[Fault], int]] = {
    "input": (faults.InputFault, 422),
    "not-there": (faults.NotThere, 404),
    "refused": (faults.Refused, 409),
    "silent": (faults.CharterSilent, 409),
    "ambiguous": (faults.CharterAmbiguous, 409),
    "moved": (faults.RecordMoved, 409),
    "broken": (faults.RecordBroken, 500),
}


def meet(request: HttpRequest, kind: str) -> HttpResponse:
    if kind == "bug":
        raise ZeroDivisionError(f"Ada earns {40 + 1} dollars")
    raise FAULTS[kind][0](
        "Voting on “{title}” closed on 3 May.",
        code="ballot.closed",
        article="Article 12 — Voting period",
        next_step="Any member can propose it again.",
        title="Buy the van",
    )


@for_participants
def meet_inside(request: HttpRequest, place: Place) -> HttpResponse:
    return meet(request, "refused")


urlpatterns = [
    path("meet/<str:kind>/", meet),
    path("api/meet/<str:kind>/", meet),
    path("c/<slug:coop>/meet/", meet_inside),
    *house.urlpatterns,
]
handler400, handler403, handler404, handler500 = (
    house.handler400,
    house.handler403,
    house.handler404,
    house.handler500,
)
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.mark.parametrize("kind", FAULTS)
def test_a_page_says_what_why_and_what_now(kind: str) -> None:
    page = Client().get(f"/meet/{kind}/")

    assert page.status_code == FAULTS[kind][1]
    for words in (
        "Voting on “Buy the van” closed on 3 May.",
        "Article 12",
        "Any member can propose it again.",
    ):
        assert words in page.content.decode()


@pytest.mark.parametrize("kind", FAULTS)
def test_a_program_is_told_the_same_as_problem_json(kind: str) -> None:
    answer = Client().get(f"/api/meet/{kind}/")

    assert (answer.status_code, answer["Content-Type"]) == (FAULTS[kind][1], "application/problem+json")
    told = json.loads(answer.content)
    assert told.pop("title")
    assert told == {
        "type": "urn:toadlane:fault:ballot.closed",
        "status": FAULTS[kind][1],
        "detail": "Voting on “Buy the van” closed on 3 May.",
        "code": "ballot.closed",
        "article": "Article 12 — Voting period",
        "next_step": "Any member can propose it again.",
    }


def test_a_bug_is_answered_without_its_message_and_logged_without_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    browser = Client(raise_request_exception=False)

    page, answer = browser.get("/meet/bug/"), browser.get("/api/meet/bug/")

    assert (page.status_code, answer.status_code) == (500, 500)
    assert json.loads(answer.content)["code"] == "house.error"
    assert "41 dollars" not in page.content.decode() + answer.content.decode()
    formatter = logging.getLogger("django").handlers[0].formatter
    assert formatter is not None
    written = "\n".join(formatter.format(record) for record in caplog.records)
    assert "builtins.ZeroDivisionError" in written
    assert "41 dollars" not in written


def test_a_record_that_does_not_hold_together_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    Client().get("/meet/broken/")

    assert [record.getMessage() for record in caplog.records if record.name == "toadlane.faults"] == [
        "The record does not hold together: ballot.closed"
    ]


def test_inside_a_coop_the_page_keeps_its_rooms_and_the_way_back(ada: Participant, signed_in: object) -> None:
    browser = signed_in(ada)  # type: ignore[operator]

    page = browser.get("/c/harbour/meet/", headers={"Referer": "http://testserver/c/harbour/record/"})

    assert "Harbour Web Cooperative" in page.content.decode()
    assert page.context["back"] == "http://testserver/c/harbour/record/"


def test_nobody_is_sent_back_to_a_page_of_somebody_else() -> None:
    page = Client().get("/meet/refused/", headers={"Referer": "https://elsewhere.example/"})

    assert page.context["back"] == ""


def test_an_address_that_leads_nowhere_is_answered_like_one_that_is_hidden() -> None:
    page, answer = Client().get("/no/such/page/"), Client().get("/api/no/such/")

    assert (page.status_code, page.context["fault"].code) == (404, "not-there")
    assert json.loads(answer.content)["code"] == "not-there"


def test_a_fault_speaks_the_readers_language_as_far_as_it_is_translated() -> None:
    with translation.override("fr"):
        page = Client().get("/meet/refused/", headers={"Accept-Language": "fr"})

    assert '<html lang="fr"' in page.content.decode()


def test_a_form_from_elsewhere_is_refused_kindly() -> None:
    page = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "ada@harbour.example"})

    assert (page.status_code, page.context["fault"].code) == (422, "form.stale")


def test_a_host_that_is_not_ours_is_refused() -> None:
    page = Client().get("/account/login/", headers={"Host": "elsewhere.example"})

    assert (page.status_code, page.context["fault"].code) == (422, "request.malformed")


def test_who_holds_no_key_sees_nothing_either(rf: RequestFactory) -> None:
    from toadlane.site.faults import missing

    assert missing(rf.get("/c/harbour/"), PermissionError()).status_code == 404
