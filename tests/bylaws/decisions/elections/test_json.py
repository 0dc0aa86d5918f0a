"""A count as plain JSON: every stage with its votes, exact, and what belongs to the method alone."""

from __future__ import annotations

import pytest

from bylaws.decisions.elections.count import count
from bylaws.decisions.elections.papers import Election, Method
from bylaws.kernel.reasons import Json
from tests.bylaws.decisions.elections.telling import told


def stage(what: str, whom: str, votes: str, elected: str, out: str, **more: Json) -> Json:
    """A stage as it stands there; candidates are called by letters, the last of the votes are nobody's."""
    *theirs, loose = votes.split()
    return {
        "what": what,
        "whom": [*whom],
        "votes": [*theirs],
        "non_transferable": loose,
        "elected": [*elected],
        "excluded": [*out],
        **more,
    }


COUNTS: list[tuple[Method, Election, list[Json], dict[str, Json]]] = [
    (
        "scottish",
        told("30 AB", "12 B", "7 C", seats=2),
        [
            stage("first", "", "30 12 7 0", "A", ""),
            stage("surplus", "A", "17 24.9999 7 0.0001", "B", "", value="0.43333"),
        ],
        {"quota": "17", "elected": ["A", "B"], "seats": 2, "valid": 49},
    ),
    (
        "meek",
        told("4 A", "3 B", "2 C", "1 -"),
        [
            stage("iteration", "", "4 3 2 0", "", "", kept=["1", "1", "1"], quota="4.500000001"),
            stage("iteration", "C", "4 3 0 2", "A", "C", kept=["1", "1", "0"], quota="3.500000001"),
        ],
        {"quota": "3.500000001", "elected": ["A"], "valid": 9, "blank": 1},
    ),
    (
        "irv",
        told("4 A", "3 B", "2 CB", withdrawn=""),
        [stage("first", "", "4 3 2 0", "", ""), stage("exclusion", "C", "4 5 0 0", "B", "C")],
        {"quota": None, "elected": ["B"]},
    ),
    (
        "schulze",
        told("3 AB", "2 B"),
        [stage("count", "", "1 0 0", "A", "")],
        {"margins": [[0, 1], [-1, 0]], "elected": ["A"]},
    ),
    (
        "approval",
        told("3 AB", "2 B", withdrawn="A"),
        [stage("count", "", "0 5 0", "B", "")],
        {"withdrawn": ["A"], "candidates": ["A", "B"], "quota": None},
    ),
]
ALWAYS = {"format", "method", "seats", "candidates", "withdrawn", "valid", "blank", "quota", "elected"}
ALWAYS |= {"tie", "rounds"}


@pytest.mark.parametrize(("method", "given", "rounds", "more"), COUNTS, ids=[one[0] for one in COUNTS])
def test_every_stage_stands_there_with_what_its_method_knows(
    method: Method, given: Election, rounds: list[Json], more: dict[str, Json]
) -> None:
    found = count(given, method).as_json()

    assert found["rounds"] == rounds
    assert {key: found[key] for key in more} == more
    assert (found["format"], found["method"], found["tie"]) == ("toad-lane-count/1", method, None)
    assert {*found} == ALWAYS | ({"margins"} if method == "schulze" else set())


def test_a_tie_says_what_waits_for_it_and_why_is_told_where_it_is_asked_for() -> None:
    waits = count(told("2 A", "2 B"), "irv")

    assert waits.as_json()["tie"] == {"between": "exclusion", "level": ["A", "B"]}
    assert {*waits.as_json(why=True)} - {*waits.as_json()} == {"explanation"}
