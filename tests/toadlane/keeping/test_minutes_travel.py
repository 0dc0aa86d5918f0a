"""Minutes go along whole, and so they do once somebody was erased; every proof stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.toadlane.keeping.test_proposals_travel import carried
from tests.toadlane.minutes.conftest import House, days, house, key
from toadlane.coops.models import Participant, StagePeriod
from toadlane.keeping.own import erasing
from toadlane.minutes import verbs
from toadlane.minutes.models import Action, CorrectionWords, Frozen, Line
from toadlane.record.models import Entry
from toadlane.record.reads import stands

__all__ = ["house"]
pytestmark = pytest.mark.django_db(transaction=True)


def erase_dee(house: House) -> None:
    """She leaves on the first of April, and has herself erased."""
    StagePeriod.objects.create(
        coop=house.coop,
        participant=house.dee,
        stage="member",
        valid_from=dt.date(2024, 2, 1),
        valid_until=dt.date(2025, 4, 1),
        replaces=StagePeriod.objects.get(participant=house.dee),
    )
    dee = Participant.objects.select_related("coop", "person").get(pk=house.dee.pk)
    erasing.erase(participant=dee, by=dee, at=days(house.noon, 40, house.coop), key="erase", typed="dee")


def test_what_was_noted_and_contested_arrives_equal_also_once_somebody_was_erased(
    house: House, tmp_path: Path
) -> None:
    row, later = house.sent(), house.after("ada", "bo", "dee")
    house.note(row, later, "ada", "bo", "dee")
    house.contest(row, house.bo, house.dee)
    erase_dee(house)
    house.at = days(house.noon, 41, house.coop)

    left, came = carried(tmp_path)

    assert left == came
    life = house.life(row)
    assert [(one.participant.key, hasattr(one, "contested")) for one in life.approvals] == [
        ("ada", False),
        ("bo", True),
        ("dee", True),
    ]
    assert (life.now.value.entitled, life.now.value.lacks) == (("ada", "bo"), 1)
    assert {stands(one) for one in Entry.objects.filter(kind="minutes.contested.v1")} == {True}


def test_approved_minutes_arrive_equal_also_once_somebody_was_erased(house: House, tmp_path: Path) -> None:
    row = house.frozen()
    late = house.suggest(row, house.dee, line=Line.objects.get(part="decisions").pk, text="A boat, says Dee.")
    house.answer(row, late, house.bo)
    verbs.step(action=Action.objects.get().pk, what="done", by=house.dee, at=house.at, key=key())
    digest = Frozen.objects.get().digest
    erase_dee(house)

    left, came = carried(tmp_path)

    assert left == came
    assert Frozen.objects.get().digest == digest
    assert Frozen.objects.get().words.content["present"] == ["ada", "bo", "dee"]
    assert not CorrectionWords.objects.exists()
    kept = [stands(one) for one in Entry.objects.filter(kind__startswith="minutes.")]
    assert set(kept) == {True}
