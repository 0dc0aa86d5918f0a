"""The papers of an election: what is left of them without those who withdrew, and what is none."""

from __future__ import annotations

import pytest

from bylaws.decisions.elections.count import count
from bylaws.decisions.elections.papers import Election, Method, Order, Paper, election
from bylaws.kernel.faults import Fault
from tests.bylaws.decisions.elections.telling import told

LEVEL, ALONE = Paper(((0, 1), (2,))), Paper(((0, 1),))
POINTS = Paper((), ((0, 5), (2, 1)))


def gone(*who: int) -> Election:
    """Four stand; papers with an order, with some level, and with points, and these have withdrawn."""
    others = {LEVEL: 3, ALONE: 2, POINTS: 4, Paper(((0,), (1, 2))): 1}
    return Election(("A", "B", "C", "D"), {(0, 1, 2): 6, (1, 2): 1, (): 2}, others, frozenset(who))


CLEARED: list[tuple[tuple[int, ...], dict[Order, int], dict[Paper, int], int, int]] = [
    ((0,), {(1, 2): 10, (): 2, (1,): 2}, {Paper((), ((2, 1),)): 4, Paper(((1, 2),)): 1}, 2, 17),
    ((0, 1), {(2,): 11, (): 4}, {Paper((), ((2, 1),)): 4}, 4, 15),
    ((2,), {(0, 1): 7, (1,): 1, (): 2}, {ALONE: 5, Paper((), ((0, 5),)): 4}, 2, 17),
    ((0, 1, 2), {(): 19}, {}, 19, 0),
]


@pytest.mark.parametrize(("who", "orders", "others", "blank", "valid"), CLEARED)
def test_what_came_after_who_withdrew_moves_up(
    who: tuple[int, ...], orders: dict[Order, int], others: dict[Paper, int], blank: int, valid: int
) -> None:
    found = gone(*who)

    assert (dict(found.cleared.orders), dict(found.cleared.others)) == (orders, others)
    assert (found.blank, found.valid, found.standing) == (
        blank,
        valid,
        tuple(n for n in range(4) if n not in who),
    )


def test_where_nobody_withdrew_nothing_is_made_anew() -> None:
    whole = gone()

    assert whole.cleared is whole
    assert (whole.blank, whole.valid, whole.standing) == (2, 17, (0, 1, 2, 3))


def test_who_withdraws_later_is_gone_beside_those_before() -> None:
    found = gone(3).without(["B", "A", "B"])

    assert (found.withdrawn, found.standing, found.names(found.standing)) == (
        frozenset({0, 1, 3}),
        (2,),
        ("C",),
    )
    with pytest.raises(Fault) as fault:
        gone().without(["a"])
    assert fault.value.code == "election.withdrawn"


def test_an_election_has_one_seat_and_no_title_unless_it_says_so() -> None:
    plain = election(["A"], [(0,), (), (0,)])

    assert (plain.seats, plain.title, plain.withdrawn, dict(plain.orders)) == (
        1,
        "",
        frozenset(),
        {(0,): 2, (): 1},
    )
    assert election("AB", {(1, 0): 3}, seats=4, withdrawn=[1]).withdrawn == {1}
    assert dict(election("AB", {(1, 0): 3}).orders) == {(1, 0): 3}


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (), (1,)])
def test_everybody_on_the_list_may_be_named_once_in_any_place(order: Order) -> None:
    assert dict(election("AB", [order]).orders) == {order: 1}


@pytest.mark.parametrize("order", [(2,), (-1,), (0, 2), (2, 0), (-1, 1), (1, -1)])
def test_nobody_off_the_list_is_named_in_any_place(order: Order) -> None:
    with pytest.raises(Fault) as fault:
        election("AB", [order])

    assert fault.value.code == "election.unknown"


@pytest.mark.parametrize("method", ["scottish", "irv", "meek"])
def test_who_counts_one_after_another_refuses_level_papers_by_its_name(method: Method) -> None:
    with pytest.raises(Fault) as fault:
        count(Election(("A", "B", "C"), {}, {LEVEL: 1}), method)

    assert fault.value.says.endswith(f"are level, and {method} takes one after another.")


def test_papers_in_order_are_taken_without_blank_ones_and_others_are_refused() -> None:
    assert told("3 AB", "2 -", "1 B").strict("meek") == [((0, 1), 3), ((1,), 1)]
    for paper, code in ((LEVEL, "election.level"), (POINTS, "election.points")):
        with pytest.raises(Fault) as fault:
            Election(("A", "B", "C"), {}, {paper: 1}).strict("meek")
        assert (fault.value.code, "meek" in fault.value.says) == (code, True)
