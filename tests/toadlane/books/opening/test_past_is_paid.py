"""What earlier years still owed is paid like any debt, and what they kept can be paid back."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import InputFault
from tests.toadlane.books.conftest import YearUnder, key
from tests.toadlane.books.opening.past import Past, usd
from tests.toadlane.books.stories import later, open_parts, pay_all, refused, standing
from tests.toadlane.books.test_paying_out import REDEEMING, redeem
from toadlane.books import payouts, reads
from toadlane.books.calendar_years import calendar_year
from toadlane.books.opening import verbs
from toadlane.books.opening.kinds import Kind, Line
from toadlane.charter.reads import charter_of

INSTALMENT, REDEMPTION = "opening/instalment", "opening/redemption"


@pytest.fixture
def brought(past: Past) -> Past:
    """Ada is owed 80.00 of an earlier share, Dee 60.00 of a notice that was to be paid back."""
    past.bring()
    past.post()
    return past


def test_instalment_of_an_earlier_year_is_paid(brought: Past) -> None:
    year = brought.year

    year.pay(year.ada, "30.00", source=INSTALMENT)

    assert open_parts(year)[0] == ("ada", dt.date(2024, 6, 30), "50.00")
    assert reads.account(year.ada, year.noon.day).payable.decimal() == "50.00"


def test_never_more_than_was_still_owed(brought: Past) -> None:
    with pytest.raises(InputFault) as fault:
        brought.year.pay(brought.year.ada, "80.01", source=INSTALMENT)

    assert refused(fault) == (InputFault, "payment.more-than-owed")


def test_what_earlier_years_paid_before_the_move_is_not_paid_here(brought: Past) -> None:
    with pytest.raises(InputFault) as fault:
        brought.year.pay(brought.year.ada, "80.00", source=INSTALMENT, on=dt.date(2023, 12, 31))

    assert refused(fault) == (InputFault, "day.before-opening")


def test_figures_count_the_share_and_leave_the_notice_to_the_accountant(brought: Past) -> None:
    year = brought.year
    year.pay(year.ada, "80.00", source=INSTALMENT)
    year.pay(year.dee, "60.00", source=REDEMPTION)

    found = calendar_year(year.coop, 2025, year.noon.day)

    assert [
        (one.figures.person, one.figures.box_1.decimal(), one.figures.box_5.decimal()) for one in found.people
    ] == [("ada", "80.00", "0.00")]
    assert [(name, amount.decimal()) for name, amount in found.unclear] == [("Dee", "60.00")]


def test_notice_of_a_year_closed_elsewhere_counts_from_the_end_of_that_year(brought: Past) -> None:
    held = payouts.held_notices(brought.year.coop, charter_of(brought.year.coop))

    assert {one.closed_on for one in held} == {
        dt.date(int(one.account.rpartition("/")[2]) + 1, 1, 1) for one in held
    }
    assert held != []


LONG_AGO = REDEEMING.replace("adopted = 2023-11-30", "adopted = 2019-11-30").replace(
    "from = 2024-01-01", "from = 2020-01-01"
)
AFTER_SUMMER = REDEEMING.replace('starts = "01-01"', 'starts = "07-01"').replace("2024-01-01", "2024-10-01")


@pytest.mark.parametrize(
    ("source", "first_year", "of_year"),
    [(REDEEMING, 2024, 2022), (LONG_AGO, 2024, 2022), (AFTER_SUMMER, 2025, 2024)],
    ids=["before the charter", "under the charter", "ended in the charter's calendar year"],
)
def test_notice_of_a_year_closed_elsewhere_is_paid_back_as_what_it_was_called(
    source: str, first_year: int, of_year: int, year_under: YearUnder
) -> None:
    year = later(year_under(source), dt.date(2025, 7, 2))
    past = Past(year)
    verbs.type_lines(
        coop=year.coop,
        first_year=first_year,
        about=["ada", ""],
        lines=[Line(Kind.QUALIFIED, usd("100.00"), "ada", year=of_year), Line(Kind.BANK, usd("100.00"))],
        seen=0,
        by=year.ada,
        at=year.noon,
        key=key(),
    )
    past.post(past.decide(first_year=first_year))
    redeem(year, "100.00", on=year.noon.day)
    pay_all(year)

    [ada] = calendar_year(year.coop, 2025, year.noon.day).people

    assert (ada.figures.redeemed_qualified.decimal(), ada.figures.box_5.decimal()) == ("100.00", "0.00")


def test_all_that_is_owed_is_what_the_journal_has_payable(brought: Past) -> None:
    year = brought.year
    year.state()
    year.close()

    everyone = reads.accounts(year.coop, year.noon.day)

    assert {key: held.payable for key, held in everyone.items() if held.payable} == {
        who: standing(year).sum(one for one in standing(year).open if one.person == who)
        for who in ("ada", "dee")
    }
