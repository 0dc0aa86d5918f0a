"""Consents are recorded, asked before a close, and decide what a calendar year's figures say."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault, InputFault, RecordMoved
from tests.toadlane.books.conftest import Year, YearUnder, key, usd
from tests.toadlane.books.stories import later, pay_all, refused
from tests.toadlane.books.test_money_pages import text_of
from tests.toadlane.books.test_paying_out import DUE, REDEEMING, redeem
from tests.toadlane.books.texts import AT_ONCE
from toadlane.books import verbs
from toadlane.books.calendar_years import CalendarYear, calendar_year, comma_separated
from toadlane.books.models import ConsentEnded, ConsentGiven
from toadlane.coops import clock
from toadlane.coops.keys import fresh
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
MONEY = "/c/harbour/money"
API = "/api/v1/coops/harbour/money"
IN_TIME, TOO_LATE = dt.date(2024, 12, 31), dt.date(2025, 1, 1)


def consent(
    story: Year, who: Participant, how: str = "written", on: dt.date = IN_TIME, **more: Any
) -> ConsentGiven:
    said = {"by": story.ada, "at": story.noon, "key": key(), **more}
    return verbs.record_consent(participant=who, how=how, given_on=on, **said)


def end(year: Year, given: ConsentGiven, on: dt.date, **more: Any) -> ConsentEnded:
    said = {"by": year.ada, "at": year.noon, "key": key(), **more}
    return verbs.end_consent(consent=given, ended_on=on, **said)


def told(found: CalendarYear) -> list[tuple[str, str, str, str, bool]]:
    return [
        (
            one.figures.person,
            one.figures.box_1.decimal(),
            one.figures.box_5.decimal(),
            one.figures.nonqualified.decimal(),
            one.figures.statement,
        )
        for one in found.people
    ]


@pytest.fixture
def closing(year_under: YearUnder) -> Year:
    """2024 is ready to be closed: cash at once, the rest in notices that are meant to be qualified."""
    year = year_under(REDEEMING)
    year.state()
    return year


# Recording


def test_consent_is_recorded_once_for_the_same_click(closing: Year) -> None:
    first = consent(closing, closing.dee, key="one")

    assert consent(closing, closing.dee, key="one") == first
    assert (first.how, first.given_on, first.about) == ("written", IN_TIME, closing.dee)


def test_same_consent_is_not_recorded_twice(closing: Year) -> None:
    consent(closing, closing.dee)

    with pytest.raises(RecordMoved) as fault:
        consent(closing, closing.dee)

    assert refused(fault) == (RecordMoved, "consent.recorded")


@pytest.mark.parametrize(
    ("how", "on", "more", "code"),
    [
        ("spoken", IN_TIME, {}, "consent.how"),
        ("written", dt.date(2025, 3, 4), {}, "consent.future"),
        ("written", IN_TIME, {"year": 2024}, "consent.year"),
        ("cheque", IN_TIME, {}, "consent.year"),
        ("written", IN_TIME, {"note": "x" * 201}, "consent.note"),
        ("written", IN_TIME, {"note": "two\nlines"}, "consent.note"),
    ],
)
def test_consent_that_makes_no_sense_is_refused(
    how: str, on: dt.date, more: dict[str, Any], code: str, closing: Year
) -> None:
    with pytest.raises(InputFault) as fault:
        consent(closing, closing.dee, how, on, **more)

    assert refused(fault) == (InputFault, code)


def test_only_the_bookkeeper_records_and_ends(closing: Year) -> None:
    given = consent(closing, closing.dee)

    codes = []
    for act in (
        lambda: consent(closing, closing.dee, by=closing.dee),
        lambda: end(closing, given, IN_TIME, by=closing.dee),
    ):
        with pytest.raises(Fault) as fault:
            act()
        codes.append(fault.value.code)
    assert codes == ["books.not-bookkeeper"] * 2


def test_consent_ends_once_between_its_day_and_today(closing: Year) -> None:
    given = consent(closing, closing.dee)
    for day in (IN_TIME - dt.timedelta(1), closing.noon.day + dt.timedelta(1)):
        with pytest.raises(InputFault) as fault:
            end(closing, given, day)
        assert refused(fault) == (InputFault, "consent.end-day")

    first = end(closing, given, IN_TIME, key="end")

    assert end(closing, given, IN_TIME, key="end") == first
    assert first.about == closing.dee
    with pytest.raises(RecordMoved) as again:
        end(closing, given, IN_TIME)
    assert refused(again) == (RecordMoved, "consent.ended-already")


# Before a close


def test_checklist_names_whose_notice_would_not_be_qualified(closing: Year, signed_in: Enter) -> None:
    consent(closing, closing.ada)
    consent(closing, closing.dee, on=TOO_LATE)
    closing.preview()

    page = text_of(signed_in(closing.ada).get(f"{MONEY}/years/2024/"))

    assert "notice of Dee: it will not be qualified." in page


def test_checklist_says_nothing_when_everyone_consented(closing: Year, signed_in: Enter) -> None:
    consent(closing, closing.ada, "bylaw", dt.date(2024, 1, 1))
    consent(closing, closing.dee)
    closing.preview()

    assert "No consent covers" not in text_of(signed_in(closing.ada).get(f"{MONEY}/years/2024/"))


def test_members_are_not_told_who_did_not_consent(closing: Year, signed_in: Enter) -> None:
    closing.preview()

    assert "No consent covers" not in text_of(signed_in(closing.dee).get(f"{MONEY}/years/2024/"))


# A calendar year


def test_figures_follow_the_day_of_payment_and_the_consents(closing: Year) -> None:
    consent(closing, closing.dee)
    closing.close()
    pay_all(closing)

    found = calendar_year(closing.coop, 2025, closing.noon.day)

    assert told(found) == [
        ("ada", "180.00", "0.00", "270.00", True),
        ("dee", "300.00", "0.00", "0.00", True),
    ]
    assert (found.lacking, told(calendar_year(closing.coop, 2024, closing.noon.day))) == (
        (("Ada", 2024),),
        [],
    )


def test_cash_not_paid_yet_is_not_counted(closing: Year) -> None:
    closing.close()

    assert told(calendar_year(closing.coop, 2025, closing.noon.day)) == [
        ("ada", "0.00", "0.00", "270.00", False),
        ("dee", "0.00", "0.00", "180.00", False),
    ]


def test_notice_paid_back_is_reported_only_where_it_was_not_before(closing: Year) -> None:
    consent(closing, closing.dee)
    closing.close()
    year = later(closing, DUE)
    redeem(year, "450.00")
    pay_all(year, "redemption")

    assert told(calendar_year(year.coop, 2026, year.noon.day)) == [
        ("ada", "0.00", "270.00", "0.00", True),
        ("dee", "0.00", "0.00", "0.00", False),
    ]


def test_consent_recorded_by_mistake_counts_for_nothing(closing: Year) -> None:
    end(closing, consent(closing, closing.dee), closing.noon.day, mistaken=True)
    closing.close()

    assert ("Dee", 2024) in calendar_year(closing.coop, 2025, closing.noon.day).lacking


def test_cheque_cashed_in_time_makes_its_notice_qualified(closing: Year) -> None:
    closing.close()
    later(closing, dt.date(2025, 4, 1))
    consent(closing, closing.dee, "cheque", dt.date(2025, 4, 1), year=2024)

    assert calendar_year(closing.coop, 2025, closing.noon.day).lacking == (("Ada", 2024),)


def test_payment_taken_back_after_the_year_is_told(closing: Year) -> None:
    closing.close()
    payment = closing.pay(closing.dee, "120.00")
    later(closing, dt.date(2026, 1, 5))
    verbs.reverse_payment(
        payment=payment,
        because="Returned",
        on=dt.date(2026, 1, 5),
        by=closing.ada,
        at=closing.noon,
        key=key(),
    )

    found = calendar_year(closing.coop, 2025, closing.noon.day)

    assert found.reversed_later == (("Dee", dt.date(2025, 3, 3), dt.date(2026, 1, 5), usd("120.00")),)
    assert [one[1] for one in told(found)] == ["0.00", "0.00"]


def test_part_put_to_the_buy_in_is_allocated_by_the_same_notice(year_under: YearUnder) -> None:
    year = year_under(AT_ONCE)
    consent(year, year.ada)
    year.state()
    year.close()

    assert told(calendar_year(year.coop, 2025, year.noon.day))[0] == ("ada", "270.00", "0.00", "0.00", True)


def test_table_can_be_taken_away_and_runs_nothing(closing: Year) -> None:
    Participant.objects.filter(pk=closing.dee.pk).update(name="=HYPERLINK(1)")
    closing.close()

    rows = list(
        csv.DictReader(
            io.StringIO(comma_separated(calendar_year(closing.coop, 2025, closing.noon.day), "USD"))
        )
    )

    assert [(row["name"], row["nonqualified notices given"]) for row in rows] == [
        ("Ada", "270.00"),
        ("'=HYPERLINK(1)", "180.00"),
    ]


# Pages and API


@pytest.fixture(autouse=True)
def _it_is_noon(noon: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda _coop: noon)


def test_consent_is_recorded_and_ended_on_the_pages(closing: Year, signed_in: Enter) -> None:
    client = signed_in(closing.ada)
    said = {"participant": closing.dee.pk, "how": "written", "given_on": "2024-12-31", "note": "Binder 3"}

    done = client.post(f"{MONEY}/consents/", {**said, "key": fresh()}, follow=True)
    url = f"{MONEY}/consents/{ConsentGiven.objects.get().pk}/end/"
    wrong = client.post(url, {"ended_on": "2024-01-01", "key": fresh()})
    ended = client.post(url, {"ended_on": "2025-01-02", "key": fresh()}, follow=True)

    assert "Dee in writing Dec 31, 2024 Binder 3" in text_of(done)
    assert (wrong.status_code, "Jan 2, 2025" in text_of(ended)) == (422, True)
    assert "Dee, in writing" in text_of(client.get(url))


def test_member_sees_their_own_consents_alone(closing: Year, signed_in: Enter) -> None:
    consent(closing, closing.dee, note="dees")
    consent(closing, closing.ada, note="adas")
    client = signed_in(closing.dee)

    page = text_of(client.get(f"{MONEY}/consents/"))

    assert ("dees" in page, "adas" in page, "Record a consent" in page) == (True, False, False)
    assert client.post(f"{MONEY}/consents/", {}).status_code == 404


def test_calendar_page_and_file_are_for_those_who_see_members_money(closing: Year, signed_in: Enter) -> None:
    closing.close()
    addresses = [f"{MONEY}/calendar/2025/", f"{MONEY}/calendar/2025.csv", f"{MONEY}/calendar/2026/"]

    seen = [[signed_in(who).get(url).status_code for url in addresses] for who in (closing.ada, closing.dee)]

    assert seen == [[200, 200, 404], [404, 404, 404]]
    assert "Nothing is filed from here." in text_of(signed_in(closing.ada).get(addresses[0]))


def test_consents_and_figures_over_the_api(closing: Year, signed_in: Enter) -> None:
    client = signed_in(closing.ada)

    def sent(path: str, **body: Any) -> Any:
        said = json.dumps({**body, "key": fresh()})
        return client.post(f"{API}/{path}", said, content_type="application/json")

    given = sent("consents", participant="dee", how="written", given_on="2024-12-31").json()
    ended = sent(f"consents/{given['consent']}/end", ended_on="2025-01-02")
    closing.close()
    figures = client.get(f"{API}/calendar-years/2025").json()

    assert (ended.status_code, client.get(f"{API}/consents").json()) == (201, [ended.json()])
    assert [(one["person"], one["qualified"], one["nonqualified"]) for one in figures] == [
        ("ada", "0.00", "270.00"),
        ("dee", "180.00", "0.00"),
    ]
    assert sent("consents", participant="nobody", how="written", given_on="2024-12-31").status_code == 404
