"""Paying members what they are owed: never more, never twice, each payment an entry that balances."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection

from bylaws.kernel.faults import Fault, InputFault, NotThere, RecordMoved, Refused
from tests.toadlane.books.conftest import Year, YearUnder, key, usd
from tests.toadlane.books.stories import APRIL, JUNE, later, open_parts, pay_all, refused, standing
from tests.toadlane.books.test_money_pages import WITH_INTEREST
from tests.toadlane.books.texts import AT_ONCE
from tests.toadlane.conftest import join
from toadlane.books import journal, reads, verbs
from toadlane.books.models import Payment, Posting
from toadlane.books.owed import digest
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.people.models import Person
from toadlane.record.models import Entry

# What is owed


def test_close_leaves_its_instalments_owed(payable: Year) -> None:
    assert open_parts(payable) == [
        ("ada", APRIL, "90.00"),
        ("dee", APRIL, "60.00"),
        ("ada", JUNE, "90.00"),
        ("dee", JUNE, "60.00"),
    ]


def test_what_is_owed_is_what_the_journal_has_payable(payable: Year) -> None:
    payable.pay(payable.dee, "75.50")

    held = reads.accounts(payable.coop, payable.noon.day)

    assert {key: one.payable for key, one in held.items()} == {
        "ada": standing(payable).sum(c for c in standing(payable).claims if c.person == "ada"),
        "dee": standing(payable).sum(c for c in standing(payable).claims if c.person == "dee"),
    }


def test_interest_on_capital_is_owed_apart_from_the_share(year_under: YearUnder) -> None:
    year = year_under(WITH_INTEREST)
    year.receive(year.ada, "100.00", dt.date(2023, 12, 31))
    year.state()
    year.close()

    adas = [one for one in standing(year).open if one.person == "ada"]

    assert [(one.source, one.open.decimal(), one.waits) for one in adas][:1] == [
        ("interest/2024", "10.00", False)
    ]
    assert standing(year).sum(adas) == reads.account(year.ada, year.noon.day).payable


# Paying one


def test_payment_lowers_what_is_owed_and_what_is_in_the_bank(payable: Year) -> None:
    payment = payable.pay(payable.dee, "60.00", reference="T-1")

    lines = Posting.objects.filter(entry=payment.entry).values_list("account", "minor").order_by("account")
    assert list(lines) == [("bank", -6000), ("member/dee/payable", 6000)]
    assert ("dee", APRIL, "60.00") not in open_parts(payable)
    assert (payment.amount, payment.method, payment.reference) == (usd("60.00"), "bank", "T-1")


def test_part_can_be_paid_and_the_rest_stays_owed(payable: Year) -> None:
    payable.pay(payable.dee, "10.00")

    assert ("dee", APRIL, "50.00") in open_parts(payable)


def test_what_is_due_later_may_be_paid_early(payable: Year) -> None:
    payable.pay(payable.dee, "120.00")

    assert [line for line in open_parts(payable) if line[0] == "dee"] == []


@pytest.mark.parametrize("amount", ["120.01", "0.00", "-5.00"])
def test_never_more_than_is_owed_nor_nothing(amount: str, payable: Year) -> None:
    with pytest.raises(InputFault) as fault:
        payable.pay(payable.dee, amount)

    assert (fault.value.code, fault.value.values["open"]) == ("payment.more-than-owed", "120.00 USD")


def test_nothing_is_owed_to_whoever_has_no_share(payable: Year) -> None:
    with pytest.raises(InputFault) as fault:
        payable.pay(payable.bo, "1.00")

    assert refused(fault) == (InputFault, "payment.more-than-owed")


def test_instalment_that_waits_for_its_release_is_not_paid(year: Year) -> None:
    year.state()
    year.close()

    with pytest.raises(Refused) as fault:
        year.pay(year.dee, "60.00")

    assert (fault.value.code, fault.value.article, fault.value.values["free"]) == (
        "payment.not-released",
        "Article 9 — Surplus",
        "0.00 USD",
    )


def test_day_to_come_is_refused(payable: Year) -> None:
    with pytest.raises(InputFault) as fault:
        payable.pay(payable.dee, "60.00", on=payable.noon.day + dt.timedelta(1))

    assert refused(fault) == (InputFault, "payment.future")


def test_day_before_the_debt_came_about_is_refused(payable: Year) -> None:
    with pytest.raises(InputFault) as fault:
        payable.pay(payable.dee, "60.00", on=payable.noon.day - dt.timedelta(1))

    assert (fault.value.code, fault.value.values["since"]) == ("payment.before-debt", "2025-03-03")


def test_day_of_a_closed_year_is_refused(payable: Year) -> None:
    with pytest.raises(InputFault) as fault:
        payable.pay(payable.dee, "60.00", on=dt.date(2024, 12, 31))

    assert refused(fault) == (InputFault, "day.closed")


@pytest.mark.parametrize("reference", ["two\nlines", "a\ttab", "x" * 81, "\x00"])
def test_reference_is_one_short_line(reference: str, payable: Year) -> None:
    with pytest.raises(InputFault) as fault:
        payable.pay(payable.dee, "60.00", reference=reference)

    assert refused(fault) == (InputFault, "payment.reference")


def test_method_is_one_of_those_there_are(payable: Year) -> None:
    with pytest.raises(InputFault) as fault:
        payable.pay(payable.dee, "60.00", method="gold")

    assert refused(fault) == (InputFault, "payment.method")


def test_same_click_pays_once(payable: Year) -> None:
    first = payable.pay(payable.dee, "60.00", click="one-click")

    assert payable.pay(payable.dee, "60.00", click="one-click") == first
    assert Payment.objects.count() == 1


def test_payment_that_looks_like_one_that_stands_is_asked_about(payable: Year) -> None:
    payable.pay(payable.dee, "60.00", reference="T-1")

    with pytest.raises(InputFault) as fault:
        payable.pay(payable.dee, "60.00", reference="T-1")
    payable.pay(payable.dee, "60.00", reference="T-1", again=True)

    assert refused(fault) == (InputFault, "payment.looks-twice")
    assert Payment.objects.count() == 2


def test_only_the_bookkeeper_pays(payable: Year) -> None:
    with pytest.raises(Refused) as fault:
        payable.pay(payable.ada, "60.00", by=payable.dee)

    assert refused(fault) == (Refused, "books.not-bookkeeper")


def test_bookkeeper_of_another_coop_finds_nobody_there(payable: Year) -> None:
    elsewhere = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")

    with pytest.raises(NotThere):
        payable.pay(payable.dee, "60.00", by=join(elsewhere, "eli", "member", dt.date(2024, 1, 1)))


def test_former_member_is_still_paid_what_is_owed(year_under: YearUnder) -> None:
    year = year_under(AT_ONCE)
    person = Person.objects.create(email="eli@harbour.example", name="Eli")
    eli = Participant.objects.create(coop=year.coop, key="eli", name="Eli", person=person)
    StagePeriod.objects.create(
        coop=year.coop,
        participant=eli,
        stage="member",
        valid_from=dt.date(2024, 1, 1),
        valid_until=year.noon.day,
    )
    year.hours(eli, 500)
    year.state()
    year.close()

    year.pay(eli, "150.00")

    assert [line for line in open_parts(year) if line[0] == "eli"] == []


def test_record_tells_of_a_payment_without_telling_to_whom(payable: Year) -> None:
    payment = payable.pay(payable.dee, "60.00")

    [told] = Entry.objects.filter(kind="payments.made.v1")

    assert told.subject == str(payment.run)


# Paying several


def test_all_that_is_due_is_paid_in_one_go(payable: Year) -> None:
    year = later(payable, APRIL)

    payments = pay_all(year, reference="APR")

    assert [(one.participant.key, one.amount.decimal(), one.reference) for one in payments] == [
        ("ada", "90.00", "APR"),
        ("dee", "60.00", "APR"),
    ]
    assert len({one.run for one in payments}) == 1
    assert open_parts(year) == [("ada", JUNE, "90.00"), ("dee", JUNE, "60.00")]


def test_shares_paid_at_once_are_due_on_the_day_of_the_close(year_under: YearUnder) -> None:
    year = year_under(AT_ONCE)
    year.state()
    year.close()

    pay_all(year, "share/2024")

    assert open_parts(year) == []
    assert journal.balances(year.coop)["bank"] == -30000


def test_nobody_is_paid_when_nothing_is_due(payable: Year) -> None:
    with pytest.raises(InputFault) as fault:
        pay_all(payable)

    assert refused(fault) == (InputFault, "payment.nothing-due")


def test_what_changed_since_it_was_looked_at_is_not_paid(payable: Year) -> None:
    year = later(payable, APRIL)
    looked_at = digest(standing(year).payable("due", APRIL))
    year.pay(year.dee, "1.00")

    with pytest.raises(RecordMoved) as fault:
        verbs.pay_several(
            coop=year.coop,
            scope="due",
            expected=looked_at,
            how=verbs.How(APRIL, "bank"),
            by=year.ada,
            at=year.noon,
            key=key(),
        )

    assert refused(fault) == (RecordMoved, "payment.changed")


def test_somebody_can_be_left_out(payable: Year) -> None:
    year = later(payable, APRIL)
    due = standing(year).payable("share", APRIL, but_not=["ada"])

    [payment] = verbs.pay_several(
        coop=year.coop,
        scope="share",
        expected=digest(due),
        how=verbs.How(APRIL, "cheque"),
        by=year.ada,
        at=year.noon,
        key=key(),
        but_not=["ada"],
    )

    assert (payment.participant, payment.amount) == (year.dee, usd("60.00"))


def test_same_click_pays_several_once(payable: Year) -> None:
    year = later(payable, APRIL)
    due = standing(year).payable("due", APRIL)

    def click() -> list[Payment]:
        return verbs.pay_several(
            coop=year.coop,
            scope="due",
            expected=digest(due),
            how=verbs.How(APRIL, "bank"),
            by=year.ada,
            at=year.noon,
            key="one-click",
        )

    assert click() == click()
    assert Payment.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_once_pay_once(payable: Year) -> None:
    found: list[Payment | str] = []

    def click() -> None:
        try:
            found.append(payable.pay(payable.dee, "120.00", click="one"))
        except Fault as fault:
            found.append(fault.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (Payment.objects.count(), len(set(map(str, found)))) == (1, 1)
