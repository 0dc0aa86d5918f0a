"""The demo: co-ops whose figures are reckoned by the verbs as they load, apart from anybody's own."""

from __future__ import annotations

import io
import json
import zoneinfo
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from toadlane.books import reads
from toadlane.books.models import Allocation, Payment, Release, YearClose
from toadlane.books.owed import owed
from toadlane.coops import clock
from toadlane.coops.models import Coop
from toadlane.decisions.models import Authority
from toadlane.mail.models import Letter
from toadlane.notices.models import Notice
from toadlane.record.models import Entry
from toadlane.site.demo import plan
from toadlane.site.demo.load import load
from toadlane.site.management.commands import demo
from toadlane.work.models import HoursImport, TimeEntry

LEFT_TO_THE_VISITOR = (plan.LANTERN,)


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """A data folder of the demo's own."""
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def lantern(db: None, folder: Path) -> Coop:
    """Lantern, lived through."""
    load(LEFT_TO_THE_VISITOR, say=lambda _name: None)
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


def test_without_a_demo_the_front_page_offers_none(db: None, folder: Path) -> None:
    assert "Demo co-ops" not in Client().get("/").content.decode()


def test_command_prints_the_sign_ins(db: None, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "COOPS", LEFT_TO_THE_VISITOR)
    out = io.StringIO()

    call_command("demo", stdout=out)

    assert out.getvalue().splitlines()[-1] == (
        "  Lantern Tech Cooperative (on the Palante model):"
        " ada@lantern.example, bo@lantern.example, chi@lantern.example"
    )


def test_command_stays_out_of_a_folder_with_a_coop_of_its_own(harbour: Coop, folder: Path) -> None:
    out = io.StringIO()

    call_command("demo", stdout=out)

    assert (Coop.objects.count(), (folder / "demo.json").exists()) == (1, False)
    assert out.getvalue() == "This data folder holds a co-op of its own; the demo stays out of it.\n"


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


def test_where_members_release_shares_the_demo_released_and_paid_them(db: None, folder: Path) -> None:
    load((plan.POSTER,), say=lambda _name: None)
    poster = Coop.objects.get(slug="poster")
    today = clock.now(poster).day

    late = {one.source for one in owed(poster, today).open if one.due_on < today}

    assert (late, Release.objects.filter(coop=poster).count()) == ({"share/2025"}, 8)


def test_its_people_find_what_its_last_year_told_them_and_nobody_was_written_to(lantern: Coop) -> None:
    told = Notice.objects.filter(coop=lantern)

    assert set(told.values_list("went", flat=True)) == {"listed"}
    assert told.filter(kind="year-closed", participant__key="ada").exists()
    assert set(told.filter(read_at=None).values_list("kind", flat=True)) == {"decision-to-confirm"}
    assert not Letter.objects.exists()
