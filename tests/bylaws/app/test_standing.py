"""Asking at the command line where somebody stands."""

from __future__ import annotations

import pytest

from bylaws.app.main import main
from tests.bylaws.app.desk import Answer, Desk

OFFICE = 'kind = "membership"\non_site_first = "the shop"\n'


def asked(desk: Desk, person: str, on: str, *words: str) -> Answer:
    return desk.ask("standing", desk.charter, desk.facts, "--person", person, "--on", on, *words)


@pytest.mark.parametrize(("on", "ready"), [("2025-02-28", False), ("2025-03-01", True)])
def test_nine_months_of_a_candidate_are_full_on_their_day(lantern: Desk, on: str, ready: bool) -> None:  # noqa: FBT001
    facts = lantern.stated()
    facts["people"][1]["stages"] = [{"stage": "candidate", "from": "2024-06-01"}]
    lantern.state(facts)

    answer = asked(lantern, "bo", on, "--json").json

    assert (answer["ready"], answer["earliest"], answer["decided_as"]) == (
        ready,
        "2025-03-01",
        "admit-member",
    )


def test_hours_of_the_exports_count_where_the_charter_asks_for_hours(lantern: Desk) -> None:
    lantern.amend_text('lasts = "P9M"\n', 'lasts = "P9M"\nhours = 16\n')

    enough, short = (asked(lantern, "bo", on, "--json").json["hours"] for on in ("2025-02-28", "2025-01-31"))

    assert enough["seconds"] == (15 * 60 + 15) * 60
    assert (enough["needed"], short["seconds"] < enough["seconds"]) == (16 * 3600, True)


def test_a_member_is_told_what_of_the_buy_in_is_paid(lantern: Desk) -> None:
    answer = asked(lantern, "bo", "2025-06-15", "--why")

    assert answer.out.splitlines()[-1] == (
        "  - 250.00 USD of the buy-in of 3,000.00 USD is paid; 375.00 USD was due by now, "
        "since admission on 2025-03-01. [Article 5 — What each member puts in]"
    )


def test_whoever_began_on_the_very_day_stands_at_its_beginning(lantern: Desk) -> None:
    answer = asked(lantern, "bo", "2024-06-01", "--json").json

    assert (answer["time"]["days"], answer["time"]["full_on"], answer["time"]["lasts"]) == (
        0,
        "2025-03-01",
        "P9M",
    )


def test_what_the_facts_tell_of_the_way_in_counts(lantern: Desk) -> None:
    lantern.amend_text('kind = "membership"\n', OFFICE)
    facts = lantern.stated()
    facts["people"][1] |= {
        "part_time": True,
        "places": [{"place": "the shop", "from": "2024-06-01", "until": "2024-09-01"}],
    }
    lantern.state(facts)

    answer = asked(lantern, "bo", "2025-02-15", "--json", "--why").json

    assert answer["on_site"] == {
        "place": "the shop",
        "state": "begun",
        "began_on": "2024-06-01",
        "full_on": None,
    }
    assert [one["state"] for one in answer["evaluations"]] == ["held", "held", "to-come"]
    assert "part-time.not-said" in [part["code"] for part in answer["explanation"]["parts"]]


def test_a_co_op_without_a_buy_in_tells_its_members_of_none(kite: Desk) -> None:
    assert asked(kite, "ada", "2025-02-15").out.splitlines() == [
        "Ada Spar has been in the stage “member” since 2022-07-01.",
        "- From the stage “member” no decision leads further.",
        "- Rights that come with this stage: speak, propose, vote, block and share in the surplus.",
    ]


@pytest.mark.parametrize(
    ("person", "says", "now"),
    [
        ("bob", "The facts know nobody by the key “bob”.", "→ Did you mean “bo”?"),
        ("\x1b[31m", "The facts know nobody by the key", "→ The keys are: ada, bo, dee."),
    ],
)
def test_a_key_nobody_has_is_told_with_the_nearest(lantern: Desk, person: str, says: str, now: str) -> None:
    answer, plain = asked(lantern, person, "2025-02-15"), asked(lantern, person, "2025-02-15", "--json").json

    assert plain["faults"][0]["code"] == "standing.person"
    assert (answer.code, says in answer.err, now in answer.err, "\x1b" in answer.err) == (
        4,
        True,
        True,
        False,
    )


def test_a_day_on_which_somebody_was_not_there_is_told(lantern: Desk) -> None:
    answer = asked(lantern, "bo", "2024-05-31")

    assert (answer.code, answer.err.splitlines()[0]) == (4, "Bo Tallow is not with the co-op on 2024-05-31.")


@pytest.mark.parametrize("words", [("--person", "bo"), ("--on", "2025-02-15"), ("--on", "soon")])
def test_person_and_day_are_asked_for(lantern: Desk, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["standing", str(lantern.charter), str(lantern.facts), *words])

    assert stopped.value.code == 2
