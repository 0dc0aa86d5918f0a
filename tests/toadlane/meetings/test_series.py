"""A series is begun, moved across daylight saving, ended and undone; what was changed by itself stays."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bylaws.kernel.faults import Fault, RecordMoved, Refused
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.meetings.arranging import Frame, Hours, ItemWanted
from toadlane.meetings.coming_back import Rhythm
from toadlane.meetings.planned_rows import Invited, Meeting, Part, Series
from toadlane.meetings.turning import turns_of
from toadlane.meetings.verbs import (
    answer,
    begin_meeting,
    begin_series,
    cancel_meeting,
    end_meeting,
    end_series,
    give_part,
    move_meeting,
    move_series,
    put_item,
    undo_meeting,
    undo_series,
)

MONDAY = dt.date(2025, 3, 10)
NEW_YORK = zoneinfo.ZoneInfo("America/New_York")
WEEKLY = Rhythm("P7D", MONDAY)
ALL = Frame(title="Monday", who=("candidate", "member"), opens_with=("finances",))


@pytest.fixture
def mondays(ada: Participant, bo: Participant, noon: Moment) -> Series:
    return begin_series(
        frame=ALL, rhythm=WEEKLY, agenda=(ItemWanted("Projects", 30),), by=ada, at=noon, key="begin"
    )


def nth(series: Series, number: int) -> Meeting:
    return Meeting.objects.select_related("coop", "series").get(series=series, nth=number)


def wall(series: Series) -> list[str]:
    """By the clock on the wall, of every meeting that is planned."""
    rows = Meeting.objects.filter(series=series, state="planned").order_by("nth")
    return [row.starts_at.astimezone(NEW_YORK).strftime("%m-%d %H:%M") for row in rows]


def test_a_series_has_its_meetings_for_three_months_each_with_its_agenda(mondays: Series) -> None:
    assert wall(mondays)[:3] == ["03-10 10:00", "03-17 10:00", "03-24 10:00"]
    assert Meeting.objects.filter(series=mondays).count() == 13
    first = nth(mondays, 1)
    assert list(first.items.values_list("title", "standing")) == [
        ("Where the money stands", "finances"),
        ("Projects", ""),
    ]
    assert sorted(first.invited.values_list("participant__key", flat=True)) == ["ada", "bo"]


def test_the_one_that_was_moved_stays_when_the_series_is_moved_and_undone(
    mondays: Series, ada: Participant, noon: Moment
) -> None:
    friday = dt.datetime(2025, 3, 21, 13, tzinfo=dt.UTC)
    hours = Hours(friday, friday + dt.timedelta(hours=2))
    where = {"place": "Barn", "link": "", "presence": "in-person"}
    moved = move_meeting(meeting=nth(mondays, 2), hours=hours, **where, by=ada, at=noon, key="m")
    again = move_series(
        series=mondays,
        from_nth=2,
        changes={"from_day": dt.date(2025, 3, 18), "starts": "16:00"},
        by=ada,
        at=noon,
        key="s",
    )
    assert wall(mondays)[:4] == ["03-10 10:00", "03-21 09:00", "03-25 16:00", "04-01 16:00"]
    undone = undo_series(series=again, edition=again.edition, by=ada, at=noon, key="u")
    assert wall(mondays)[:4] == ["03-10 10:00", "03-21 09:00", "03-24 10:00", "03-31 10:00"]
    undo_meeting(meeting=moved, edition=moved.edition, by=ada, at=noon, key="v")
    assert wall(mondays)[1] == "03-17 10:00"
    with pytest.raises(RecordMoved):
        undo_series(series=undone, edition=again.edition, by=ada, at=noon, key="w")


def test_clocks_change_and_the_hour_on_the_wall_does_not(ada: Participant, harbour: Coop) -> None:
    february = Moment.of(dt.datetime(2025, 2, 20, 17, tzinfo=dt.UTC), coop=harbour)
    series = begin_series(
        frame=ALL, rhythm=replace(WEEKLY, from_day=dt.date(2025, 3, 3)), by=ada, at=february, key="b"
    )
    found = [nth(series, one).starts_at.hour for one in (1, 2)]
    assert found == [15, 14]
    assert wall(series)[:2] == ["03-03 10:00", "03-10 10:00"]


def test_moved_across_the_change_of_clocks_it_leaves_the_one_that_was_moved_by_itself(
    ada: Participant, harbour: Coop
) -> None:
    february = Moment.of(dt.datetime(2025, 2, 20, 17, tzinfo=dt.UTC), coop=harbour)
    series = begin_series(
        frame=ALL, rhythm=replace(WEEKLY, from_day=dt.date(2025, 3, 3)), by=ada, at=february, key="b"
    )
    early = dt.datetime(2025, 3, 10, 12, 30, tzinfo=dt.UTC)
    hours = Hours(early, early + dt.timedelta(hours=1))
    where = {"place": "Barn", "link": "", "presence": "in-person"}
    move_meeting(meeting=nth(series, 2), hours=hours, **where, by=ada, at=february, key="m")

    for starts, key in (("16:00", "s"), ("18:00", "t")):
        moved = Series.objects.get(pk=series.pk)
        move_series(series=moved, from_nth=1, changes={"starts": starts}, by=ada, at=february, key=key)

    assert wall(series)[:4] == ["03-03 18:00", "03-10 08:30", "03-17 18:00", "03-24 18:00"]
    assert [nth(series, one).starts_at.hour for one in (1, 2, 3)] == [23, 12, 22]
    assert (nth(series, 1).place, nth(series, 2).place) == (ALL.place, "Barn")


def test_a_series_that_was_ended_is_taken_up_again(mondays: Series, ada: Participant, noon: Moment) -> None:
    ended = end_series(series=mondays, from_nth=2, because="summer", by=ada, at=noon, key="e")
    assert wall(mondays) == ["03-10 10:00"]
    with pytest.raises(RecordMoved):
        move_series(series=mondays, from_nth=1, changes={"starts": "11:00"}, by=ada, at=noon, key="no")
    undo_series(series=ended, edition=ended.edition, by=ada, at=noon, key="u")
    assert len(wall(mondays)) == 13


def test_what_was_not_finished_comes_over_once(mondays: Series, ada: Participant, noon: Moment) -> None:
    first = nth(mondays, 1)
    put_item(meeting=first, wanted=ItemWanted("The kettle"), by=ada, at=noon, key="kettle")
    put_item(meeting=first, wanted=ItemWanted("projects", about="In pairs"), by=ada, at=noon, key="pairs")
    for _twice in range(2):
        end_meeting(meeting=first, by=ada, at=noon)
    assert list(nth(mondays, 2).items.values_list("title", "carried_from__meeting__nth")) == [
        ("Where the money stands", None),
        ("Projects", None),  # the series puts it there each time, so it does not come over as well
        ("The kettle", 1),
        ("projects", 1),
    ]
    assert list(first.items.values_list("title", "fate")) == [
        ("Where the money stands", "open"),
        ("Projects", "open"),
        ("The kettle", "carried"),
        ("projects", "carried"),
    ]


def test_what_comes_over_week_after_week_is_there_once(
    mondays: Series, ada: Participant, noon: Moment
) -> None:
    put_item(meeting=nth(mondays, 1), wanted=ItemWanted("The kettle"), by=ada, at=noon, key="kettle")
    put_item(meeting=nth(mondays, 3), wanted=ItemWanted("THE KETTLE"), by=ada, at=noon, key="again")
    for number in (1, 2):
        end_meeting(meeting=nth(mondays, number), by=ada, at=noon)

    counts = [nth(mondays, number).items.count() for number in (1, 2, 3, 4)]

    assert counts == [3, 3, 3, 2]


def test_a_cancelled_meeting_gives_its_items_and_takes_them_back(
    mondays: Series, ada: Participant, noon: Moment
) -> None:
    put_item(meeting=nth(mondays, 1), wanted=ItemWanted("The kettle"), by=ada, at=noon, key="kettle")
    gone = cancel_meeting(meeting=nth(mondays, 1), because="ill", by=ada, at=noon, key="c")
    assert nth(mondays, 2).items.count() == 3
    undo_meeting(meeting=gone, edition=gone.edition, by=ada, at=noon, key="u")
    assert nth(mondays, 2).items.count() == 2
    assert set(nth(mondays, 1).items.values_list("fate", flat=True)) == {"open"}


def test_parts_go_round_and_whoever_stays_away_is_passed_over(
    mondays: Series, ada: Participant, bo: Participant, noon: Moment
) -> None:
    answer(meeting=nth(mondays, 1), says="not", by=ada, at=noon)
    begin_meeting(meeting=nth(mondays, 1), by=ada, at=noon)
    assert set(Part.objects.values_list("participant__key", flat=True)) == {"bo"}
    end_meeting(meeting=nth(mondays, 1), by=ada, at=noon)
    begin_meeting(meeting=nth(mondays, 2), by=ada, at=noon)
    assert Part.objects.get(meeting__nth=2, role="facilitator").participant == ada
    given = give_part(meeting=nth(mondays, 3), role="scribe", to="bo", by=ada, at=noon, key="g")
    assert (given.way, given.participant) == ("swapped", bo)


def test_a_part_in_the_evening_was_had_on_the_day_that_the_coop_has(
    mondays: Series, ada: Participant, bo: Participant, noon: Moment
) -> None:
    begin_meeting(meeting=nth(mondays, 1), by=ada, at=noon)
    answer(meeting=nth(mondays, 2), says="not", by=bo, at=noon)
    evening = dt.datetime(2025, 3, 10, 21, 0, tzinfo=NEW_YORK)
    Meeting.objects.filter(pk=nth(mondays, 1).pk).update(starts_at=evening)

    assert {one.last for one in turns_of(nth(mondays, 2)) if one.last} == {MONDAY}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"every": "P0D"}, "meetings.rhythm"),
        ({"every": "often"}, "span.form"),
        ({"starts": "25:00"}, "meetings.rhythm"),
        ({"lasts": 0}, "meetings.rhythm"),
        ({"days": 61}, "meetings.rhythm"),
        ({"weekdays": (7,)}, "meetings.rhythm"),
        ({"from_day": dt.date(2025, 3, 3)}, "meetings.in-the-past"),
        ({"notice": "P14D"}, "meetings.too-late"),
    ],
)
def test_a_rhythm_that_cannot_be_is_refused(
    ada: Participant, noon: Moment, changed: dict[str, object], code: str
) -> None:
    with pytest.raises(Fault) as met:
        begin_series(frame=ALL, rhythm=replace(WEEKLY, **changed), by=ada, at=noon, key="x")  # type: ignore[arg-type]
    assert met.value.code == code
    assert not Series.objects.exists()


def test_who_is_of_no_stage_with_the_right_changes_no_series(
    mondays: Series, bo: Participant, noon: Moment
) -> None:
    with pytest.raises(Refused):
        end_series(series=mondays, from_nth=1, by=bo, at=noon, key="no")


def test_five_hundred_are_invited_in_as_many_questions_as_two(ada: Participant, noon: Moment) -> None:
    def asked() -> int:
        key = f"{Participant.objects.count()}"
        with CaptureQueriesContext(connection) as told:
            begin_series(frame=ALL, rhythm=replace(WEEKLY, every="P1Y"), by=ada, at=noon, key=key)
        return len(told)

    two = asked()
    crowd = [Participant(coop=ada.coop, key=f"p{n}", name=f"P {n}") for n in range(500)]
    Participant.objects.bulk_create(crowd)
    StagePeriod.objects.bulk_create(
        StagePeriod(coop=ada.coop, participant=one, stage="member", valid_from=dt.date(2024, 1, 1))
        for one in crowd
    )
    assert asked() - two <= 10  # a thousand rows go in by lots, and nothing else is asked
    assert Invited.objects.count() == 2 * 1 + 2 * 501


@pytest.fixture
def called(ada: Participant, bo: Participant, noon: Moment) -> Meeting:
    """The second of a series to which people are invited a week before: on 31 March, by the 24th."""
    weekly = replace(WEEKLY, from_day=dt.date(2025, 3, 24), notice="P7D")
    return nth(begin_series(frame=ALL, rhythm=weekly, by=ada, at=noon, key="called"), 2)


def moved_to(meeting: Meeting, day: dt.date, by: Participant, at: Moment) -> Meeting:
    starts = dt.datetime.combine(day, dt.time(10), tzinfo=NEW_YORK)
    where = {"place": "", "link": "", "presence": "either"}
    hours = Hours(starts, starts + dt.timedelta(hours=1))
    return move_meeting(meeting=meeting, hours=hours, **where, by=by, at=at, key=f"to {day}")


def test_a_meeting_that_is_back_on_its_day_invites_in_time_for_it(
    called: Meeting, ada: Participant, noon: Moment
) -> None:
    first = called.invite_by
    moved = moved_to(called, dt.date(2025, 5, 30), ada, noon)
    assert moved.invite_by != first

    back = undo_meeting(meeting=moved, edition=moved.edition, by=ada, at=noon, key="back")

    assert (back.starts_at, back.invite_by) == (called.starts_at, first)


def test_what_was_moved_away_comes_back_to_no_day_that_would_be_too_late(
    called: Meeting, ada: Participant, noon: Moment
) -> None:
    """Moved away in time and taken back the day before, nobody would have had their notice."""
    moved = moved_to(called, dt.date(2025, 5, 30), ada, noon)
    day_before = Moment.of(called.starts_at - dt.timedelta(days=1), coop=called.coop)

    with pytest.raises(Refused, match="no longer possible"):
        undo_meeting(meeting=moved, edition=moved.edition, by=ada, at=day_before, key="too late")

    assert Meeting.objects.get(pk=called.pk).starts_at == moved.starts_at


def test_a_slip_of_the_day_before_is_taken_back(called: Meeting, ada: Participant, noon: Moment) -> None:
    """People had been called in time: whoever moves or cancels it by mistake undoes that at once."""
    day_before = Moment.of(called.starts_at - dt.timedelta(days=1), coop=called.coop)
    gone = cancel_meeting(meeting=called, by=ada, at=day_before, key="slip")

    back = undo_meeting(meeting=gone, edition=gone.edition, by=ada, at=day_before, key="sorry")

    assert (back.state, back.starts_at) == ("planned", called.starts_at)


def test_people_are_reminded_of_the_day_it_was_moved_to(
    called: Meeting, ada: Participant, noon: Moment
) -> None:
    Meeting.objects.filter(pk=called.pk).update(reminded_at=noon.instant, invited_at=noon.instant)

    moved = moved_to(called, dt.date(2025, 5, 30), ada, noon)
    assert (moved.reminded_at, moved.invited_at) == (None, noon.instant)
    Meeting.objects.filter(pk=called.pk).update(reminded_at=noon.instant)
    back = undo_meeting(meeting=moved, edition=moved.edition, by=ada, at=noon, key="back")
    assert back.reminded_at is None


def test_a_series_that_is_moved_takes_no_meeting_along_whose_hour_is_over(
    mondays: Series, ada: Participant, noon: Moment
) -> None:
    """Nobody said that it began, so it is planned still; it was held on its day all the same."""
    held = nth(mondays, 1)
    after = Moment.of(held.ends_at + dt.timedelta(days=1), coop=held.coop)

    changes = {"from_day": dt.date(2025, 3, 14)}
    move_series(series=mondays, from_nth=1, changes=changes, by=ada, at=after, key="along")

    assert nth(mondays, 1).starts_at == held.starts_at
    assert wall(mondays)[1:3] == ["03-21 10:00", "03-28 10:00"]
