"""On the day somebody leaves, what is open to members is closed to them, on every channel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bylaws.kernel.money import Money
from tests.toadlane.conftest import NOON
from tests.toadlane.leaving.conftest import click
from tests.toadlane.leaving.test_going import Decide, Give, Record
from toadlane.api.api import api
from toadlane.books.verbs import export_entries, receive_buy_in
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.jobs import periodic
from toadlane.leaving.models import Departure, DepartureDone
from toadlane.leaving.tasks import follow_departures, somebody_leaves
from toadlane.members.links import link_to
from toadlane.members.models import Invitation
from toadlane.members.verbs import invite
from toadlane.record.models import Entry
from toadlane.work.models import TimeEntry

LAST_EVENING = dt.datetime(2025, 4, 3, 3, 59, tzinfo=dt.UTC)
"""23:59 on 2 April in Harbour's zone."""
FIRST_MINUTE = dt.datetime(2025, 4, 3, 4, 0, tzinfo=dt.UTC)
ROOM = "c/<slug:coop>/"
API = "/api/v1"


def pages() -> list[str]:
    """Every page of a co-op whose address holds nothing but the co-op."""
    found = {route for route in _routes(get_resolver().url_patterns) if route.startswith(ROOM)}
    bare = {route.removeprefix(ROOM) for route in found}
    return sorted(f"/c/harbour/{rest}" for rest in bare if "<" not in rest)


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def operations() -> list[str]:
    """Every question the API answers about a co-op that needs nothing but the co-op."""
    paths = api.get_openapi_schema()["paths"]
    asked = [path for path, methods in paths.items() if "get" in methods]
    return sorted(
        path.replace("{coop}", "harbour") for path in asked if "{coop}" in path and path.count("{") == 1
    )


def answers(client: Client, addresses: list[str]) -> dict[str, int]:
    return {address: client.get(address).status_code for address in addresses}


def seen(client: Client, addresses: list[str]) -> set[str]:
    """Those addresses whose page or answer names Eli, who is a member like all others."""
    return {one for one in addresses if b"Eli" in (got := client.get(one)).content and got.status_code == 200}


@pytest.fixture
def leaver(ada: Participant, dee: Participant, eli: Participant, noon: Moment, give: Give) -> Participant:
    """Dee, who paid something in, worked, and leaves on 3 April."""
    for who in (dee, eli):
        receive_buy_in(
            participant=who, amount=Money.parse("300.00", "USD"), on=noon.day, by=ada, at=noon, key=click()
        )
    TimeEntry.objects.create(coop=dee.coop, participant=dee, work="client-work", day=noon.day, seconds=3600)
    give(dee)
    return dee


@pytest.fixture
def old_session(leaver: Participant) -> Client:
    """A browser in which Dee signed in while she was a member."""
    client = Client()
    assert leaver.person is not None
    with time_machine.travel(LAST_EVENING - dt.timedelta(days=2), tick=False):
        client.force_login(leaver.person)
    with time_machine.travel(LAST_EVENING - dt.timedelta(days=1), tick=False):
        client.get("/c/harbour/")
    return client


def test_until_midnight_everything_and_from_then_on_only_what_is_ones_own(old_session: Client) -> None:
    """Nothing has run at midnight: what ends access is the day itself."""
    addresses = [*pages(), *operations()]

    with time_machine.travel(LAST_EVENING, tick=False):
        evening = answers(old_session, addresses)
        named = seen(old_session, addresses)
    with time_machine.travel(FIRST_MINUTE, tick=False):
        after = answers(old_session, addresses)
        still = seen(old_session, addresses)

    opened = {address for address, status in evening.items() if status == 200}
    left_open = {address for address in opened if after[address] == 200}
    assert {"/c/harbour/people/", f"{API}/coops/harbour/people"} <= named
    assert still == set()
    assert {address for address, status in after.items() if status >= 500} == set()
    assert len(opened - left_open) > 15
    assert not DepartureDone.objects.exists()


def test_a_link_that_was_kept_leads_nowhere(
    ada: Participant, eli: Participant, noon: Moment, give: Give, decide: Decide
) -> None:
    """To a file that was exported, a decision, an entry of the record, somebody's page: Ada kept them all."""
    receive_buy_in(
        participant=eli, amount=Money.parse("300.00", "USD"), on=noon.day, by=ada, at=noon, key=click()
    )
    batch = export_entries(coop=ada.coop, form="csv", by=ada, at=noon, key=click())
    decision = decide(eli, "dismiss", "")
    entry = Entry.objects.filter(coop=ada.coop).latest("pk")
    links = [
        reverse("books:batch-file", args=["harbour", batch.pk]),
        reverse("decisions:authority", args=["harbour", decision.pk]),
        reverse("record:entry", args=["harbour", entry.pk]),
        reverse("members:person", args=["harbour", "eli"]),
        reverse("books:account", args=["harbour", "eli"]),
        f"{API}/coops/harbour/people/eli",
    ]
    give(ada)
    client = Client()
    assert ada.person is not None

    with time_machine.travel(LAST_EVENING, tick=False):
        client.force_login(ada.person)
        evening = answers(client, links)
    with time_machine.travel(FIRST_MINUTE, tick=False):
        after = answers(client, links)

    assert evening == dict.fromkeys(links, 200)
    assert after == dict.fromkeys(links, 404)


def test_ones_own_account_hours_and_departure_stay_readable(old_session: Client) -> None:
    departure = Departure.objects.get()
    own = [
        "/c/harbour/money/accounts/dee/",
        "/c/harbour/work/people/dee/",
        f"/c/harbour/leaving/{departure.pk}/",
        f"{API}/coops/harbour/departures/{departure.pk}",
        f"{API}/coops/harbour/money/accounts/dee",
    ]
    others = ["/c/harbour/money/accounts/eli/", f"{API}/coops/harbour/money/accounts/eli"]

    with time_machine.travel(FIRST_MINUTE, tick=False):
        assert answers(old_session, own) == dict.fromkeys(own, 200)
        assert answers(old_session, others) == dict.fromkeys(others, 404)


def test_on_the_day_the_sessions_end_by_themselves_and_the_record_tells_of_it(old_session: Client) -> None:
    with time_machine.travel(LAST_EVENING, tick=False):
        follow_departures.func()
        evening = (Session.objects.count(), DepartureDone.objects.count())

    with time_machine.travel(FIRST_MINUTE, tick=False):
        due = somebody_leaves()
        follow_departures.func()
        follow_departures.func()
        page = old_session.get("/c/harbour/money/accounts/dee/")
        asked = old_session.get(f"{API}/coops/harbour/departures")

    assert evening == (1, 0)
    assert (due, somebody_leaves(), DepartureDone.objects.count()) == (True, False, 1)
    assert [one for one in Session.objects.all() if SESSION_KEY in one.get_decoded()] == []
    assert (page.status_code, asked.status_code) == (404, 401)
    assert Entry.objects.filter(kind="departure.took-effect.v1", actor="").count() == 1


def test_the_house_gives_the_work_out_by_itself(leaver: Participant) -> None:
    with time_machine.travel(FIRST_MINUTE, tick=False):
        given = periodic.tick(FIRST_MINUTE)

    assert "leaving.follow" in given


def test_an_invitation_that_was_open_leads_nowhere(
    ada: Participant, eli: Participant, noon: Moment, record: Record
) -> None:
    Participant.objects.filter(pk=eli.pk).update(person=None)
    eli.refresh_from_db()
    invited = invite(participant=eli, email="eli@new.example", by=ada, at=noon, key=click())

    record(eli, "resignation", told_on=dt.date(2025, 1, 15))

    with time_machine.travel(NOON, tick=False):
        page = Client().get(link_to(invited))
    assert (page.status_code, Invitation.objects.get().withdrawn_at is not None) == (410, True)


def test_whoever_retires_stays_signed_in(old_session: Client, eli: Participant, record: Record) -> None:
    record(eli, "retirement", told_on=dt.date(2025, 1, 15))

    assert (eli.stage_on(NOON.date()), Session.objects.count()) == ("retired", 1)
