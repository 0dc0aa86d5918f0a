"""Interest runs on the capital of the year's first day as the closes that stand have it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.toadlane.books.conftest import Year, YearUnder, key
from tests.toadlane.books.texts import HARBOUR
from toadlane.books import journal, reads, verbs, years
from toadlane.books.models import Payment, YearClose
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import confirm_authority, enter_authority

EARNING = (
    HARBOUR.replace(
        '[[steps]]\nto = "collective"', '[[steps]]\nto = "interest"\n[[steps]]\nto = "collective"', 1
    )
    .replace("offset_open_buy_in = true\n", "")
    .replace(
        "## Article 10 — Leaving",
        """## Article 12 — Capital

```toml rule
kind = "capital"
interest = "10%"
interest_on = ["paid-in", "notices"]
```

## Article 10 — Leaving""",
    )
)


@dataclass
class Life:
    """Harbour, whose capital earns a tenth a year; each act is done on a day of its own."""

    here: Year

    def at(self, day: str) -> Moment:
        noon = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(17), tzinfo=dt.UTC)
        return Moment.of(noon, coop=self.here.coop)

    def _decided(self, matter: str, year: int, fingerprint: str, at: Moment) -> Authority:
        authority = enter_authority(
            matter=matter,
            subject=str(year),
            article="Article 9 — Surplus",
            decided_on=at.day,
            text="So decided.",
            by=self.here.ada,
            at=at,
            key=key(),
            fingerprint=fingerprint,
        )
        confirm_authority(authority=authority, by=self.here.dee, at=at, key=key())
        return authority

    def close(self, year: int, surplus: str, on: str) -> YearClose:
        at, coop, by = self.at(on), self.here.coop, self.here.ada
        amounts = {"surplus": self.here.money(surplus), "tax": self.here.money("0.00")}
        verbs.state_figures(coop=coop, year=year, by=by, at=at, key=key(), **amounts)
        preview = verbs.preview_close(coop=coop, year=year, by=by, at=at, key=key())
        authority = self._decided(verbs.CLOSE, year, preview.fingerprint, at)
        return verbs.close_year(coop=coop, year=year, authority=authority, by=by, at=at, key=key())

    def correct(self, close: YearClose, on: str) -> None:
        at = self.at(on)
        authority = self._decided(verbs.CORRECT, close.year, close.fingerprint, at)
        verbs.correct_close(
            close=close,
            authority=authority,
            because="An invoice was missing.",
            by=self.here.ada,
            at=at,
            key=key(),
        )

    def base(self, year: int, on: str) -> dict[str, str]:
        """What each person's interest of a year is reckoned on."""
        verbs.state_figures(
            coop=self.here.coop,
            year=year,
            surplus=self.here.money("0.00"),
            tax=self.here.money("0.00"),
            by=self.here.ada,
            at=self.at(on),
            key=key(),
        )
        held = years.gather(self.here.coop, year, self.at(on)).facts.standing
        return {who: standing.earning.decimal() for who, standing in held.items()}


Lived = Callable[[], Life]


@pytest.fixture
def life(year_under: YearUnder) -> Life:
    """Hours in each year; 2024 gives Ada 270.00 and Dee 180.00 in notices of a surplus of 1,000.00."""
    here = year_under(EARNING)
    for day in ("2025-05-05", "2026-05-05"):
        here.hours(here.ada, 30, day)
        here.hours(here.dee, 20, day)
    return Life(here)


RIGHT = {"ada": "270.00", "dee": "180.00"}


def test_notices_of_a_close_earn_from_the_year_after_it_came(life: Life) -> None:
    life.close(2024, "1000.00", on="2025-03-03")

    assert life.base(2025, on="2026-02-01") == {}
    assert life.base(2026, on="2027-02-01") == RIGHT


def test_correction_within_the_year_changes_the_next_years_base(life: Life) -> None:
    wrong = life.close(2024, "2000.00", on="2025-03-03")
    life.correct(wrong, on="2025-06-01")
    life.close(2024, "1000.00", on="2025-06-02")

    assert life.base(2026, on="2027-02-01") == RIGHT


def test_correction_after_the_years_end_changes_the_base_as_if_it_had_come_at_once(life: Life) -> None:
    wrong = life.close(2024, "2000.00", on="2025-03-03")
    life.correct(wrong, on="2026-02-01")
    life.close(2024, "1000.00", on="2026-02-02")

    assert life.base(2026, on="2027-02-01") == RIGHT


def test_year_closed_anew_across_new_year_loses_nobody_a_year_of_interest(life: Life) -> None:
    wrong = life.close(2024, "2000.00", on="2025-03-03")
    life.correct(wrong, on="2025-12-20")
    life.close(2024, "1000.00", on="2026-01-10")

    assert life.base(2026, on="2027-02-01") == RIGHT


def test_close_taken_back_and_not_made_anew_earns_nothing(life: Life) -> None:
    wrong = life.close(2024, "2000.00", on="2025-03-03")
    life.correct(wrong, on="2026-02-01")

    assert life.base(2026, on="2027-02-01") == {}


def test_year_first_closed_after_the_day_earns_nothing_for_that_year(life: Life) -> None:
    life.close(2024, "1000.00", on="2026-01-01")

    assert life.base(2026, on="2027-02-01") == {}


def test_money_paid_in_earns_from_the_day_it_came(life: Life) -> None:
    life.here.receive(life.here.dee, "100.00", dt.date(2024, 12, 31))
    life.here.receive(life.here.ada, "100.00", dt.date(2025, 1, 1))

    assert life.base(2025, on="2026-02-01") == {"ada": "0.00", "dee": "100.00"}


def test_payment_that_came_back_after_new_year_earns_nothing(life: Life) -> None:
    entry = life.here.receive(life.here.dee, "100.00", dt.date(2024, 12, 31))
    verbs.reverse_payment(
        payment=Payment.objects.get(entry=entry),
        because="The cheque came back.",
        on=dt.date(2025, 1, 7),
        by=life.here.ada,
        at=life.here.noon,
        key=key(),
    )

    assert life.base(2025, on="2026-02-01") == {}


def test_interest_paid_is_that_of_the_right_base(life: Life) -> None:
    wrong = life.close(2024, "2000.00", on="2025-03-03")
    life.correct(wrong, on="2026-02-01")
    life.close(2024, "1000.00", on="2026-02-02")
    life.close(2025, "0.00", on="2026-03-01")

    closing = reads.reckoned(life.close(2026, "100.00", on="2027-02-01"))

    assert {who: amount.decimal() for who, amount in closing.parts.interest} == {
        "ada": "27.00",
        "dee": "18.00",
    }


def test_past_statement_goes_on_showing_what_the_books_held(life: Life) -> None:
    wrong = life.close(2024, "2000.00", on="2025-03-03")
    life.correct(wrong, on="2026-02-01")
    life.close(2024, "1000.00", on="2026-02-02")

    then, now = (
        reads.account(life.here.ada, dt.date.fromisoformat(on)) for on in ("2026-01-01", "2026-02-02")
    )

    assert (then.notices.decimal(), now.notices.decimal()) == ("540.00", "270.00")
    assert (
        journal.put_right(life.here.coop, dt.date(2026, 1, 1))["member/ada/qualified-notice/2024"] == -27000
    )
