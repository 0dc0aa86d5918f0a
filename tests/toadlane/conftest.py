"""Harbour Web Cooperative, for every test of the application: Ada founded it, Bo joined, Chi is outside."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.middleware import csrf
from django.test import Client, TransactionTestCase

from tests.toadlane.broom import sweep
from tests.toadlane.deeds import watched
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.people.models import Person

NOON = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session", autouse=True)
def _books_are_emptied_between_tests() -> Iterator[None]:
    """Tests that commit leave rows behind, and books refuse to be emptied by Django's own broom."""
    theirs = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    TransactionTestCase._fixture_teardown = lambda _: sweep(connection)  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = theirs  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def _no_commit_waits_for_the_disk() -> Iterator[None]:
    """Nobody needs a test's rows after a power cut."""

    def hurry(connection: BaseDatabaseWrapper, **_: object) -> None:
        if connection.vendor == "sqlite":
            connection.connection.execute("PRAGMA synchronous=OFF")

    connection_created.connect(hurry)
    yield
    connection_created.disconnect(hurry)


@pytest.fixture(scope="session", autouse=True)
def _no_password_is_hard_to_guess() -> Iterator[None]:
    """They are kept as ever, but at once: what takes a thief a fifth of a second takes each test as long."""
    with pytest.MonkeyPatch.context() as patch:
        for cost, least in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
            patch.setattr(Argon2PasswordHasher, cost, least)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_token_spells_a_name() -> Iterator[None]:
    """Tests look for “Eli” in a page, and among so many pages a token of letters once spelled it."""
    letters = csrf.CSRF_ALLOWED_CHARS
    csrf.CSRF_ALLOWED_CHARS = string.digits
    yield
    csrf.CSRF_ALLOWED_CHARS = letters


@pytest.fixture(autouse=True)
def _no_deed_without_an_entry() -> Iterator[None]:
    """Whatever writes into a book tells the record, in the same transaction."""
    with watched():
        yield


@pytest.fixture
def harbour(db: None) -> Coop:
    return found_harbour()


@pytest.fixture
def noon(harbour: Coop) -> Moment:
    """Monday 3 March 2025, noon in Harbour's zone."""
    return Moment.of(NOON, coop=harbour)


@pytest.fixture
def ada(harbour: Coop) -> Participant:
    """A member from the first day, and the bookkeeper."""
    return join_as_bookkeeper(harbour)


@pytest.fixture
def bo(harbour: Coop) -> Participant:
    """A candidate since the summer."""
    return join(harbour, "bo", "candidate", dt.date(2024, 7, 1))


@pytest.fixture
def chi(db: None) -> Person:
    """Signs in here, and belongs to no co-op."""
    return Person.objects.create(email="chi@elsewhere.example", name="Chi")


@pytest.fixture
def signed_in() -> Callable[[Participant | Person], Client]:
    """A browser in which somebody is signed in."""

    def enter(who: Participant | Person) -> Client:
        client = Client()
        person = who.person if isinstance(who, Participant) else who
        assert person is not None
        client.force_login(person)
        return client

    return enter


def found_harbour() -> Coop:
    return Coop.objects.create(
        slug="harbour", name="Harbour Web Cooperative", currency="USD", time_zone="America/New_York"
    )


def join_as_bookkeeper(harbour: Coop) -> Participant:
    ada = join(harbour, "ada", "member", dt.date(2024, 1, 1))
    RolePeriod.objects.create(
        coop=harbour, participant=ada, role="bookkeeper", valid_from=dt.date(2024, 1, 1)
    )
    return ada


def join(coop: Coop, key: str, stage: str, on: dt.date) -> Participant:
    person = Person.objects.create(email=f"{key}@{coop.slug}.example", name=key.title())
    joined = Participant.objects.create(coop=coop, key=key, name=key.title(), person=person)
    StagePeriod.objects.create(coop=coop, participant=joined, stage=stage, valid_from=on)
    return joined


def operate(who: Participant) -> None:
    """Somebody runs this installation from now on."""
    assert who.person is not None
    who.person.operates = True
    who.person.save()
