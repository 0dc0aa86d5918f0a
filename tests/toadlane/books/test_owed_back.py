"""What a corrected close leaves behind that was paid out: owed no more, or owed back, and never netted."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import InputFault
from tests.toadlane.books.conftest import Year, YearUnder, usd
from tests.toadlane.books.stories import later, refused, standing
from tests.toadlane.books.test_money_pages import text_of
from tests.toadlane.books.test_paying_out import DUE, REDEEMING, Leave, leaver, pay_out, redeem
from tests.toadlane.books.test_payout_pages import API, MONEY, Enter, Now, now
from tests.toadlane.books.test_reversals import reverse as reverse_payment
from tests.toadlane.books.test_taking_payouts_back import reverse
from tests.toadlane.books.texts import AT_ONCE
from toadlane.books import journal, reads
from toadlane.books.capital_held import covered
from toadlane.books.models import Payment, Payout
from toadlane.books.owed import Over, owed
from toadlane.books.payment_waiting import items
from toadlane.books.verbs.releasing import standing_close
from toadlane.coops.models import Participant
from toadlane.ui.figures import money

__all__ = ["leaver", "now"]
NOTICE = "leaving/qualified-notice/2024"
WHY = "The close of 2024 was corrected after its notice was let be paid out, and what stands now gives less."


def lower(year: Year) -> None:
    """The year is closed anew with a surplus of 1,000.00: Eli's notice is 180.00 and was 225.00."""
    year.correct(standing_close(year.coop, 2024))
    year.state("1000.00")
    year.close()


def told(found: tuple[Over, ...]) -> list[tuple[str, str, str, str]]:
    return [(one.person, one.source, one.amount.decimal(), one.why) for one in found]


def open_of(year: Year, source: str, person: str = "eli") -> list[str]:
    return [one.open.decimal() for one in standing(year).open if (one.person, one.source) == (person, source)]


@pytest.fixture(params=[AT_ONCE, REDEEMING], ids=["put to the buy-in", "kept in the notice"])
def lowered(request: pytest.FixtureRequest, leaver: Leave) -> tuple[Year, Participant, Payout]:
    """Eli's notice of 225.00 was let be paid out, and the close then corrected down; nothing is paid.

    As the buy-in was paid out too, the close anew may put what it keeps there: it covers the notice.
    """
    year, eli = leaver(request.param)
    payout = pay_out(year, eli)
    lower(year)
    return year, eli, payout


Lowered = tuple[Year, Participant, Payout]


def test_what_was_not_paid_of_the_notice_is_owed_no_more(lowered: Lowered) -> None:
    year, eli, _payout = lowered

    assert open_of(year, NOTICE) == ["180.00"]
    assert (told(standing(year).less), told(standing(year).over)) == ([("eli", NOTICE, "45.00", WHY)], [])
    held = reads.account(eli, year.noon.day)
    nothing = usd("0.00")
    assert (held.capital, held.notices, held.owes_back) == (nothing, nothing, nothing)
    assert held.payable == standing(year).sum(one for one in standing(year).open if one.person == "eli")


def test_more_than_the_corrected_notice_is_not_paid(lowered: Lowered) -> None:
    year, eli, _payout = lowered

    with pytest.raises(InputFault) as fault:
        year.pay(eli, "180.01", source=NOTICE)

    assert refused(fault) == (InputFault, "payment.more-than-owed")


def test_payout_taken_back_and_done_anew_puts_the_books_right(lowered: Lowered) -> None:
    year, eli, payout = lowered

    reverse(year, payout)
    again = pay_out(year, eli)

    assert sum(part.minor for part in again.parts.all()) == usd("1180.00").minor
    assert (standing(year).less, standing(year).over) == ((), ())
    own = {name: minor for name, minor in journal.balances(year.coop, person="eli").items() if minor}
    assert own == {"member/eli/payable": -usd("1300.00").minor}


@pytest.mark.parametrize(
    ("paid", "still", "less", "over"),
    [
        ("225.00", [], [], ["45.00"]),
        ("200.00", [], ["25.00"], ["20.00"]),
        ("100.00", ["80.00"], ["45.00"], []),
    ],
)
def test_what_was_paid_beyond_the_corrected_notice_is_owed_back(
    paid: str, still: list[str], less: list[str], over: list[str], leaver: Leave
) -> None:
    year, eli = leaver()
    pay_out(year, eli)
    year.pay(eli, paid, source=NOTICE)

    lower(year)

    found = standing(year)
    assert open_of(year, NOTICE) == still
    assert [one.amount.decimal() for one in found.less] == less
    assert [one.amount.decimal() for one in found.over] == over


def test_account_shows_no_amount_below_zero_and_what_is_owed_back(leaver: Leave) -> None:
    year, eli = leaver()
    pay_out(year, eli)
    for source, amount in (("share/2024", "120.00"), ("leaving/paid-in", "1000.00"), (NOTICE, "225.00")):
        year.pay(eli, amount, source=source)

    lower(year)

    nothing = usd("0.00")
    held = reads.account(eli, year.noon.day)
    assert held == reads.Account(nothing, nothing, nothing, nothing, usd("45.00"))
    assert told(standing(year).over) == [("eli", NOTICE, "45.00", WHY)]
    assert owed(year.coop, year.noon.day, only=eli).over == standing(year).over


def test_payment_taken_back_and_recorded_on_its_true_day_settles_it(leaver: Leave) -> None:
    year, eli = leaver(REDEEMING)
    payout = pay_out(year, eli)
    went_on = year.noon.day
    payment = year.pay(eli, "225.00", source=NOTICE)
    lower(later(year, went_on + dt.timedelta(30)))

    reverse_payment(year, payment)
    reverse(year, payout)
    pay_out(year, eli)
    year.pay(eli, "180.00", source=NOTICE, on=went_on)

    assert (open_of(year, NOTICE), standing(year).less, standing(year).over) == ([], (), ())


def test_buy_in_that_bounced_after_it_was_paid_out_is_owed_back(leaver: Leave) -> None:
    year, eli = leaver(REDEEMING)
    received = Payment.objects.get(participant=eli)
    pay_out(year, eli)
    year.pay(eli, "1000.00", source="leaving/paid-in")

    reverse_payment(year, received)

    why = "What it was paid out of came to less afterwards: a payment was taken back, or a close corrected."
    assert told(standing(year).over) == [("eli", "leaving/paid-in", "1000.00", why)]
    assert reads.account(eli, year.noon.day).capital == usd("0.00")


def test_what_is_held_covers_what_is_overdrawn_and_the_sum_stays() -> None:
    held = {"paid-in": 100, "qualified-notice/2022": -30, "qualified-notice/2023": 5, "x/2024": -90}

    assert covered(held) == {
        "paid-in": 0,
        "qualified-notice/2022": 0,
        "qualified-notice/2023": 0,
        "x/2024": -15,
    }
    assert covered({"paid-in": 100, "x": -30}) == {"paid-in": 70, "x": 0}


def test_notice_paid_back_to_a_member_who_stays_is_not_taken_from_the_buy_in(year_under: YearUnder) -> None:
    year = year_under(REDEEMING)
    year.receive(year.dee, "900.00")
    year.state()
    year.close()
    redeem(later(year, DUE), "450.00")
    year.pay(year.dee, "180.00", source="redemption/qualified-notice/2024")

    lower(year)

    held = reads.account(year.dee, year.noon.day)
    [over] = [one for one in standing(year).over if one.person == "dee"]
    assert (held.paid_in, held.notices, over.amount) == (usd("900.00"), usd("0.00"), usd("36.00"))


def test_what_one_owes_back_pays_nothing_of_what_is_owed_to_others(
    year_under: YearUnder, now: Now, signed_in: Enter
) -> None:
    year = year_under(AT_ONCE)
    year.state()
    year.close()
    year.pay(year.dee, "120.00")
    lower(year)
    now(year)
    client = signed_in(year.ada)

    waiting = [item.title for item in items(year.ada, year.noon, bookkeeper=True)]
    page, room = text_of(client.get(f"{MONEY}/owed/")), text_of(client.get(f"{MONEY}/"))
    [back] = client.get(f"{API}/owed/back").json()
    account = client.get(f"{API}/accounts/dee").json()

    assert waiting == ["$144.00 is owed to members", "$24.00 is owed back by members"]
    assert "Owed back to the co-op $24.00" in page
    assert "Owed to members $144.00 Owed back by members $24.00" in room
    assert (back["person"], back["amount"]) == ("dee", "24.00")
    assert "corrected after it was paid" in back["because"]
    assert (account["payable"], account["owes_back"]) == ("0.00", "24.00")


def test_pages_say_it_in_words(leaver: Leave, now: Now, signed_in: Enter) -> None:
    year, eli = leaver()
    pay_out(year, eli)
    year.pay(eli, "200.00", source=NOTICE)
    lower(year)
    now(year)
    client = signed_in(year.ada)

    account, owed_page, everyone = (
        text_of(client.get(f"{MONEY}/{page}/")) for page in ("accounts/eli", "owed", "accounts")
    )

    assert f"$20.00 of it was paid beyond what is owed, and is owed back to the co-op. {WHY}" in account
    assert f"$25.00 of it is owed no more. {WHY}" in account
    assert f"Leaving: notice of 2024: $20.00. {WHY}" in owed_page
    assert f"Leaving: notice of 2024: $25.00. {WHY}" in owed_page
    assert "-" not in everyone.partition("Eli")[2].partition("All")[0].replace("−", "-")


def test_what_somebody_owes_back_comes_off_nothing_they_are_owed(
    leaver: Leave, now: Now, signed_in: Enter
) -> None:
    year, eli = leaver(REDEEMING)
    pay_out(year, eli)
    year.pay(eli, "225.00", source=NOTICE)
    lower(year)
    now(year)
    client = signed_in(year.ada)

    owed_to_all, own = standing(year).whole, owed(year.coop, year.noon.day, only=eli)
    waiting = [item.title for item in items(year.ada, year.noon, bookkeeper=True)]
    room, account = (text_of(client.get(f"{MONEY}/{page}")) for page in ("", "accounts/eli/"))

    assert (own.whole, own.back) == (usd("1120.00"), usd("45.00"))
    assert waiting == [f"{money(owed_to_all)} is owed to members", "$45.00 is owed back by members"]
    assert "Owed back by members $45.00" in room
    assert "Owed to you in money $1,120.00 Owed back to the co-op $45.00" in account
