"""Harbour without a charter: Fay is its founder, and about to bring people in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests.toadlane.conftest import NOON
from toadlane.coops.models import FOUNDER, Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.mail import outbox
from toadlane.members import verbs
from toadlane.members.entering import NewPerson, Spell
from toadlane.members.models import Invitation
from toadlane.people.models import Person

BEGAN = dt.date(2019, 4, 1)
GIL = NewPerson(
    "Gil Example",
    "gil@harbour.example",
    (Spell("candidate", dt.date(2023, 1, 1)), Spell("member", dt.date(2023, 10, 1))),
    (Spell("bookkeeper", dt.date(2024, 1, 1)),),
)
PASSWORD = "a long walk home"

Bring = Callable[..., list[Participant]]


@pytest.fixture
def coop(harbour: Coop) -> Coop:
    harbour.began_on = BEGAN
    harbour.save()
    return harbour


@pytest.fixture
def now(coop: Coop) -> Moment:
    return Moment.of(NOON, coop=coop)


@pytest.fixture
def fay(coop: Coop) -> Participant:
    person = Person.objects.welcome(email="fay@harbour.example", name="Fay Example", password=PASSWORD)
    fay = Participant.objects.create(coop=coop, key="fay", name="Fay Example", person=person)
    StagePeriod.objects.create(coop=coop, participant=fay, stage="member", valid_from=BEGAN)
    RolePeriod.objects.create(coop=coop, participant=fay, role=FOUNDER, valid_from=BEGAN)
    return fay


@pytest.fixture
def bring(coop: Coop, fay: Participant, now: Moment) -> Bring:
    def bringing(
        *people: NewPerson, by: Participant = fay, key: str = "bring", send: bool = True
    ) -> list[Participant]:
        return verbs.bring_in(coop=coop, people=people, send=send, by=by, at=now, key=key)

    return bringing


@pytest.fixture
def gil(bring: Bring) -> Participant:
    """Brought in, invited, has not answered."""
    return bring(GIL)[0]


@pytest.fixture
def invited(gil: Participant) -> Invitation:
    return Invitation.objects.get(participant=gil)


@pytest.fixture
def browser(fay: Participant, signed_in: Callable[[Participant], Client]) -> Client:
    """Fay's."""
    return signed_in(fay)


def send_all() -> None:
    """What the worker does with the letters that were given to it."""
    outbox.send_due()
