"""Hidden and absent are the same page, and finding out who asks costs the same however many there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from bylaws.kernel.faults import NotThere
from tests.toadlane.conftest import NOON, join
from toadlane.coops import sight
from toadlane.coops.access import at_coop, place_for
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.record import verbs as record
from toadlane.record.models import Entry

ROOMS = ["record/", "jobs/", "record/0193d3a0-0000-7000-8000-000000000000/"]
SignedIn = Callable[[Participant | Person], Client]


def shown(response: Any) -> tuple[int, str, list[tuple[str, str]]]:
    """A page without what differs at every showing: its tokens, and the address it was asked at."""
    text = re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"', "", response.content.decode())
    text = re.sub(r"next=[^\"&]*", "", text)
    return response.status_code, text, sorted(response.headers.items())


@pytest.mark.parametrize("room", ROOMS)
def test_a_coop_that_is_hidden_looks_like_one_that_is_absent(
    ada: Participant, chi: Person, signed_in: SignedIn, room: str
) -> None:
    for browser in (Client(), signed_in(chi)):
        browser.get("/me/")
        with CaptureQueriesContext(connection) as of_the_hidden:
            hidden = shown(browser.get(f"/c/harbour/{room}"))
        with CaptureQueriesContext(connection) as of_the_absent:
            absent = shown(browser.get(f"/c/no-such-coop/{room}"))

        assert (hidden[0], len(of_the_hidden)) == (404, len(of_the_absent))
        assert (hidden[1], [h for h in hidden[2] if h[0] != "Content-Length"]) == (
            absent[1],
            [h for h in absent[2] if h[0] != "Content-Length"],
        )


def test_a_hidden_entry_looks_like_an_absent_one_to_a_candidate(
    ada: Participant, bo: Participant, noon: Moment, signed_in: SignedIn
) -> None:
    entry = record.append(kind="coop.founded.v1", what={}, by=ada, at=noon)
    browser = signed_in(bo)

    hidden = shown(browser.get(f"/c/harbour/record/{entry.pk}/"))
    absent = shown(browser.get("/c/harbour/record/0193d3a0-0000-7000-8000-000000000000/"))

    assert hidden == absent


def test_a_stranger_who_finds_nothing_is_shown_the_way_in(ada: Participant) -> None:
    page = Client().get("/c/harbour/record/?kind=x").content.decode()

    assert 'href="/account/login/?next=%2Fc%2Fharbour%2Frecord%2F%3Fkind%3Dx"' in page
    assert "Harbour Web Cooperative" not in page


def test_a_page_open_to_the_world_is_open_to_strangers(harbour: Coop, ada: Participant, noon: Moment) -> None:
    sight.seed(coop=harbour, classes={"record": ["world"]}, by=ada, at=noon)

    assert Client().get("/c/harbour/record/").status_code == 200


@pytest.mark.parametrize("who", ["ada", "chi", "nobody"])
def test_finding_out_who_asks_costs_the_same_at_3_and_at_60_members(
    harbour: Coop, ada: Participant, chi: Person, who: str
) -> None:
    person = {"ada": ada.person, "chi": chi, "nobody": None}[who]

    def questions() -> int:
        request = RequestFactory().get("/")
        request.user = person or Anonymous()  # type: ignore[assignment]
        with CaptureQueriesContext(connection) as asked:
            place_for(request, "harbour")
        return len(asked)

    few = questions()
    for number in range(60):
        join(harbour, f"member-{number}", "member", NOON.date())

    assert (few, questions()) == ({"ada": 3, "chi": 3, "nobody": 2}[who],) * 2


class Anonymous:
    is_authenticated = False


def test_a_view_finds_rows_only_where_they_may_be_seen(
    harbour: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    entry = record.append(kind="coop.founded.v1", what={}, by=ada, at=noon)

    def places(who: Participant) -> object:
        request = RequestFactory().get("/")
        request.user = who.person  # type: ignore[assignment]
        return place_for(request, "harbour").find(Entry.objects.all(), pk=entry.pk)

    assert places(ada) == entry
    with pytest.raises(NotThere):
        places(bo)


def test_a_stranger_is_no_member(harbour: Coop) -> None:
    request = RequestFactory().get("/")
    request.user = Anonymous()  # type: ignore[assignment]
    place = place_for(request, "harbour")

    with pytest.raises(NotThere):
        _ = place.member


def test_templates_find_the_place_on_the_request(harbour: Coop, ada: Participant) -> None:
    request = RequestFactory().get("/")
    request.user = ada.person  # type: ignore[assignment]

    at_coop(lambda _, place: HttpResponse(place.member.name))(request, coop="harbour")

    assert request.place.participant == ada  # type: ignore[attr-defined]


def test_no_token_of_a_form_can_spell_a_name_that_a_test_looks_for(
    ada: Participant, signed_in: SignedIn
) -> None:
    browser = signed_in(ada)

    page = browser.get(f"/c/{ada.coop.slug}/").content.decode()

    tokens = re.findall(r'csrfmiddlewaretoken" value="([^"]+)"', page)
    assert tokens
    assert all(one.isdigit() for one in tokens)
