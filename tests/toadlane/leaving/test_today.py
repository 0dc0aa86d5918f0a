"""What *Today* says of leaving, and to whom."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test.utils import CaptureQueriesContext

from bylaws.kernel.money import Money
from tests.toadlane.leaving.conftest import GOES, click, on
from tests.toadlane.leaving.test_going import Give, Record
from toadlane.books.verbs import receive_buy_in
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.leaving import verbs
from toadlane.leaving.dates import own_leaving
from toadlane.leaving.models import Departure, HandedOver
from toadlane.leaving.verbs.effect import take_effect
from toadlane.leaving.waiting import for_participant
from toadlane.notices import calendars

HAND = "Hand over what is on your list"


def told(who: Participant, at: Moment) -> list[str]:
    return [item.title for item in for_participant(who, at)]


@pytest.fixture
def departure(dee: Participant, eli: Participant, give: Give) -> Departure:
    return give(dee)


def test_each_is_told_what_is_theirs_of_the_list(
    departure: Departure, ada: Participant, dee: Participant, eli: Participant, noon: Moment
) -> None:
    before = {who.key: told(who, noon) for who in (ada, dee, eli)}

    for item in HandedOver.objects.filter(departure=departure):
        verbs.give_to(item=item, to=eli, by=dee, at=noon, key=click())

    assert before == {"ada": ["See that Dee hands everything over"], "dee": [HAND], "eli": []}
    assert {who.key: told(who, noon) for who in (ada, dee, eli)} == {
        "ada": [],
        "dee": [HAND],
        "eli": ["Take over something from Dee"],
    }
    assert [item.due_on for item in for_participant(eli, noon)] == [GOES]


def test_what_is_ticked_by_both_is_told_no_more(
    departure: Departure, ada: Participant, dee: Participant, eli: Participant, noon: Moment
) -> None:
    for item in HandedOver.objects.filter(departure=departure):
        verbs.give_to(item=item, to=eli, by=dee, at=noon, key=click())
        if item.kind != HandedOver.Kind.ACCESS:
            verbs.tick(item=item, side="given", by=dee, at=noon, key=click())
        verbs.tick(item=item, side="taken", by=eli, at=noon, key=click())

    assert [told(who, noon) for who in (ada, dee, eli)] == [[], [], []]


def test_what_was_left_lying_for_months_nags_nobody(
    departure: Departure, ada: Participant, noon: Moment
) -> None:
    at = on(GOES + dt.timedelta(days=90), noon)

    assert told(ada, at) == ["See that Dee hands everything over"]
    assert told(ada, on(GOES + dt.timedelta(days=91), noon)) == []


def test_the_bookkeeper_is_told_of_who_left_with_something_in_the_books(
    ada: Participant, dee: Participant, eli: Participant, noon: Moment, record: Record
) -> None:
    receive_buy_in(
        participant=eli, amount=Money.parse("300.00", "USD"), on=noon.day, by=ada, at=noon, key=click()
    )
    record(eli, "resignation", told_on=dt.date(2025, 1, 31))
    record(dee, "resignation", told_on=dt.date(2025, 1, 31))

    pay = [title for title in told(ada, noon) if "paid out" in title]

    assert pay == ["Eli has left and is to be paid out"]
    assert [title for title in told(dee, noon) if "paid out" in title] == []


def test_it_asks_the_same_however_many_leave(
    departure: Departure,
    ada: Participant,
    eli: Participant,
    give: Give,
    noon: Moment,
) -> None:
    from django.db import connection

    with CaptureQueriesContext(connection) as one:
        told(ada, noon)
    give(eli)

    with CaptureQueriesContext(connection) as two:
        told(ada, noon)

    assert len(two) == len(one) <= 6


def test_the_calendar_of_whoever_leaves_has_their_last_day_until_they_stay(
    departure: Departure, dee: Participant, eli: Participant, noon: Moment
) -> None:
    before = [(one.title, one.on) for one in own_leaving(dee, noon)]
    others = list(own_leaving(eli, noon))
    verbs.take_back(departure=departure, by=dee, at=noon, key=click())

    assert before[0] == ("Your notice ends: you leave", GOES)
    assert {title for title, _on in before[1:]} <= {"Your access to accounts and machines ends"}
    assert (others, list(own_leaving(dee, noon))) == ([], [])


def test_the_address_of_their_calendar_goes_with_them(
    departure: Departure, dee: Participant, noon: Moment
) -> None:
    calendars.make(by=dee, at=noon)

    take_effect(departure=departure, at=on(GOES, noon))

    assert calendars.address_of(dee) == ""
