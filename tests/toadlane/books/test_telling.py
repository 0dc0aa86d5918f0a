"""Whoever a close gave something hears of it, and hears when it was reversed."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.toadlane.books.conftest import Year
from toadlane.books.models import Allocation, YearClose
from toadlane.notices import hearing
from toadlane.notices.models import Notice


@pytest.fixture(autouse=True)
def _any_day_is_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)


def test_everybody_with_a_share_is_told_of_their_own_and_of_its_reversal(
    year: Year, closed: YearClose
) -> None:
    hearing.work_off()
    told = Notice.objects.filter(kind="year-closed").order_by("participant__key")
    gave = set(Allocation.objects.filter(close=closed).values_list("participant__key", flat=True))

    assert [(one.about, one.path, one.went) for one in told] == [
        (one.participant, f"money/accounts/{one.participant.key}/", "waiting") for one in told
    ]
    assert ({one.participant.key for one in told}, {one.says.split(".")[0] for one in told}) == (
        gave,
        {"2024 is closed"},
    )

    year.correct(closed)
    hearing.work_off()

    assert set(told.filter(code="closed").values_list("went", flat=True)) == {"held"}
    assert {one.participant.key for one in told.filter(code="reversed", read_at=None)} == gave
