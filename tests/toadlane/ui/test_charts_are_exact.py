"""Where things stand in a chart: exact, contiguous, the same every time."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toadlane.ui.charts import geometry
from toadlane.ui.charts.geometry import WHOLE, Scale, Span

amounts = st.integers(-(10**12), 10**12)


def test_a_bar_runs_from_zero_to_its_amount() -> None:
    assert geometry.bars([100, 50, 0, 25]) == (Span(0, 10_000), Span(0, 5_000), Span(0, 0), Span(0, 2_500))


def test_a_loss_runs_the_other_way_from_zero() -> None:
    assert geometry.bars([300, -100]) == (Span(2_500, 10_000), Span(2_500, 0))


def test_bars_of_nothing_have_no_width() -> None:
    assert geometry.bars([0, 0]) == (Span(0, 0), Span(0, 0))


def test_parts_of_a_row_stand_side_by_side() -> None:
    laid = geometry.stacks([[40, 60, 0], [10, 15, 25]])

    assert laid == (
        (Span(0, 4_000), Span(4_000, 10_000), Span(10_000, 10_000)),
        (Span(0, 1_000), Span(1_000, 2_500), Span(2_500, 5_000)),
    )


def test_parts_below_zero_stand_on_its_other_side() -> None:
    assert geometry.stacks([[75, -25]]) == ((Span(2_500, 10_000), Span(2_500, 0)),)


def test_steps_hang_one_from_the_other_and_a_total_stands_on_zero() -> None:
    spans = geometry.waterfall([(100, True), (-25, False), (-15, False), (60, True)])

    assert spans == (Span(0, 10_000), Span(10_000, 7_500), Span(7_500, 6_000), Span(0, 6_000))


def test_a_step_through_zero_crosses_it() -> None:
    assert geometry.waterfall([(-60, True), (100, False)]) == (Span(6_000, 0), Span(0, 10_000))


@given(st.lists(st.lists(amounts, min_size=3, max_size=3), min_size=1, max_size=30))
def test_neighbours_meet_and_nothing_leaves_the_picture(rows: list[list[int]]) -> None:
    laid = geometry.stacks(rows)

    assert all(0 <= edge <= WHOLE for row in laid for span in row for edge in (span.start, span.end))
    for row, spans in zip(rows, laid, strict=True):
        above = [span for value, span in zip(row, spans, strict=True) if value >= 0]
        assert [one.end for one in above[:-1]] == [other.start for other in above[1:]]


@given(st.lists(st.tuples(amounts, st.booleans()), min_size=1, max_size=40))
def test_a_step_begins_where_the_one_before_it_ended(steps: list[tuple[int, bool]]) -> None:
    spans = geometry.waterfall(steps)

    hanging = [
        (a.end, b.start) for a, b, step in zip(spans, spans[1:], steps[1:], strict=False) if not step[1]
    ]
    assert [end for end, _ in hanging] == [start for _, start in hanging]


@given(st.lists(amounts, min_size=1))
def test_greater_amounts_never_stand_further_left(values: list[int]) -> None:
    scale = Scale.around(values)

    positions = [scale.at(value) for value in sorted(values)]

    assert positions == sorted(positions)


@given(st.lists(amounts, min_size=1), st.sampled_from([1, 100, 1000]))
def test_the_marks_of_an_axis_hold_every_amount_and_are_few(values: list[int], unit: int) -> None:
    low, high = min(0, *values), max(0, *values)

    marks = geometry.ticks(low, high, unit=unit)

    steps = {after - before for before, after in pairwise(marks)}
    assert (marks[0] <= low, marks[-1] >= high, len(steps)) == (True, True, 1)
    assert all(mark % unit == 0 for mark in marks)
    assert 2 <= len(marks) <= 7


def test_the_marks_of_an_axis_are_round() -> None:
    found = [geometry.ticks(0, high, unit=100) for high in (0, 90_000, 370_431, 1_000_000)]

    assert found == [
        (0, 100),
        (0, 50_000, 100_000),
        (0, 100_000, 200_000, 300_000, 400_000),
        (0, 500_000, 1_000_000),
    ]


def test_days_stand_as_far_apart_as_they_are_in_time() -> None:
    days = [dt.date(2025, 1, 1), dt.date(2025, 1, 26), dt.date(2025, 4, 11)]

    assert geometry.across(days) == (0, 2_500, 10_000)


def test_one_day_alone_stands_in_the_middle() -> None:
    assert geometry.across([dt.date(2025, 1, 1)]) == (5_000,)


def test_labels_that_would_touch_give_way_to_the_first_and_the_last() -> None:
    years = geometry.uncrowded([0, 2_500, 5_000, 7_500, 10_000], [1_200] * 5)
    days = geometry.uncrowded([0, 2_500, 5_000, 7_500, 10_000], [3_000] * 5)
    alone = geometry.uncrowded([5_000], [3_000])

    assert (years, days, alone) == ((0, 1, 2, 3, 4), (0, 2, 4), (0,))


@given(st.lists(st.integers(0, WHOLE), min_size=2, max_size=40), st.integers(100, 4_000))
def test_no_two_labels_that_are_shown_stand_on_one_another(positions: list[int], width: int) -> None:
    laid = sorted(positions)

    kept = geometry.uncrowded(laid, [width] * len(laid))

    middles = [laid[at] for at in kept if 0 < at < len(laid) - 1]
    assert kept[-1] == len(laid) - 1
    assert all(after - before >= width - 1 for before, after in pairwise(middles))


def test_in_right_to_left_writing_everything_is_mirrored() -> None:
    assert Span(0, 2_500).mirrored() == Span(10_000, 7_500)
    assert (Span(0, 2_500).mirrored().left, Span(0, 2_500).mirrored().width) == (7_500, 2_500)


def test_a_long_label_takes_two_lines_and_no_more() -> None:
    found = [
        geometry.lines_of(words, 12)
        for words in (
            "Reserve",
            "Collective account",
            "Collective account, indivisible",
            "Unteilbarerücklage",
        )
    ]

    assert found == [
        ("Reserve",),
        ("Collective", "account"),
        ("Collective", "account, in…"),
        ("Unteilbarerü", "cklage"),
    ]
