"""People and their dated stages."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.facts.people import Person, Spell, Stretch, person, stretches
from bylaws.kernel.faults import InputFault
from bylaws.kernel.periods import Period


def spell(stage: str, since: str, until: str | None = None) -> Spell:
    return Spell(stage, period(since, until))


def period(since: str, until: str | None = None) -> Period:
    return Period(dt.date.fromisoformat(since), dt.date.fromisoformat(until) if until else None)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


BO = person(
    "bo",
    "Bo Tide",
    [spell("member", "2025-10-06"), spell("candidate", "2025-01-06", "2025-07-01")],
)
YEAR = period("2025-01-01", "2026-01-01")


def test_stages_are_kept_in_the_order_of_their_days() -> None:
    spells = (spell("candidate", "2025-01-06", "2025-07-01"), spell("member", "2025-10-06"))

    assert Person("bo", "Bo Tide", spells) == BO


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        ("2025-01-05", None),
        ("2025-01-06", "candidate"),
        ("2025-06-30", "candidate"),
        ("2025-07-01", None),
        ("2025-10-06", "member"),
        ("2999-01-01", "member"),
    ],
)
def test_a_stage_holds_from_its_first_day_until_the_day_it_ends(on: str, stage: str | None) -> None:
    assert BO.stage_on(day(on)) == stage


def test_the_first_day_of_a_stage_is_known_if_it_was_reached() -> None:
    assert (BO.first_day_as("member"), BO.first_day_as("former")) == (day("2025-10-06"), None)


def test_the_first_of_two_admissions_counts() -> None:
    back = person("bo", "Bo", [spell("member", "2020-01-01", "2021-01-01"), spell("member", "2023-01-01")])

    assert back.first_day_as("member") == day("2020-01-01")


@pytest.mark.parametrize(
    ("stages", "was"), [({"member"}, True), ({"candidate", "former"}, True), ({"former"}, False), ((), False)]
)
def test_someone_was_of_a_stage_in_a_year_if_on_any_day(stages: set[str], *, was: bool) -> None:
    assert BO.was_any_of(stages, YEAR) == was


def test_nobody_is_of_two_stages_on_one_day() -> None:
    with pytest.raises(InputFault) as refused:
        person(
            "bo", "Bo Tide", [spell("member", "2025-06-30"), spell("candidate", "2025-01-06", "2025-07-01")]
        )

    assert (refused.value.code, refused.value.says) == (
        "people.stages-overlap",
        "Bo Tide is both “candidate” and “member” on 2025-06-30.",
    )


def test_a_year_is_cut_at_each_change_of_stage_and_of_the_rules() -> None:
    cut = (day("2025-01-01"), day("2025-03-12"), day("2025-10-06"), day("2026-01-01"))

    assert stretches(BO, YEAR, cut) == (
        Stretch(None, period("2025-01-01", "2025-01-06")),
        Stretch("candidate", period("2025-01-06", "2025-03-12")),
        Stretch("candidate", period("2025-03-12", "2025-07-01")),
        Stretch(None, period("2025-07-01", "2025-10-06")),
        Stretch("member", period("2025-10-06", "2026-01-01")),
    )


def test_a_period_without_an_end_has_a_last_stretch_without_one() -> None:
    assert stretches(BO, period("2025-11-01")) == (Stretch("member", period("2025-11-01")),)
