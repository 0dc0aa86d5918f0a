"""Dividing a pot: exact, the same every time, and fair to the last cent."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money, split

PEOPLE = st.text("abcdefgh", min_size=1, max_size=3)
WHOLE = st.dictionaries(PEOPLE, st.integers(0, 10**7), min_size=1, max_size=12).filter(
    lambda w: any(w.values())
)
EXACT = st.dictionaries(PEOPLE, st.fractions(0, 1000, max_denominator=997), min_size=1, max_size=12).filter(
    lambda w: any(w.values())
)
POTS = st.integers(-(10**12), 10**12)


def minors(parts: dict[str, Money]) -> dict[str, int]:
    return {key: part.minor for key, part in parts.items()}


def test_three_equal_members_share_ten_thousand_dollars_to_the_cent() -> None:
    parts = split(Money(1_000_000, "USD"), {"ada": 1, "bo": 1, "chi": 1})

    assert minors(parts) == {"ada": 333_334, "bo": 333_333, "chi": 333_333}


def test_the_largest_remainder_takes_the_cent_before_the_first_in_the_list() -> None:
    parts = split(Money(10, "USD"), {"ada": 12, "bo": 19, "chi": 69})

    assert minors(parts) == {"ada": 1, "bo": 2, "chi": 7}


def test_a_tie_for_the_last_cent_goes_by_the_stable_key_whatever_the_order() -> None:
    one = split(Money(1, "USD"), {"chi": 1, "bo": 1, "ada": 1})

    assert minors(one) == {"ada": 1, "bo": 0, "chi": 0}


@given(pot=POTS, weights=st.one_of(WHOLE, EXACT))
def test_the_parts_add_up_to_the_pot_for_any_pot_and_any_weights(
    pot: int, weights: dict[str, int | Fraction]
) -> None:
    parts = split(Money(pot, "USD"), weights)

    assert (sum(minors(parts).values()), set(parts)) == (pot, set(weights))


@given(pot=POTS, weights=st.one_of(WHOLE, EXACT))
def test_each_part_is_within_one_cent_of_the_exact_share(
    pot: int, weights: dict[str, int | Fraction]
) -> None:
    parts, whole = minors(split(Money(pot, "USD"), weights)), Fraction(sum(weights.values()))

    assert [who for who, weight in weights.items() if abs(parts[who] - pot * weight / whole) >= 1] == []


@given(pot=POTS, weights=st.one_of(WHOLE, EXACT), shuffle=st.randoms(use_true_random=False))
def test_the_order_in_which_people_are_named_changes_nothing(
    pot: int, weights: dict[str, int | Fraction], shuffle: random.Random
) -> None:
    names = list(weights)
    shuffle.shuffle(names)

    assert split(Money(pot, "USD"), {name: weights[name] for name in names}) == split(
        Money(pot, "USD"), weights
    )


@given(pot=POTS, weights=st.one_of(WHOLE, EXACT))
def test_who_has_no_weight_gets_nothing_and_takes_nothing_from_the_others(
    pot: int, weights: dict[str, int | Fraction]
) -> None:
    with_chi = split(Money(pot, "USD"), {**weights, "outside": 0})

    assert with_chi == {**split(Money(pot, "USD"), weights), "outside": Money(0, "USD")}


@given(pot=POTS, weights=st.one_of(WHOLE, EXACT))
def test_a_loss_is_the_mirror_of_a_surplus(pot: int, weights: dict[str, int | Fraction]) -> None:
    surplus, loss = split(Money(pot, "USD"), weights), split(Money(-pot, "USD"), weights)

    assert loss == {who: -part for who, part in surplus.items()}


@given(pot=POTS, weights=WHOLE, scale=st.integers(1, 997))
def test_fractions_and_whole_numbers_of_one_proportion_divide_alike(
    pot: int, weights: dict[str, int], scale: int
) -> None:
    as_fractions = {who: Fraction(weight, scale) for who, weight in weights.items()}

    assert split(Money(pot, "USD"), as_fractions) == split(Money(pot, "USD"), weights)


@given(weights=WHOLE, pot=st.integers(0, 10**9))
def test_more_weight_never_means_less_money(pot: int, weights: dict[str, int]) -> None:
    parts = minors(split(Money(pot, "USD"), weights))
    by_weight = sorted(weights, key=lambda who: (weights[who], parts[who]))

    assert [parts[who] for who in by_weight] == sorted(parts.values())


def test_nothing_among_people_without_weight_is_nothing_for_each() -> None:
    assert split(Money(0, "USD"), {"ada": 0, "bo": Fraction(0)}) == {
        "ada": Money(0, "USD"),
        "bo": Money(0, "USD"),
    }


@pytest.mark.parametrize("weights", [{}, {"ada": 0, "bo": 0}])
def test_money_that_nobody_can_receive_is_refused(weights: dict[str, int]) -> None:
    with pytest.raises(InputFault) as refused:
        split(Money(100, "USD"), weights)

    assert (refused.value.code, refused.value.says) == (
        "split.no-weight",
        "There is nobody to divide 1.00 USD among.",
    )


def test_a_weight_below_nothing_is_refused_by_name() -> None:
    with pytest.raises(InputFault) as refused:
        split(Money(100, "USD"), {"ada": 1, "bo": Fraction(-1, 2)})

    assert (refused.value.code, refused.value.says) == (
        "split.negative-weight",
        "The weight of “bo” is below zero.",
    )
