"""Paying out a leaver by the day they left, and by what the members found first."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import Refused
from tests.toadlane.books.conftest import usd
from tests.toadlane.books.stories import later
from tests.toadlane.books.test_paying_out import LEFT, Leave, leaver
from tests.toadlane.books.texts import AT_ONCE
from toadlane.books import going, payouts, reads
from toadlane.books.going import Going

__all__ = ["leaver"]


def test_who_was_parted_with_is_paid_from_the_day_they_left_and_not_from_a_notice(
    leaver: Leave, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, eli = leaver()
    decided_on = dt.date(2025, 4, 20)
    monkeypatch.setattr(going, "_asked", [lambda _who: Going(decided_on, LEFT)])

    told = payouts.departure(eli, notice_on=decided_on, at=year.noon)

    days = {part.due_on.isoformat() for part in told.parts}
    assert (told.statement.leaves_on, days) == (LEFT, {"2025-11-01", "2026-05-01"})


def test_nothing_is_paid_out_before_the_members_found_what_the_charter_asks(leaver: Leave) -> None:
    year, eli = leaver(AT_ONCE.replace("set_off = true", 'set_off = true\nsolvency = "can-pay-debts"'))

    with pytest.raises(Refused) as fault:
        payouts.departure(eli, notice_on=dt.date(2025, 4, 1), at=year.noon)

    found = payouts.departure(eli, notice_on=dt.date(2025, 4, 1), at=year.noon, solvent=True)
    assert (fault.value.code, fault.value.article) == ("exit.solvency", found.article)


def test_what_falls_due_of_the_buy_in_after_the_last_day_is_never_taken_off(leaver: Leave) -> None:
    """Of 4,000.00 in twenty parts fifteen, 3,000.00, were due by 30 April; the others nobody owes."""
    whole = 'amount = "1000.00"\nplan = { count = 10, first = "P1M" }'
    assert whole in AT_ONCE
    year, eli = leaver(AT_ONCE.replace(whole, 'amount = "4000.00"\nplan = { count = 20, first = "P1M" }'))
    paid_in = reads.account(eli, LEFT).paid_in
    notice_on = dt.date(2025, 4, 1)

    found = [
        payouts.reckoned(eli, notice_on=notice_on, leaves_on=LEFT, at=later(year, day).noon).value
        for day in (LEFT, dt.date(2025, 8, 1))
    ]

    overdue = usd("3000.00") - paid_in
    assert [one.set_off + one.still_owed for one in found] == [overdue, overdue]
