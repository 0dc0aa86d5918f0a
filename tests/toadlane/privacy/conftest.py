"""Harbour under its charter: Ada keeps the books, Dee and Fay are members, Bo is a candidate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.toadlane.charter import texts
from tests.toadlane.conftest import join
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.privacy import verbs
from toadlane.privacy.models import Emergency

SignedIn = Callable[[Participant | Person], Client]
Ask = Callable[..., Emergency]
PAGE, API = "/c/harbour/privacy/", "/api/v1/coops/harbour/privacy"
BANK, HOME = "DE02 1203 0000 0000 2020 51", "7 Example Lane"


@pytest.fixture(autouse=True)
def house(settings: Any, tmp_path: Path) -> Path:
    """Each story has a key of its own."""
    settings.DATA = tmp_path
    settings.DETAILS_KEY = ""
    return tmp_path


@pytest.fixture
def governed(harbour: Coop, ada: Participant, noon: Moment) -> Coop:
    charter.adopt_charter(coop=harbour, source=texts.HARBOUR, by=ada, at=noon, key="charter")
    return harbour


@pytest.fixture
def dee(governed: Coop) -> Participant:
    return join(governed, "dee", "member", dt.date(2024, 1, 1))


@pytest.fixture
def fay(governed: Coop) -> Participant:
    return join(governed, "fay", "member", dt.date(2024, 1, 1))


@pytest.fixture
def kept(dee: Participant, noon: Moment) -> Participant:
    """Dee keeps her bank account and her address."""
    said = {"bank": BANK, "address": HOME}
    verbs.keep_details(participant=dee, said=said, by=dee, at=noon, key="details")
    return dee


@pytest.fixture
def ask(kept: Participant, fay: Participant, noon: Moment) -> Ask:
    """Fay asks for Dee's address, or something like it."""

    def asking(**other: object) -> Emergency:
        said: dict[str, object] = {
            "about": kept,
            "information_class": "personal-details",
            "because": "Dee does not answer, and somebody has to look after her.",
            "days": 2,
            "by": fay,
            "at": noon,
            "key": "ask",
        }
        return verbs.ask_in_emergency(**{**said, **other})  # type: ignore[arg-type]  # a story names what it changes

    return asking
