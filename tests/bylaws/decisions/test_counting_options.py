"""Choosing among options, to the last point: what counts nothing, who was behind, what is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.options import standing
from bylaws.decisions.proposal import Decided, Drawn, Event, Opened, Position
from tests.bylaws.decisions.balloting import APPROVAL, RANKED, VANS, ballots, chosen, deciding
from tests.bylaws.decisions.telling import NAMES, at, charter, matter, members, stands, those

TWO = f"{RANKED}\nwinners = 2"


def test_of_two_level_at_the_end_the_latest_round_in_which_they_differ_says_who_was_behind() -> None:
    """Red and blue begin level; red gets white's vote, so that blue, which draws level again, was behind."""
    vans = {"r": "red", "b": "blue", "g": "green", "w": "white"}
    ranked = ("gbw", "bgw", "b", "r", "bwg", "rgwb", "r", "wrg", "g")
    positions = [
        Position(key, at(3, 12, n), ballot=tuple(vans[letter] for letter in one))
        for n, (key, one) in enumerate(zip(NAMES, ranked, strict=False))
    ]
    found = stands(matter(charter(RANKED), positions, people=9, options=tuple(vans.values())), 6)

    assert (found.phase, found.chosen) == ("passed", ("red",))


SCORES = Decision(method="score", highest=5)
UNREAD: list[tuple[str, Decision, tuple[tuple[str, int], ...], dict[str, int]]] = [
    ("below nothing takes nothing away", SCORES, (("red", -2), ("blue", 5)), {"red": 0, "blue": 5}),
    ("of a score beyond the highest", SCORES, (("red", 6), ("blue", 1)), {"red": 0, "blue": 1}),
    (
        "dots below nothing",
        Decision(method="dots", points=5),
        (("red", -3), ("blue", 5)),
        {"red": 0, "blue": 5},
    ),
    ("dots below nothing make no room", Decision(method="dots", points=5), (("red", -3), ("blue", 6)), {}),
]


@pytest.mark.parametrize(
    ("says", "scores", "expected"), [one[1:] for one in UNREAD], ids=[one[0] for one in UNREAD]
)
def test_points_that_no_ballot_may_give_count_nothing(
    says: Decision, scores: tuple[tuple[str, int], ...], expected: dict[str, int]
) -> None:
    given = [Position("ada", at(3), scores=scores)]

    assert standing(says, ("red", "blue"), given) == {"red": 0, "blue": 0} | expected


def test_an_option_chosen_with_a_reservation_is_chosen() -> None:
    votes = [replace(one, choice="reservation") for one in ballots("r", "r", "b")]

    assert chosen(APPROVAL, votes) == ("passed", ("red",))


def test_all_that_are_chosen_are_told_with_what_each_has() -> None:
    now = stands(matter(charter(f"{APPROVAL}\nwinners = 2"), ballots("rb", "b", "r", "g"), options=VANS), 6)

    told = [(one.code, one.values) for one in now.made[0].reason.parts[1:]]
    assert told == [
        ("decided.option", {"option": "red", "points": 2}),
        ("decided.option", {"option": "blue", "points": 2}),
        ("decided.option", {"option": "green", "points": 1}),
        ("decided.chosen", {"options": "red, blue"}),
    ]


def test_one_casting_vote_settles_a_ranking_that_is_level() -> None:
    rule = charter(f'{RANKED}\nties = "casting-vote"\ndelegate = "chair"')
    people = those(rule, members(3))
    opened = Opened(at(2), (*people[:2], deciding(people[2])))
    votes: list[Event] = [opened, Decided(at(7), "cy", option="blue")]

    found = stands(matter(rule, ballots("r", "b"), votes, opened=None, options=("red", "blue")), 8)

    assert (found.phase, found.chosen) == ("passed", ("blue",))


def test_a_run_off_of_several_that_is_level_again_waits_for_a_lot_among_all_that_are_left() -> None:
    rule = charter(f'{TWO}\nties = "run-off"')
    first, anew = ballots("r", "r", "r", "b", "g"), ballots("g", "b", day=6)
    level = stands(matter(rule, [*first, *anew], options=VANS), 12)
    drawn = [Drawn(at(12), ("green", "blue"))]
    settled = stands(matter(rule, [*first, *anew], drawn, options=VANS), 13)

    assert (level.phase, level.tied) == ("tied", ("blue", "green"))
    assert (settled.phase, settled.chosen) == ("passed", ("red", "green"))


def test_in_a_run_off_of_several_the_lot_is_among_all_who_are_left_also_whoever_was_elected_in_it() -> None:
    rule = charter(f'{TWO}\nties = "run-off"')
    said = [*ballots("r", "b", "g"), *ballots("r", "r", "r", "b", "g", day=6)]
    drawn = [Drawn(at(12), ("green", "red", "blue"))]

    level, settled = (stands(matter(rule, said, events, options=VANS), 13) for events in ((), drawn))

    assert (level.phase, level.tied) == ("tied", VANS)
    assert (settled.phase, settled.chosen) == ("passed", ("red", "green"))


def test_where_nothing_comes_of_a_run_off_nothing_is_chosen_not_even_who_was_ahead() -> None:
    rule = charter(f'{APPROVAL}\nwinners = 2\nties = "run-off"')
    now = stands(matter(rule, [*ballots("rbg", "rb", "rg"), *ballots("-", day=7)], options=VANS), 12)

    assert [(one.outcome, one.chosen) for one in now.calls] == [("tied", ("red",)), ("not-adopted", ())]


def test_a_ranking_without_any_option_chooses_nothing() -> None:
    assert stands(matter(charter(RANKED), ballots("r"), options=()), 6).phase == "not-adopted"
