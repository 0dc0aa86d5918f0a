"""Paying out a leaver by the day they left, and by what the members found first."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import Refused
from tests.toadlane.books.test_paying_out import LEFT, Leave, leaver
from tests.toadlane.books.texts import AT_ONCE
from toadlane.books import going, payouts
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
