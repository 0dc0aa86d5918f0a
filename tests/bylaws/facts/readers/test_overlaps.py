"""Entries of one person at the same time are shown; what the bookkeeper accepts is theirs to say."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bylaws.facts.readers import HoursRow, Overlap, WorkLabels, overlaps, overlaps_in_order

WORK = WorkLabels("", "Website", "", (), billable=None)
MONDAY = dt.date(2025, 2, 3)


def worked(
    line: int, start: int | None, seconds: int, *, who: str = "ada", day: dt.date = MONDAY
) -> HoursRow:
    return HoursRow(line, who, WORK, day, start, seconds, "", b"", 1, ())


def test_two_entries_that_share_an_hour_are_shown_with_the_hour() -> None:
    first, second = worked(2, 9 * 3_600, 7_200), worked(3, 10 * 3_600, 7_200)

    assert list(overlaps([second, first])) == [Overlap("ada", first, second, 3_600)]


def test_entries_that_touch_do_not_overlap() -> None:
    assert list(overlaps([worked(2, 0, 3_600), worked(3, 3_600, 3_600)])) == []


def test_two_people_may_work_at_the_same_time() -> None:
    assert list(overlaps([worked(2, 0, 3_600), worked(3, 0, 3_600, who="bo")])) == []


def test_two_labels_of_one_person_are_one_person() -> None:
    rows = [worked(2, 0, 3_600), worked(3, 0, 3_600, who="Ada Reef")]

    shown = list(overlaps(rows, person=lambda row: {"ada": "ada", "Ada Reef": "ada"}[row.who]))

    assert [(one.person, one.first.line, one.second.line) for one in shown] == [("ada", 2, 3)]


def test_a_night_overlaps_the_next_morning() -> None:
    night = worked(2, 23 * 3_600, 3 * 3_600)
    morning = worked(3, 3_600, 3_600, day=MONDAY + dt.timedelta(days=1))

    assert list(overlaps([morning, night])) == [Overlap("ada", night, morning, 3_600)]


def test_a_short_entry_inside_a_long_one_does_not_hide_the_long_one() -> None:
    day_long, short, later = worked(2, 0, 36_000), worked(3, 3_600, 60), worked(4, 7_200, 60)

    assert list(overlaps([day_long, short, later])) == [
        Overlap("ada", day_long, short, 60),
        Overlap("ada", day_long, later, 60),
    ]


def test_hours_without_a_time_of_day_overlap_nothing() -> None:
    rows = [worked(2, None, 36_000), worked(3, None, 36_000), worked(4, 0, 60)]

    assert list(overlaps(rows)) == []
    assert list(overlaps_in_order(rows)) == []


def test_a_heap_of_equal_entries_gives_a_pair_for_each_and_not_for_each_two() -> None:
    rows = [worked(line, 0, 3_600) for line in range(10_000)]

    assert len(list(overlaps(rows))) == 9_999


@given(
    st.lists(st.tuples(st.sampled_from(["ada", "bo"]), st.integers(0, 200), st.integers(1, 60)), max_size=30)
)
def test_whoever_overlaps_somebody_is_shown_and_nobody_else(times: list[tuple[str, int, int]]) -> None:
    rows = [worked(line, start, seconds, who=who) for line, (who, start, seconds) in enumerate(times)]

    shown = list(overlaps(rows))

    later_ones = {
        second.line
        for first in rows
        for second in rows
        if (first.start or 0, first.line) < (second.start or 0, second.line)
        and first.who == second.who
        and (second.start or 0) < (first.start or 0) + first.seconds
    }
    assert {one.second.line for one in shown} == later_ones
    assert all(one.seconds > 0 and one.first.who == one.second.who for one in shown)
    in_order = sorted(rows, key=lambda row: (row.who, row.day, row.start or 0, row.line))
    assert list(overlaps_in_order(in_order)) == shown
