"""From labels to people and kinds of work: the first selector that fits decides, and nothing gets lost."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest

from bylaws.facts.readers import Heap, LabelMapping, Outcome, RowFault, Selector, WorkLabels, assign
from bylaws.facts.readers.mapping import FAULTS_KEPT
from bylaws.kernel.faults import InputFault
from tests.bylaws.facts.readers.exports import FIXTURES, rows_of, toggl, toggl_file

TABLE: dict[str, Any] = {
    "people": {"ada@harbour.example": "ada", "Bo@Harbour.example": "bo"},
    "leave_out_people": ["chi@shoal.example"],
    "work": [
        {"tag": "URGENT", "kind": "duty"},
        {"project": "meetings", "billable": False, "kind": "meeting"},
        {"client": "Rosa  Bakery", "task": "design", "kind": "client"},
        {"project": "Holiday", "leave_out": True},
    ],
}
MAPPING = LabelMapping.from_table(TABLE)
SITE = WorkLabels("Rosa Bakery", "Website", "", (), billable=True)


def february() -> list[Any]:
    return list(rows_of((FIXTURES / "toggl-detailed.csv").read_bytes()))


def test_each_entry_finds_its_person_and_the_kind_of_the_first_selector_that_fits() -> None:
    outcome = Outcome()

    assigned = [(person, kind, row.seconds) for person, kind, row in assign(february(), MAPPING, outcome)]

    assert assigned == [("ada", "client", 9_000), ("bo", "meeting", 2_700), ("ada", "duty", 4_500)]
    assert outcome.assigned == Heap(3, 16_200)
    assert outcome.left_out_people == {"chi@shoal.example": Heap(1, 29_700)}
    assert outcome.complete is True


def test_labels_without_a_place_are_listed_with_their_entries_and_seconds() -> None:
    rows = rows_of(
        toggl_file(
            toggl(email="dee@harbour.example"),
            toggl(email="dee@harbour.example", project="Holiday"),
            toggl(email="dee@harbour.example", tags="urgent"),
            toggl(),
            toggl(duration="00:30:00"),
            toggl(project="Holiday"),
        )
    )
    outcome = Outcome()

    assigned = list(assign(rows, MAPPING, outcome))

    assert assigned == []
    assert outcome.unknown_people == {"dee@harbour.example": Heap(2, 7_200)}
    assert outcome.unknown_work == {SITE: Heap(3, 9_000)}
    assert outcome.left_out_work == {SITE._replace(project="Holiday"): Heap(2, 7_200)}
    assert outcome.complete is False


def test_copies_are_assigned_and_counted() -> None:
    mapping = LabelMapping({"ada@harbour.example": "ada"}, (Selector(kind="everyday"),))
    outcome = Outcome()

    assigned = list(assign(rows_of(toggl_file(toggl(), toggl(), toggl())), mapping, outcome))

    assert [row.copy for _, _, row in assigned] == [1, 2, 3]
    assert (outcome.assigned, outcome.copies, outcome.complete) == (Heap(3, 10_800), 2, True)


def test_faults_are_kept_up_to_a_thousand_and_all_are_counted() -> None:
    faults = [RowFault(line, "hours-row.date", "Date", "soon") for line in range(FAULTS_KEPT + 5)]
    outcome = Outcome()

    list(assign([*faults, RowFault(9_999, "hours-row.totals", "", "")], MAPPING, outcome))

    assert outcome.faults == faults[:FAULTS_KEPT]
    assert outcome.faults_by_code == {"hours-row.date": FAULTS_KEPT + 5, "hours-row.totals": 1}
    assert (outcome.harmful, outcome.complete) == (FAULTS_KEPT + 5, False)


def test_a_harmless_line_leaves_the_reading_complete() -> None:
    outcome = Outcome()

    list(assign([RowFault(7, "hours-row.totals", "", "")], MAPPING, outcome))

    assert outcome.complete is True


@pytest.mark.parametrize(
    ("selector", "fits"),
    [
        (Selector(), True),
        (Selector(client="rosa bakery", project="WEBSITE"), True),
        (Selector(client="Rosa"), False),
        (Selector(project="Meetings"), False),
        (Selector(task="Design"), False),
        (Selector(task=""), True),
        (Selector(tag="remote"), False),
        (Selector(billable=True), True),
        (Selector(billable=False), False),
    ],
)
def test_a_selector_fits_when_all_it_names_does(selector: Selector, *, fits: bool) -> None:
    assert selector.fits(SITE) is fits


def test_a_tracker_that_does_not_say_what_is_billable_fits_neither() -> None:
    unsaid = SITE._replace(billable=None)

    assert [Selector(billable=said).fits(unsaid) for said in (True, False)] == [False, False]


def test_the_mapping_reads_back_from_toml_and_json_as_it_was() -> None:
    written = json.loads(json.dumps(MAPPING.to_table()))
    toml = tomllib.loads(
        """
        leave_out_people = ["chi@shoal.example"]
        people = { "ada@harbour.example" = "ada", "Bo@Harbour.example" = "bo" }
        [[work]]
        tag = "URGENT"
        kind = "duty"
        [[work]]
        project = "meetings"
        billable = false
        kind = "meeting"
        [[work]]
        client = "Rosa  Bakery"
        task = "design"
        kind = "client"
        [[work]]
        project = "Holiday"
        leave_out = true
        """
    )

    assert LabelMapping.from_table(written) == MAPPING
    assert LabelMapping.from_table(toml) == MAPPING
    assert LabelMapping.from_table({}).to_table() == {}


@pytest.mark.parametrize(
    ("table", "code", "key"),
    [
        ({"peopel": {}}, "mapping.key", "peopel"),
        ({"work": [{"projekt": "x", "kind": "y"}]}, "mapping.key", "projekt"),
        ({"people": ["ada"]}, "mapping.form", "people"),
        ({"people": {"ada@harbour.example": 3}}, "mapping.form", "people"),
        ({"people": {"ada@harbour.example": " "}}, "mapping.form", "people"),
        ({"leave_out_people": "chi"}, "mapping.form", "leave_out_people"),
        ({"leave_out_people": [1]}, "mapping.form", "leave_out_people"),
        ({"work": {"project": "x"}}, "mapping.form", "work"),
        ({"work": ["x"]}, "mapping.form", "work"),
        ({"work": [{"project": 3, "kind": "x"}]}, "mapping.form", "work"),
        ({"work": [{"billable": "yes", "kind": "x"}]}, "mapping.form", "work"),
        ({"work": [{"leave_out": False}]}, "mapping.form", "work"),
        ({"work": [{"project": "x"}]}, "mapping.form", "work"),
        ({"work": [{"kind": "x", "leave_out": True}]}, "mapping.form", "work"),
    ],
)
def test_a_mapping_of_the_wrong_form_is_refused(table: dict[str, Any], code: str, key: str) -> None:
    with pytest.raises(InputFault) as caught:
        LabelMapping.from_table(table)

    assert (caught.value.code, caught.value.values["key"]) == (code, key)
    assert "{" not in caught.value.says
