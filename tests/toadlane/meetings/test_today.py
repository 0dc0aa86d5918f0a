"""What somebody brings in, the others find on Today, as far as they may see it, for a fortnight."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.toadlane.meetings.conftest import DAY, Bring
from toadlane.coops.models import Coop, Participant, Visibility
from toadlane.coops.moment import Moment
from toadlane.meetings import verbs, waiting
from toadlane.meetings.described import Described, Shared


def told(who: Participant, at: Moment) -> list[tuple[str, str]]:
    return [(item.title, item.url) for item in waiting.lately(who, at)]


def later(at: Moment, days: int) -> Moment:
    span = dt.timedelta(days=days)
    return Moment(at.instant + span, at.day + span)


def test_one_is_pointed_at_several_are_counted_and_whoever_brought_them_knows(
    bring: Bring, ada: Participant, dee: Participant, noon: Moment
) -> None:
    first = bring()
    one = told(dee, noon)
    bring("2024-05-02 Minutes of May.md", "# May\n", key="may")

    assert one == [("1 past document is new here", f"/c/harbour/meet/documents/{first.thread}/")]
    assert told(dee, noon) == [("2 past documents are new here", "/c/harbour/meet/documents/")]
    assert told(ada, noon) == []


def test_after_a_fortnight_the_list_alone_tells(bring: Bring, dee: Participant, noon: Moment) -> None:
    bring()

    assert (len(told(dee, later(noon, 14))), told(dee, later(noon, 15))) == (1, [])


def test_put_right_it_stays_new_and_withdrawn_it_is_gone(
    bring: Bring, ada: Participant, dee: Participant, noon: Moment
) -> None:
    brought = bring()
    summer = Described(title="Summer meeting", happened_on=DAY)
    put_right = verbs.correct(
        document=brought, described=summer, shared=Shared(), by=ada, at=noon, key="right"
    )
    stays = len(told(dee, noon))
    verbs.withdraw(document=put_right, because="Not ours", by=ada, at=noon, key="away")

    assert (stays, told(dee, noon)) == (1, [])


def test_what_is_closed_to_somebody_is_not_told_to_them(
    bring: Bring, harbour: Coop, dee: Participant, noon: Moment
) -> None:
    brought = bring()
    Visibility.objects.create(
        coop=harbour, information_class=brought.information_class, audience="bookkeeper"
    )

    assert told(dee, noon) == []


def test_it_asks_as_much_for_one_as_for_ten(bring: Bring, dee: Participant, noon: Moment) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            told(dee, noon)
        return len(queries)

    bring()
    one = asked()
    for number in range(9):
        bring(f"2024-05-0{number + 1} Minutes.md", f"# {number}\n", key=f"m{number}")

    assert asked() == one
