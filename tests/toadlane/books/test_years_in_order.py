"""Years are closed in their order: none under a later one, and a gap is told but allowed."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import InputFault, Refused
from tests.toadlane.books.conftest import Year, key
from toadlane.books import verbs, waiting, years
from toadlane.books.models import JournalEntry, YearClose
from toadlane.coops import clock
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
NOON_OF_2027 = dt.datetime(2027, 3, 3, 17, tzinfo=dt.UTC)


@dataclass
class Years:
    """Harbour in March 2027: 2024, 2025 and 2026 are over."""

    here: Year
    at: Moment

    @property
    def coop(self) -> Coop:
        return self.here.coop

    def state(self, year: int) -> None:
        verbs.state_figures(
            coop=self.coop,
            year=year,
            surplus=self.here.money("1200.00"),
            tax=self.here.money("200.00"),
            by=self.here.ada,
            at=self.at,
            key=key(),
        )

    def preview(self, year: int) -> str:
        made = verbs.preview_close(coop=self.coop, year=year, by=self.here.ada, at=self.at, key=key())
        return made.fingerprint

    def decide(self, year: int, fingerprint: str, matter: str = verbs.CLOSE) -> Authority:
        authority = enter_authority(
            matter=matter,
            subject=str(year),
            article="Article 9 — Surplus",
            decided_on=self.at.day,
            text="So decided.",
            by=self.here.ada,
            at=self.at,
            key=key(),
            fingerprint=fingerprint,
        )
        confirm_authority(authority=authority, by=self.here.dee, at=self.at, key=key())
        return authority

    def close(self, year: int, authority: Authority | None = None) -> YearClose:
        if authority is None:
            self.state(year)
            authority = self.decide(year, self.preview(year))
        return verbs.close_year(
            coop=self.coop, year=year, authority=authority, by=self.here.ada, at=self.at, key=key()
        )

    def correct(self, close: YearClose) -> None:
        verbs.correct_close(
            close=close,
            authority=self.decide(close.year, close.fingerprint, verbs.CORRECT),
            because="It came before its turn.",
            by=self.here.ada,
            at=self.at,
            key=key(),
        )


@pytest.fixture
def over(year: Year, monkeypatch: pytest.MonkeyPatch) -> Years:
    """Three years are over; Ada and Dee worked in each, and it is noon of a day in 2027 for everybody."""
    for day in ("2025-05-05", "2026-05-05"):
        year.hours(year.ada, 30, day)
        year.hours(year.dee, 20, day)
    monkeypatch.setattr(clock, "now", lambda coop: Moment.of(NOON_OF_2027, coop=coop))
    return Years(year, Moment.of(NOON_OF_2027, coop=year.coop))


def test_year_under_a_closed_one_is_not_previewed(over: Years) -> None:
    over.close(2025)
    over.state(2024)

    with pytest.raises(Refused) as fault:
        over.preview(2024)

    assert (fault.value.code, fault.value.values) == ("close.later-year", {"later": "2025", "year": 2024})


def test_year_under_closed_ones_is_not_closed_though_it_was_decided(over: Years) -> None:
    over.state(2024)
    authority = over.decide(2024, over.preview(2024))
    over.close(2025)
    over.close(2026)

    with pytest.raises(Refused) as fault:
        over.close(2024, authority)

    authority.refresh_from_db()
    assert (fault.value.code, fault.value.values["later"]) == ("close.later-year", "2026, 2025")
    assert (YearClose.objects.count(), JournalEntry.objects.count()) == (2, 2)


def test_year_is_closed_once_the_later_ones_are_corrected(over: Years) -> None:
    later = over.close(2025)
    over.correct(later)

    over.close(2024)
    over.close(2025)

    standing = YearClose.objects.filter(reversal=None).order_by("year").values_list("year", "attempt")
    assert list(standing) == [(2024, 1), (2025, 2)]


def test_years_closed_in_their_order_are_all_closed(over: Years) -> None:
    for year in (2024, 2025, 2026):
        over.close(year)

    assert YearClose.objects.filter(reversal=None).count() == 3


def test_correction_under_a_later_close_names_the_later_year(over: Years) -> None:
    first = over.close(2024)
    over.close(2025)

    with pytest.raises(Refused) as fault:
        over.correct(first)

    assert (fault.value.code, fault.value.values["later"]) == ("correction.later-close", "2025")


def test_page_of_a_year_under_a_closed_one_says_so_and_offers_nothing(over: Years, signed_in: Enter) -> None:
    over.state(2024)
    over.preview(2024)
    over.close(2025)

    page = signed_in(over.here.ada).get("/c/harbour/money/years/2024/").content.decode()

    assert "A later year is closed already" in page
    assert 'href="/c/harbour/money/years/2025/"' in page
    offered = [
        one for one in ("preview/", "closure/", "decisions/entry", "What closing would do") if one in page
    ]
    assert offered == []


def test_list_of_years_calls_a_year_under_a_closed_one_not_closed_here(over: Years, signed_in: Enter) -> None:
    over.close(2025)

    page = signed_in(over.here.ada).get("/c/harbour/money/").content.decode()
    states = re.findall(r'/years/(\d+)/">.*?class="badge[^"]*">([^<]+)<', page, re.DOTALL)
    assert states == [("2026", "Open"), ("2025", "Closed"), ("2024", "Not closed here")]


def test_page_sent_in_all_the_same_is_refused(over: Years, signed_in: Enter) -> None:
    over.close(2025)
    over.state(2024)

    answer = signed_in(over.here.ada).post("/c/harbour/money/years/2024/preview/", {"key": key()})

    assert (answer.status_code, "A later year is closed already: 2025." in answer.content.decode()) == (
        409,
        True,
    )


@pytest.mark.parametrize("act", ["preview", "closure"])
def test_api_refuses_it_too(act: str, over: Years, signed_in: Enter) -> None:
    over.state(2024)
    authority = over.decide(2024, over.preview(2024))
    over.close(2025)
    body: dict[str, Any] = {"key": key(), **({"authority": str(authority.pk)} if act == "closure" else {})}

    answer = signed_in(over.here.ada).post(
        f"/api/v1/coops/harbour/money/years/2024/{act}", json.dumps(body), content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "close.later-year")


def test_page_tells_of_an_earlier_year_that_is_open_and_lets_them_go_on(
    over: Years, signed_in: Enter
) -> None:
    over.state(2026)
    over.preview(2026)

    page = " ".join(signed_in(over.here.ada).get("/c/harbour/money/years/2026/").content.decode().split())

    assert ("2024, 2025 have not been closed here." in page, "years/2026/preview/" in page) == (True, True)


def test_page_of_the_first_year_tells_of_no_other(over: Years, signed_in: Enter) -> None:
    page = signed_in(over.here.ada).get("/c/harbour/money/years/2024/").content.decode()

    assert ("been closed here" in page, "A later year" in page) == (False, False)


def test_years_before_the_charter_are_not_missing(over: Years) -> None:
    assert years.left_open_before(over.coop, 2025, over.at) == [2024]
    assert years.left_open_before(over.coop, 2024, over.at) == []


def test_today_asks_for_no_year_that_can_no_longer_be_closed(over: Years) -> None:
    over.close(2025)

    titles = [item.title for item in waiting.for_participant(over.here.ada, over.at)]

    assert titles == [
        "2026 is over and not closed",
        "2025 is closed: see what it gave you",
        "$300.00 is owed to members",
    ]


def test_year_not_over_is_closed_by_nobody(over: Years) -> None:
    over.state(2027)

    with pytest.raises(InputFault) as fault:
        over.preview(2027)

    assert fault.value.code == "close.not-over"
