"""Several seats by the Scottish rules."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from bylaws.decisions.elections.blt import read_blt
from bylaws.decisions.elections.count import count
from bylaws.decisions.elections.papers import Election
from bylaws.kernel.faults import Refused
from tests.bylaws.decisions.elections import recount
from tests.bylaws.decisions.elections.telling import cents, random_election, told, won
from tests.bylaws.decisions.second.electing import WaitsError

PAPERS = Path(__file__).with_name("cumbernauld_south_2012.blt")
SHEET = {
    "GOLDIE, William (SNP)": "1779 1204.00 1204.00 1204.00 1204.00 1204.00 1204.00",
    "GRAHAM, Allan (Lab)": "1413 1413.00 1204.00 1204.00 1204.00 1204.00 1204.00",
    "HOGG, Paddy (SNP)": "444 810.20 815.82 816.32 836.42 857.55 926.39",
    "HOMER, Willie (SNP)": "653 783.58 792.45 792.87 819.18 832.46 916.95",
    "MASTERTON, Donald (CICA)": "344 358.54 363.13 363.68 392.87 486.34 0.00",
    "MCARTHUR, David (Con)": "225 228.88 232.13 232.41 235.75 0.00 0.00",
    "MCVEY, Kevin (SSP)": "140 147.76 152.34 153.14 0.00 0.00 0.00",
    "MUIR, Stephanie (Lab)": "1017 1044.47 1210.43 1204.00 1204.00 1204.00 1204.00",
    "non-transferable": "0 24.57 40.70 44.58 118.77 226.65 559.67",
}
"""North Lanarkshire Council, local government election of 3 May 2012, Cumbernauld South, four seats: the
council's sheet, as it stands in the tests of Vote::Count (brainbuz/Vote-Count, t/wigm2.t). The papers beside
this test are not the council's, which publishes none: they are worked back from the sheet, so that
each transfer has as many papers of each value as its cells allow."""


def test_the_sheet_of_cumbernauld_south_is_reproduced_cell_by_cell() -> None:
    counted = count(read_blt(PAPERS.read_bytes()), "scottish")

    found = {
        name: [cents(stage.votes[n]) for stage in counted.rounds[:7]]
        for n, name in enumerate(counted.election.candidates)
    }
    found["non-transferable"] = [cents(stage.non_transferable) for stage in counted.rounds[:7]]
    assert found == {name: [*map(Fraction, cells.split())] for name, cells in SHEET.items()}
    assert counted.quota == 1204
    assert counted.winners == (
        "GOLDIE, William (SNP)",
        "GRAHAM, Allan (Lab)",
        "MUIR, Stephanie (Lab)",
        "HOGG, Paddy (SNP)",
    )
    assert [stage.value for stage in counted.rounds[1:4]] == [
        Fraction(32321, 100_000),
        Fraction(14791, 100_000),
        Fraction(531, 100_000),
    ]


CASES = [
    ("one seat is more than half", told("3 A", "2 B"), 1, "A"),
    ("the last goes out and passes on", told("4 AB", "3 BA", "2 CB"), 1, "B"),
    ("a surplus carries the next in", told("8 AB", "1 B", "3 C"), 2, "AB"),
    ("as many stand as there are seats", told("5 A", "1 B"), 2, "AB"),
    ("fewer stand than there are seats", told("5 A", "1 B"), 5, "AB"),
    ("the last vacancy is filled without a quota", told("5 A", "3 B", "2 C"), 2, "AB"),
    ("who withdrew is passed over", told("4 AB", "3 BA", "2 CB", withdrawn="A"), 1, "B"),
    ("level with each other at the end", told("5 AB", "4 BA", "4 CA", "1 DB", "1 EC"), 1, "(DE)"),
    ("all level from the beginning", told("2 A", "2 B", "2 C"), 1, "(ABC)"),
    ("all papers are blank", told("3 -", candidates=2), 1, ""),
    ("a blank paper lowers the quota", told("3 A", "2 B", "5 -"), 1, "A"),
]


@pytest.mark.parametrize(
    ("election", "seats", "expected"), [one[1:] for one in CASES], ids=[c[0] for c in CASES]
)
def test_who_is_elected(election: Election, seats: int, expected: str) -> None:
    assert won(count(election, "scottish", seats=seats)) == expected


def votes(*numbers: int) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, numbers))


def stages(*papers: str, seats: int = 1, lot: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Of each stage who it was about, and whom it elected."""
    counted = count(told(*papers), "scottish", seats=seats, lot=lot)
    named = counted.election.names
    return [("".join(named(stage.whom)), "".join(named(stage.elected))) for stage in counted.rounds]


def test_a_quota_that_is_just_reached_elects_and_leaves_no_surplus() -> None:
    assert stages("34 A", "33 B", "32 CB", seats=2) == [("", "A"), ("C", "B")]


def test_where_the_last_vacancy_is_filled_nothing_is_passed_on_any_more() -> None:
    counted = count(told("10 A", "9 BA", "4 CA", "3 DB", "1 ED"), "scottish")

    assert [stage.excluded for stage in counted.rounds] == [(), (4,), (3,), (2,)]
    assert count(told("9 A", "11 BA"), "scottish").rounds[-1].votes == votes(9, 11)
    last = count(told("34 A", "33 B", "32 CB"), "scottish", seats=2).rounds[-1]
    assert (last.votes, [one.code for one in last.reasons]) == (
        votes(34, 33, 32),
        ["elected.left-out", "elected.last"],
    )


def test_the_higher_surplus_is_passed_on_first_and_a_level_one_waits_for_a_lot() -> None:
    level = ("40 AC", "40 BD", "6 C", "4 D", "1 E")

    assert stages("50 AC", "40 BD", "6 C", "4 D", seats=3) == [("", "AB"), ("A", "C")]
    assert won(count(told(*level), "scottish", seats=3)) == "AB(AB)"
    assert stages(*level, seats=3, lot=("B", "A"))[1][0] == "B"


def test_of_those_level_at_the_end_the_lot_drawn_last_goes_out() -> None:
    papers = ("5 AB", "4 BA", "2 CA", "2 DB")

    assert stages(*papers, lot=("C", "D")) == [("", ""), ("D", ""), ("C", "A")]
    assert stages(*papers, lot=("D", "C")) == [("", ""), ("C", "A")]
    assert won(count(told(*papers), "scottish", lot=("C",))) == "(CD)"


def test_an_earlier_stage_tells_apart_who_is_level_now() -> None:
    counted = count(told("10 A", "9 BA", "4 CA", "3 DB", "1 ED"), "scottish")

    assert counted.rounds[2].excluded == (3,)
    assert [(one.code, dict(one.values)) for one in counted.rounds[2].reasons[1:]] == [
        ("elected.level.earlier", {"stage": 1})
    ]


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_a_count_of_each_paper_for_itself_elects_the_same(first: int) -> None:
    for seed in range(first, first + 50):
        election = random_election(seed)
        counted = count(election, "scottish")
        try:
            again: tuple[str, ...] | None = (*recount.scottish(election, election.seats),)
        except WaitsError:
            again = None
        assert (None if counted.tie else counted.winners) == again


def test_papers_with_level_candidates_or_points_are_refused() -> None:
    for marks, code in ((b"1=2", "election.level"), (b"1:2", "election.points")):
        election = read_blt(b"2 1\n1 %s 0\n0\nA\nB\n" % marks)
        for method in ("scottish", "irv", "meek"):
            with pytest.raises(Refused) as fault:
                count(election, method)
            assert fault.value.code == code
