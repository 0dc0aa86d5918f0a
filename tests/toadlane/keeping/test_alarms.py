"""Operators are written to when there is no recent backup: once, and again for each week that it lasts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.toadlane.conftest import NOON, operate
from toadlane.coops.models import Participant
from toadlane.keeping import alarms
from toadlane.keeping.models import Keeping
from toadlane.mail.models import Letter
from toadlane.notices.operators import tell_operators

DAY = dt.timedelta(days=1)


@pytest.fixture
def opal(ada: Participant, settings: Any, tmp_path: Any) -> Participant:
    """Ada, who runs the installation and reads mail at her address."""
    settings.DATA = tmp_path
    assert ada.person is not None
    ada.person.proven_address = ada.person.email
    operate(ada)
    return ada


def backed_up(at: dt.datetime, state: str = "good") -> Keeping:
    return Keeping.objects.create(
        key=f"{at}", kind="backup", state=state, asked_at=at, finished_at=at, file="x.zip"
    )


def look(at: dt.datetime) -> list[str]:
    """The subjects of all letters after a look at an instant."""
    for key, alarm in alarms.alarms(at):
        tell_operators(alarm, at=at, key=key)
    return [str(said) for said in Letter.objects.order_by("written_at").values_list("subject", flat=True)]


def test_nothing_is_said_while_there_is_a_recent_backup(opal: Participant) -> None:
    backed_up(NOON)

    assert (look(NOON + 2 * DAY), look(NOON + 2 * DAY + DAY / 24)) == ([], ["There is no recent backup"])


def test_it_is_said_again_every_week_and_anew_after_a_good_one(opal: Participant) -> None:
    backed_up(NOON)

    told = [len(look(NOON + days * DAY)) for days in (3, 4, 6, 7, 8, 13, 14)]
    backed_up(NOON + 15 * DAY)
    later = [len(look(NOON + days * DAY)) for days in (16, 18)]

    assert (told, later) == ([1, 1, 1, 2, 2, 2, 3], [3, 4])


def test_a_copy_that_failed_is_said_once(opal: Participant) -> None:
    backed_up(NOON)
    backed_up(NOON + DAY, state="failed")

    assert (look(NOON + DAY), look(NOON + 1.5 * DAY)) == (["A copy failed"], ["A copy failed"])


def test_nobody_is_alarmed_before_the_first_backup_could_be_made(opal: Participant) -> None:
    assert not alarms.worth_a_look()
    assert opal.person is not None
    opal.person.joined_at -= 3 * DAY
    opal.person.save()

    assert alarms.worth_a_look()
