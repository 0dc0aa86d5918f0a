"""Harbour when somebody goes: Ada keeps the books, Dee the keys, Eli is a member, Bo a candidate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from django.test import Client

from tests.toadlane.conftest import join
from tests.toadlane.leaving.charters import HARBOUR
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.leaving import reckoning, verbs
from toadlane.leaving.models import Departure
from toadlane.leaving.verbs.going import Told
from toadlane.members.models import Change
from toadlane.members.verbs import ask_change, confirm_change

TODAY = dt.date(2025, 3, 3)
GOES = dt.date(2025, 4, 3)
"""A month after Monday 3 March."""
LONG_AGO = dt.date(2024, 1, 1)
_clicks = count()


def click() -> str:
    return f"leaving-{next(_clicks)}"


def on(day: dt.date, noon: Moment) -> Moment:
    """Noon of another day."""
    return replace(noon, day=day, instant=noon.instant + (day - noon.day))


@pytest.fixture
def governed(harbour: Coop, ada: Participant, noon: Moment) -> Coop:
    adopt_charter(coop=harbour, source=HARBOUR, by=ada, at=noon, key="charter")
    return harbour


@pytest.fixture
def dee(governed: Coop) -> Participant:
    """A member who keeps the keys."""
    dee = join(governed, "dee", "member", LONG_AGO)
    RolePeriod.objects.create(coop=governed, participant=dee, role="keeper", valid_from=LONG_AGO)
    return dee


@pytest.fixture
def eli(governed: Coop) -> Participant:
    """A member without a role."""
    return join(governed, "eli", "member", LONG_AGO)


@pytest.fixture
def give(noon: Moment) -> Callable[..., Departure]:
    """Somebody gives notice today."""

    def giving(who: Participant, **other: object) -> Departure:
        said: dict[str, object] = {"by": who, "at": noon, "key": click(), **other}
        return verbs.give_notice(**said)  # type: ignore[arg-type]  # a story names what it changes

    return giving


@pytest.fixture
def record(ada: Participant, noon: Moment) -> Callable[..., Departure]:
    """Ada tells that somebody leaves, and another member confirms it; what is decided she records."""

    def recording(who: Participant, way: str, told_on: dt.date = TODAY, **other: object) -> Departure:
        day, words = other.pop("leaves_on", None), other.pop("words", "")
        told = Told(way, told_on, day, words)  # type: ignore[arg-type]  # a story names what it changes
        said: dict[str, Any] = {"by": ada, "at": noon, "key": click(), **other}
        if way == "dismissal" or "authority" in other:
            return verbs.record_departure(participant=who, told=told, **said)
        row = verbs.tell_departure(participant=who, told=told, **said)
        return verbs.confirm_departure(told=row, by=second(who.coop), at=said["at"], key=click())

    return recording


def says_stays(departure: Departure, by: Participant, at: Moment, because: str = "So.") -> Change:
    """Somebody says that somebody else stays after all."""
    said = {"kind": "stays", "participant": departure.participant, "said": {"departure": departure.pk}}
    return ask_change(**said, because=because, by=by, at=at, key=click())  # type: ignore[arg-type]  # a story's words


def stays(departure: Departure, ada: Participant, by: Participant, at: Moment, because: str = "So.") -> None:
    """The same, and a second member confirms it."""
    confirm_change(change=says_stays(departure, ada, at, because), by=by, at=at, key=click())


def second(coop: Coop) -> Participant:
    """A member who has nothing to do with it."""
    return Participant.objects.filter(coop=coop, key="sol").first() or join(coop, "sol", "member", LONG_AGO)


@pytest.fixture
def decide(ada: Participant, dee: Participant, noon: Moment) -> Callable[..., Authority]:
    """The members decide on a matter about somebody; Ada enters it, Dee confirms."""

    def deciding(who: Participant, matter: str, fingerprint: str, **other: object) -> Authority:
        said: dict[str, object] = {
            "matter": matter,
            "subject": who.key,
            "article": "Article 5 — Who decides what",
            "decided_on": noon.day,
            "text": "As it was said in the meeting.",
            "fingerprint": fingerprint,
            "by": ada,
            "at": noon,
            "key": click(),
        }
        entered = enter_authority(**{**said, **other})  # type: ignore[arg-type]  # a story names what it changes
        confirm_authority(authority=entered, by=dee, at=noon, key=click())
        return Authority.objects.get(pk=entered.pk)

    return deciding


@pytest.fixture
def browser(ada: Participant, signed_in: Callable[[Participant], Client]) -> Client:
    """Ada's."""
    return signed_in(ada)


def parting(who: Participant, day: dt.date = TODAY) -> str:
    """What a decision to part with somebody today names."""
    found = reckoning.departure(who, "dismissal", told_on=TODAY, leaves_on=day)
    return reckoning.fingerprint_of_departure(who, found.value)
