"""Closing a year: as decided, once, all or nothing; and putting a close right."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from tests.toadlane.books.conftest import YEAR, Year, key, usd
from tests.toadlane.crowds import all_at_once
from toadlane.books import journal, reads, verbs
from toadlane.books.models import Allocation, JournalEntry, Posting, YearClose
from toadlane.record.models import Entry
from toadlane.work.models import HoursSeal, SealLifted, TimeEntry


def test_close_posts_a_balanced_entry_for_every_part(year: Year) -> None:
    year.state()

    year.close()

    assert journal.balances(year.coop) == {
        "collective": -25000,
        "member/ada/paid-in": -27000,
        "member/ada/payable": -18000,
        "member/dee/paid-in": -18000,
        "member/dee/payable": -12000,
        "surplus/2024": 120000,
        "tax": -20000,
    }


def test_each_member_gets_an_allocation_of_their_share(year: Year) -> None:
    year.state()

    year.close()

    kept = Allocation.objects.order_by("participant__key")
    assert [
        (a.participant.key, a.share_minor, a.cash_minor, a.to_buy_in_minor, a.notice_minor) for a in kept
    ] == [
        ("ada", 45000, 18000, 27000, 0),
        ("dee", 30000, 12000, 18000, 0),
    ]


def test_instalments_wait_for_release_and_add_up(year: Year) -> None:
    year.state()

    year.close()

    assert Allocation.objects.get(participant=year.ada).instalments == [
        ["2025-04-03", 9000, True],
        ["2025-06-03", 9000, True],
    ]


def test_close_seals_the_hours_and_enters_the_record(year: Year) -> None:
    year.state()

    year.close()

    seal = HoursSeal.objects.get()
    kinds = list(Entry.objects.order_by("recorded_at", "pk").values_list("kind", flat=True))
    assert (str(seal.from_day), str(seal.until)) == ("2024-01-01", "2025-01-01")
    assert kinds == [
        "charter.adopted.v1",
        "figures.stated.v1",
        "close.previewed.v1",
        "authority.entered.v1",
        "authority.confirmed.v1",
        "authority.used.v1",
        "hours.sealed.v1",
        "year.closed.v1",
    ]


def test_reckoning_a_close_again_gives_what_was_written(closed: YearClose, year: Year) -> None:
    again = reads.reckoned(closed)

    written = {row.account: row.minor for row in Posting.objects.filter(entry=closed.entry)}
    assert {p.account: p.amount.minor for p in again.postings} == written


def test_kept_facts_know_people_by_key_alone(closed: YearClose) -> None:
    assert [person[:2] for person in closed.facts["people"]] == [["ada", "ada"], ["bo", "bo"], ["dee", "dee"]]


def test_without_figures_there_is_nothing_to_preview(year: Year) -> None:
    with pytest.raises(InputFault) as fault:
        year.preview()

    assert fault.value.code == "figures.none"


def test_unconfirmed_decision_closes_nothing(year: Year) -> None:
    year.state()
    authority = year.decide(confirmed=False)

    with pytest.raises(Refused) as fault:
        year.close(authority)

    assert fault.value.code == "authority.unconfirmed"
    assert (JournalEntry.objects.count(), YearClose.objects.count(), HoursSeal.objects.count()) == (0, 0, 0)


def test_hours_that_came_after_the_decision_ask_for_it_again(year: Year) -> None:
    year.state()
    authority = year.decide()
    year.hours(year.dee, 1)

    with pytest.raises(RecordMoved) as fault:
        year.close(authority)

    assert fault.value.code == "authority.changed"
    assert JournalEntry.objects.count() == 0


def test_year_cannot_be_closed_twice(closed: YearClose, year: Year) -> None:
    with pytest.raises(RecordMoved) as fault:
        year.close(year.decide(of=closed.fingerprint))

    assert fault.value.code == "close.already"


def test_same_click_again_tells_of_the_same_close(year: Year) -> None:
    year.state()
    authority, click = year.decide(), key()

    first = year.close(authority, click=click)
    second = year.close(authority, click=click)

    assert (first.pk, YearClose.objects.count()) == (second.pk, 1)


@pytest.mark.django_db(transaction=True)
def test_fifty_clicks_at_once_close_once(year: Year) -> None:
    year.state()
    authority, click = year.decide(), key()

    closes = all_at_once([lambda: year.close(authority, click=click)] * 50)

    assert ({close.pk for close in closes}, YearClose.objects.count()) == ({closes[0].pk}, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_bookkeepers_at_once_one_closes_and_the_other_is_told(year: Year) -> None:
    year.state()
    one, other = year.decide(), year.decide()

    def close(authority: object) -> str:
        try:
            year.close(authority)  # type: ignore[arg-type]
        except RecordMoved as fault:
            return fault.code
        return "closed"

    told = all_at_once([lambda: close(one), lambda: close(other)])

    assert (sorted(told), YearClose.objects.count()) == (["close.already", "closed"], 1)


def test_only_the_bookkeeper_closes(year: Year) -> None:
    year.state()
    authority = year.decide()

    with pytest.raises(Refused) as fault:
        verbs.close_year(coop=year.coop, year=YEAR, authority=authority, by=year.dee, at=year.noon, key=key())

    assert fault.value.code == "books.not-bookkeeper"


def test_loss_is_borne_by_the_collective_account(year: Year) -> None:
    year.state(surplus="-300.00", tax="0.00")

    year.close()

    assert journal.balances(year.coop) == {"collective": 30000, "surplus/2024": -30000}


def test_correction_reverses_the_entry_and_opens_the_hours(closed: YearClose, year: Year) -> None:
    authority = year.decide(verbs.CORRECT, of=closed.fingerprint)

    reversal = verbs.correct_close(
        close=closed,
        authority=authority,
        because="An invoice was missing.",
        by=year.ada,
        at=year.noon,
        key=key(),
    )

    assert journal.balances(year.coop) == {}
    assert reversal.entry.reverses == closed.entry
    assert SealLifted.objects.count() == 1


def test_corrected_year_can_be_closed_anew(closed: YearClose, year: Year) -> None:
    authority = year.decide(verbs.CORRECT, of=closed.fingerprint)
    verbs.correct_close(
        close=closed,
        authority=authority,
        because="An invoice was missing.",
        by=year.ada,
        at=year.noon,
        key=key(),
    )
    year.state(surplus="1300.00")

    again = year.close()

    assert (again.attempt, journal.balances(year.coop)["surplus/2024"]) == (2, 130000)


def test_correction_says_why(closed: YearClose, year: Year) -> None:
    authority = year.decide(verbs.CORRECT, of=closed.fingerprint)

    with pytest.raises(InputFault) as fault:
        verbs.correct_close(
            close=closed, authority=authority, because="  ", by=year.ada, at=year.noon, key=key()
        )

    assert fault.value.code == "correction.because"


def test_corrected_close_is_not_corrected_again(closed: YearClose, year: Year) -> None:
    first, second = (year.decide(verbs.CORRECT, of=closed.fingerprint) for _ in range(2))
    year.correct(closed, authority=first)

    with pytest.raises(RecordMoved) as fault:
        year.correct(closed, authority=second)

    assert fault.value.code == "correction.done"


def test_figures_can_be_stated_again_until_the_close(year: Year) -> None:
    year.state()
    year.state(surplus="1250.00")

    assert reads.figures(year.coop, YEAR).surplus_minor == 125000  # type: ignore[union-attr]


def test_figures_of_a_closed_year_stand(closed: YearClose, year: Year) -> None:
    with pytest.raises(RecordMoved) as fault:
        year.state(surplus="1250.00")

    assert fault.value.code == "close.already"


def test_tax_below_zero_is_not_stated(year: Year) -> None:
    with pytest.raises(InputFault) as fault:
        year.state(tax="-1.00")

    assert fault.value.code == "figures.tax"


def test_buy_in_received_counts_at_the_close(year: Year) -> None:
    verbs.receive_buy_in(
        participant=year.ada, amount=usd("900.00"), on=year.noon.day, by=year.ada, at=year.noon, key=key()
    )
    year.state()

    year.close()

    held = reads.account(year.ada, year.noon.day)
    assert held == reads.Account(usd("1000.00"), usd("170.00"), usd("0.00"), usd("180.00"), usd("0.00"))


def test_buy_in_of_nothing_is_refused(year: Year) -> None:
    with pytest.raises(InputFault) as fault:
        verbs.receive_buy_in(
            participant=year.ada, amount=usd("0.00"), on=year.noon.day, by=year.ada, at=year.noon, key=key()
        )

    assert fault.value.code == "buy-in.payment"


def test_entry_of_hours_in_a_closed_year_is_kept_by_the_database(closed: YearClose, year: Year) -> None:
    entry = TimeEntry.objects.filter(participant=year.ada).first()

    with pytest.raises(IntegrityError, match="seal"):
        TimeEntry.objects.filter(pk=entry.pk).update(seconds=1)  # type: ignore[union-attr]
