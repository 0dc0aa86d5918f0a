"""Harbour, whose Ada reads mail at her address, and two kinds of things to be told of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.toadlane.conftest import NOON
from toadlane.coops.models import Coop, Participant
from toadlane.mail.models import Letter
from toadlane.notices import kinds, posting
from toadlane.notices.kinds import Kind
from toadlane.notices.models import Notice, Rhythm
from toadlane.notices.telling import Telling, tell

SUPPER = Kind("supper", label="Supper", words={"set": "Supper of {day}: {dish}."}, verb="See the menu")
LEASE = Kind("lease", label="The lease", words={"ends": "The lease ends on {day}."}, binding=True)
CARE = Kind("care", label="Care", words={"asked": "{name} asks for care."}, discreet=True)
Tell = Callable[..., None]


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_known", {kind.key: kind for kind in (SUPPER, LEASE, CARE)})


@pytest.fixture(autouse=True)
def house(settings: Any, tmp_path: Path) -> Path:
    """A data folder of its own; letters go where they would really go."""
    settings.DATA = tmp_path
    settings.EMAIL_BACKEND = "toadlane.mail.direct.Direct"
    return tmp_path


@pytest.fixture
def ada(ada: Participant) -> Participant:
    prove(ada)
    return ada


@pytest.fixture
def told(harbour: Coop) -> Tell:
    """`told(ada)` tells her of a supper at Monday noon; anything can be said otherwise."""

    def of(*to: Participant, at: dt.datetime = NOON, key: str = "one", **more: Any) -> None:
        said: dict[str, Any] = {
            "kind": "supper",
            "words": "set",
            "values": {"day": "2025-03-04", "dish": "soup"},
            "information_class": "accounts",
            "url": "/c/harbour/record/",
        }
        tell(Telling(to=to, **{**said, **more}), coop=harbour, at=at, key=key)

    return of


def prove(who: Participant) -> None:
    """It is known that they read mail at their address."""
    assert who.person is not None
    who.person.proven_address = who.person.email
    who.person.save(update_fields=["proven_address"])


def rest(who: Participant, **hours: Any) -> None:
    """Their hours."""
    assert who.person is not None
    Rhythm.objects.update_or_create(person=who.person, defaults=hours)


def post(after: dt.timedelta = dt.timedelta()) -> list[Letter]:
    """Write what is due so long after noon; every letter there is, in the order of their addresses."""
    posting.post(NOON + after)
    return list(Letter.objects.order_by("to", "written_at"))


def went() -> list[str]:
    """What became of every notice."""
    return list(Notice.objects.order_by("participant__key", "key").values_list("went", flat=True))
