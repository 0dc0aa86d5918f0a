"""Olive runs the installation, and is about to make Harbour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.toadlane.conftest import NOON
from toadlane.coops.models import Participant
from toadlane.founding import verbs
from toadlane.founding.verbs import NewCoop
from toadlane.people.models import Person

BEGAN = dt.date(2019, 4, 1)
NEW = NewCoop(
    name="Harbour Web Cooperative",
    slug="harbour",
    currency="USD",
    time_zone="America/New_York",
    fiscal_year_starts="01-01",
    language="en",
    accent="moss",
    began_on=BEGAN,
    founder="Olive Example",
    member_since=BEGAN,
)

Found = Callable[..., Participant]


@pytest.fixture
def olive(db: None) -> Person:
    person = Person.objects.welcome(
        email="olive@harbour.example", name="Olive Example", password="a long walk home"
    )
    person.operates = True
    person.save()
    return person


@pytest.fixture
def found(olive: Person) -> Found:
    """Olive makes Harbour, or something like it."""

    def founding(*, by: Person = olive, key: str = "start", **other: Any) -> Participant:
        return verbs.found_coop(new=replace(NEW, **other), by=by, at=NOON, key=key)

    return founding


@pytest.fixture
def founder(found: Found) -> Participant:
    return found()


@pytest.fixture
def browser(olive: Person, signed_in: Callable[[Person], Client]) -> Client:
    """Olive's."""
    return signed_in(olive)
