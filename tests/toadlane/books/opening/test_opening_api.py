"""Opening balances over the API: the same verbs, the same faults, the same sight."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.toadlane.books.conftest import key
from tests.toadlane.books.opening.past import FIRST_YEAR, TABLE, Past
from toadlane.books.models import Opening, OpeningDraft
from toadlane.books.opening import reads, verbs
from toadlane.coops import clock
from toadlane.coops.models import Participant

SignedIn = Callable[[Participant], Client]
AT = "/api/v1/coops/harbour/money/opening"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, past: Past) -> None:
    monkeypatch.setattr(clock, "now", lambda _coop: past.year.noon)


@pytest.fixture
def desk(past: Past, signed_in: SignedIn) -> Client:
    return signed_in(past.year.ada)


def told(response: Any) -> Any:
    return json.loads(response.content)


def put(client: Client, lines: list[dict[str, Any]], seen: int = 0, **said: Any) -> Any:
    body = {"first_year": FIRST_YEAR, "lines": lines, "seen": seen, "key": key(), **said}
    return client.put(f"{AT}/draft", body, content_type="application/json")


def post(client: Client, path: str, **said: Any) -> Any:
    return client.post(f"{AT}{path}", {"key": key(), **said}, content_type="application/json")


def upload(client: Client, **said: Any) -> Any:
    sent = {"first_year": FIRST_YEAR, "seen": 0, "key": key(), **said}
    return client.post(f"{AT}/draft/file", {"file": SimpleUploadedFile("past.csv", TABLE.encode()), **sent})


def test_from_a_file_to_posted_and_back(past: Past, desk: Client) -> None:
    drafted = told(upload(desk))
    posted = post(desk, "", authority=str(past.decide(of=drafted["fingerprint"]).pk))
    opening = Opening.objects.get()
    shown = told(desk.get(AT))
    back = post(
        desk,
        "/reversal",
        authority=str(past.decide(verbs.TAKE_BACK, of=opening.fingerprint).pk),
        because="A notice was missing.",
    )

    assert (drafted["ready"], drafted["stood_on"], drafted["version"], drafted["troubles"]) == (
        True,
        "2023-12-31",
        1,
        [],
    )
    assert drafted["balance"] == {
        "owned": "5470.50",
        "owed": "790.00",
        "members": "1880.50",
        "common": "2800.00",
        "difference": "0.00",
    }
    assert (posted.status_code, shown["posted"], shown["draft"]) == (201, told(posted), None)
    assert told(posted)["lines"][7] == {
        "kind": "instalment",
        "amount": "80.00",
        "person": "ada",
        "year": None,
        "due_on": "2024-06-30",
        "name": "",
        "place": "",
    }
    assert (back.status_code, told(desk.get(AT))["posted"]) == (201, None)


def test_lines_as_json_are_the_same_draft(past: Past, desk: Client) -> None:
    lines: list[dict[str, Any]] = [
        {"kind": "paid-in", "amount": "5.00", "person": "dee"},
        {"kind": "qualified-notice", "amount": "2.00", "person": "ada", "year": 2022},
        {"kind": "redemption", "amount": "1.00", "person": "ada", "due_on": "2024-06-30"},
        {"kind": "fund", "amount": "3.00", "name": "education", "person": "ada"},
        {"kind": "bank", "amount": "7.00", "year": 2022},
    ]

    drafted = told(put(desk, lines))

    assert (drafted["balance"]["difference"], drafted["ready"]) == ("-4.00", False)
    assert [(one["kind"], one["person"], one["year"], one["name"]) for one in drafted["lines"]] == [
        ("paid-in", "dee", None, ""),
        ("qualified-notice", "ada", 2022, ""),
        ("redemption", "ada", None, ""),
        ("fund", "", None, "education"),
        ("bank", "", None, ""),
    ]


@pytest.mark.parametrize(
    "line",
    [
        {"kind": "paid-in", "amount": "5.00"},
        {"kind": "qualified-notice", "amount": "5.00", "person": "ada"},
        {"kind": "instalment", "amount": "5.00", "person": "ada"},
        {"kind": "fund", "amount": "5.00"},
        {"kind": "paid-in", "amount": "-5.00", "person": "ada"},
    ],
)
def test_line_that_says_too_little_is_a_trouble(past: Past, desk: Client, line: dict[str, Any]) -> None:
    drafted = told(put(desk, [line]))

    assert (len(drafted["troubles"]), drafted["ready"]) == (1, False)


def test_version_that_is_gone_is_refused_and_so_is_a_member(
    past: Past, desk: Client, signed_in: SignedIn
) -> None:
    member = signed_in(past.year.dee)
    put(desk, [{"kind": "bank", "amount": "7.00"}])

    stale = put(desk, [])
    hers = [put(member, []), upload(member), post(member, "/discard", seen=1)]
    gone = post(desk, "/draft/discard", seen=1)

    assert (stale.status_code, told(stale)["code"]) == (409, "opening.moved")
    assert [answer.status_code for answer in hers] == [409, 409, 404]
    assert (gone.status_code, OpeningDraft.objects.count()) == (204, 0)
    assert post(desk, "/reversal", authority=str(past.decide(of="").pk), because="x").status_code == 404


def test_member_sees_the_sums_and_her_own_lines(past: Past, signed_in: SignedIn) -> None:
    past.bring(TABLE.replace("4970.50", "4970.00"))

    shown = told(signed_in(past.year.dee).get(AT))["draft"]

    assert (shown["balance"]["difference"], shown["troubles"]) == ("-0.50", [])
    assert {one["person"] for one in shown["lines"]} == {"", "dee"}


def test_before_anything_there_is_neither(desk: Client) -> None:
    assert told(desk.get(AT)) == {"draft": None, "posted": None}


def test_file_that_is_no_table_is_a_problem(past: Past, desk: Client) -> None:
    sent = {"first_year": FIRST_YEAR, "seen": 0, "key": key(), "file": SimpleUploadedFile("x", b"%PDF")}

    answer = desk.post(f"{AT}/draft/file", sent)

    assert (answer.status_code, told(answer)["code"], reads.draft(past.year.coop)) == (
        422,
        "sheet.not-a-table",
        None,
    )


def test_the_table_to_fill_in_is_the_one_of_the_page(past: Past, desk: Client, signed_in: SignedIn) -> None:
    by_page = desk.get("/c/harbour/money/opening/table/csv/")

    by_program, workbook = desk.get(f"{AT}/template/csv"), desk.get(f"{AT}/template/xlsx")

    assert (by_program.status_code, by_program.content) == (200, by_page.content)
    assert (workbook.status_code, workbook.content[:2]) == (200, b"PK")
    assert desk.get(f"{AT}/template/pdf").status_code == 422
    assert signed_in(past.year.dee).get(f"{AT}/template/csv").status_code == 404
