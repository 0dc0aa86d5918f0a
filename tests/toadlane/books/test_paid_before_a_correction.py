"""A payment recorded late keeps its true day, though the close it was made under was corrected since."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import InputFault
from tests.toadlane.books.conftest import Year, YearUnder
from tests.toadlane.books.stories import later, refused, standing
from tests.toadlane.books.texts import AT_ONCE
from toadlane.books.models import YearClose
from toadlane.books.owed import owed

FIRST, AGAIN = dt.date(2025, 3, 3), dt.date(2025, 4, 20)


@pytest.fixture
def closed_anew(year_under: YearUnder) -> Year:
    """2024 closed on 3 March, corrected and closed anew on 20 April."""
    year = year_under(AT_ONCE)
    year.state()
    close = year.close()
    later(year, AGAIN)
    year.correct(close)
    year.state("1100.00")
    year.close()
    return year


@pytest.mark.parametrize("days", [0, 2])
def test_it_is_dated_from_the_day_the_year_was_first_closed(closed_anew: Year, days: int) -> None:
    went_on = FIRST + dt.timedelta(days)

    payment = closed_anew.pay(closed_anew.dee, "100.00", on=went_on)

    assert payment.entry.happened_on == went_on
    of_that_day = [one for one in owed(closed_anew.coop, went_on).claims if one.person == "dee"]
    assert [(one.amount.decimal(), one.paid.decimal()) for one in of_that_day] == [("120.00", "100.00")]


def test_nothing_was_owed_before_the_year_was_first_closed(closed_anew: Year) -> None:
    with pytest.raises(InputFault) as fault:
        closed_anew.pay(closed_anew.dee, "100.00", on=FIRST - dt.timedelta(1))

    assert refused(fault) == (InputFault, "payment.before-debt")


def test_it_keeps_off_the_days_that_are_closed(closed_anew: Year) -> None:
    with pytest.raises(InputFault) as fault:
        closed_anew.pay(closed_anew.dee, "100.00", on=dt.date(2024, 12, 31))

    assert refused(fault) == (InputFault, "day.closed")


def test_what_the_close_anew_gives_is_due_on_its_own_days(closed_anew: Year) -> None:
    due = [(one.since, one.due_on) for one in standing(closed_anew).open if one.person == "dee"]

    assert (due, YearClose.objects.latest("attempt").closed_on) == ([(FIRST, AGAIN)], AGAIN)
