"""Elections in which hardly anybody voted, hardly anybody stands, or nobody is ahead, by every method."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bylaws.decisions.elections.blt import read_blt, write_blt
from bylaws.decisions.elections.count import METHODS, count
from bylaws.decisions.elections.papers import MOST_CANDIDATES, Election, Method, Paper, election
from bylaws.kernel.faults import Fault
from tests.bylaws.decisions.elections.telling import LETTERS, won

SEVERAL = [one for one in METHODS if one != "irv"]


def papers(method: Method, candidates: int, *orders: Sequence[int]) -> Election:
    """Papers as a method takes them; by score the first named has as many points as are named."""
    here = tuple(LETTERS[:candidates])
    if method != "score":
        return election(here, [tuple(order) for order in orders])
    given = [tuple(sorted((who, len(order) - n) for n, who in enumerate(order))) for order in orders]
    return Election(here, {}, {Paper(points=one): given.count(one) for one in given if one})


@pytest.mark.parametrize("method", METHODS)
def test_where_every_paper_is_blank_nobody_is_elected(method: Method) -> None:
    counted = count(election("ABC", {(): 5}), method, seats=1)

    assert (won(counted), counted.election.blank, counted.election.valid) == ("", 5, 0)
    assert (counted.method, counted.reason.code) == (method, "elected.nobody")
    assert [part.code for part in counted.reason.parts][:1] == ["elected.no-papers"]


@pytest.mark.parametrize("method", SEVERAL)
def test_where_fewer_stand_than_there_are_seats_those_are_elected_whom_somebody_named(method: Method) -> None:
    counted = count(papers(method, 3, (0, 1), (1, 0), (1,)), method, seats=5)

    passed_on = method in ("scottish", "meek", "schulze")
    assert ({*counted.winners}, counted.tie) == ({*("ABC" if passed_on else "AB")}, None)
    assert len(counted.winners) == len({*counted.winners})


@pytest.mark.parametrize("method", METHODS)
def test_where_every_candidate_is_level_the_count_waits_and_a_lot_settles_it(method: Method) -> None:
    level = papers(method, 3, (0, 1, 2), (1, 2, 0), (2, 0, 1))
    waits = count(level, method, seats=1)

    assert (won(waits), waits.as_json()["elected"]) == ("(ABC)", [])
    assert {won(count(level, method, seats=1, lot=lot)) for lot in ("ABC", "BCA", "CAB")} == {*"ABC"}


@pytest.mark.parametrize("method", METHODS)
def test_one_who_stands_alone_and_is_named_once_is_elected(method: Method) -> None:
    assert won(count(papers(method, 1, (0,)), method, seats=1)) == "A"


def test_as_many_stand_as_may_and_one_more_is_refused() -> None:
    names = [f"C{n}" for n in range(MOST_CANDIDATES + 1)]
    many = election(names[:-1], [(n,) for n in range(MOST_CANDIDATES)])

    assert read_blt(write_blt(many).encode()) == many
    with pytest.raises(Fault) as fault:
        election(names, [])
    assert fault.value.code == "election.candidates"
    with pytest.raises(Fault) as refused:
        read_blt(f"{MOST_CANDIDATES + 1} 1\n0\n".encode())
    assert refused.value.code == "blt.candidates"


HOSTILE = ("=1+1", "<script>", '"; DROP', "a\u202eb", "\U0001f9d1\u200d\U0001f33e", "#", "0", "-1", "1:2")


def test_whatever_somebody_is_called_the_file_keeps_it() -> None:
    told = election(HOSTILE, {(0, 1): 2, (8,): 1, (): 1}, seats=2, withdrawn=[3])

    assert read_blt(write_blt(told).encode()) == told
