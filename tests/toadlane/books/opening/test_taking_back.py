"""Opening balances taken back: by an entry that cites theirs, while nothing stands on them."""

from __future__ import annotations

import pytest

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from tests.toadlane.books.conftest import Year, YearUnder, key
from tests.toadlane.books.opening.past import BALANCES, EVE, LINES, TABLE, Past
from tests.toadlane.books.stories import later
from tests.toadlane.books.test_paying_out import LEFT, REDEEMING, pay_out, redeem
from tests.toadlane.books.test_reversals import reverse as reverse_payment
from tests.toadlane.books.test_taking_payouts_back import reverse as reverse_payout
from toadlane.books import journal, reads
from toadlane.books.exports import entries_of_year
from toadlane.books.models import OpeningReversal
from toadlane.books.opening import reads as opening_reads
from toadlane.books.opening import verbs
from toadlane.books.owed import owed
from toadlane.books.verbs import How, pay


def test_taking_back_cites_the_entry_and_leaves_nothing_behind(past: Past) -> None:
    past.bring()
    opening = past.post()

    reversal = past.take_back(opening)

    assert journal.balances(past.year.coop) == {}
    assert (reversal.entry.reverses, reversal.entry.happened_on, reversal.entry.kind) == (
        opening.entry,
        EVE,
        "opening-reversed",
    )
    assert owed(past.year.coop, past.year.noon.day).open == []
    draft = opening_reads.draft(past.year.coop)
    assert draft is not None
    assert opening_reads.lines_of(draft) == list(LINES)


def test_what_was_taken_back_can_be_brought_anew(past: Past) -> None:
    past.bring()
    past.take_back(past.post())

    again = past.post()

    assert (again.attempt, journal.balances(past.year.coop)) == (2, BALANCES)
    assert opening_reads.standing(past.year.coop) == again


def test_second_click_on_taking_back_is_told_of_the_same(past: Past) -> None:
    past.bring()
    opening = past.post()
    authority = past.decide(verbs.TAKE_BACK, of=opening.fingerprint)
    said = {
        "opening": opening,
        "by": past.year.ada,
        "at": past.year.noon,
        "because": "wrong",
        "authority": authority,
    }

    first, second = (verbs.take_back_opening(key="same", **said) for _ in range(2))  # type: ignore[arg-type]
    with pytest.raises(RecordMoved) as fault:
        verbs.take_back_opening(key=key(), **said)  # type: ignore[arg-type]

    assert (first, OpeningReversal.objects.count(), fault.value.code) == (second, 1, "opening.taken-back")


@pytest.mark.parametrize("because", ["", " ", "x" * 201, "two\nlines"])
def test_taking_back_says_why(past: Past, because: str) -> None:
    past.bring()
    opening = past.post()

    with pytest.raises(InputFault) as fault:
        past.take_back(opening, because)

    assert fault.value.code == "opening.because"


def test_nothing_is_taken_back_under_a_close_or_a_payment(past: Past) -> None:
    past.bring()
    opening = past.post()
    pay_what_is_owed(past.year)
    with pytest.raises(Refused) as paid:
        past.take_back(opening)
    past.year.state()
    past.year.close()
    with pytest.raises(Refused) as closed:
        past.take_back(opening)

    assert (paid.value.code, closed.value.code) == ("opening.paid", "opening.closed-on-top")


def pay_what_is_owed(year: Year) -> None:
    pay(
        participant=year.ada,
        source="opening/instalment",
        amount=year.money("80.00"),
        how=How(year.noon.day, "bank"),
        by=year.ada,
        at=year.noon,
        key=key(),
    )


def test_export_of_the_first_year_has_the_balances_and_what_took_them_back(past: Past) -> None:
    past.bring(TABLE.replace(",2023,", ",2021,"), first_year=2025)
    opening = past.post(past.decide(first_year=2025))
    past.take_back(opening)

    kinds = [[entry.kind for entry in entries_of_year(past.year.coop, y).entries] for y in (2024, 2025)]

    assert kinds == [[], ["opening", "opening-reversed"]]


def test_nothing_is_taken_back_under_a_payout_of_what_it_held(year_under: YearUnder) -> None:
    past = Past(year_under(REDEEMING))
    year = past.year
    past.bring()
    opening = past.post()
    payout = redeem(year, "50.00", on=year.noon.day)
    source = "redemption/qualified-notice/2022"
    payment = year.pay(year.ada, "10.00", source=source)

    with pytest.raises(Refused) as under_a_payment:
        past.take_back(opening)
    reverse_payment(year, payment)
    with pytest.raises(Refused) as under_a_payout:
        past.take_back(opening)
    reverse_payout(year, payout)
    past.take_back(opening)

    assert (under_a_payment.value.code, under_a_payout.value.code) == ("opening.paid-out", "opening.paid-out")
    assert "let be paid out on 2025-03-03: Notices paid back" in under_a_payout.value.says
    assert (journal.balances(year.coop), owed(year.coop, year.noon.day).open) == ({}, [])


def test_payout_of_what_came_later_is_not_in_the_way(year_under: YearUnder) -> None:
    past = Past(year_under(REDEEMING))
    year = past.year
    past.bring("What,Who,Amount\nCollective account,,50.00\nBank and cash,,50.00\n")
    opening = past.post()
    year.receive(year.bo, "100.00")
    pay_out(later(year, LEFT), year.bo)

    reversal = past.take_back(opening)

    assert (reversal.opening, reads.account(year.bo, LEFT).payable) == (opening, year.money("100.00"))
