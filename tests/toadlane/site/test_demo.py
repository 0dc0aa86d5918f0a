"""The demo: co-ops whose figures are reckoned by the verbs as they load, apart from anybody's own."""

from __future__ import annotations

import json
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from pytest_django.plugin import DjangoDbBlocker

from toadlane.books import reads
from toadlane.books.models import Allocation, Payment, YearClose
from toadlane.books.owed import owed
from toadlane.coops import clock
from toadlane.coops.models import Coop
from toadlane.decisions.models import Authority
from toadlane.mail.models import Letter
from toadlane.minutes.life import life_of
from toadlane.minutes.models import Action, Minutes
from toadlane.notices.models import Notice
from toadlane.record.models import Entry
from toadlane.site.demo import plan
from toadlane.site.demo.load import load
from toadlane.work.models import HoursImport, TimeEntry

LEFT_TO_THE_VISITOR = (plan.LANTERN,)


@pytest.fixture(scope="module")
def folder(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Path]:
    """A data folder of the demo's own, with Lantern in it: lived through once for all tests of this file."""
    made = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DATA=made):
        load(LEFT_TO_THE_VISITOR, say=lambda _name: None)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def lantern(folder: Path, db: None) -> Coop:
    """Lantern, lived through."""
    return Coop.objects.get(slug="lantern")


def test_three_years_are_closed_and_one_waits_for_the_visitor(lantern: Coop) -> None:
    closed = list(YearClose.objects.filter(coop=lantern).order_by("year").values_list("year", flat=True))
    waiting = [one.subject for one in Authority.objects.all() if one.state == Authority.State.ENTERED]

    assert (closed, waiting) == ([2022, 2023, 2024], ["2025"])


def test_every_close_of_the_demo_is_what_the_rules_reckon(lantern: Coop) -> None:
    for close in reads.standing_closes(lantern):
        again = reads.reckoned(close)
        kept = Allocation.objects.filter(close=close).values_list("participant__key", "step", "share_minor")

        assert sorted(kept) == sorted((s.person, s.step, s.share.minor) for s in again.parts.shares)


def test_the_days_of_the_demo_are_the_co_ops_own_from_the_first_entry_on(lantern: Coop) -> None:
    zone = zoneinfo.ZoneInfo(lantern.time_zone)
    told = [entry.happened_at.astimezone(zone) for entry in Entry.objects.filter(coop=lantern)]

    assert lantern.time_zone == "America/New_York"
    assert min(told).date() == plan.LANTERN.first_day
    assert {at.time().isoformat() for at in told} == {"12:00:00"}


def test_hours_of_the_demo_came_in_by_imports(lantern: Coop) -> None:
    states = set(HoursImport.objects.filter(coop=lantern).values_list("state", flat=True))

    assert states == {HoursImport.State.IN}
    assert not TimeEntry.objects.filter(coop=lantern, source=None).exists()


def test_loading_again_adds_nothing(lantern: Coop) -> None:
    before = TimeEntry.objects.count(), YearClose.objects.count()

    load(LEFT_TO_THE_VISITOR, say=lambda _name: None)

    assert (TimeEntry.objects.count(), YearClose.objects.count()) == before


def test_front_page_offers_the_sign_ins(lantern: Coop) -> None:
    page = Client().get("/").content.decode()

    assert ("Lantern Tech Cooperative" in page, "ada@lantern.example" in page, plan.PASSWORD in page) == (
        True,
        True,
        True,
    )


def test_sign_ins_of_the_front_page_open_the_door(lantern: Coop, folder: Path) -> None:
    [coop] = json.loads((folder / "demo.json").read_text())
    ada = coop["sign_ins"][0]
    client = Client()

    client.post("/account/login/", {"login": ada["email"], "password": ada["password"]})

    assert client.get("/c/lantern/").status_code == 200


@pytest.mark.parametrize("coop", plan.COOPS, ids=lambda coop: coop.slug)
def test_every_coop_of_the_demo_says_what_it_is_modelled_on(coop: plan.DemoCoop) -> None:
    assert (Path("charters/models") / coop.model / "charter.md").exists()


def test_somebody_with_one_coop_goes_straight_to_its_hall(lantern: Coop) -> None:
    client = Client()
    client.post("/account/login/", {"login": "ada@lantern.example", "password": plan.PASSWORD})

    straight, street = client.get("/"), client.get("/?street=1")

    assert (straight.headers["Location"], street.status_code) == ("/c/lantern/", 200)
    assert "/c/lantern/" in street.content.decode()


def test_what_is_due_of_the_years_before_the_last_has_been_paid(lantern: Coop) -> None:
    today = clock.now(lantern).day
    paid = Payment.objects.filter(coop=lantern, received=False)

    assert [one for one in owed(lantern, today).open if one.due_on < today] == []
    assert {(one.method, bool(one.reference)) for one in paid} == {(Payment.Method.BANK, True)}


def test_its_people_find_what_its_last_year_told_them_and_nobody_was_written_to(lantern: Coop) -> None:
    told = Notice.objects.filter(coop=lantern)

    assert set(told.values_list("went", flat=True)) == {"listed"}
    assert told.filter(kind="year-closed", participant__key="ada").exists()
    assert set(told.filter(read_at=None).values_list("kind", flat=True)) == {
        "meeting-action",
        "minutes-approved",
        "minutes-correction",
        "minutes-out",
    }
    assert not Letter.objects.exists()


def test_its_minutes_stand_at_every_stage_one_is_of_a_closed_session_and_something_is_overdue(
    lantern: Coop,
) -> None:
    at = clock.now(lantern)
    rows = Minutes.objects.select_related("coop", "meeting__coop", "begun_by", "frozen").filter(coop=lantern)
    told = [
        (life.phase, row.nth, len(life.waiting)) for row in rows.order_by("pk") for life in [life_of(row, at)]
    ]
    actions = Action.objects.filter(coop=lantern)

    assert told == [("approved", 0, 1), ("approved", 1, 0), ("corrections", 0, 1), ("draft", 0, 0)]
    assert actions.filter(done=True).count() == 1
    assert actions.filter(over_on=None, due_on__lt=at.day).exists()
    assert actions.filter(over_on=None, due_on__gte=at.day).exists()
