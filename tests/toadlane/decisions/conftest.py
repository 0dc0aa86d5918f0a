"""Harbour has a charter and a second member; Bo is still a candidate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests.toadlane.charter import texts
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions import verbs
from toadlane.decisions.models import Authority
from toadlane.people.models import Person

Enter = Callable[..., Authority]

DECIDED = dt.date(2025, 2, 27)
MINUTES = "We close 2024 as the bookkeeper showed it to us."


@pytest.fixture
def governed(harbour: Coop, ada: Participant, noon: Moment) -> Coop:
    charter.adopt_charter(coop=harbour, source=texts.HARBOUR, by=ada, at=noon, key="charter")
    return harbour


@pytest.fixture
def dee(governed: Coop) -> Participant:
    """A second member."""
    return joins(governed, "dee", "member", dt.date(2024, 1, 1))


@pytest.fixture
def enter(governed: Coop, ada: Participant, noon: Moment) -> Enter:
    """Ada enters what the meeting decided, or something like it."""

    def entering(**other: object) -> Authority:
        said: dict[str, object] = {
            "matter": "close-year",
            "subject": "2024",
            "article": "Article 9 — Surplus",
            "decided_on": DECIDED,
            "text": MINUTES,
            "by": ada,
            "at": noon,
            "key": "enter",
        }
        return verbs.enter_authority(**{**said, **other})  # type: ignore[arg-type]  # a story names what it changes

    return entering


@pytest.fixture
def entered(enter: Enter) -> Authority:
    return enter()


@pytest.fixture
def confirmed(entered: Authority, dee: Participant, noon: Moment) -> Authority:
    verbs.confirm_authority(authority=entered, by=dee, at=noon, key="confirm")
    return Authority.objects.get(pk=entered.pk)


def joins(
    coop: Coop, key: str, stage: str, on: dt.date, until: dt.date | None = None, *, name: str = ""
) -> Participant:
    person = Person.objects.create(email=f"{key}@{coop.slug}.example", name=name or key.title())
    joined = Participant.objects.create(coop=coop, key=key, name=name or key.title(), person=person)
    StagePeriod.objects.create(coop=coop, participant=joined, stage=stage, valid_from=on, valid_until=until)
    return joined


@pytest.fixture
def browser(ada: Participant, signed_in: Callable[[Participant], Client]) -> Client:
    """Ada's."""
    return signed_in(ada)
