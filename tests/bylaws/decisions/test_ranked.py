"""One option by preferences, held against the count of an election; and what is said of every round."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bylaws.decisions.elections.count import count
from bylaws.decisions.elections.papers import Election
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import Drawn, Event, Position
from bylaws.kernel.reasons import Reason
from tests.bylaws.decisions.elections import recount
from tests.bylaws.decisions.elections.telling import random_election, told, won
from tests.bylaws.decisions.second.electing import WaitsError
from tests.bylaws.decisions.telling import CITED, NAMES, at, charter, matter, stands

RANKED = 'method = "ranked"\nopen_for = "P3D"'
LOT = f'{RANKED}\nties = "lot"'


def decided(given: Election, rule: str, *events: Event) -> State:
    """Where a matter stands in which each paper is somebody's ballot."""
    papers = [order for order, times in given.orders.items() for _ in range(times)]
    positions = [
        Position(name, at(3, 12, n), "agree" if order else "abstain", ballot=given.names(order))
        for n, (name, order) in enumerate(zip(NAMES, papers, strict=False))
    ]
    return stands(matter(charter(rule), positions, events, people=12, options=given.candidates), 7)


@pytest.mark.parametrize("first", range(0, 120, 40))
def test_a_matter_and_an_election_of_one_come_to_the_same(first: int) -> None:
    for seed in range(first, first + 40):
        given = random_election(seed, candidates=5, papers=12)
        now, counted = decided(given, LOT), count(given, "irv", seats=1)
        if counted.tie is None:
            assert (now.phase, now.chosen) == (
                "passed" if counted.elected else "not-adopted",
                counted.winners,
            )
            continue
        assert (now.phase, {*given.names(counted.tie.level)} <= {*now.tied}) == ("tied", True)
        lot = tuple(sorted(given.candidates, reverse=seed % 2 == 0))
        over = decided(given, LOT, Drawn(at(6, 13), lot))
        assert (over.phase, over.chosen) == ("passed", count(given, "irv", seats=1, lot=lot).winners)


def round_of(number: int, **votes: int) -> list[Reason]:
    return [
        Reason("decided.round", {"round": number, "option": option, "points": points}, CITED)
        for option, points in votes.items()
    ]


def test_every_round_is_told_with_who_is_chosen() -> None:
    now = decided(told("4 A", "3 BA", "2 CB"), RANKED)

    assert [*now.made[0].reason.parts[1:]] == [
        *round_of(1, A=4, B=3, C=2),
        *round_of(2, A=4, B=5),
        Reason("decided.chosen", {"options": "B"}, CITED),
    ]


def test_what_nobody_ranks_and_what_is_level_to_the_end_is_said() -> None:
    nobody = decided(told("2 -", candidates=2), RANKED)
    level = decided(told("2 A", "2 B"), RANKED)

    assert nobody.made[0].reason.parts[-1] == Reason("decided.no-option", {"least": 1}, CITED)
    assert level.made[0].reason.parts[-1] == Reason("decided.options.tie", {"options": "A, B"}, CITED)


LEVEL = [
    ("the one behind in the round before goes out", told("5 A", "3 B", "2 C", "1 DC"), "A"),
    ("those level in every round go out together", told("4 A", "3 B", "1 CB", "1 DB"), "B"),
    ("together as many as the next, they do not", told("3 A", "2 B", "1 CB", "1 DB"), "(CD)"),
]


@pytest.mark.parametrize(("given", "expected"), [one[1:] for one in LEVEL], ids=[one[0] for one in LEVEL])
def test_who_is_left_out_of_those_level(given: Election, expected: str) -> None:
    now = decided(given, LOT)

    assert won(count(given, "irv", seats=1)) == expected
    assert now.chosen == (() if "(" in expected else (expected,))


def test_the_lot_drawn_last_is_left_out_first() -> None:
    given = told("3 A", "2 B", "1 CB", "1 DA")

    found = [decided(given, LOT, Drawn(at(6, 13), tuple(lot))).chosen for lot in ("ABCD", "ABDC", "DCBA")]

    assert found == [count(given, "irv", seats=1, lot=tuple(lot)).winners for lot in ("ABCD", "ABDC", "DCBA")]


@pytest.mark.parametrize("first", [200, 230])
def test_several_are_those_of_a_count_of_each_paper_for_itself(first: int) -> None:
    for seed in range(first, first + 30):
        given = random_election(seed, candidates=5, papers=12)
        named = {one for order in given.orders for one in order}
        unnamed = frozenset(range(len(given.candidates))) - named
        now = decided(given, f"{LOT}\nwinners = 2")
        try:
            again = (*recount.scottish(replace(given, withdrawn=unnamed), 2),)
        except WaitsError:
            assert (now.phase, now.chosen) == ("tied", ())
            continue
        assert (now.phase, now.chosen) == ("passed" if again else "not-adopted", again)
