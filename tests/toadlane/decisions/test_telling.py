"""A decision that waits for a second member is told to every other member, until it waits no more."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.toadlane.decisions.conftest import Enter, joins
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import verbs
from toadlane.notices import hearing
from toadlane.notices.models import Notice


@pytest.fixture(autouse=True)
def _any_day_is_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)


def test_every_other_member_is_told_and_nobody_once_it_is_confirmed(
    governed: Coop, dee: Participant, bo: Participant, noon: Moment, enter: Enter
) -> None:
    eve = joins(governed, "eve", "member", dt.date(2024, 1, 1))
    entered = enter()
    hearing.work_off()
    waiting = Notice.objects.filter(kind="decision-to-confirm").order_by("participant__key")

    assert [(one.participant, one.says, one.read_at) for one in waiting] == [
        (who, "Hold it against the minutes and confirm it: Close the fiscal year 2024.", None)
        for who in (dee, eve)
    ]
    assert {one.address for one in waiting} == {f"/c/harbour/decide/{entered.pk}/"}

    verbs.confirm_authority(authority=entered, by=dee, at=noon, key="confirm")
    hearing.work_off()

    assert [one.went for one in waiting.all()] == ["held", "held"]
    assert not waiting.filter(read_at=None).exists()


def test_an_adopted_charter_is_told_to_all_who_take_part(
    bo: Participant, governed: Coop, ada: Participant
) -> None:
    hearing.work_off()

    told = Notice.objects.filter(kind="charter-changed").order_by("participant__key")
    assert [(one.participant, one.says) for one in told] == [
        (who, "The charter was adopted. It holds from January 1, 2025.") for who in (ada, bo)
    ]
