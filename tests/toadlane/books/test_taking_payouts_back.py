"""A payout taken back: what it let be owed in money is held in members' accounts again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault, InputFault, NotThere, RecordMoved, Refused
from tests.toadlane.books.conftest import Year, key, usd
from tests.toadlane.books.stories import later, refused, standing
from tests.toadlane.books.test_money_pages import text_of
from tests.toadlane.books.test_paying_out import (
    DUE,
    EARNING,
    LEFT,
    Leave,
    leaver,
    pay_out,
    redeem,
    redeemed,
    redeeming,
)
from tests.toadlane.books.test_payout_pages import API, MONEY, Enter, Now, now, sent
from tests.toadlane.books.test_reversals import reverse as reverse_payment
from toadlane.books import journal, payouts, reads, verbs
from toadlane.books.models import JournalEntry, Payout
from toadlane.books.owed import owed
from toadlane.coops.keys import fresh
from toadlane.coops.models import Coop, Participant
from toadlane.record.models import Entry

__all__ = ["leaver", "now", "redeeming"]
NOTICE = "redemption/qualified-notice/2024"


def reverse(
    year: Year,
    payout: Payout,
    because: str = "The wrong amount",
    *,
    on: dt.date | None = None,
    click: str = "",
    by: Participant | None = None,
) -> JournalEntry:
    return verbs.reverse_payout(
        payout=payout,
        because=because,
        on=on or year.noon.day,
        by=by or year.ada,
        at=year.noon,
        key=click or key(),
    )


def test_redemption_taken_back_leaves_the_books_as_they_were(redeeming: Year) -> None:
    before = journal.balances(redeeming.coop)
    payout = redeem(redeeming, "450.00")

    entry = reverse(redeeming, payout)

    assert (entry.reverses, entry.kind, entry.by, entry.text) == (
        payout.entry,
        "redemption-reversed",
        "ada",
        "Reversal: Notices paid back – The wrong amount",
    )
    assert (journal.balances(redeeming.coop), redeemed(redeeming)) == (before, [])


def test_record_tells_why_and_names_no_member(redeeming: Year) -> None:
    payout = redeem(redeeming, "450.00")

    entry = reverse(redeeming, payout)

    told = Entry.objects.filter(coop=redeeming.coop).latest("pk")
    assert (told.kind, told.subject) == ("payout.reversed.v1", str(entry.pk))


def test_leaver_can_be_paid_out_anew(leaver: Leave) -> None:
    year, eli = leaver(EARNING)
    before = journal.balances(year.coop)
    first = payouts.departure(eli, notice_on=dt.date(2025, 4, 1), at=year.noon)
    payout = pay_out(year, eli)

    reverse(year, payout)

    assert journal.balances(year.coop) == before
    assert payouts.departure(eli, notice_on=dt.date(2025, 4, 1), at=year.noon) == first
    assert [one.source for one in standing(year).open if one.person == "eli"] == ["share/2024"]


def test_what_was_paid_on_it_is_taken_back_first(redeeming: Year) -> None:
    payout = redeem(redeeming, "450.00")
    first = redeeming.pay(redeeming.dee, "80.00", source=NOTICE)
    second = redeeming.pay(redeeming.dee, "100.00", source=NOTICE)

    said = []
    for payment in (second, first):
        with pytest.raises(Refused) as fault:
            reverse(redeeming, payout)
        said.append((fault.value.code, fault.value.says))
        reverse_payment(redeeming, payment)
    reverse(redeeming, payout)

    assert said == [
        ("payout.paid", "100.00 USD was paid on it to Dee on 2026-03-03."),
        ("payout.paid", "80.00 USD was paid on it to Dee on 2026-03-03."),
    ]
    assert redeemed(redeeming) == []


def test_payment_covered_by_another_payout_of_the_notice_is_not_in_the_way(redeeming: Year) -> None:
    redeem(redeeming, "100.00")
    redeeming.pay(redeeming.dee, "40.00", source=NOTICE)
    second = redeem(redeeming, "350.00")

    reverse(redeeming, second)

    assert redeemed(redeeming) == [("ada", NOTICE, "60.00")]
    assert reads.account(redeeming.dee, DUE).notices == usd("140.00")


def test_payout_is_taken_back_once(redeeming: Year) -> None:
    payout = redeem(redeeming, "450.00")
    first = reverse(redeeming, payout, click="back")

    assert reverse(redeeming, payout, click="back") == first
    with pytest.raises(RecordMoved) as fault:
        reverse(redeeming, payout)
    assert refused(fault) == (RecordMoved, "payout.reversed")


def test_account_of_the_day_between_knows_the_payout(redeeming: Year) -> None:
    payout = redeem(redeeming, "450.00")
    reverse(later(redeeming, DUE + dt.timedelta(9)), payout)

    between = owed(redeeming.coop, DUE + dt.timedelta(8))

    assert [one.open.decimal() for one in between.open if one.source == NOTICE] == ["270.00", "180.00"]
    assert redeemed(redeeming) == []


@pytest.mark.parametrize("days", [-1, 1])
def test_it_is_taken_back_between_its_day_and_today(days: int, redeeming: Year) -> None:
    payout = redeem(redeeming, "450.00")

    with pytest.raises(InputFault) as fault:
        reverse(redeeming, payout, on=DUE + dt.timedelta(days))

    assert refused(fault) == (InputFault, "payout.reversal-day")


def test_it_is_not_taken_back_before_the_money_came_back(redeeming: Year) -> None:
    payout = redeem(redeeming, "450.00")
    payment = redeeming.pay(redeeming.dee, "180.00", source=NOTICE)
    reverse_payment(later(redeeming, DUE + dt.timedelta(5)), payment)

    with pytest.raises(InputFault) as fault:
        reverse(redeeming, payout, on=DUE + dt.timedelta(4))

    assert (refused(fault), "2026-03-08" in fault.value.says) == ((InputFault, "payout.reversal-day"), True)


def test_no_entry_goes_into_a_year_that_is_closed(leaver: Leave, monkeypatch: pytest.MonkeyPatch) -> None:
    year, eli = leaver()
    payout = pay_out(year, eli)
    later(year, dt.date(2026, 2, 1))
    verbs.state_figures(
        coop=year.coop,
        year=2025,
        surplus=usd("0.00"),
        tax=usd("0.00"),
        by=year.ada,
        at=year.noon,
        key=key(),
    )
    monkeypatch.setattr("tests.toadlane.books.conftest.YEAR", 2025)
    year.hours(year.ada, 20, "2025-03-04")
    year.close()

    with pytest.raises(InputFault) as fault:
        reverse(year, payout, on=LEFT)

    assert refused(fault) == (InputFault, "day.closed")
    assert reverse(year, payout, on=dt.date(2026, 1, 1)).happened_on == dt.date(2026, 1, 1)


@pytest.mark.parametrize("because", ["", "  ", "x" * 201, "two\nlines"])
def test_it_says_why(because: str, redeeming: Year) -> None:
    payout = redeem(redeeming, "450.00")

    with pytest.raises(InputFault) as fault:
        reverse(redeeming, payout, because)

    assert refused(fault) == (InputFault, "payment.because")


def test_only_the_bookkeeper_takes_it_back(redeeming: Year) -> None:
    payout = redeem(redeeming, "450.00")
    other = Coop.objects.create(slug="other", name="Other", currency="USD", time_zone="UTC")
    stranger = Participant.objects.create(coop=other, key="zoe", name="Zoe", person=redeeming.dee.person)

    codes = []
    for who in (redeeming.dee, stranger):
        with pytest.raises(Fault) as fault:
            reverse(redeeming, payout, by=who)
        codes.append(refused(fault))

    assert codes == [(Refused, "books.not-bookkeeper"), (NotThere, "not-there")]


# Pages and the API


def posted(client: Client, payout: Payout, **said: str) -> Any:
    body = {"on": DUE.isoformat(), "because": "The wrong amount", "key": fresh(), **said}
    return client.post(f"{MONEY}/payouts/{payout.pk}/reversal/", body, follow=True)


def test_bookkeeper_takes_it_back_from_where_it_is_shown(redeeming: Year, now: Now, signed_in: Enter) -> None:
    now(redeeming)
    payout = redeem(redeeming, "450.00")
    client, address = signed_in(redeeming.ada), f"{MONEY}/payouts/{payout.pk}/reversal/"

    shown = client.get(f"{MONEY}/redemption/")
    form = client.get(address)
    done = posted(client, payout)
    after = client.get(f"{MONEY}/redemption/")

    assert address in shown.content.decode()
    assert "Dee Notice of 2024 paid back Mar 3, 2026 $180.00" in text_of(form)
    assert "The payout is taken back" in text_of(done)
    assert "taken back" in text_of(after)
    assert address not in after.content.decode()
    assert "Taken back already" in text_of(client.get(address))


def test_payment_in_the_way_is_named_and_what_was_typed_stays(
    redeeming: Year, now: Now, signed_in: Enter
) -> None:
    now(redeeming)
    payout = redeem(redeeming, "450.00")
    payment = redeeming.pay(redeeming.dee, "180.00", source=NOTICE)
    client = signed_in(redeeming.ada)

    form = client.get(f"{MONEY}/payouts/{payout.pk}/reversal/")
    answer = posted(client, payout, because="It was too much")

    assert f"{MONEY}/payments/{payment.pk}/reversal/" in form.content.decode()
    assert (answer.status_code, "It was too much" in answer.content.decode()) == (409, True)
    assert "180.00 USD was paid on it to Dee" in text_of(answer)


def test_to_members_there_is_no_such_page(redeeming: Year, now: Now, signed_in: Enter) -> None:
    now(redeeming)
    payout = redeem(redeeming, "450.00")

    assert posted(signed_in(redeeming.dee), payout).status_code == 404
    assert posted(signed_in(redeeming.ada), Payout(pk=payout.authority_id)).status_code == 404


def test_leavers_payout_stands_on_the_page_of_their_leaving(
    leaver: Leave, now: Now, signed_in: Enter
) -> None:
    year, eli = leaver()
    now(year)
    payout = pay_out(year, eli)

    page = signed_in(year.ada).get(f"{MONEY}/accounts/eli/leaving/")

    assert "Carried out already" in text_of(page)
    assert f"{MONEY}/payouts/{payout.pk}/reversal/" in page.content.decode()


def test_payouts_over_the_api(redeeming: Year, now: Now, signed_in: Callable[..., Client]) -> None:
    now(redeeming)
    redeem(redeeming, "450.00")
    ada, dee = signed_in(redeeming.ada), signed_in(redeeming.dee)

    [listed] = ada.get(f"{API}/payouts").json()
    [own] = dee.get(f"{API}/payouts").json()
    said = {"because": "The wrong amount", "on": DUE.isoformat()}
    foreign = sent(dee, f"payouts/{listed['payout']}/reversal", **said)
    back = sent(ada, f"payouts/{listed['payout']}/reversal", **said)
    [after] = ada.get(f"{API}/payouts").json()

    assert (listed["kind"], listed["sum"], listed["reversed_on"]) == ("redemption", "450.00", None)
    assert [part["person"] for part in own["parts"]] == ["dee"]
    assert (own["sum"], foreign.status_code, back.status_code) == ("180.00", 409, 201)
    assert after["reversed_on"] == "2026-03-03"
