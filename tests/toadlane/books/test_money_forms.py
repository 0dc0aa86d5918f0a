"""Forms of the money room: sent twice they act once, refused they keep what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.toadlane.books.conftest import Year, key
from toadlane.books import journal, verbs
from toadlane.books.models import ClosePreview, CloseReversal, JournalEntry, YearClose, YearFigures
from toadlane.coops.models import Participant
from toadlane.people.models import Person
from toadlane.record.models import Entry

Enter = Callable[[Participant | Person], Client]
MONEY = "/c/harbour/money"
YEAR = f"{MONEY}/years/2024"
POSTS = [
    f"{YEAR}/figures/",
    f"{YEAR}/preview/",
    f"{YEAR}/closure/",
    f"{YEAR}/correction/",
    f"{MONEY}/buy-ins/",
]
POST_ONLY = POSTS[1:4]
GETS = [
    f"{MONEY}/",
    f"{YEAR}/",
    f"{MONEY}/accounts/",
    f"{MONEY}/accounts/ada/",
    f"{MONEY}/journal/",
    f"{YEAR}/why/ada/",
    f"{YEAR}/notices/ada.pdf",
    f"{YEAR}/export/csv/",
    "/c/harbour/",
    "/",
]


def figures(**changed: str) -> dict[str, str]:
    return {"surplus": "1200.00", "tax": "200.00", "key": key(), **changed}


def faults_on(page: Any) -> str:
    """What a page says is wrong."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&#x27;", "'").split())


def counts() -> tuple[int, ...]:
    """How much of everything there is."""
    return tuple(
        model.objects.count()
        for model in (YearFigures, ClosePreview, YearClose, CloseReversal, JournalEntry, Entry)
    )


# Once


def test_form_sent_fifty_times_states_the_figures_once(year: Year, signed_in: Enter) -> None:
    client, sent = signed_in(year.ada), figures()

    answers = [client.post(POSTS[0], sent) for _ in range(50)]

    assert {answer.status_code for answer in answers} == {302}
    assert Entry.objects.filter(kind="figures.stated.v1").count() == 1


def test_same_key_with_something_else_in_it_is_refused(year: Year, signed_in: Enter) -> None:
    client, click = signed_in(year.ada), key()
    client.post(POSTS[0], figures(key=click))

    answer = client.post(POSTS[0], figures(key=click, surplus="9999.00"))

    assert answer.status_code == 422
    assert "This form was sent before with something else in it." in faults_on(answer)
    assert YearFigures.objects.get().surplus_minor == 120000


def test_preview_asked_for_twice_is_one_preview(year: Year, signed_in: Enter) -> None:
    year.state()
    client, click = signed_in(year.ada), key()

    for _ in range(2):
        assert client.post(POSTS[1], {"key": click}).status_code == 302

    assert Entry.objects.filter(kind="close.previewed.v1").count() == 1


def test_close_clicked_twice_closes_once(year: Year, signed_in: Enter) -> None:
    year.state()
    client, sent = signed_in(year.ada), {"key": key(), "authority": str(year.decide().pk)}

    answers = [client.post(POSTS[2], sent) for _ in range(2)]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, f"{YEAR}/")] * 2
    assert YearClose.objects.count() == 1


def test_correction_clicked_twice_reverses_once(closed: YearClose, year: Year, signed_in: Enter) -> None:
    authority = year.decide(verbs.CORRECT, of=closed.fingerprint)
    client = signed_in(year.ada)
    sent = {"key": key(), "authority": str(authority.pk), "because": "An invoice was missing."}

    answers = [client.post(POSTS[3], sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert journal.balances(year.coop) == {}


def test_payment_sent_twice_is_received_once(year: Year, signed_in: Enter) -> None:
    client = signed_in(year.ada)
    sent = {
        "key": key(),
        "participant": str(year.dee.pk),
        "amount": "50,00",
        "on": "2025-01-31",
        "method": "bank",
    }

    answers = [client.post(POSTS[4], sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert journal.balances(year.coop, person="dee") == {"member/dee/paid-in": -5000}


@pytest.mark.parametrize("click", ["", "\x00", "two\nlines", "k" * 256])
@pytest.mark.parametrize("address", [POSTS[0], POSTS[1]])
def test_click_without_a_usable_key_does_nothing(
    click: str, address: str, year: Year, signed_in: Enter
) -> None:
    before = counts()

    answer = signed_in(year.ada).post(address, figures(key=click))

    assert (answer.status_code, counts()) == (422, before)


# What was typed


@pytest.mark.parametrize(
    ("surplus", "says"),
    [
        (
            "1,234",
            "“1,234” can mean two amounts. Write “1234.00” if it is 1234, or all decimals if it is not.",
        ),
        ("1.234", "“1.234” can mean two amounts."),
        ("1200.005", "“1200.005” has more decimals than USD has (2)."),
        ("twelve hundred", "“twelve hundred” is not an amount of money."),
        ("1,23,4.00", "“1,23,4.00” is not an amount of money: its separators do not fit."),
        (
            "99999999999999999999",
            "An amount above 9999999999999.99 USD cannot be kept. Check the number of digits.",
        ),
        ("-99999999999999.00", "An amount above 9999999999999.99 USD cannot be kept."),
        ("1200 EUR", "“1200 EUR” is not an amount of money."),
        ("", "This field is required."),
        ("<b>1</b>", "“&lt;b&gt;1&lt;/b&gt;” is not an amount of money."),
    ],
)
def test_figures_that_cannot_be_read_stay_in_the_form(
    surplus: str, says: str, year: Year, signed_in: Enter
) -> None:
    answer = signed_in(year.ada).post(POSTS[0], figures(surplus=surplus, tax="77.70"))

    page = answer.content.decode()
    assert (answer.status_code, YearFigures.objects.count()) == (422, 0)
    assert says in faults_on(answer)
    assert 'value="77.70"' in page
    assert f'value="{surplus.replace("<", "&lt;").replace(">", "&gt;")}"' in page or not surplus


@pytest.mark.parametrize(
    ("surplus", "minor"),
    [("1.234,56", 123456), ("1,234.56", 123456), ("\u2212 300", -30000), ("1 200", 120000)],
)
def test_figures_are_read_as_people_write_them(
    surplus: str, minor: int, year: Year, signed_in: Enter
) -> None:
    answer = signed_in(year.ada).post(POSTS[0], figures(surplus=surplus, tax="0"))

    assert (answer.status_code, YearFigures.objects.get().surplus_minor) == (302, minor)


def test_refusal_of_the_rules_stays_in_the_form_too(year: Year, signed_in: Enter) -> None:
    answer = signed_in(year.ada).post(POSTS[0], figures(tax="-1.00"))

    assert (answer.status_code, 'value="-1.00"' in answer.content.decode()) == (422, True)
    assert "The tax is below zero." in faults_on(answer)


def test_close_without_a_decision_shows_the_year_again(year: Year, signed_in: Enter) -> None:
    year.state()
    year.decide()

    answer = signed_in(year.ada).post(POSTS[2], {"key": key(), "authority": ""})

    assert (answer.status_code, YearClose.objects.count()) == (422, 0)
    assert "What closing would do" in faults_on(answer)
    assert "This field is required." in faults_on(answer)


@pytest.mark.parametrize("authority", ["not-a-key", "00000000-0000-7000-8000-000000000000", "\x00"])
def test_decision_that_is_not_there_closes_nothing(authority: str, year: Year, signed_in: Enter) -> None:
    year.state()

    answer = signed_in(year.ada).post(POSTS[2], {"key": key(), "authority": authority})

    assert (answer.status_code, YearClose.objects.count()) == (422, 0)


@pytest.mark.parametrize("because", ["", "   ", "x" * 201, "two\nlines", "a\x00b"])
def test_correction_that_does_not_say_why_keeps_what_was_typed(
    because: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    authority = year.decide(verbs.CORRECT, of=closed.fingerprint)
    sent = {"key": key(), "authority": str(authority.pk), "because": because}

    answer = signed_in(year.ada).post(POSTS[3], sent)

    assert (answer.status_code, CloseReversal.objects.count()) == (422, 0)
    assert f'value="{authority.pk}" selected' in answer.content.decode()


def test_payment_of_nobody_keeps_the_amount(year: Year, signed_in: Enter) -> None:
    sent = {"key": key(), "participant": "nobody", "amount": "50.00", "on": "2025-01-31"}

    answer = signed_in(year.ada).post(POSTS[4], sent)

    assert (answer.status_code, 'value="50.00"' in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("on", ["2999-01-01", "31.01.2025x", "2025-02-30", "", "0000-00-00"])
def test_payment_on_no_day_that_has_been_is_refused(on: str, year: Year, signed_in: Enter) -> None:
    sent = {"key": key(), "participant": str(year.dee.pk), "amount": "50.00", "on": on}

    answer = signed_in(year.ada).post(POSTS[4], sent)

    assert (answer.status_code, JournalEntry.objects.count()) == (422, 0)


# Whose


@pytest.mark.parametrize("address", POSTS)
def test_member_without_the_role_changes_nothing(
    address: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    authority = year.decide(verbs.CORRECT, of=closed.fingerprint)
    sent = {**figures(), "authority": str(authority.pk), "because": "Wrong.", "participant": str(year.dee.pk)}
    before = counts()

    answer = signed_in(year.dee).post(address, {**sent, "amount": "50.00", "on": "2025-01-31"})

    assert (answer.status_code in {404, 409, 422}, counts()) == (True, before)


@pytest.mark.parametrize("address", POSTS)
def test_outsider_and_stranger_find_no_form(
    address: str, closed: YearClose, chi: Person, signed_in: Enter
) -> None:
    before = counts()

    answers = [client.post(address, figures()) for client in (signed_in(chi), Client())]

    assert ([answer.status_code for answer in answers], counts()) == ([404, 404], before)


def test_form_from_another_site_is_turned_away(year: Year) -> None:
    client = Client(enforce_csrf_checks=True)
    assert year.ada.person is not None
    client.force_login(year.ada.person)

    answer = client.post(POSTS[0], figures())

    assert (answer.status_code, YearFigures.objects.count()) == (422, 0)
    assert "did not come from this site" in faults_on(answer)


# How


@pytest.mark.parametrize("address", POST_ONLY)
@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_acts_are_only_posted(
    method: str, address: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    assert getattr(signed_in(year.ada), method)(address).status_code == 405


@pytest.mark.parametrize("address", GETS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_only_read(
    method: str, address: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    assert getattr(signed_in(year.ada), method)(address).status_code == 405


@pytest.mark.parametrize("address", GETS[:-1])
def test_pages_answer_head_without_a_body(
    address: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    answer = signed_in(year.ada).head(address)

    assert (answer.status_code, answer.content) == (200, b"")


# Where


@pytest.mark.parametrize(
    "number", ["0", "1", "1899", "2023", "2025", "2026", "2999", "3000", "9999", "10000", "9" * 19, "9" * 40]
)
@pytest.mark.parametrize("page", ["", "figures/", "why/ada/", "notices/ada.pdf", "export/csv/"])
def test_year_out_of_range_is_answered_calmly(
    number: str, page: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    answer = signed_in(year.ada).get(f"{MONEY}/years/{number}/{page}")

    assert answer.status_code in {200, 404, 422}


@pytest.mark.parametrize("number", ["0", "1899", "2023", "3000", "9" * 40])
@pytest.mark.parametrize("act", ["figures/", "preview/", "closure/", "correction/"])
def test_nothing_is_done_to_a_year_out_of_range(
    number: str, act: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    before = counts()

    answer = signed_in(year.ada).post(f"{MONEY}/years/{number}/{act}", figures())

    assert (answer.status_code in {404, 409, 422}, counts()) == (True, before)


@pytest.mark.parametrize(
    "address",
    [
        "/c/harbour/money/years/-1/",
        "/c/harbour/money/years/20x4/",
        "/c/harbour/money/years/٢٠٢٤/",
        "/c/harbour/money/years/2024/why/%00/",
        "/c/harbour/money/years/2024/why/..%2fada/",
        "/c/harbour/money/years/2024/notices/ada.pdf%00",
        "/c/harbour/money/years/2024/export/%3Cscript%3E/",
        "/c/harbour/money/years/2024/export/xlsx/",
        "/c/harbour/money/accounts/'%20OR%201=1--/",
        "/c/harbour/money/accounts/%F0%9F%90%B8/",
        "/c/HARBOUR/money/",
        "/c/harbour%00/money/",
        "/c/" + "h" * 5000 + "/money/",
    ],
)
def test_hostile_address_leads_nowhere(address: str, closed: YearClose, year: Year, signed_in: Enter) -> None:
    answer = signed_in(year.ada).get(address)

    assert answer.status_code == 404
    assert "<script>" not in answer.content.decode()
