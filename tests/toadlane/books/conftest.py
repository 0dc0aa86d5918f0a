"""Harbour after 2024: Ada and Dee are members with hours, Bo a candidate with some; 2025 has begun."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import pytest

from bylaws.kernel.money import Money
from tests.toadlane.books.texts import HARBOUR, UNGATED
from tests.toadlane.conftest import NOON, found_harbour, join, join_as_bookkeeper
from toadlane.books import verbs
from toadlane.books.models import CloseReversal, JournalEntry, Payment, YearClose
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.work.models import TimeEntry

YEAR = 2024
_keys = count()


def key() -> str:
    return f"click-{next(_keys)}"


def usd(text: str) -> Money:
    return Money.parse(text, "USD")


@dataclass
class Year:
    """One co-op with a year to close, and short ways to get on with it."""

    coop: Coop
    ada: Participant
    bo: Participant
    dee: Participant
    noon: Moment

    def money(self, text: str) -> Money:
        return Money.parse(text, self.coop.currency)

    def state(self, surplus: str = "1200.00", tax: str = "200.00") -> None:
        verbs.state_figures(
            coop=self.coop,
            year=YEAR,
            surplus=self.money(surplus),
            tax=self.money(tax),
            by=self.ada,
            at=self.noon,
            key=key(),
        )

    def decide(
        self,
        matter: str = verbs.CLOSE,
        *,
        confirmed: bool = True,
        of: str | None = None,
        text: str = "We close the year as previewed.",
    ) -> Authority:
        fingerprint = of if of is not None else self.preview()
        authority = enter_authority(
            matter=matter,
            subject=str(YEAR),
            article="Article 9 — Surplus",
            decided_on=self.noon.day,
            text=text,
            by=self.ada,
            at=self.noon,
            key=key(),
            fingerprint=fingerprint,
        )
        if confirmed:
            confirm_authority(authority=authority, by=self.dee, at=self.noon, key=key())
        return authority

    def preview(self) -> str:
        made = verbs.preview_close(coop=self.coop, year=YEAR, by=self.ada, at=self.noon, key=key())
        return made.fingerprint

    def close(self, authority: Authority | None = None, *, click: str | None = None) -> YearClose:
        return verbs.close_year(
            coop=self.coop,
            year=YEAR,
            authority=authority or self.decide(),
            by=self.ada,
            at=self.noon,
            key=click or key(),
        )

    def correct(
        self,
        close: YearClose,
        because: str = "An invoice was missing.",
        *,
        authority: Authority | None = None,
    ) -> CloseReversal:
        return verbs.correct_close(
            close=close,
            authority=authority or self.decide(verbs.CORRECT, of=close.fingerprint),
            because=because,
            by=self.ada,
            at=self.noon,
            key=key(),
        )

    def receive(self, who: Participant, amount: str, on: dt.date | None = None) -> JournalEntry:
        return verbs.receive_buy_in(
            participant=who,
            amount=self.money(amount),
            on=on or self.noon.day,
            by=self.ada,
            at=self.noon,
            key=key(),
            reference=key(),
        )

    def pay(
        self,
        who: Participant,
        amount: str,
        *,
        source: str = "share/2024",
        on: dt.date | None = None,
        method: str = "bank",
        reference: str = "",
        again: bool = False,
        by: Participant | None = None,
        click: str = "",
    ) -> Payment:
        return verbs.pay(
            participant=who,
            source=source,
            amount=self.money(amount),
            how=verbs.How(on or self.noon.day, method, reference, again),
            by=by or self.ada,
            at=self.noon,
            key=click or key(),
        )

    def hours(
        self, who: Participant, hours: int, day: str = "2024-03-04", work: str = "client-work"
    ) -> TimeEntry:
        entries = [
            TimeEntry(
                coop=self.coop,
                participant=who,
                work=work,
                day=dt.date.fromisoformat(day),
                seconds=3600 * min(20, hours - done),
                fingerprint=uuid.uuid4().bytes,
            )
            for done in range(0, hours, 20)
        ]
        return TimeEntry.objects.bulk_create(entries)[-1]


@pytest.fixture
def dee(harbour: Coop) -> Participant:
    """A member from the first day, with no role."""
    return join(harbour, "dee", "member", dt.date(2024, 1, 1))


@pytest.fixture
def year(year_under: YearUnder) -> Year:
    """The charter is adopted; Ada worked 300 hours, Dee 200, Bo 100 as a candidate; nothing is stated."""
    return year_under(HARBOUR)


YearUnder = Callable[[str], Year]


@pytest.fixture
def year_under(harbour: Coop, ada: Participant, bo: Participant, dee: Participant, noon: Moment) -> YearUnder:
    """The same year under another charter."""

    return lambda source: worked(Year(harbour, ada, bo, dee, noon), source)


def worked(year: Year, source: str) -> Year:
    adopt_charter(coop=year.coop, source=source, by=year.ada, at=year.noon, key=key())
    year.hours(year.ada, 300)
    year.hours(year.dee, 200)
    year.hours(year.bo, 100, "2024-08-05")
    return year


def worked_and_closed() -> Year:
    """The same without a fixture, for whoever lets many tests begin with it."""
    coop = found_harbour()
    ada, day = join_as_bookkeeper(coop), dt.date(2024, 1, 1)
    bo, dee = join(coop, "bo", "candidate", dt.date(2024, 7, 1)), join(coop, "dee", "member", day)
    year = worked(Year(coop, ada, bo, dee, Moment.of(NOON, coop=coop)), HARBOUR)
    year.state()
    year.close()
    return year


@pytest.fixture
def closed(year: Year) -> YearClose:
    """2024, closed with a surplus of 1,200.00 and a tax of 200.00."""
    year.state()
    return year.close()


@pytest.fixture
def payable(year_under: YearUnder) -> Year:
    """2024, closed under a charter by which each half of the cash is owed on its day, 3 April and 3 June."""
    year = year_under(UNGATED)
    year.state()
    year.close()
    return year


Entered = Callable[[Participant], object]
