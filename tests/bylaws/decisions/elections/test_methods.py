"""One seat by preferences, Meek, Schulze, approval and score; ties and lots in each."""

from __future__ import annotations

from fractions import Fraction
from hashlib import sha256

import pytest

from bylaws.decisions.elections.count import METHODS, count
from bylaws.decisions.elections.counted import Tie, exact
from bylaws.decisions.elections.lots import drawn, seed_with, settled
from bylaws.decisions.elections.papers import Election, Method, Paper, election
from bylaws.kernel.faults import Fault
from bylaws.kernel.reasons import Reason
from tests.bylaws.decisions.elections import recount
from tests.bylaws.decisions.elections.telling import LETTERS, random_election, told, won

TENNESSEE = told("42 ABCD", "26 BCDA", "15 CDBA", "17 DCBA")
"""Memphis, Nashville, Chattanooga, Knoxville: the capital of Tennessee, known from every textbook."""
WIKIPEDIA_45 = told(
    "5 ACBED", "5 ADECB", "8 BEDAC", "3 CABED", "7 CAEBD", "2 CBADE", "7 DCEBA", "8 EBADC", candidates=5
)  # fmt: skip
"""The example of 45 voters in Schulze's paper, example 1: E wins."""

NAMES = ("Bo", "Chi", "Dee", "Eli", "Fay", "Gus", "Hal", "Ida", "Jo")

CASES: list[tuple[str, Method, Election, int, str]] = [
    ("the last go out until one has more than half", "irv", TENNESSEE, 1, "D"),
    ("the pairs choose the middle", "schulze", TENNESSEE, 1, "B"),
    ("Schulze's own example", "schulze", WIKIPEDIA_45, 1, "E"),
    ("several by pairs, in their order", "schulze", TENNESSEE, 2, "BC"),
    ("level in every pair", "schulze", told("1 AB", "1 BA"), 1, "(AB)"),
    ("level behind the first", "schulze", told("2 ABC", "2 ACB"), 2, "A(BC)"),
    ("level behind the first, for both seats left", "schulze", told("2 ABC", "2 ACB"), 3, "ABC"),
    ("nobody named", "schulze", told("3 -", candidates=2), 1, ""),
    ("more seats than candidates", "schulze", told("2 AB"), 5, "AB"),
    ("those behind go out together", "irv", told("5 A", "4 B", "1 CB", "1 DB"), 1, "B"),
    ("level at the end waits", "irv", told("2 A", "2 B"), 1, "(AB)"),
    (
        "those last together are no fewer than the next and wait",
        "irv",
        told("5 A", "4 B", "2 C", "2 D"),
        1,
        "(CD)",
    ),
    ("nobody on any paper", "irv", told("2 -", candidates=2), 1, ""),
    ("papers that run out make half smaller", "irv", told("4 A", "3 B", "2 C"), 1, "A"),
    ("who withdrew is passed over", "irv", told("5 AB", "4 BA", "1 C", withdrawn="A"), 1, "B"),
    ("a surplus passes on", "meek", told("8 AB", "1 B", "3 C"), 2, "AB"),
    ("as many as seats", "meek", told("2 A", "1 B"), 2, "AB"),
    ("level from the beginning", "meek", told("2 A", "2 B"), 1, "(AB)"),
    ("nobody on a paper", "meek", told("2 -", candidates=3), 1, ""),
    ("most approvals", "approval", told("3 AB", "2 BC", "1 C"), 1, "B"),
    ("two with most", "approval", told("3 AB", "2 BC", "1 C"), 2, "B(AC)"),
    ("nobody without a vote", "approval", told("3 A", candidates=3), 2, "A"),
    ("nobody approved", "approval", told("3 -", candidates=3), 2, ""),
]


@pytest.mark.parametrize(
    ("method", "given", "seats", "expected"), [one[1:] for one in CASES], ids=[one[0] for one in CASES]
)
def test_who_is_elected(method: Method, given: Election, seats: int, expected: str) -> None:
    assert won(count(given, method, seats=seats)) == expected


def scored(*papers: tuple[tuple[int, int], ...], times: int = 1) -> Election:
    return Election(tuple(LETTERS[:3]), {}, {Paper((), points): times for points in papers})


def test_points_are_added_up_and_level_ones_wait_for_a_lot() -> None:
    given = scored(((0, 3), (1, 2)), ((1, 1), (2, 3)), times=2)

    assert won(count(given, "score")) == "(ABC)"
    assert won(count(given, "score", seats=2, lot=("C", "A", "B"))) == "CA"
    assert count(given, "score", lot=("C", "A", "B")).rounds[0].votes == (Fraction(6),) * 3


FAULTS = [
    ("one-seat", "election.one-seat", told("1 A"), "irv", {"seats": 2}),
    ("no seat", "election.seats", told("1 A"), "approval", {"seats": 0}),
    ("no points", "election.no-points", told("1 A"), "score", {}),
    ("points by approval", "election.points", scored(((0, 1),)), "approval", {}),
    ("points by pairs", "election.points", scored(((0, 1),)), "schulze", {}),
    ("a lot of somebody else", "election.lot", told("1 A"), "irv", {"lot": ("Z",)}),
    ("a lot that names one twice", "election.lot", told("1 A"), "irv", {"lot": ("A", "A")}),
]


@pytest.mark.parametrize(
    ("code", "given", "method", "more"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS]
)
def test_what_cannot_be_counted_is_refused(
    code: str, given: Election, method: Method, more: dict[str, object]
) -> None:
    with pytest.raises(Fault) as fault:
        count(given, method, **more)  # type: ignore[arg-type]

    assert fault.value.code == code


@pytest.mark.parametrize(
    ("code", "candidates", "rankings"),
    [
        ("election.candidates", "", []),
        ("election.candidates", "AA", []),
        ("election.twice", "AB", [(0, 0)]),
        ("election.unknown", "AB", [(0, 2)]),
        ("election.unknown", "AB", [(-1,)]),
        ("election.times", "AB", {(0,): 0}),
    ],
)
def test_an_election_that_cannot_be_is_refused(code: str, candidates: str, rankings: object) -> None:
    with pytest.raises(Fault) as fault:
        election([*candidates], rankings)  # type: ignore[arg-type]

    assert fault.value.code == code


def test_level_candidates_are_read_by_pairs_and_by_approval() -> None:
    given = Election(("A", "B", "C"), {(2,): 1}, {Paper(((0, 1), (2,))): 3})

    assert count(given, "schulze").margins == ((0, 0, 2), (0, 0, 2), (-2, -2, 0))
    assert won(count(given, "schulze")) == "(AB)"
    assert won(count(given, "schulze", lot=("B", "A"))) == "B"
    assert won(count(given, "approval")) == "C"


def test_who_withdrew_leaves_level_papers_and_points_as_well() -> None:
    level = Election(("A", "B", "C"), {}, {Paper(((0, 1), (2,))): 3}, frozenset({0}))
    points = Election(
        ("A", "B"), {}, {Paper((), ((0, 5), (1, 2))): 1, Paper((), ((0, 1),)): 2}, frozenset({0})
    )

    assert dict(level.cleared.orders) == {(1, 2): 3}
    assert (points.blank, points.valid, won(count(points, "score"))) == (2, 1, "B")


def test_by_pairs_each_has_as_many_votes_as_they_beat_others_and_who_withdrew_none() -> None:
    counted = count(told("2 ABC", "1 BCA", withdrawn="C"), "schulze", seats=2)

    assert (won(counted), [*map(int, counted.rounds[0].votes)]) == ("AB", [1, 0, 0])
    assert [row[2] for row in counted.margins] + [*counted.margins[2]] == [0] * 6


def test_those_elected_by_meek_keep_a_quota_and_the_quota_falls() -> None:
    counted = count(told("30 AB", "10 A", "12 B", "11 C", "7 D"), "meek", seats=2)

    quotas = [stage.quota for stage in counted.rounds if stage.quota is not None]
    assert quotas == sorted(quotas, reverse=True)
    assert won(counted) == "AB"
    first, last = counted.rounds[0], counted.rounds[-1]
    assert first.kept[0] == Fraction(1)
    assert last.kept[0] < 1
    assert last.non_transferable > 0


def test_meek_and_the_lot() -> None:
    given = told("4 A", "3 B", "3 C", "1 DB", "1 EC")

    assert won(count(given, "meek")) == "(DE)"
    assert count(given, "meek").tie == Tie("exclusion", (3, 4))
    assert won(count(given, "meek", lot=("A", "C", "B", "E", "D"))) == "A"


def test_by_meek_whoever_has_least_now_goes_out_whatever_they_had_before() -> None:
    """What A does not need brings B above C and D, whom B was behind; without C the quota falls to B."""
    counted = count(told("10 AB", "3 B", "4 C", "5 D"), "meek", seats=2)

    assert (won(counted), [one.excluded for one in counted.rounds if one.excluded]) == ("AB", [(2,)])


def test_by_meek_the_shares_are_near_enough_at_a_millionth_of_a_vote() -> None:
    """Who keeps what is reckoned anew until less than that is left to pass on, and then somebody goes out."""
    counted = count(told("60 AB", "40 BA", "9 C", "8 D", "7 E"), "meek", seats=3)

    stage = counted.rounds[1]
    assert (counted.rounds[2].excluded, stage.elected) == ((4,), ())
    assert stage.quota is not None
    surplus = [stage.votes[who] - stage.quota for who in (0, 1)]
    assert min(surplus) >= 0
    assert Fraction(1, 10**7) < sum(surplus) < Fraction(1, 10**6)


@pytest.mark.parametrize("first", [0, 40])
def test_the_strongest_ways_are_those_of_every_way_written_out(first: int) -> None:
    for seed in range(first, first + 40):
        given = random_election(seed, candidates=4)
        counted = count(given, "schulze", seats=1)
        unbeaten = {*counted.winners} if counted.tie is None else {*given.names(counted.tie.level)}
        assert unbeaten == (recount.schulze(given) if given.valid else set())


def test_a_lot_is_the_same_from_the_same_seed_and_another_from_another() -> None:
    names = ("Ada", "Bo", "Chi", "Dee")
    orders = {drawn(f"seed {n}", names) for n in range(40)}

    assert drawn("a public number", names) == drawn("a public number", reversed(names))
    assert len(orders) > 10
    assert {order[0] for order in orders} == set(names)
    with pytest.raises(Fault) as fault:
        drawn(" ", names)
    assert fault.value.code == "election.seed"


def test_anybody_with_sha_256_draws_the_same_lot() -> None:
    """As `printf 'a public number\\nAda' | sha256sum` says, the least first."""
    said = {name: sha256(b"a public number\n" + name.encode()).hexdigest() for name in (*NAMES, "Ada")}

    assert said["Ada"].startswith("ed07c8bb0a0e0164")
    assert drawn("a public number", said) == tuple(sorted(said, key=said.__getitem__))


def test_of_those_level_the_latest_stage_that_tells_is_heard_and_then_the_lot() -> None:
    """Before it was 3, 2, 1; then two were level, and now all three are."""
    before = [(3, 2, 1), (2, 2, 1)]

    assert settled([0, 1, 2], before, (), wanted="least") == (
        2,
        (Reason("elected.level.earlier", {"stage": 2}),),
    )
    assert settled([0, 1, 2], before, (), wanted="most") == (
        0,
        (Reason("elected.level.earlier", {"stage": 1}),),
    )
    assert settled([0, 1], before[1:], (1, 0), wanted="most") == (1, (Reason("elected.level.lot"),))
    assert settled([0, 1], before[1:], (1, 0), wanted="least") == (0, (Reason("elected.level.lot"),))
    assert settled([0, 1], before[1:], (1,), wanted="least") is None


@pytest.mark.parametrize("method", METHODS)
def test_every_count_tells_itself_as_json_with_its_reasons(method: Method) -> None:
    given = scored(((0, 3), (1, 2))) if method == "score" else told("5 AB", "3 BC", "1 CA", "1 -")
    winner = {"schulze": "A", "approval": "B"}.get(method, "A")
    told_so = count(given, method, seats=1).as_json(why=True)

    assert (told_so["method"], told_so["elected"], told_so["tie"]) == (method, [winner], None)
    assert "explanation" in told_so
    assert "explanation" not in count(given, method).as_json()


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("3", "3"),
        ("5/2", "2.5"),
        ("-1/8", "-0.125"),
        ("1/100000", "0.00001"),
        ("1/1048576", "0.00000095367431640625"),
        ("3/1048575", "1/349525"),
        ("1/3", "1/3"),
        ("-7/6", "-7/6"),
    ],
)
def test_votes_are_written_to_the_last_decimal_or_as_a_fraction(number: str, written: str) -> None:
    assert exact(Fraction(number)) == written


def test_of_those_level_at_the_end_it_is_said_which_earlier_stage_tells_them_apart() -> None:
    counted = count(told("1 AB", "1 A", "3 B", "4 C"), "irv")

    assert (won(counted), counted.rounds[2].reasons) == (
        "C",
        (
            Reason("elected.left-out", {"name": "B"}),
            Reason("elected.level.earlier", {"stage": 1}),
            Reason("elected.majority", {"name": "C", "votes": 4, "of": 4}),
        ),
    )


def test_a_seed_is_the_closed_ballots_with_as_many_numbers_as_fit() -> None:
    numbers = [("ada", 7), ("bo", 12), ("cyd", 3)]

    assert [seed_with("9f", numbers, longest=letters) for letters in (500, 20, 14, 13, 2)] == [
        "9f ada=7 bo=12 cyd=3",
        "9f ada=7 bo=12 cyd=3",
        "9f ada=7 bo=12",
        "9f ada=7",
        "9f",
    ]
