"""A bookkeeper brings a file of hours in: all of it or nothing, once, and as it was looked at."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.files.storage import default_storage

from bylaws.kernel.faults import NotThere
from bylaws.kernel.periods import Period
from tests.bylaws.facts.readers.exports import toggl_file
from tests.toadlane.work.bringing import ADA_AND_BO, TWO, Bringing, code_of, hours, of_ada, of_bo
from tests.toadlane.work.conftest import Worked
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.record import reads as record
from toadlane.record.models import Entry
from toadlane.work import files, verbs
from toadlane.work.models import HoursImport, TimeEntry
from toadlane.work.verbs import Accepted, seal_hours

ADA_HOUR = ("ada", "client-work", "2025-02-03", 32400, 3600, "Front page")
BO_HOUR = ("bo", "client-work", "2025-02-03", 32400, 3600, "Front page")


def test_a_file_is_taken_in_looked_at_and_brought_in(bring: Bringing) -> None:
    source = bring.start(TWO)
    assert (source.state, source.file_name, source.size, hours()) == ("uploaded", "toggl.csv", len(TWO), [])

    source = bring.look(source)
    assert (source.state, source.found["new"], hours()) == (
        "previewed",
        [["ada", "client-work", 1, 3600], ["bo", "client-work", 1, 3600]],
        [],
    )

    source = bring.bring_in(source)
    assert (source.state, source.entries, source.seconds) == ("in", 2, 7200)
    assert (source.from_day, source.until) == (dt.date(2025, 2, 3), dt.date(2025, 2, 4))
    assert hours() == [ADA_HOUR, BO_HOUR]


def test_each_step_leaves_one_entry_in_the_record(bring: Bringing) -> None:
    source = bring.undo(bring.bring_in(TWO))

    rows = Entry.objects.filter(subject=str(source.pk)).order_by("recorded_at", "pk")
    assert [row.kind for row in rows] == [
        "hours-import.started.v1",
        "hours-import.previewed.v1",
        "hours.imported.v1",
        "hours.import-undone.v1",
    ]
    said = record.content(rows[2])
    assert said is not None
    assert said["what"] == {
        "digest": source.digest,
        "entries": 2,
        "from": "2025-02-03",
        "import": str(source.pk),
        "seconds": 7200,
        "until": "2025-02-04",
    }


@pytest.mark.django_db(transaction=True)
def test_the_file_is_kept_until_its_hours_are_in_or_it_is_given_up(bring: Bringing) -> None:
    first, second = bring.look(TWO), bring.look(toggl_file(of_ada(date="2025-02-04", end_date="2025-02-04")))
    kept = [default_storage.exists(files.place(source)) for source in (first, second)]

    bring.bring_in(first)
    bring.discard(second)

    assert kept == [True, True]
    assert [default_storage.exists(files.place(source)) for source in (first, second)] == [False, False]


def test_the_same_file_again_brings_nothing_new(bring: Bringing) -> None:
    bring.bring_in(TWO)

    again = bring.look(TWO)

    assert (again.found["new"], again.found["already"], again.found["differing"]) == ([], [2, 7200], [])
    assert code_of(bring.bring_in, again) == "hours-import.nothing-new"
    assert hours() == [ADA_HOUR, BO_HOUR]


def test_of_a_longer_export_only_what_is_new_comes_in(bring: Bringing) -> None:
    bring.bring_in(TWO)

    source = bring.bring_in(toggl_file(of_ada(), of_bo(), of_bo(date="2025-02-04", end_date="2025-02-04")))

    assert (source.entries, source.found["already"]) == (1, [2, 7200])
    assert hours() == [ADA_HOUR, BO_HOUR, ("bo", "client-work", "2025-02-04", 32400, 3600, "Front page")]


def test_an_entry_that_was_changed_by_hand_is_known_again_and_pointed_out(bring: Bringing) -> None:
    bring.bring_in(TWO)
    TimeEntry.objects.filter(participant__key="ada").update(seconds=1800, day=dt.date(2025, 2, 5))

    again = bring.look(TWO)

    assert (again.found["new"], again.found["already"]) == ([], [2, 7200])
    assert again.found["differing"] == [[2, "ada", "2025-02-03", 3600, "2025-02-05", 1800]]


def test_the_same_click_fifty_times_brings_the_hours_in_once(bring: Bringing) -> None:
    started = {bring.start(TWO, key="upload").pk for _ in range(50)}
    source = bring.look(HoursImport.objects.get())
    states = {bring.bring_in(source, key="bring in").state for _ in range(50)}

    assert (len(started), states, hours()) == (1, {"in"}, [ADA_HOUR, BO_HOUR])
    assert Entry.objects.filter(kind="hours.imported.v1").count() == 1
    kept = {name.partition(".")[0] for name in default_storage.listdir(f"imports/{bring.by.coop.pk}")[1]}
    assert len(kept) == 1


def test_two_bookkeepers_bring_the_same_file_in_and_the_second_is_told(bring: Bringing) -> None:
    source = bring.look(TWO)
    bring.bring_in(source)

    assert code_of(bring.bring_in, source) == "hours-import.elsewhere"
    assert hours() == [ADA_HOUR, BO_HOUR]


def test_an_import_is_undone_as_a_whole(bring: Bringing, bo: Participant, worked: Worked) -> None:
    worked(bo, "2025-02-03", seconds=60)
    source = bring.bring_in(TWO, Accepted(overlaps=True))

    undone = bring.undo(source)

    assert (undone.state, hours()) == ("undone", [("bo", "client-work", "2025-02-03", None, 60, "")])
    assert code_of(bring.undo, source) == "hours-import.elsewhere"


def test_what_was_undone_can_be_brought_in_anew(bring: Bringing) -> None:
    bring.undo(bring.bring_in(TWO))

    bring.bring_in(TWO)

    assert hours() == [ADA_HOUR, BO_HOUR]


def test_an_import_with_a_sealed_day_is_not_undone(bring: Bringing) -> None:
    source = bring.bring_in(TWO)
    period = Period(dt.date(2025, 2, 3), dt.date(2025, 3, 1))
    seal_hours(coop=source.coop, period=period, by=bring.by, at=bring.at)

    assert code_of(bring.undo, source) == "hours.sealed"
    assert (HoursImport.objects.get().state, hours()) == ("in", [ADA_HOUR, BO_HOUR])


def test_new_hours_of_sealed_days_stay_out(bring: Bringing) -> None:
    bring.bring_in(TWO)
    period = Period(dt.date(2025, 2, 1), dt.date(2025, 2, 10))
    seal_hours(coop=bring.by.coop, period=period, by=bring.by, at=bring.at)
    more = toggl_file(
        of_ada(),
        of_ada(date="2025-02-09", end_date="2025-02-09"),
        of_ada(date="2025-02-10", end_date="2025-02-10"),
    )

    source = bring.look(more)

    assert (source.found["already"], source.found["stopped"], source.found["stops"]) == (
        [1, 3600],
        {"hours.sealed": [1, 3600]},
        [["hours.sealed", 3, "ada", "client-work", "2025-02-09"]],
    )
    assert code_of(bring.bring_in, source) == "hours-import.lines"
    bring.bring_in(source, Accepted(leave_out=True))
    assert hours()[-1] == ("ada", "client-work", "2025-02-10", 32400, 3600, "Front page")
    assert len(hours()) == 3


def test_a_seal_set_after_the_look_leaves_nothing_half_done(bring: Bringing) -> None:
    source = bring.look(toggl_file(of_ada(), of_ada(date="2025-02-09", end_date="2025-02-09")))
    period = Period(dt.date(2025, 2, 9), dt.date(2025, 2, 10))
    seal_hours(coop=bring.by.coop, period=period, by=bring.by, at=bring.at)

    assert code_of(bring.bring_in, source) == "hours-import.moved"
    assert (HoursImport.objects.get().state, hours()) == ("previewed", [])


def test_someone_the_file_names_and_nobody_knows_has_to_be_mapped(bring: Bringing) -> None:
    stranger = toggl_file(of_ada(), of_ada(user="Guest", email="guest@elsewhere.example"))

    source = bring.look(stranger)

    assert source.found["unknown_people"] == ["guest@elsewhere.example"]
    assert code_of(bring.bring_in, source) == "hours-import.unknown-people"
    mapped = bring.look(source, {**ADA_AND_BO, "leave_out_people": ["guest@elsewhere.example"]})
    bring.bring_in(mapped)
    assert hours() == [ADA_HOUR]


def test_work_that_counts_as_nothing_has_to_be_mapped(bring: Bringing) -> None:
    mapping = {**ADA_AND_BO, "work": [{"project": "Website", "kind": "client-work"}]}
    content = toggl_file(of_ada(), of_ada(project="Night duty", start="11:00:00", end="12:00:00"))

    source = bring.look(content, mapping)

    assert source.found["unknown_work"] == 1
    assert code_of(bring.bring_in, source) == "hours-import.unknown-work"
    tail = [*mapping["work"], {"leave_out": True}]
    bring.bring_in(bring.look(source, {**mapping, "work": tail}))
    assert hours() == [ADA_HOUR]


def test_a_kind_of_work_the_charter_does_not_name_is_pointed_out(bring: Bringing) -> None:
    source = bring.look(TWO, {**ADA_AND_BO, "work": [{"kind": "clent-work"}]})

    assert source.found["stopped"] == {"hours.unknown-work": [2, 7200]}
    assert code_of(bring.bring_in, source, Accepted(leave_out=True)) == "hours-import.nothing-new"


def test_hours_of_someone_who_was_not_there_yet_are_pointed_out(bring: Bringing) -> None:
    """Bo came on 1 July 2024."""
    source = bring.look(
        toggl_file(
            of_bo(date="2024-06-30", end_date="2024-06-30"), of_bo(date="2024-07-01", end_date="2024-07-01")
        )
    )

    assert source.found["stops"] == [["hours.not-there", 2, "bo", "client-work", "2024-06-30"]]
    bring.bring_in(source, Accepted(leave_out=True))
    assert hours() == [("bo", "client-work", "2024-07-01", 32400, 3600, "Front page")]


def test_hours_of_days_to_come_are_pointed_out(bring: Bringing) -> None:
    """It is 3 March 2025."""
    content = toggl_file(
        of_ada(date="2025-03-03", end_date="2025-03-03"), of_ada(date="2025-03-04", end_date="2025-03-04")
    )

    assert bring.look(content).found["stops"] == [["hours.ahead", 3, "ada", "client-work", "2025-03-04"]]


def test_overlapping_entries_are_shown_and_have_to_be_accepted(bring: Bringing) -> None:
    source = bring.look(toggl_file(of_ada(), of_ada(start="09:30:00", end="10:30:00", note="Call"), of_bo()))

    assert source.found["overlaps"] == [
        ["ada", 2, "2025-02-03", 32400, 3600, 3, "2025-02-03", 34200, 3600, 1800]
    ]
    assert code_of(bring.bring_in, source) == "hours-import.overlaps"
    bring.bring_in(source, Accepted(overlaps=True))
    assert len(hours()) == 3


def test_an_entry_that_overlaps_one_that_is_in_already_is_shown(bring: Bringing) -> None:
    bring.bring_in(TWO)

    source = bring.look(toggl_file(of_ada(), of_ada(start="09:30:00", end="10:30:00")))

    assert source.found["overlaps"] == [
        ["ada", 0, "2025-02-03", 32400, 3600, 3, "2025-02-03", 34200, 3600, 1800]
    ]


@pytest.mark.parametrize(("copies", "expected"), [("out", [ADA_HOUR]), ("in", [ADA_HOUR, ADA_HOUR])])
def test_whether_repeated_lines_count_twice_is_for_the_bookkeeper_to_say(
    bring: Bringing, copies: str, expected: list[object]
) -> None:
    source = bring.look(toggl_file(of_ada(), of_ada()))

    assert (source.found["copies"], source.found["copy_lines"]) == ([["ada", "client-work", 1, 3600]], [3])
    assert code_of(bring.bring_in, source) == "hours-import.copies"
    bring.bring_in(source, Accepted(copies=copies))
    assert hours() == expected


def test_lines_that_cannot_be_read_are_shown_and_left_out_only_on_purpose(bring: Bringing) -> None:
    content = toggl_file(
        of_ada(),
        of_ada(duration="-01:00:00"),
        of_ada(duration="25:00:00"),
        of_ada(duration="=A1"),
        of_ada(start="24:00:00"),
    )

    source = bring.look(content)

    assert [(line, code) for line, code, *_ in source.found["faults"]] == [
        (3, "hours-row.negative"),
        (4, "hours-row.over-24-hours"),
        (5, "hours-row.formula"),
        (6, "hours-row.clock-24"),
    ]
    assert code_of(bring.bring_in, source) == "hours-import.lines"
    bring.bring_in(source, Accepted(leave_out=True))
    assert hours() == [ADA_HOUR]


def test_only_the_bookkeeper_brings_hours_in(bring: Bringing, bo: Participant, noon: Moment) -> None:
    source = bring.look(TWO)
    other = Bringing(bo, noon)

    assert {
        code_of(other.start, TWO),
        code_of(other.look, source),
        code_of(other.bring_in, source),
        code_of(other.undo, source),
        code_of(other.discard, source),
    } == {"work.not-bookkeeper"}


def test_a_bookkeeper_of_another_coop_finds_nothing(bring: Bringing, chi: Person, noon: Moment) -> None:
    source = bring.look(TWO)
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    dee = Participant.objects.create(coop=quay, key="dee", name="Dee", person=chi)

    with pytest.raises(NotThere):
        Bringing(dee, noon).bring_in(source)
    with pytest.raises(NotThere):
        verbs.start_import(
            coop=source.coop, file=io.BytesIO(TWO), name="x", columns={}, by=dee, at=noon, key="k"
        )


def test_a_discarded_file_cannot_be_brought_in(bring: Bringing) -> None:
    source = bring.look(TWO)

    assert bring.discard(source).state == "discarded"
    assert code_of(bring.bring_in, source) == "hours-import.elsewhere"
    assert code_of(bring.look, source) == "hours-import.elsewhere"


def test_while_one_import_is_under_way_another_waits(bring: Bringing) -> None:
    first, second = bring.look(TWO), bring.look(toggl_file(of_ada(date="2025-02-04", end_date="2025-02-04")))
    HoursImport.objects.filter(pk=first.pk).update(state="coming")

    assert code_of(bring.bring_in, second) == "hours-import.other-under-way"


def test_a_mapping_to_someone_who_is_no_participant_brings_nothing_in(bring: Bringing) -> None:
    source = bring.look(
        TWO, {**ADA_AND_BO, "people": {"ada@harbour.example": "zoe", "bo@harbour.example": "bo"}}
    )

    assert source.found["stops"] == [["hours.not-there", 2, "zoe", "client-work", "2025-02-03"]]
