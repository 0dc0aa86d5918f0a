"""Harbour decided that Ada takes everything; short ways to ask for it, and to have it made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import confirm_authority
from toadlane.jobs.worker import Worker
from toadlane.keeping.leaving import verbs
from toadlane.keeping.leaving.matters import TAKE
from toadlane.keeping.models import TakenFile, Taking
from toadlane.people.models import Person
from toadlane.record.models import Entry

Enter = Callable[..., Authority]
Signed = Callable[[Participant | Person], Client]
PAGE, API = "/c/harbour/record/everything/", "/api/v1/coops/harbour/everything"
WORDS = "five words and some more"
LONG_AFTER = dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def only_what_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker has no chores of the house to do."""
    monkeypatch.setattr("toadlane.jobs.periodic._known", {})


@pytest.fixture
def decided(house: Path, enter: Enter, dee: Participant, noon: Moment) -> Authority:
    """The members decided that Ada takes everything."""
    return confirmed(enter(matter=TAKE, subject="ada", key="decided"), dee, noon)


def confirmed(authority: Authority, by: Participant, at: Moment) -> Authority:
    confirm_authority(authority=authority, by=by, at=at, key=f"confirm {authority.pk}")
    return authority


@pytest.fixture
def ask(governed: Coop, ada: Participant, decided: Authority, noon: Moment) -> Callable[..., Taking]:
    """Ada asks for it, or somebody does something like it."""

    def asking(**other: object) -> Taking:
        said: dict[str, object] = {
            "coop": governed,
            "authority": decided,
            "by": ada,
            "at": noon,
            "key": "take",
        }
        return verbs.take_everything(**{**said, **other})  # type: ignore[arg-type]  # a story names what it changes

    return asking


@pytest.fixture
def another(enter: Enter, dee: Participant, noon: Moment) -> Callable[..., Authority]:
    """One more decision, that Ada takes everything or about something else."""

    def deciding(key: str, **other: object) -> Authority:
        return confirmed(enter(**{"matter": TAKE, "subject": "ada", "key": key, **other}), dee, noon)

    return deciding


@pytest.fixture
def dee_keeps(dee: Participant) -> Participant:
    """Dee keeps the books, too."""
    since = dt.date(2024, 1, 1)
    RolePeriod.objects.create(coop=dee.coop, participant=dee, role="bookkeeper", valid_from=since)
    return dee


def made(taking: Taking) -> TakenFile:
    """What the worker made of it."""
    Worker().work_once(timezone.now())
    return TakenFile.objects.get(taking=taking)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def kinds() -> list[str]:
    return list(Entry.objects.order_by("recorded_at", "pk").values_list("kind", flat=True))


def told(client: Client, taking: Taking) -> dict[str, Any]:
    said: dict[str, Any] = client.get(f"{API}/{taking.pk}").json()
    return said
