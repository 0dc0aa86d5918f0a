"""Opening balances taken back: by an entry that cites theirs, while nothing stands on them."""

from __future__ import annotations

import pytest

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from tests.toadlane.books.conftest import Year, key
from tests.toadlane.books.opening.past import BALANCES, EVE, LINES, TABLE, Past
from toadlane.books import journal
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
