"""What a co-op decided and promised over the years: all of it is found, in pages, in order, and as a file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.toadlane.minutes.conftest import House
from toadlane.coops.access import Place
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.meetings.planned_rows import Meeting
from toadlane.minutes.finding import find, years_of
from toadlane.minutes.joined import AT_ONCE, Joined, Source
from toadlane.minutes.models import Action, Line
from toadlane.minutes.register import Asked, actions, decisions

SignedIn = Callable[[Participant], Client]
Clock = Callable[[Moment], None]
MANY = AT_ONCE + 23


def of(rows: dict[UUID, int], asked: list[int]) -> Source[int]:
    def read(keys: object) -> dict[UUID, int]:
        found = {key: rows[key] for key in keys if rows[key] != 13}  # type: ignore[attr-defined]
        asked.append(len(found))
        return found

    return Source(lambda: (((value,), key) for key, value in rows.items()), read)


@pytest.mark.parametrize("last_first", [False, True])
def test_rows_of_two_tables_are_one_list_and_a_page_reads_no_more_than_itself(*, last_first: bool) -> None:
    evens = {uuid4(): value for value in range(0, 1200, 2)}
    odds = {uuid4(): value for value in range(1, 1200, 2)}
    asked: list[int] = []
    joined = Joined(of(evens, asked), of(odds, asked), last_first=last_first)
    whole = sorted(range(1200), reverse=last_first)

    assert (len(joined), joined[4], joined[-1]) == (1200, whole[4], whole[-1])
    assert joined[100:104] == whole[100:104]
    assert max(asked) == 2
    assert list(joined) == [value for value in whole if value != 13]  # one was erased meanwhile
    assert max(asked) == AT_ONCE // 2


def many(house: House, part: str) -> None:
    """As if over years."""
    row = house.frozen()
    lines = Line.objects.bulk_create(
        Line(
            coop=house.coop,
            minutes=row,
            part=part,
            order=10 + number,
            text=f"Thing {number:04}",
            searched=f"thing {number:04}",
            who=(house.dee, house.fay)[number % 2],
            due_on=dt.date(2025, 3, 11) + dt.timedelta(days=number),
            written_by=house.ada,
            written_at=house.at.instant,
        )
        for number in range(MANY)
    )
    Action.objects.bulk_create(
        Action(coop=house.coop, line=line, who=line.who, due_on=line.due_on)
        for line in lines
        if part == "actions"
    )


def rows_of(answer: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.decode("utf-8-sig"))))[1:]


def test_the_register_of_actions_has_no_end_and_is_put_in_order(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    many(house, "actions")
    dee = signed_in(house.dee)
    page, listed = "/c/harbour/meetings/actions/", "/api/v1/coops/harbour/minutes/actions"

    def first(sort: str) -> str:
        place = Place(house.coop, house.dee, house.at, sight_on(house.dee, house.at.day))
        return actions(place, Asked(sort=sort))[0].text

    with CaptureQueriesContext(connection) as on_the_first:
        assert "Get three offers" in dee.get(page).content.decode()
    with CaptureQueriesContext(connection) as on_the_last:
        assert f"Thing {MANY - 1:04}" in dee.get(f"{page}?page=99").content.decode()
    assert len(on_the_last) == len(on_the_first)
    assert [first(sort) for sort in ("", "text", "-due", "who", "-who")] == [
        "Get three offers",
        "Get three offers",
        f"Thing {MANY - 1:04}",
        "Get three offers",
        f"Thing {MANY - 2:04}",
    ]
    whole = rows_of(dee.get("/c/harbour/meetings/actions.csv").content)
    assert (len(whole), whole[0][0], whole[-1][0]) == (MANY + 1, "Get three offers", f"Thing {MANY - 1:04}")
    assert [len(dee.get(f"{listed}?page={number}").json()) for number in (2, 3)] == [MANY + 1 - AT_ONCE, 0]


def test_the_register_of_decisions_has_no_end_and_neither_has_the_search(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    many(house, "decisions")
    bo = signed_in(house.bo)

    by_words = rows_of(bo.get("/c/harbour/meetings/decided.csv?sort=-text").content)
    assert [one[0] for one in by_words[:2]] == ["We buy the **van**.", f"Thing {MANY - 1:04}"]
    assert len(by_words) == MANY + 1
    last = bo.get("/c/harbour/meetings/decided/?sort=text&page=11").content.decode()
    assert f"Thing {MANY - 1:04}" in last
    found = "/api/v1/coops/harbour/minutes/found?q=thing"
    assert len(bo.get(f"{found}&page=2").json()) == MANY - AT_ONCE
    with CaptureQueriesContext(connection) as few:
        bo.get("/c/harbour/meetings/find/?q=van")
    with CaptureQueriesContext(connection) as all_of_them:
        assert "Thing 0" in bo.get("/c/harbour/meetings/find/?q=thing").content.decode()
    assert len(all_of_them) <= len(few)


@pytest.mark.parametrize(("held", "year"), [("2025-01-01T04:30Z", 2024), ("2026-01-01T04:30Z", 2025)])
def test_a_meeting_is_of_the_year_it_shows(house: House, held: str, year: int) -> None:
    house.frozen()
    eve = dt.datetime.fromisoformat(held)
    Meeting.objects.filter(pk=house.meeting.pk).update(starts_at=eve, ends_at=eve + dt.timedelta(hours=1))
    place = Place(house.coop, house.ada, house.at, sight_on(house.ada, house.at.day))

    def found(of: int) -> tuple[int, ...]:
        asked = Asked(year=of)
        return len(find(place, asked)), len(decisions(place, asked)), len(actions(place, asked))

    assert find(place, Asked())[0].on == dt.date(year, 12, 31)
    assert years_of(place) == [year]
    assert (found(year), found(year + 1), found(year - 1)) == ((1, 1, 1), (0, 0, 0), (0, 0, 0))


def test_a_meeting_elsewhere_is_of_the_year_it_has_there(house: House) -> None:
    house.frozen()
    there = dt.datetime(2025, 12, 31, 16, 0, tzinfo=dt.UTC)
    Meeting.objects.filter(pk=house.meeting.pk).update(
        starts_at=there, ends_at=there + dt.timedelta(hours=1), zone="Asia/Tokyo"
    )
    place = Place(house.coop, house.ada, house.at, sight_on(house.ada, house.at.day))

    assert years_of(place) == [2026]
    assert [len(decisions(place, Asked(year=year))) for year in (2025, 2026)] == [0, 1]


@pytest.mark.parametrize("year", [1, 2, 2025, 9998, 9999, 10**30])
def test_any_year_can_be_asked_for(house: House, signed_in: SignedIn, clock: Clock, *, year: int) -> None:
    house.frozen()
    ada = signed_in(house.ada)

    for page in ("find", "decided", "actions"):
        assert ada.get(f"/c/harbour/meetings/{page}/?year={year}").status_code == 200


def test_the_register_of_actions_is_narrowed_by_who_does_them_whoever_was_there(house: House) -> None:
    row = house.written()
    house.write(row, "actions", "Sweep the yard", who="fay")
    place = Place(house.coop, house.ada, house.at, sight_on(house.ada, house.at.day))

    found = {who: [one.text for one in actions(place, Asked(person=who))] for who in ("dee", "fay", "bo")}

    assert found == {"dee": ["Get three offers"], "fay": ["Sweep the yard"], "bo": []}
