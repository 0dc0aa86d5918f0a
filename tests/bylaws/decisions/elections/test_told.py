"""How elections were counted, in words and figures: a page of them by every method, held as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bylaws.decisions.elections.blt import read_blt
from bylaws.decisions.elections.count import count
from bylaws.decisions.elections.countback import countback
from bylaws.decisions.elections.counted import Counted, Round, exact
from bylaws.decisions.elections.lots import drawn
from bylaws.decisions.elections.papers import Election, Method, election
from bylaws.kernel.faults import Fault
from bylaws.kernel.reasons import Reason
from bylaws.words.electing_en import REASONS
from bylaws.words.tell import lines, tell
from tests.bylaws.decisions.elections.telling import random_election, told, won
from tests.bylaws.decisions.elections.test_blt import FAULTS as OF_FILES
from tests.bylaws.decisions.elections.test_countback import BOARD
from tests.bylaws.decisions.elections.test_methods import FAULTS as OF_COUNTS
from tests.bylaws.decisions.elections.test_methods import TENNESSEE, scored

PAGE = Path(__file__).with_name("told.txt")
WRITE_IT_ANEW = (
    'python -c "from tests.bylaws.decisions.elections.test_told import *; PAGE.write_text(page())"'
)
COUNTED: list[tuple[Method, Election, Sequence[str]]] = [
    ("scottish", told("30 AB", "10 A", "12 B", "11 CD", "7 D", seats=2), ()),
    ("scottish", told("5 A", "5 B", "5 C", seats=2), ("C", "A", "B")),
    ("scottish", told("5 AC", "5 BC", "1 C", "1 DA", seats=2), ()),
    ("scottish", told("40 AC", "40 BD", "6 C", "4 D", "1 E", seats=3), ("B", "A")),
    ("meek", told("30 AB", "10 A", "12 B", "11 CD", "7 D", seats=2), ()),
    ("meek", told("4 A", "3 B", "3 C", "1 DB", "1 EC"), ("A", "C", "B", "E", "D")),
    ("meek", told("9 ABC", "5 BCA", "4 CAB", "2 DBC", "2 -", "1 EA", seats=3), ()),
    ("meek", told("6 AB", "6 BA", "3 CA", "2 D", seats=2, withdrawn="D"), ("A", "B", "C")),
    ("meek", told("2 A", "1 B", seats=3), ()),
    ("irv", TENNESSEE, ()),
    ("irv", told("1 AB", "1 A", "3 B", "4 C"), ()),
    ("irv", told("2 A", "2 B"), ("B", "A")),
    ("irv", told("3 -", candidates=2), ()),
    ("schulze", TENNESSEE, ()),
    ("schulze", told("2 ABC", "2 BCA", "2 CAB"), ("B", "C", "A")),
    ("approval", told("3 AB", "2 BC", "1 C", seats=2), ("C", "A", "B")),
    ("approval", told("3 AB", "2 BC", "1 C", "4 -", seats=2), ()),
    ("score", scored(((0, 3), (1, 2)), ((1, 1), (2, 3)), times=2), ("C", "A", "B")),
    ("score", scored(((0, 3), (1, 2)), ((1, 5),)), ()),
    ("meek", told("3 -", candidates=2), ()),
    ("approval", told("3 -", candidates=2), ()),
]
SEEDS = (701,)


def page() -> str:
    """Elections with all that is said of them, then what is refused, with its place and what now."""
    counts = [count(given, method, lot=lot) for method, given, lot in COUNTED]
    counts += [count(given, method) for method, given, lot in COUNTED if lot]
    counts += [countback(BOARD, whose) for whose in "AB"]
    counts += [
        count(random_election(seed, candidates=5), method, seats=1 if method == "irv" else None)
        for seed in SEEDS
        for method in ("scottish", "meek", "irv", "schulze")
    ]
    said = [line for one in counts for line in (*sheet(one), "")]
    return "\n".join([*said, "What is refused", *faults(), ""])


def sheet(counted: Counted) -> list[str]:
    """One count: its reasons, and its stages as the sheet has them."""
    quota = "" if counted.quota is None else f", quota {exact(counted.quota)}"
    head = f"{counted.method} {won(counted)}: {counted.election.valid} and {counted.election.blank}{quota}"
    stages = [stage(counted, one) for one in counted.rounds]
    margins = [" ".join(map(str, row)) for row in counted.margins]
    return [head, *lines(tell(counted.reason, language="en")), *stages, *margins]


def stage(counted: Counted, one: Round) -> str:
    """What was done, about whom; the votes and those nobody has; who came in and who went out."""
    named = ["".join(counted.election.names(who)) for who in (one.whom, one.elected, one.excluded)]
    more = [f"{what} {exact(told)}" for what, told in (("value", one.value), ("quota", one.quota)) if told]
    kept = ["kept", *map(exact, one.kept)] if one.kept else []
    votes = " ".join(map(exact, one.votes))
    moved = " ".join(sign + who for sign, who in (("+", named[1]), ("-", named[2])) if who)
    whom = f"{one.what} {named[0]}".strip()
    return " | ".join(
        filter(None, (whom, votes, exact(one.non_transferable), moved, " ".join([*more, *kept])))
    )


def faults() -> list[str]:
    """What no file may say, what cannot be counted, and what is no election."""
    asked: list[Callable[[], object]] = [
        *(lambda raw=raw: read_blt(raw, where="board.blt") for _, raw, *_ in OF_FILES),
        *(lambda case=case: count(case[2], case[3], **case[4]) for case in OF_COUNTS),
        lambda: count(scored(((0, 1),)), "meek"),
        lambda: count(scored(((0, 1),)), "scottish"),
        lambda: count(read_blt(b"2 1\n1 1=2 0\n0\nA\nB\n"), "meek"),
        lambda: count(told("1 A"), "meek", seats=-1),
        lambda: told("1 AB").without(["A", "Z" * 300]),
        lambda: countback(BOARD, "Z" * 300),
        lambda: drawn("\n", "AB"),
        lambda: election([], []),
        lambda: election("AB", [(0, 1)], seats=0),
        lambda: election("AB", [(1, 1)]),
        lambda: election("AB", [(2,)]),
        lambda: election("AB", {(0,): -3}),
    ]
    return [fault_of(ask) for ask in asked]


def fault_of(ask: Callable[[], object]) -> str:
    with pytest.raises(Fault) as refused:
        ask()
    fault = refused.value
    return f"{type(fault).__name__} {fault.code} [{fault.where}] {fault.says} {fault.next_step}"


def codes(reason: Reason) -> set[str]:
    """Every kind of reason in one."""
    return {reason.code}.union(*(codes(part) for part in reason.parts))


def test_how_elections_were_counted_is_told_as_it_was() -> None:
    assert page() == PAGE.read_text("utf-8"), WRITE_IT_ANEW


def test_every_kind_of_reason_is_on_the_page() -> None:
    counts = [count(given, method, lot=lot) for method, given, lot in COUNTED]
    counts += [count(given, method) for method, given, _ in COUNTED]
    counts += [countback(BOARD, "A")]

    assert {*REASONS} - set[str]().union(*(codes(one.reason) for one in counts)) == set()
