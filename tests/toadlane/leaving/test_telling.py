"""Whoever leaves hears what others recorded of it; whoever is handed something hears of that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.toadlane.leaving.conftest import click
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.leaving import verbs
from toadlane.leaving.models import Departure, HandedOver
from toadlane.notices import hearing
from toadlane.notices.models import Notice


@pytest.fixture(autouse=True)
def _any_day_is_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)


def heard() -> list[tuple[str, str]]:
    hearing.work_off()
    told = Notice.objects.filter(kind__in=["my-leaving", "hand-over"]).select_related("participant")
    return [(one.participant.key, one.says) for one in told.order_by("pk")]


def test_what_others_recorded_is_told_and_what_i_said_myself_is_not(
    dee: Participant, eli: Participant, give: Callable[..., Departure], record: Callable[..., Departure]
) -> None:
    give(dee)
    record(eli, "retirement")

    [(who, says)] = heard()

    assert (who, says.startswith("It was recorded that you leave on ")) == ("eli", True)


def test_nobody_writes_to_somebody_who_died(eli: Participant, record: Callable[..., Departure]) -> None:
    record(eli, "death")

    assert heard() == []


def test_whoever_is_handed_something_hears_of_it(
    dee: Participant, eli: Participant, noon: Moment, give: Callable[..., Departure]
) -> None:
    departure = give(dee)
    item = HandedOver.objects.filter(departure=departure, kind="role").first()
    assert item is not None

    verbs.give_to(item=item, to=eli, by=dee, at=noon, key=click())
    verbs.give_to(item=item, to=None, by=dee, at=noon, key=click())
    verbs.give_to(item=item, to=eli, by=dee, at=noon, key=click())

    assert heard() == [("eli", "Somebody who leaves hands something over to you.")] * 2
