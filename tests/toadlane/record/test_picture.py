"""The record shows how it grows, week by week of the co-op, with what was signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.test import Client

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.record.models import Checkpoint, Entry
from toadlane.record.picture import WEEKS, Week, growth, weeks

SignedIn = Callable[[Participant | Person], Client]
SUNDAY = dt.datetime(2025, 3, 3, 4, 59, tzinfo=dt.UTC)
"""Still Sunday the 2nd in New York."""
MONDAY = SUNDAY + dt.timedelta(minutes=1)


def test_a_week_begins_on_monday_where_the_co_op_is(ada: Participant, noon: Moment) -> None:
    assert growth(ada.coop, noon) is None
    for when in (SUNDAY, MONDAY, MONDAY, MONDAY - dt.timedelta(days=90)):
        Entry.objects.create(coop=ada.coop, kind="x.v1", happened_at=when, recorded_at=when, commitment=b"")
    Checkpoint.objects.create(coop=ada.coop, size=3, root=b"", key="k", note="n", recorded_at=MONDAY)

    shown = weeks(ada.coop, noon)
    picture = growth(ada.coop, noon)

    assert len(shown) == WEEKS
    assert shown[-2:] == [Week(dt.date(2025, 2, 24), 1, 0), Week(dt.date(2025, 3, 3), 2, 1)]
    assert picture is not None
    assert [(bar.label, bar.amount) for bar in picture.rows[-2:]] == [
        ("Feb 24, 2025", 1),
        ("Mar 3, 2025 · ◆ 1 checkpoint", 2),
    ]


def test_the_picture_stands_above_the_first_of_the_entries_alone(
    ada: Participant, signed_in: SignedIn
) -> None:
    Entry.objects.create(coop=ada.coop, kind="x.v1", happened_at=MONDAY, commitment=bytes(32))
    browser = signed_in(ada)

    whole, narrowed = (
        browser.get(f"/c/harbour/record/{query}").content.decode() for query in ("", "?kind=x.v1")
    )

    assert ("How the record grows" in whole, "How the record grows" in narrowed) == (True, False)
