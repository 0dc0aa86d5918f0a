"""What holds of every count, whoever votes how."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaws.decisions.elections.count import METHODS, count
from bylaws.decisions.elections.papers import Election, Method, Order, Paper, election
from tests.bylaws.decisions.elections.telling import LETTERS

RANKED: tuple[Method, ...] = ("scottish", "meek", "irv", "schulze")
FEW = settings(max_examples=25, deadline=None)


@st.composite
def elections(draw: st.DrawFn, *, most: int = 5) -> Election:
    """Up to five who stand, and voters who name some of them."""
    size = draw(st.integers(2, most))
    ballot = st.permutations(range(size)).flatmap(
        lambda order: st.integers(0, size).map(lambda n: tuple(order[:n]))
    )
    rankings = draw(st.lists(ballot, min_size=1, max_size=25))
    return election(LETTERS[:size], rankings, seats=draw(st.integers(1, size)))


def lot_of(one: Election) -> tuple[str, ...]:
    return one.candidates[::-1]


def seats_of(one: Election, method: Method) -> int:
    return 1 if method == "irv" else one.seats


def with_points(one: Election) -> Election:
    """The same voters, who give the more points the earlier they named somebody."""
    papers = {
        Paper(points=tuple(sorted((who, 9 - place) for place, who in enumerate(order)))): times
        for order, times in one.orders.items()
        if order
    }
    return replace(one, orders={(): one.blank} if one.blank else {}, others=papers)


@pytest.mark.parametrize("method", METHODS)
@FEW
@given(one=elections(), seed=st.integers(0, 99))
def test_the_order_of_the_papers_never_matters(method: Method, one: Election, seed: int) -> None:
    one = with_points(one) if method == "score" else one
    orders, others = [*one.orders.items()], [*one.others.items()]
    for papers in (orders, others):
        random.Random(seed).shuffle(papers)  # noqa: S311 - an order to try
    other = replace(one, orders=dict(orders), others=dict(others))
    if method == "score" and not one.others:
        return

    counts = [count(told, method, seats=seats_of(one, method)).as_json(why=True) for told in (one, other)]

    assert counts[0] == counts[1]


@pytest.mark.parametrize("method", ["scottish", "meek", "irv"])
@FEW
@given(one=elections())
def test_votes_are_never_made_nor_lost(method: Method, one: Election) -> None:
    counted = count(one, method, seats=seats_of(one, method), lot=lot_of(one))

    sums = [sum(stage.votes) + stage.non_transferable for stage in counted.rounds]
    assert set(sums) <= {Fraction(one.valid)}
    assert all(stage.non_transferable >= -Fraction(1, 10**6) for stage in counted.rounds)
    if counted.quota is not None:
        assert counted.quota * (counted.seats + 1) > sum(counted.rounds[-1].votes) - Fraction(1, 10**6)


@FEW
@given(one=elections())
def test_no_more_can_have_the_quota_than_there_are_seats_and_who_has_it_keeps_it(one: Election) -> None:
    """By the Scottish rules it is the least whole number of which that holds, and stays; by Meek it falls."""
    scottish, meek = (count(one, method, lot=lot_of(one)) for method in ("scottish", "meek"))

    if one.valid:
        assert scottish.quota is not None
        assert scottish.quota * (one.seats + 1) > one.valid >= (scottish.quota - 1) * (one.seats + 1)
    for stage in meek.rounds:
        assert stage.quota is not None
        total, billionth = sum(stage.votes), Fraction(1, 10**9)
        assert stage.quota * (one.seats + 1) > total >= (stage.quota - billionth) * (one.seats + 1)
    for counted in (scottish, meek):
        quotas = [stage.quota or counted.quota or Fraction(0) for stage in counted.rounds]
        assert quotas == sorted(quotas, reverse=True)
        had = set[int]()
        for stage, quota in zip(counted.rounds, quotas, strict=True):
            had |= {who for who in stage.elected if stage.votes[who] >= quota}
            assert all(stage.votes[who] > quota - Fraction(1, 1000) for who in had)
        assert len(had) <= one.seats


@pytest.mark.parametrize("method", RANKED)
@FEW
@given(one=elections())
def test_with_a_lot_every_seat_is_filled_and_nobody_twice(method: Method, one: Election) -> None:
    seats = seats_of(one, method)
    counted = count(one, method, seats=seats, lot=lot_of(one))

    assert counted.tie is None
    assert len(set(counted.elected)) == len(counted.elected) == (seats if one.valid else 0)


@pytest.mark.parametrize("method", RANKED)
@FEW
@given(one=elections())
def test_who_withdrew_counts_as_if_never_named(method: Method, one: Election) -> None:
    seats, last = seats_of(one, method), len(one.candidates) - 1
    if last < seats:
        return
    gone = election(one.candidates, one.orders, withdrawn=[last])
    each = [order for order, times in one.orders.items() for _ in range(times)]
    never = election(one.candidates[:-1], [tuple(n for n in order if n != last) for order in each])

    found = [count(told, method, seats=seats, lot=lot_of(never)) for told in (gone, never)]

    assert (found[0].winners, found[0].tie) == (found[1].winners, found[1].tie)


@pytest.mark.parametrize("method", [*RANKED, "approval"])
@FEW
@given(one=elections(most=4))
def test_a_clone_of_somebody_who_lost_changes_nothing(method: Method, one: Election) -> None:
    """Somebody who stands right behind a loser on every paper takes no seat from anybody else.

    One seat is filled: of several a party of clones takes no more than its part by any of these, which is
    another rule and has a test of its own.
    """
    before = count(one, method, seats=1)
    losers = [n for n in range(len(one.candidates)) if n not in before.elected]
    if before.tie or not before.elected or not losers:
        return
    loser = losers[-1]
    clone = len(one.candidates)
    orders: dict[Order, int] = {}
    for order, times in one.orders.items():
        orders[tuple(two for n in order for two in ((n, clone) if n == loser else (n,)))] = times

    after = count(election((*one.candidates, "clone"), orders), method, seats=1)

    assert after.tie is not None or after.winners == before.winners


@FEW
@given(one=elections(most=4))
def test_a_clone_of_somebody_who_lost_by_points_changes_nothing(one: Election) -> None:
    """With as many points as a loser on every paper."""
    told = with_points(one)
    before = count(told, "score", seats=1) if told.others else None
    losers = [n for n in range(len(one.candidates)) if before and n not in before.elected]
    if before is None or before.tie or not losers:
        return
    clone = len(one.candidates)
    others = {
        Paper(points=(*paper.points, *((clone, given) for who, given in paper.points if who == losers[0]))): n
        for paper, n in told.others.items()
    }

    after = count(replace(told, candidates=(*one.candidates, "clone"), others=others), "score", seats=1)

    assert (after.tie, after.winners) == (None, before.winners)


@FEW
@given(one=elections())
def test_a_group_of_a_quota_of_voters_has_its_seat(one: Election) -> None:
    """Who is first on more than a quota of papers is elected, by both ways of filling several seats."""
    methods: tuple[Method, Method] = ("scottish", "meek")
    for method in methods:
        counted = count(one, method)
        first = counted.rounds[0].votes if counted.rounds else ()
        sure = {n for n, votes in enumerate(first) if votes * (one.seats + 1) > one.valid}
        assert sure <= {*counted.elected}


@FEW
@given(one=elections())
def test_whoever_beats_everybody_in_pairs_is_elected_by_them(one: Election) -> None:
    counted = count(one, "schulze", seats=1, lot=lot_of(one))
    best = [a for a, row in enumerate(counted.margins) if all(m > 0 for b, m in enumerate(row) if b != a)]

    assert [*counted.elected] == best or not best


@FEW
@given(one=elections())
def test_approval_counts_each_name_once_and_level_papers_alike(one: Election) -> None:
    others = Counter[Paper]()
    for order, times in one.orders.items():
        others[Paper((tuple(sorted(order)),))] += times if order else 0
    level = Election(one.candidates, {(): one.blank}, others, seats=one.seats)

    assert count(level, "approval").rounds == count(one, "approval").rounds
