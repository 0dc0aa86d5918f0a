"""What is still owed of a debt in parts."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.money import Money, total
from bylaws.surplus.closing import Instalment
from bylaws.surplus.owed import Settled, Standing, settle

APRIL, JUNE = dt.date(2025, 4, 3), dt.date(2025, 6, 3)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def part(day: dt.date, minor: int, *, gated: bool = False) -> Instalment:
    return Instalment(day, usd(minor), gated)


def test_payment_settles_the_part_that_is_due_first() -> None:
    standing = settle([part(JUNE, 9000), part(APRIL, 9000)], usd(10000))

    assert standing == Standing(
        (Settled(part(APRIL, 9000), usd(9000)), Settled(part(JUNE, 9000), usd(1000))), usd(0)
    )
    assert [one.open for one in standing.parts] == [usd(0), usd(8000)]


def test_of_one_day_what_needs_no_release_is_settled_first() -> None:
    standing = settle([part(APRIL, 100, gated=True), part(APRIL, 100)], usd(100))

    assert [(one.instalment.gated, one.open) for one in standing.parts] == [(False, usd(0)), (True, usd(100))]


def test_what_is_paid_beyond_all_parts_is_told() -> None:
    standing = settle([part(APRIL, 100)], usd(130))

    assert standing == Standing((Settled(part(APRIL, 100), usd(100)),), usd(30))


@given(st.lists(st.integers(0, 1000)), st.integers(0, 5000))
def test_what_is_paid_is_counted_once_and_whole(parts: list[int], paid: int) -> None:
    standing = settle([part(APRIL + dt.timedelta(nth), minor) for nth, minor in enumerate(parts)], usd(paid))

    assert total([one.paid for one in standing.parts], "USD") + standing.over == usd(paid)
    assert all(not one.open.minor < 0 for one in standing.parts)
