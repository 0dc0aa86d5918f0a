"""A payment is taken back by an entry that cites it, and a corrected close knows what was paid."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import Fault, InputFault, RecordMoved
from tests.toadlane.books.conftest import Year, YearUnder, key, usd
from tests.toadlane.books.stories import APRIL, later, open_parts, refused, standing
from tests.toadlane.books.texts import AT_ONCE
from toadlane.books import journal, reads, verbs
from toadlane.books.models import JournalEntry, Payment, PaymentPart
from toadlane.books.owed import owed


def reverse(
    year: Year,
    payment: Payment,
    because: str = "Cheque returned",
    on: dt.date | None = None,
    click: str = "",
) -> JournalEntry:
    return verbs.reverse_payment(
        payment=payment,
        because=because,
        on=on or year.noon.day,
        by=year.ada,
        at=year.noon,
        key=click or key(),
    )


def test_reversal_cites_the_payment_and_what_was_paid_is_owed_again(payable: Year) -> None:
    before = open_parts(payable)
    payment = payable.pay(payable.dee, "60.00", reference="4711")

    entry = reverse(payable, payment)

    assert (entry.reverses, entry.kind) == (payment.entry, "payment-reversed")
    assert "Cheque returned" in entry.text
    assert open_parts(payable) == before
    assert "bank" not in journal.balances(payable.coop)


def test_account_of_the_day_between_knows_the_payment(payable: Year) -> None:
    payment = payable.pay(payable.dee, "120.00")
    reverse(later(payable, APRIL), payment)

    assert [one.person for one in owed(payable.coop, payable.noon.day - dt.timedelta(1)).open] == [
        "ada",
        "ada",
    ]


def test_reversal_is_not_reversed(payable: Year) -> None:
    payment = payable.pay(payable.dee, "60.00")
    reverse(payable, payment)

    with pytest.raises(RecordMoved) as fault:
        reverse(payable, payment)

    assert refused(fault) == (RecordMoved, "payment.reversed")


@pytest.mark.parametrize("days", [-1, 1])
def test_payment_is_reversed_between_its_day_and_today(days: int, payable: Year) -> None:
    payment = payable.pay(payable.dee, "60.00")

    with pytest.raises(InputFault) as fault:
        reverse(payable, payment, on=payable.noon.day + dt.timedelta(days))

    assert refused(fault) == (InputFault, "payment.reversal-day")


@pytest.mark.parametrize("because", ["", "  ", "x" * 201, "two\nlines"])
def test_reversal_says_why(because: str, payable: Year) -> None:
    payment = payable.pay(payable.dee, "60.00")

    with pytest.raises(InputFault) as fault:
        reverse(payable, payment, because)

    assert refused(fault) == (InputFault, "payment.because")


def test_same_click_reverses_once(payable: Year) -> None:
    payment = payable.pay(payable.dee, "60.00")

    first = reverse(payable, payment, click="back")

    assert reverse(payable, payment, click="back") == first


def test_payment_reversed_can_be_made_anew_with_the_same_reference(payable: Year) -> None:
    reverse(payable, payable.pay(payable.dee, "60.00", reference="4711"))

    payable.pay(payable.dee, "60.00", reference="4711")

    assert Payment.objects.count() == 2


def test_buy_in_received_can_be_taken_back(payable: Year) -> None:
    entry = payable.receive(payable.bo, "100.00")

    reverse(payable, entry.payment)

    assert reads.account(payable.bo, payable.noon.day).paid_in == usd("0.00")


# Payments and corrected closes


def test_what_was_paid_counts_for_the_close_made_anew(year_under: YearUnder) -> None:
    year = year_under(AT_ONCE)
    year.state()
    close = year.close()
    year.pay(year.dee, "120.00")

    year.correct(close)
    between = standing(year)
    year.state(surplus="1000.00")
    year.close()

    assert [(one.person, one.amount.decimal()) for one in between.over] == [("dee", "120.00")]
    assert (open_parts(year), [(o.person, o.amount.decimal()) for o in standing(year).over]) == (
        [("ada", year.noon.day, "144.00")],
        [("dee", "24.00")],
    )


def test_payment_and_its_parts_are_written_once(payable: Year) -> None:
    payable.pay(payable.dee, "60.00")

    assert [part.source for part in PaymentPart.objects.all()] == ["share/2024"]
    with pytest.raises(Fault):
        Payment.objects.update(reference="changed")


def test_whose_payment_it_is_is_said_by_the_participant(payable: Year) -> None:
    payment = payable.pay(payable.dee, "60.00")

    assert (payment.about, payment.parts.get().about, payment.parts.get().minor) == (
        payable.dee,
        payable.dee,
        6000,
    )
