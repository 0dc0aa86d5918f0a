"""When each item has its time, what does not fit, in which order they stand, and what comes over."""

# ruff: noqa: FBT001, FBT003 — rows of a table

from __future__ import annotations

import pytest

from bylaws.kernel.faults import InputFault
from bylaws.meetings.agenda import Box, Fate, Line, Plan, boxes, buffer_of, carried, in_order, stepped


@pytest.mark.parametrize(("lasts", "buffer"), [(0, 0), (30, 0), (60, 5), (90, 5), (100, 10), (480, 45)])
def test_a_tenth_of_a_meeting_belongs_to_no_item(lasts: int, buffer: int) -> None:
    assert buffer_of(lasts) == buffer


@pytest.mark.parametrize(
    ("items", "lasts", "expected"),
    [
        ([], 60, Plan((), 0, 60, 0)),
        ([("a", 20), ("b", 35)], 60, Plan((Box("a", 0, 20, True), Box("b", 20, 55, True)), 55, 5, 0)),
        ([("a", 20), ("b", 36)], 60, Plan((Box("a", 0, 20, True), Box("b", 20, 56, False)), 56, 4, 1)),
        ([("a", 90)], 60, Plan((Box("a", 0, 90, False),), 90, 0, 35)),
    ],
)
def test_items_have_their_time_and_what_runs_into_the_buffer_does_not_fit(
    items: list[tuple[str, int]], lasts: int, expected: Plan
) -> None:
    assert boxes(items, lasts) == expected


@pytest.mark.parametrize(
    ("fate", "standing", "comes_over"),
    [
        ("open", False, True),
        ("open", True, False),
        ("done", False, False),
        ("carried", False, False),
        ("dropped", False, False),
    ],
)
def test_what_is_open_comes_over_and_what_fills_itself_does_not(
    fate: Fate, standing: bool, comes_over: bool
) -> None:
    assert carried([Line("a", fate, standing)]) == (("a",) if comes_over else ())


def test_two_who_order_at_once_lose_no_item() -> None:
    assert in_order("abc", "ca") == ("c", "a", "b")
    assert in_order("abd", "cba") == ("b", "a", "d")
    with pytest.raises(InputFault, match="named twice"):
        in_order("ab", "aa")


@pytest.mark.parametrize(
    ("key", "by", "expected"),
    [("b", -1, "bac"), ("a", -1, "abc"), ("a", 2, "bca"), ("c", 1, "abc"), ("z", 1, "abc")],
)
def test_an_item_steps_up_and_down_as_far_as_there_are_places(key: str, by: int, expected: str) -> None:
    assert stepped("abc", key, by=by) == tuple(expected)
