"""Harbour with its charter in force, and short ways to give somebody hours."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

import pytest

from bylaws.charter.charter import Charter
from tests.toadlane.conftest import join
from tests.toadlane.work.bringing import Bringing
from tests.toadlane.work.texts import HARBOUR
from toadlane.charter.reads import charter_of
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.work.models import TimeEntry

Worked = Callable[..., TimeEntry]


@pytest.fixture
def charter(harbour: Coop, ada: Participant, noon: Moment) -> Charter:
    """Harbour's own, adopted."""
    adopt_charter(coop=harbour, source=HARBOUR, by=ada, at=noon, key="charter")
    return charter_of(harbour)


@pytest.fixture
def worked(harbour: Coop) -> Worked:
    """Hours that are there already, past every verb."""

    def write(
        who: Participant,
        day: str,
        work: str = "client-work",
        seconds: int = 3600,
        *,
        started: int | None = None,
    ) -> TimeEntry:
        return TimeEntry.objects.create(
            coop=harbour,
            participant=who,
            work=work,
            day=dt.date.fromisoformat(day),
            started=started,
            seconds=seconds,
            fingerprint=uuid.uuid4().bytes,
        )

    return write


@pytest.fixture
def bring(ada: Participant, bo: Participant, charter: Charter, noon: Moment) -> Bringing:
    """Ada, the bookkeeper, at work on imports."""
    return Bringing(ada, noon)


@pytest.fixture
def harbour_member(harbour: Coop) -> Participant:
    """Dee, a member without any role."""
    return join(harbour, "dee", "member", dt.date(2024, 1, 1))
