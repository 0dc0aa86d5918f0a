"""The money room for programs: the same verbs, the same answers as the pages, one effect for one key."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.money import Money
from tests.toadlane.books.conftest import Year, key
from toadlane.books import journal, verbs
from toadlane.books.models import JournalEntry, YearClose
from toadlane.coops.models import Participant
from toadlane.people.models import Person
from toadlane.record.models import Entry
from toadlane.ui import figures

Enter = Callable[[Participant | Person], Client]
MONEY = "/api/v1/coops/harbour/money"
YEAR = f"{MONEY}/years/2024"


def send(client: Client, method: str, address: str, body: Any) -> Any:
    """The answer, as Django's test client gives it."""
    return getattr(client, method)(address, json.dumps(body), content_type="application/json")


def test_year_is_closed_and_put_right_by_a_program(year: Year, signed_in: Enter) -> None:
    ada = signed_in(year.ada)
    stated = send(ada, "put", f"{YEAR}/figures", {"surplus": "1200.00", "tax": "200.00", "key": key()})
    preview = send(ada, "post", f"{YEAR}/preview", {"key": key()})
    authority = year.decide(of=preview.json()["fingerprint"])

    closure = send(ada, "post", f"{YEAR}/closure", {"authority": str(authority.pk), "key": key()})
    correct = year.decide(verbs.CORRECT, of=preview.json()["fingerprint"])
    because = {"authority": str(correct.pk), "because": "An invoice was missing.", "key": key()}
    correction = send(ada, "post", f"{YEAR}/correction", because)

    statuses = [answer.status_code for answer in (stated, preview, closure, correction)]
    assert statuses == [200, 200, 201, 201]
    assert stated.json() == {"year": 2024, "surplus": "1200.00", "tax": "200.00"}
    assert (closure.json()["year"], closure.json()["attempt"]) == (2024, 1)
    assert str(JournalEntry.objects.get(kind="close-reversed").pk) == correction.json()["entry"]
    assert journal.balances(year.coop) == {}


def test_one_key_has_one_effect(year: Year, signed_in: Enter) -> None:
    ada = signed_in(year.ada)
    said = {"participant": "dee", "amount": "50.00", "on": "2025-01-31", "key": key()}

    answers = [send(ada, "post", f"{MONEY}/buy-ins", said) for _ in range(5)]

    assert {(answer.status_code, answer.json()["entry"]) for answer in answers} == {
        (201, str(JournalEntry.objects.get().pk))
    }


def test_one_key_for_two_things_is_refused(year: Year, signed_in: Enter) -> None:
    ada = signed_in(year.ada)
    said = {"participant": "dee", "amount": "50.00", "on": "2025-01-31", "key": key()}
    send(ada, "post", f"{MONEY}/buy-ins", said)

    answer = send(ada, "post", f"{MONEY}/buy-ins", {**said, "amount": "60.00"})

    assert (answer.status_code, answer.json()["code"]) == (422, "key.other-content")
    assert journal.balances(year.coop, person="dee") == {"member/dee/paid-in": -5000}


def test_key_of_a_page_is_the_key_of_the_api(year: Year, signed_in: Enter) -> None:
    ada, click = signed_in(year.ada), key()
    ada.post("/c/harbour/money/years/2024/figures/", {"surplus": "1200.00", "tax": "200.00", "key": click})

    answer = send(ada, "put", f"{YEAR}/figures", {"surplus": "1200.00", "tax": "200.00", "key": click})

    assert answer.status_code == 200
    assert Entry.objects.filter(kind="figures.stated.v1").count() == 1


def test_years_are_those_of_the_page(closed: YearClose, year: Year, signed_in: Enter) -> None:
    told = signed_in(year.dee).get(f"{MONEY}/years").json()

    assert told[-1] == {"year": 2024, "state": "closed", "surplus": "1200.00", "closed_on": "2025-03-03"}
    assert {line["state"] for line in told[:-1]} == {"open"}


@pytest.mark.parametrize("person", ["ada", "dee"])
def test_program_reads_the_figures_of_the_page(
    person: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    client = signed_in(year.ada)
    page = client.get("/c/harbour/money/years/2024/").content.decode().partition('id="people-table"')[2]
    line = re.search(rf'<th scope="row">{person.title()}</th>(.*?)</tr>', page)
    assert line is not None

    told = client.get(f"{YEAR}/people/{person}").json()

    amounts = [Money.parse(told[part], "USD") for part in ("share", "cash", "to_buy_in", "notices")]
    assert re.findall(r'<td class="num"[^>]*>([^<]+)</td>', line[1]) == [
        figures.money(one) for one in amounts
    ]
    assert told["why"]["parts"][0]["article"] == "Article 9 — Surplus"


def test_account_is_that_of_the_page(closed: YearClose, year: Year, signed_in: Enter) -> None:
    told = signed_in(year.dee).get(f"{MONEY}/accounts/dee").json()

    assert told == {
        "person": "dee",
        "capital": "180.00",
        "paid_in": "180.00",
        "notices": "0.00",
        "losses": "0.00",
        "payable": "120.00",
        "owes_back": "0.00",
    }


def test_accounts_are_listed_as_far_as_the_charter_opens_them(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    seen = {
        who.key: [account["person"] for account in signed_in(who).get(f"{MONEY}/accounts").json()]
        for who in (year.ada, year.dee)
    }

    assert seen == {"ada": ["ada", "dee"], "dee": ["dee"]}


def test_preview_is_there_for_members_before_they_decide(year: Year, signed_in: Enter) -> None:
    year.state()
    fingerprint = year.preview()

    told = signed_in(year.dee).get(f"{YEAR}/preview").json()

    assert (told["fingerprint"], told["made_on"]) == (fingerprint, "2025-03-03")
    assert [line["person"] for line in told["result"]["people"]] == ["dee"]
    assert told["result"]["from"] == "2024-01-01"


def test_journal_adds_up_with_what_is_hidden(closed: YearClose, year: Year, signed_in: Enter) -> None:
    [entry] = signed_in(year.dee).get(f"{MONEY}/journal").json()

    amounts = [Money.parse(line["amount"], "USD").minor for line in entry["lines"]]
    assert sum(amounts) + Money.parse(entry["hidden"], "USD").minor == 0
    assert "member/ada/paid-in" not in [line["account"] for line in entry["lines"]]


def test_journal_comes_in_lots(year: Year, signed_in: Enter) -> None:
    for _ in range(105):
        year.receive(year.ada, "1.00")
    client = signed_in(year.ada)

    first = client.get(f"{MONEY}/journal").json()
    rest = client.get(f"{MONEY}/journal", {"before": first[-1]["entry"]}).json()

    assert (len(first), len(rest)) == (100, 5)
    assert len({entry["entry"] for entry in first + rest}) == 105


def test_record_and_jobs_are_open_to_members_over_the_api(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    client = signed_in(year.dee)
    entry = Entry.objects.get(kind="year.closed.v1")

    told = client.get("/api/v1/coops/harbour/record", {"kind": "year.closed.v1"}).json()
    proved = client.get(f"/api/v1/coops/harbour/record/{entry.pk}").json()
    jobs = client.get("/api/v1/coops/harbour/jobs").json()

    assert [(one["entry"], one["by"], one["commitment"]) for one in told] == [
        (str(entry.pk), "ada", entry.commitment_hex)
    ]
    assert (proved["stands"], proved["kind"]) == (True, "year.closed.v1")
    assert (jobs["jobs"], jobs["waiting"], jobs["running"]) == ([], 0, 0)


def test_outsider_reads_no_record_and_no_jobs(closed: YearClose, chi: Person, signed_in: Enter) -> None:
    client = signed_in(chi)

    found = [
        client.get(f"/api/v1/coops/harbour/{room}").status_code for room in ("record", "jobs", "decisions")
    ]

    assert found == [404, 404, 404]


def test_an_account_is_told_as_it_stood_on_a_day(year: Year, signed_in: Enter) -> None:
    ada, first = signed_in(year.ada), "2025-01-31"
    for on, amount in ((first, "50.00"), ("2025-02-28", "20.00")):
        said = {"participant": "dee", "amount": amount, "on": on, "key": key()}
        send(ada, "post", f"{MONEY}/buy-ins", said)

    def capital(address: str) -> Any:
        told = ada.get(address).json()
        return told["capital"] if isinstance(told, dict) else {one["person"]: one["capital"] for one in told}

    assert capital(f"{MONEY}/accounts/dee?day={first}") == "50.00"
    assert capital(f"{MONEY}/accounts/dee") == "70.00"
    assert capital(f"{MONEY}/accounts?day={first}") == {"dee": "50.00"}
    assert ada.get(f"{MONEY}/accounts?day=2025-01-30").json() == []


@pytest.mark.parametrize("path", ["accounts", "accounts/dee"])
@pytest.mark.parametrize("day", ["2999-01-01", "1-1-2025", "20250101"])
def test_a_day_that_is_none_or_is_to_come_is_refused(
    year: Year, signed_in: Enter, path: str, day: str
) -> None:
    assert signed_in(year.ada).get(f"{MONEY}/{path}?day={day}").status_code == 422


def test_a_years_entries_are_the_file_the_page_gives(closed: YearClose, year: Year, signed_in: Enter) -> None:
    ada = signed_in(year.ada)

    for form in ("beancount", "hledger", "csv"):
        by_page = ada.get(f"/c/harbour/money/years/2024/export/{form}/")
        by_program = ada.get(f"{YEAR}/entries/{form}")
        assert (by_program.status_code, by_program.content) == (200, by_page.content)
        assert by_program.headers["Content-Type"] == by_page.headers["Content-Type"]
    assert ada.get(f"{YEAR}/entries/xlsx").status_code == 422
