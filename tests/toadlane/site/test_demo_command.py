"""The demo, from a folder in which nobody is yet."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from toadlane.books.models import Release
from toadlane.books.owed import owed
from toadlane.coops import clock
from toadlane.coops.models import Coop
from toadlane.site.demo import plan
from toadlane.site.demo.load import load
from toadlane.site.management.commands import demo


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """A data folder of the demo's own."""
    settings.DATA = tmp_path
    return tmp_path


def test_without_a_demo_the_front_page_offers_none(db: None, folder: Path) -> None:
    assert "Demo co-ops" not in Client().get("/").content.decode()


def test_command_prints_the_sign_ins(db: None, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "COOPS", (plan.LANTERN,))
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


def test_where_members_release_shares_the_demo_released_and_paid_them(db: None, folder: Path) -> None:
    load((plan.POSTER,), say=lambda _name: None)
    poster = Coop.objects.get(slug="poster")
    today = clock.now(poster).day

    late = {one.source for one in owed(poster, today).open if one.due_on < today}

    assert (late, Release.objects.filter(coop=poster).count()) == ({"share/2025"}, 8)
