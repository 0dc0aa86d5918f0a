"""Ways round the rules of the books that are shut: whose decision, whose money, whose click."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault, NotThere, Refused
from tests.toadlane.books.conftest import YEAR, Year, key, usd
from tests.toadlane.conftest import join
from toadlane.books import verbs
from toadlane.books.models import CloseReversal, JournalEntry, YearClose, YearFigures
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
API = "/api/v1/coops/harbour/money"
PAGES = "/c/harbour/money/years/2024"


def send(client: Client, method: str, address: str, body: dict[str, Any]) -> Any:
    return getattr(client, method)(address, json.dumps(body), content_type="application/json")


# Decisions


def test_decision_that_names_no_figures_closes_nothing(year: Year) -> None:
    year.state()
    authority = year.decide(of="")

    with pytest.raises(Refused) as fault:
        year.close(authority)

    assert (fault.value.code, YearClose.objects.count()) == ("authority.open-ended", 0)


def test_decision_that_names_no_close_corrects_nothing(closed: YearClose, year: Year) -> None:
    authority = year.decide(verbs.CORRECT, of="")

    with pytest.raises(Refused) as fault:
        verbs.correct_close(
            close=closed, authority=authority, because="Wrong.", by=year.ada, at=year.noon, key=key()
        )

    assert (fault.value.code, CloseReversal.objects.count()) == ("authority.open-ended", 0)


@pytest.fixture
def eve(db: None) -> Participant:
    """The bookkeeper of another co-op."""
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="America/New_York")
    eve = join(quay, "eve", "member", dt.date(2024, 1, 1))
    RolePeriod.objects.create(coop=quay, participant=eve, role="bookkeeper", valid_from=dt.date(2024, 1, 1))
    return eve


def test_bookkeeper_of_another_coop_finds_no_books_here(year: Year, eve: Participant) -> None:
    asked: dict[str, Any] = {"by": eve, "at": year.noon}
    stated: dict[str, Any] = {"surplus": usd("1.00"), "tax": usd("0.00"), "year": YEAR, "coop": year.coop}
    acts: list[Callable[[], object]] = [
        lambda: verbs.state_figures(**stated, **asked, key=key()),
        lambda: verbs.preview_close(coop=year.coop, year=YEAR, **asked, key=key()),
        lambda: verbs.receive_buy_in(
            participant=year.dee, amount=usd("1.00"), on=year.noon.day, **asked, key=key()
        ),
    ]

    for act in acts:
        with pytest.raises(NotThere):
            act()
    assert (YearFigures.objects.count(), JournalEntry.objects.count()) == (0, 0)


# The same click


def test_second_click_on_close_is_told_of_the_same_close(year: Year, signed_in: Enter) -> None:
    year.state()
    form = {"authority": str(year.decide().pk), "key": key()}
    browser = signed_in(year.ada)
    browser.post(f"{PAGES}/closure/", form)

    page = browser.post(f"{PAGES}/closure/", form, follow=True)

    assert [str(message) for message in page.context["messages"]][-1] == "2024 is closed."


def test_second_click_on_correction_is_told_of_the_same_one(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    authority = year.decide(verbs.CORRECT, of=closed.fingerprint)
    form = {"authority": str(authority.pk), "because": "An invoice was missing.", "key": key()}
    browser = signed_in(year.ada)

    answers = [browser.post(f"{PAGES}/correction/", form).status_code for _ in range(2)]

    assert (answers, CloseReversal.objects.count()) == ([302, 302], 1)


def test_api_closes_and_corrects_once_however_often_it_is_asked(year: Year, signed_in: Enter) -> None:
    year.state()
    client, decided = signed_in(year.ada), year.decide()
    closing = {"authority": str(decided.pk), "key": key()}
    closes = [send(client, "post", f"{API}/years/2024/closure", closing) for _ in range(2)]
    wrong = year.decide(verbs.CORRECT, of=YearClose.objects.get().fingerprint)
    correcting = {"authority": str(wrong.pk), "because": "An invoice was missing.", "key": key()}

    corrections = [send(client, "post", f"{API}/years/2024/correction", correcting) for _ in range(2)]

    assert [answer.status_code for answer in (*closes, *corrections)] == [201] * 4
    assert (closes[0].content, corrections[0].content) == (closes[1].content, corrections[1].content)


def test_api_receives_a_buy_in(year: Year, signed_in: Enter) -> None:
    body = {"participant": "ada", "amount": "900.00", "on": "2025-03-03", "key": key()}

    answer = send(signed_in(year.ada), "post", f"{API}/buy-ins", body)

    assert (answer.status_code, JournalEntry.objects.count()) == (201, 1)


# Years


def test_reasons_of_a_preview_are_told_whatever_day_it_was_made_for(year: Year, signed_in: Enter) -> None:
    year.state()
    year.preview()

    page = signed_in(year.ada).get(f"{PAGES}/why/ada/")

    assert (page.status_code, b"Article 9" in page.content) == (200, True)


@pytest.mark.parametrize("number", [-1, 0, 1999, 3000, 2**31])
def test_figures_are_stated_for_years_of_the_charter_alone(number: int, year: Year) -> None:
    with pytest.raises(Fault):
        verbs.state_figures(
            coop=year.coop,
            year=number,
            surplus=usd("1.00"),
            tax=usd("0.00"),
            by=year.ada,
            at=year.noon,
            key=key(),
        )

    assert YearFigures.objects.count() == 0


# Whose money


def test_what_another_member_paid_in_is_not_told_by_the_journal(year: Year, signed_in: Enter) -> None:
    for who, amount in ((year.ada, "913.37"), (year.dee, "500.00")):
        verbs.receive_buy_in(
            participant=who, amount=usd(amount), on=year.noon.day, by=year.ada, at=year.noon, key=key()
        )

    pages = {who.key: signed_in(who).get("/c/harbour/money/journal/") for who in (year.ada, year.dee)}

    seen = {who: ("913.37" in text, "500.00" in text) for who, text in _texts(pages).items()}
    assert seen == {"ada": (True, True), "dee": (False, True)}


def _texts(pages: dict[str, Any]) -> dict[str, str]:
    return {who: page.content.decode() for who, page in pages.items()}


def test_who_has_left_reads_their_own_year(closed: YearClose, year: Year, signed_in: Enter) -> None:
    StagePeriod.objects.create(
        coop=year.coop,
        participant=year.dee,
        stage="member",
        valid_from=dt.date(2024, 1, 1),
        valid_until=dt.date(2025, 1, 1),
        replaces=StagePeriod.objects.get(participant=year.dee),
    )

    client = signed_in(year.dee)

    own, another = (client.get(f"{API}/years/2024/people/{who}").status_code for who in ("dee", "ada"))
    assert (own, another) == (200, 404)


@pytest.mark.parametrize("act", ["closure", "correction", "preview"])
def test_candidate_cannot_tell_a_closed_year_from_an_open_one(
    act: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    browser = signed_in(year.bo)

    answers = [browser.post(f"/c/harbour/money/years/{n}/{act}/", {"key": key()}) for n in (2024, 2025)]

    assert [answer.status_code for answer in answers] == [404, 404]
