"""Choosing among options, ties, and what settles them."""

from __future__ import annotations

import pytest

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.options import standing
from bylaws.decisions.proposal import Decided, Drawn, Event, Left, Opened, Position, Recused
from tests.bylaws.decisions.balloting import (
    APPROVAL,
    CHOICE,
    DOTS,
    MAJORITY,
    RANKED,
    SCORE,
    VANS,
    ballots,
    chosen,
    deciding,
    scored,
)
from tests.bylaws.decisions.telling import MONDAY, NAMES, at, charter, matter, members, said, stands, those


def test_options_with_the_most_approvals_are_chosen() -> None:
    two = f"{APPROVAL}\nwinners = 2"
    share = f'{APPROVAL}\nthreshold = "1/2"\nof = "present"'

    found = [
        chosen(APPROVAL, ballots("rb", "b", "bg")),
        chosen(two, ballots("rb", "b", "r", "g")),
        chosen(two, ballots("rb", "b")),
        chosen(share, ballots("r", "b", "r", "-", "-")),
        chosen(share, ballots("r", "b", "r", "-")),
        chosen(APPROVAL, ballots("-")),
        chosen(f'{APPROVAL}\nquorum = "1/2"', ballots("r", "r")),
        chosen(APPROVAL, ballots("rb")),
    ]

    assert found == [
        ("passed", ("blue",)),
        ("passed", ("red", "blue")),
        ("passed", ("blue", "red")),
        ("not-adopted", ()),
        ("passed", ("red",)),
        ("not-adopted", ()),
        ("inquorate", ()),
        ("not-adopted", ()),
    ]


def test_the_highest_total_wins_and_what_is_beyond_the_highest_score_counts_nothing() -> None:
    assert [chosen(SCORE, scored(*told)) for told in (("521", "250"), ("531", "250"), ("940", "013"))] == [
        ("not-adopted", ()),
        ("passed", ("blue",)),
        ("passed", ("blue",)),
    ]


def test_whoever_names_several_or_shares_out_too_much_gives_nothing() -> None:
    found = [
        chosen(CHOICE, ballots("r", "b", "b")),
        chosen(CHOICE, ballots("rb", "rg", "b")),
        chosen(CHOICE, ballots("r", "b")),
        chosen(f'{CHOICE}\nthreshold = "more than 1/2"\nof = "present"', ballots("r", "r", "b", "g")),
        chosen(DOTS, scored("500", "032", "032")),
        chosen(DOTS, scored("600", "010")),
        chosen(DOTS, scored("111", "000")),
    ]

    assert found == [
        ("passed", ("blue",)),
        ("passed", ("blue",)),
        ("not-adopted", ()),
        ("not-adopted", ()),
        ("passed", ("blue",)),
        ("passed", ("blue",)),
        ("not-adopted", ()),
    ]


def test_by_ranking_the_last_is_left_out_until_one_has_more_than_half() -> None:
    found = [
        chosen(RANKED, ballots("rbg", "rbg", "bgr", "bgr", "gbr")),
        chosen(RANKED, ballots("r", "r", "r", "b")),
        chosen(RANKED, ballots("rb", "rb", "bg", "g", "g", "gb")),
        chosen(RANKED, ballots("-")),
        chosen(RANKED, ballots("r", "b")),
    ]

    assert found == [
        ("passed", ("blue",)),
        ("passed", ("red",)),
        ("passed", ("green",)),
        ("not-adopted", ()),
        ("not-adopted", ()),
    ]


def test_of_those_level_at_the_end_the_one_behind_before_is_left_out() -> None:
    text = charter(RANKED)
    vans = ("red", "blue", "green", "white")
    ranked = ["r", "r", "r", "r", "b", "b", "b", "g", "g", "wg", "wb"]
    letters = {option[0]: option for option in vans}
    positions = [
        Position(key, at(3, 12, n), ballot=tuple(letters[letter] for letter in one))
        for n, (key, one) in enumerate(zip(NAMES, ranked, strict=False))
    ]
    level = stands(matter(text, positions, people=12, options=vans), 6)

    assert (level.phase, level.chosen) == ("not-adopted", ())

    fewer = stands(matter(text, [*positions[:9], positions[9]], people=12, options=vans), 6)
    assert fewer.made[0].reason.parts[-1].code in ("decided.options.tie", "decided.chosen")


TWO = f"{RANKED}\nwinners = 2"


def test_several_by_ranking_are_elected_by_the_single_transferable_vote() -> None:
    surplus = ("rb", "rb", "rb", "rb", "b", "g")
    now = stands(matter(charter(TWO), ballots(*surplus), people=6, options=VANS), 6)

    assert (now.phase, now.chosen) == ("passed", ("red", "blue"))
    told = [one for one in now.made[0].reason.walk() if one.code.startswith("elected.")]
    assert [one.code for one in told] == [
        "elected.came-to",
        "elected.quota-is",
        "elected.stage",
        "elected.quota",
        "elected.stage",
        "elected.surplus",
        "elected.stage",
        "elected.left-out",
        "elected.last",
    ]
    assert {one.article for one in told} == {"Article 3 — ours"}
    assert charter(TWO).on(MONDAY).of_kind("decision")[0].says.unexecuted() == ()


SEVERAL: list[tuple[str, str, tuple[str, ...], tuple[Event, ...], tuple[str, tuple[str, ...]]]] = [
    ("what nobody names is not chosen", TWO, ("r", "r"), (), ("passed", ("red",))),
    ("nobody names anything", TWO, ("-", "-"), (), ("not-adopted", ())),
    ("level, and no rule for it", TWO, ("r", "b", "g"), (), ("not-adopted", ())),
    ("level, it waits for a lot", f'{TWO}\nties = "lot"', ("r", "b", "g"), (), ("tied", VANS)),
    (
        "the last drawn is left out",
        f'{TWO}\nties = "lot"',
        ("r", "b", "g"),
        (Drawn(at(6, 13), ("green", "red", "blue")),),
        ("passed", ("red", "green")),
    ),
    (
        "a lot that does not name all settles nothing",
        f'{TWO}\nties = "lot"',
        ("r", "b", "g"),
        (Drawn(at(6, 13), ("green", "red")),),
        ("tied", VANS),
    ),
    (
        "who is elected stays so where somebody settles the rest",
        f'{TWO}\nties = "casting-vote"\ndelegate = "chair"',
        ("r", "r", "r", "b", "g"),
        (),
        ("tied", ("blue", "green")),
    ),
]


@pytest.mark.parametrize(
    ("rule", "told", "events", "expected"), [one[1:] for one in SEVERAL], ids=[one[0] for one in SEVERAL]
)
def test_what_becomes_of_several_by_ranking(
    rule: str, told: tuple[str, ...], events: tuple[Event, ...], expected: tuple[str, tuple[str, ...]]
) -> None:
    assert chosen(rule, ballots(*told), *events, day=7) == expected


def test_a_run_off_of_several_fills_the_places_that_are_left() -> None:
    rule = charter(f'{TWO}\nties = "run-off"')
    first, anew = ballots("r", "r", "r", "b", "g"), ballots("g", "g", "b", "b", "g", day=6)

    running = stands(matter(rule, first, options=VANS), 6)
    over = stands(matter(rule, [*first, *anew], options=VANS), 12)

    assert running.phase == "run-off"
    assert (over.phase, over.chosen) == ("passed", ("red", "green"))


def test_a_tie_of_options_is_settled_by_a_lot_from_the_front_of_its_order() -> None:
    lot = f'{APPROVAL}\nties = "lot"\nwinners = 2'
    level = ballots("rbg", "rbg", "g")
    drawn = Drawn(at(6, 13), ("blue", "red"), "a public number")

    assert chosen(lot, level) == ("tied", ("red", "blue"))
    assert chosen(lot, level, drawn, day=7) == ("passed", ("green", "blue"))


def test_a_tie_of_yes_and_no_is_settled_by_lot_casting_vote_or_run_off() -> None:
    lot = charter(f'{MAJORITY}\nties = "lot"')
    cast = charter(f'{MAJORITY}\nties = "casting-vote"\ndelegate = "chair"')
    chair = tuple(one for one in those(cast, members(4)))
    opened = Opened(at(2), (*chair[:3], deciding(chair[3])))
    run_off = charter(f'{MAJORITY}\nties = "run-off"')

    found = [
        stands(matter(lot, said("AADD"), [Drawn(at(7), ("yes", "no"))]), 8).phase,
        stands(matter(lot, said("AADD"), [Drawn(at(7), ("no", "yes"))]), 8).phase,
        stands(matter(lot, said("AADD"), [Decided(at(7), "di")]), 8).phase,
        stands(matter(lot, said("AADD"), [Drawn(at(7), ("yes",))]), 8).phase,
        stands(matter(cast, said("AADD"), [opened, Decided(at(7), "bo")], opened=None), 8).phase,
        stands(matter(cast, said("AADD"), [opened, Decided(at(7), "di")], opened=None), 8).phase,
        stands(matter(cast, said("AADD"), [opened, Decided(at(7), "di", yes=False)], opened=None), 8).phase,
    ]
    assert found == ["passed", "not-adopted", "tied", "tied", "tied", "passed", "not-adopted"]

    again = matter(run_off, [*said("AADD"), *said("AAAD", day=7)])
    level = matter(run_off, said("AADD"), [Drawn(at(10), ("yes", "no"))])
    still = matter(run_off, [*said("AADD"), *said("AADD", day=7)])
    assert [stands(again, 6).phase, stands(again, 6).cast, stands(again, 9).phase] == ["run-off", 0, "passed"]
    assert stands(still, 9).phase == "tied"
    assert stands(level, 11).phase == "not-adopted"


def test_a_run_off_of_options_is_between_those_that_are_level() -> None:
    rule = f'{APPROVAL}\nties = "run-off"'
    found = stands(matter(charter(rule), [*ballots("rb"), *ballots("g", "b", day=7)], options=VANS), 9)

    assert (found.phase, found.chosen) == ("passed", ("blue",))


def test_a_run_off_is_for_the_places_that_are_left_and_keeps_who_was_ahead() -> None:
    rule = charter(f'{APPROVAL}\nwinners = 2\nties = "run-off"')
    first = ballots("rbg", "rb", "rg")
    again = ballots("b", "bg", "-", day=7)
    drawn = Drawn(at(10), ("green", "blue"))

    def stood(positions: list[Position], *events: Event, day: int = 9) -> tuple[str, tuple[str, ...]]:
        now = stands(matter(rule, positions, events, options=VANS), day)
        return now.phase, now.chosen or now.tied

    assert [
        stood([*first, *again]),
        stood([*first, *ballots("b", "g", day=7)]),
        stood([*first, *ballots("b", "g", day=7)], drawn, day=11),
        stood(first),
    ] == [
        ("passed", ("red", "blue")),
        ("tied", ("blue", "green")),
        ("passed", ("red", "green")),
        ("not-adopted", ()),
    ]


def test_a_lot_in_a_ranking_says_who_is_left_out_and_not_who_wins() -> None:
    rule = charter(f'{RANKED}\nties = "lot"')
    ranked = ballots("r", "r", "r", "br", "br", "gr", "gr")
    orders = (("green", "blue", "red"), ("blue", "green", "red"), ("blue", "green"))

    found = [stands(matter(rule, ranked, [Drawn(at(7), order)], options=VANS), 8) for order in orders]

    assert [(one.phase, one.chosen, one.tied) for one in found] == [
        ("passed", ("red",), ()),
        ("passed", ("red",), ()),
        ("tied", (), VANS),
    ]


def test_a_lot_in_the_second_call_of_a_ranking_asks_for_no_more_than_that_call_does() -> None:
    rule = charter(
        f'{RANKED}\nties = "lot"\nquorum = "3/4"\nsecond_call = {{ after = "P1D", quorum = "1/4" }}'
    )
    drawn = Drawn(at(14), ("red", "blue", "green"))

    found = stands(matter(rule, ballots("r", "b"), [drawn], options=VANS), 15)

    assert (found.phase, found.chosen) == ("passed", ("red",))


def test_casting_votes_fill_one_place_each_and_only_with_what_is_tied() -> None:
    rule = charter(f'{APPROVAL}\nwinners = 2\nties = "casting-vote"\ndelegate = "chair"')
    people = those(rule, members(3))
    opened = Opened(at(2), (*people[:2], deciding(people[2])))
    votes = [
        Decided(at(7, hour), "cy", option=van) for hour, van in ((12, "lilac"), (13, "blue"), (14, "red"))
    ]
    found = matter(rule, ballots("rbg"), [opened, *votes], opened=None, options=VANS)

    assert [
        (now.phase, now.chosen, now.tied) for now in (stands(found, 7, hour) for hour in (12, 13, 14))
    ] == [
        ("tied", (), VANS),
        ("tied", (), ("red", "green")),
        ("passed", ("blue", "red"), ()),
    ]


@pytest.mark.parametrize(
    "gone", [Recused(at(4), "di"), Recused(at(7), "di"), Left(at(6, 12), "di"), Left(at(2), "di")]
)
def test_whoever_is_concerned_or_has_left_settles_no_tie(gone: Event) -> None:
    rule = charter(f'{MAJORITY}\nties = "casting-vote"\ndelegate = "chair"\nleavers = "stand"')
    people = those(rule, members(4))
    opened = Opened(at(2), (*people[:3], deciding(people[3])))
    found = matter(rule, said("AD"), [opened, gone, Decided(at(7), "di")], opened=None)

    assert stands(found, 8).phase == "tied"


def test_a_casting_vote_for_an_option_chooses_it() -> None:
    rule = charter(f'{APPROVAL}\nties = "casting-vote"\ndelegate = "chair"')
    people = those(rule, members(3))
    opened = Opened(at(2), (*people[:2], deciding(people[2])))
    found = matter(
        rule, ballots("rb"), [opened, Decided(at(7), "cy", option="blue")], opened=None, options=VANS
    )

    assert stands(found, 8).chosen == ("blue",)


def test_while_it_is_open_options_stand_as_their_votes_or_first_places() -> None:
    given = ballots("rb", "b", "bg")

    def stood(rule: str) -> dict[str, int]:
        return standing(rules_of(rule), VANS, given)

    assert [stood(APPROVAL), stood(RANKED)] == [
        {"red": 1, "blue": 3, "green": 1},
        {"red": 1, "blue": 2, "green": 0},
    ]


def rules_of(rule: str) -> Decision:
    return charter(rule).on(MONDAY).rule("decision", Decision, "ours").says
