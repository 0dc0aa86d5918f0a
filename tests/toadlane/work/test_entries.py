"""Everyone logs their own hours; the bookkeeper puts anyone's right."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bylaws.charter.charter import Charter
from bylaws.kernel.faults import NotThere
from bylaws.kernel.periods import Period
from tests.toadlane.work.bringing import TWO, Bringing, Entry, code_of, hours
from tests.toadlane.work.conftest import Worked
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.record import reads as record
from toadlane.record.models import Entry as Said
from toadlane.work.models import HoursImport, TimeEntry
from toadlane.work.verbs import Stint, change_hours, log_hours, remove_hours, seal_hours

MONDAY = dt.date(2025, 3, 3)
FRIDAY = dt.date(2025, 2, 28)
MORNING = Stint(FRIDAY, "client-work", 2 * 3600, 9 * 3600, "Front page")
LOGGED: Entry = ("bo", "client-work", "2025-02-28", 32400, 7200, "Front page")

pytestmark = pytest.mark.usefixtures("charter")


@pytest.fixture
def morning(bo: Participant, noon: Moment, charter: Charter) -> TimeEntry:
    """Bo's work on Friday morning, logged."""
    return log_hours(participant=bo, stint=MORNING, by=bo, at=noon, key="morning")


def test_bo_logs_hours_and_the_record_says_so_without_the_note(
    bo: Participant, noon: Moment, morning: TimeEntry
) -> None:
    said = record.content(Said.objects.get(kind="hours.logged.v1", subject=str(morning.pk)))

    assert hours() == [LOGGED]
    assert said is not None
    assert said["what"] == {
        "day": "2025-02-28",
        "entry": str(morning.pk),
        "participant": "bo",
        "seconds": 7200,
        "started": 32400,
        "work": "client-work",
    }


def test_the_same_click_fifty_times_is_one_entry(bo: Participant, noon: Moment) -> None:
    made = {log_hours(participant=bo, stint=MORNING, by=bo, at=noon, key="once").pk for _ in range(50)}

    assert (len(made), hours()) == (1, [LOGGED])


def test_two_entries_alike_are_two_entries_once_somebody_says_so(bo: Participant, noon: Moment) -> None:
    untimed = Stint(FRIDAY, "learning", 1800)
    said: dict[str, Any] = {"participant": bo, "stint": untimed, "by": bo, "at": noon}
    log_hours(**said, key="one")

    assert code_of(log_hours, **said, key="two") == "hours.repeats"
    log_hours(**said, key="three", overlapping=True)

    assert hours() == [("bo", "learning", "2025-02-28", None, 1800, "")] * 2


def test_entries_that_differ_in_a_word_are_two_entries(bo: Participant, noon: Moment) -> None:
    for note in ("", "A book"):
        log_hours(
            participant=bo, stint=Stint(FRIDAY, "learning", 1800, note=note), by=bo, at=noon, key=f"k{note}"
        )

    assert len(hours()) == 2


def test_a_click_sent_again_after_its_entry_was_removed_is_told_so(bo: Participant, noon: Moment) -> None:
    entry = log_hours(participant=bo, stint=MORNING, by=bo, at=noon, key="log")
    remove_hours(entry=entry, by=bo, at=noon, key="remove")

    assert code_of(log_hours, participant=bo, stint=MORNING, by=bo, at=noon, key="log") == "hours.entry-gone"


def test_nobody_logs_another_ones_hours(ada: Participant, bo: Participant, noon: Moment) -> None:
    assert code_of(log_hours, participant=ada, stint=MORNING, by=bo, at=noon, key="k") == "hours.others"
    assert hours() == []


def test_the_bookkeeper_logs_for_others(ada: Participant, bo: Participant, noon: Moment) -> None:
    log_hours(participant=bo, stint=MORNING, by=ada, at=noon, key="k")

    assert hours() == [LOGGED]


def test_someone_of_another_coop_finds_nobody_here(bo: Participant, chi: Person, noon: Moment) -> None:
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    dee = Participant.objects.create(coop=quay, key="dee", name="Dee", person=chi)

    with pytest.raises(NotThere):
        log_hours(participant=bo, stint=MORNING, by=dee, at=noon, key="k")


@pytest.mark.parametrize(
    ("stint", "code"),
    [
        (Stint(FRIDAY, "client-work", 0), "hours.length"),
        (Stint(FRIDAY, "client-work", -3600), "hours.length"),
        (Stint(FRIDAY, "client-work", 86_401), "hours.length"),
        (Stint(FRIDAY, "client-work", 3600, 86_400), "hours.length"),
        (Stint(FRIDAY, "clent-work", 3600), "hours.unknown-work"),
        (Stint(FRIDAY, "community", 3600), "hours.unknown-work"),
        (Stint(dt.date(2025, 3, 4), "client-work", 3600), "hours.ahead"),
        (Stint(dt.date(2024, 6, 30), "client-work", 3600), "hours.not-there"),
        (Stint(dt.date(2023, 12, 31), "client-work", 3600), "charter.not-yet"),
        (Stint(FRIDAY, "client-work", 3600, None, "x" * 2001), "hours.note"),
        (Stint(FRIDAY, "client-work", 3600, None, "a\0b"), "hours.note"),
    ],
    ids=[
        "no time",
        "less than none",
        "over a day",
        "starts at 24:00",
        "misspelt kind",
        "unknown kind",
        "tomorrow",
        "before Bo came",
        "before the charter",
        "a long note",
        "no text",
    ],
)
def test_what_cannot_be_logged_is_said(bo: Participant, noon: Moment, stint: Stint, code: str) -> None:
    assert code_of(log_hours, participant=bo, stint=stint, by=bo, at=noon, key="k") == code
    assert hours() == []


@pytest.mark.parametrize("day", [MONDAY, dt.date(2024, 7, 1)], ids=["today", "the day Bo came"])
def test_the_first_and_the_last_possible_day_can_be_logged(
    bo: Participant, noon: Moment, day: dt.date
) -> None:
    log_hours(participant=bo, stint=Stint(day, "client-work", 86_400, 0), by=bo, at=noon, key="k")

    assert hours() == [("bo", "client-work", day.isoformat(), 0, 86_400, "")]


def test_an_overlap_has_to_be_meant(bo: Participant, noon: Moment, morning: TimeEntry) -> None:
    later = Stint(FRIDAY, "learning", 3600, 10 * 3600 + 1800)

    assert code_of(log_hours, participant=bo, stint=later, by=bo, at=noon, key="one") == "hours.overlap"
    log_hours(participant=bo, stint=later, by=bo, at=noon, key="two", overlapping=True)
    assert [entry[1] for entry in hours()] == ["client-work", "learning"]


def test_work_past_midnight_overlaps_the_next_morning(bo: Participant, noon: Moment) -> None:
    night = Stint(dt.date(2025, 2, 27), "client-work", 4 * 3600, 22 * 3600)
    log_hours(participant=bo, stint=night, by=bo, at=noon, key="night")

    early, next_one = Stint(FRIDAY, "client-work", 3600, 3600), Stint(FRIDAY, "client-work", 3600, 7200)

    assert code_of(log_hours, participant=bo, stint=early, by=bo, at=noon, key="early") == "hours.overlap"
    log_hours(participant=bo, stint=next_one, by=bo, at=noon, key="next")


def test_one_entry_after_the_other_is_no_overlap(bo: Participant, noon: Moment, morning: TimeEntry) -> None:
    next_one = Stint(FRIDAY, "client-work", 3600, 11 * 3600)

    log_hours(participant=bo, stint=next_one, by=bo, at=noon, key="next")

    assert len(hours()) == 2


def test_bo_changes_an_entry(bo: Participant, noon: Moment, morning: TimeEntry) -> None:
    to = Stint(MONDAY, "learning", 1800, None, "Course")

    for _ in range(50):
        change_hours(entry=morning, stint=to, by=bo, at=noon, key="change")

    assert hours() == [("bo", "learning", "2025-03-03", None, 1800, "Course")]
    assert Said.objects.filter(kind="hours.changed.v1").count() == 1


def test_an_entry_does_not_overlap_itself_when_it_is_changed(
    bo: Participant, noon: Moment, morning: TimeEntry
) -> None:
    change_hours(
        entry=morning, stint=Stint(FRIDAY, "client-work", 3 * 3600, 9 * 3600), by=bo, at=noon, key="k"
    )

    assert hours() == [("bo", "client-work", "2025-02-28", 32400, 10800, "")]


def test_nobody_changes_or_removes_another_ones_entry(
    bo: Participant, noon: Moment, worked: Worked, ada: Participant
) -> None:
    entry = worked(ada, "2025-02-28")

    assert code_of(change_hours, entry=entry, stint=MORNING, by=bo, at=noon, key="a") == "hours.others"
    assert code_of(remove_hours, entry=entry, by=bo, at=noon, key="b") == "hours.others"
    assert len(hours()) == 1


def test_bo_removes_an_entry(bo: Participant, noon: Moment, morning: TimeEntry) -> None:
    for _ in range(50):
        remove_hours(entry=morning, by=bo, at=noon, key="remove")

    assert hours() == []
    assert Said.objects.filter(kind="hours.removed.v1", subject=str(morning.pk)).count() == 1
    assert code_of(remove_hours, entry=morning, by=bo, at=noon, key="again") == "hours.entry-gone"


def test_hours_of_a_closed_year_stay_as_they_are(
    ada: Participant, bo: Participant, noon: Moment, morning: TimeEntry
) -> None:
    period = Period(dt.date(2025, 2, 28), MONDAY)
    seal_hours(coop=bo.coop, period=period, by=ada, at=noon)
    on_monday = log_hours(participant=bo, stint=Stint(MONDAY, "learning", 60), by=bo, at=noon, key="monday")

    assert {
        code_of(log_hours, participant=bo, stint=Stint(FRIDAY, "learning", 60), by=bo, at=noon, key="a"),
        code_of(change_hours, entry=morning, stint=Stint(MONDAY, "learning", 60), by=bo, at=noon, key="b"),
        code_of(change_hours, entry=on_monday, stint=MORNING, by=bo, at=noon, key="c"),
        code_of(remove_hours, entry=morning, by=bo, at=noon, key="d"),
    } == {"hours.sealed"}
    assert len(hours()) == 2


def test_an_entry_of_an_import_under_way_is_not_there(bring: Bringing, bo: Participant) -> None:
    bring.bring_in(TWO)
    entry = TimeEntry.objects.select_related("participant").get(participant=bo)
    HoursImport.objects.update(state="going")

    assert code_of(remove_hours, entry=entry, by=bo, at=bring.at, key="k") == "hours.entry-gone"
