"""Whatever goes wrong in the API is told as problem JSON: what, why, and what now."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.toadlane.books.conftest import Year, YearUnder, key
from tests.toadlane.books.texts import HARBOUR
from tests.toadlane.lifted import lifted
from toadlane.api.api import api
from toadlane.books.models import YearClose, YearFigures
from toadlane.coops.models import Participant
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
MONEY = "/api/v1/coops/harbour/money"
SILENT_ON_LOSSES = HARBOUR.replace('[losses]\nfrom = [{ account = "collective", share = "100%" }]\n', "")


def send(client: Client, method: str, address: str, body: Any, **more: Any) -> Any:
    """The answer, as Django's test client gives it."""
    said = body if isinstance(body, str) else json.dumps(body)
    return getattr(client, method)(address, said, content_type="application/json", **more)


def problem(answer: Any) -> tuple[int, str]:
    """Status and code of a problem that has all its parts."""
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == answer.status_code
    assert told["type"] == f"urn:toadlane:fault:{told['code']}"
    assert all(told[part] for part in ("title", "detail", "next_step"))
    return answer.status_code, told["code"]


def figures(**changed: Any) -> dict[str, Any]:
    return {"surplus": "1200.00", "tax": "200.00", "key": key(), **changed}


def test_what_is_entered_wrong_is_422(year: Year, signed_in: Enter) -> None:
    client = signed_in(year.ada)

    found = [
        problem(send(client, "put", f"{MONEY}/years/2024/figures", figures(**wrong)))
        for wrong in (
            {"tax": "-1.00"},
            {"surplus": "1,200.00"},
            {"surplus": "9" * 15 + ".99"},
            {"surplus": "0.001"},
        )
    ]

    assert found == [
        (422, "figures.tax"),
        (422, "api.schema"),
        (422, "amount.too-large"),
        (422, "money.decimals"),
    ]
    assert YearFigures.objects.count() == 0


def test_what_is_not_there_is_404(year: Year, signed_in: Enter) -> None:
    assert problem(signed_in(year.ada).get(f"{MONEY}/years/2024")) == (404, "not-there")


def test_what_the_rules_refuse_is_409_and_says_why(year: Year, signed_in: Enter) -> None:
    answer = send(signed_in(year.dee), "put", f"{MONEY}/years/2024/figures", figures())

    assert problem(answer) == (409, "books.not-bookkeeper")


def test_what_the_charter_is_silent_on_is_409_with_its_article(
    year_under: YearUnder, signed_in: Enter
) -> None:
    year = year_under(SILENT_ON_LOSSES)
    year.state(surplus="-300.00", tax="0.00")

    answer = send(signed_in(year.ada), "post", f"{MONEY}/years/2024/preview", {"key": key()})

    assert problem(answer)[0] == 409
    assert answer.json()["article"] == "Article 9 — Surplus"


def test_whoever_comes_second_is_told_409(closed: YearClose, year: Year, signed_in: Enter) -> None:
    answer = send(signed_in(year.ada), "post", f"{MONEY}/years/2024/preview", {"key": key()})

    assert problem(answer) == (409, "close.already")


def test_what_is_broken_here_is_500_and_changes_nothing(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute('UPDATE books_yearclose SET facts = \'{"format": "other"}\'')

    answer = signed_in(year.ada).get(f"{MONEY}/years/2024")

    assert problem(answer) == (500, "facts.kept-format")


def test_nobody_signed_in_is_401(closed: YearClose) -> None:
    for address in (f"{MONEY}/years", "/api/v1/coops/nowhere/money/years"):
        assert problem(Client().get(address)) == (401, "api.sign-in")


def test_request_without_its_token_is_403(year: Year) -> None:
    client = Client(enforce_csrf_checks=True)
    assert year.ada.person is not None
    client.force_login(year.ada.person)

    answer = send(client, "put", f"{MONEY}/years/2024/figures", figures())

    assert (problem(answer), YearFigures.objects.count()) == ((403, "api.cross-site"), 0)


@pytest.mark.parametrize("body", ["{", "[" * 100_000, '{"surplus": NaN}x', "\udcff"])
def test_request_that_is_no_json_is_400(body: str, year: Year, signed_in: Enter) -> None:
    answer = signed_in(year.ada).put(
        f"{MONEY}/years/2024/figures", body.encode(errors="surrogateescape"), content_type="application/json"
    )

    assert problem(answer) == (400, "api.unreadable")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "[]",
        "3",
        "{}",
        '{"surplus": 1200, "tax": "0", "key": "k"}',
        '{"surplus": "1", "tax": "0", "key": ""}',
        '{"surplus": "1", "tax": "0", "key": "\\ud800"}',
        '{"surplus": "1", "tax": "0", "key": "' + "k" * 256 + '"}',
    ],
)
def test_json_that_is_no_such_request_is_422(body: str, year: Year, signed_in: Enter) -> None:
    answer = send(signed_in(year.ada), "put", f"{MONEY}/years/2024/figures", body)

    assert problem(answer) == (422, "api.schema")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/coops/harbour/decisions?subject=%00", 422),
        ("/api/v1/coops/harbour/work/hours?person=%00", 422),
        ("/api/v1/coops/harbour/record?kind=%00", 422),
        ("/api/v1/coops/harbour%00/money/years", 422),
        ("/api/v1/coops/harbour%00/charter", 404),
        (f"{MONEY}/accounts/%00", 422),
        (f"{MONEY}/accounts/Ada", 422),
        (f"{MONEY}/years/{'9' * 40}", 422),
        (f"{MONEY}/years/1899", 422),
        (f"{MONEY}/years/2x24", 422),
        (f"{MONEY}/journal?before=1", 422),
        ("/api/v1/nothing-here", 404),
    ],
)
def test_hostile_address_is_answered_by_a_problem(
    address: str, status: int, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    assert problem(signed_in(year.ada).get(address))[0] == status


def test_null_characters_reach_no_database(year: Year, signed_in: Enter) -> None:
    said = {"participant": "ada", "amount": "1.00", "on": "2025-01-31", "key": "a\x00b"}

    assert problem(send(signed_in(year.ada), "post", f"{MONEY}/buy-ins", said)) == (400, "api.unreadable")


def test_a_day_is_written_as_a_day(year: Year, signed_in: Enter) -> None:
    client, said = signed_in(year.ada), {"participant": "ada", "amount": "1.00", "key": key()}

    found = [
        problem(send(client, "post", f"{MONEY}/buy-ins", {**said, "on": on}))
        for on in (0, 1738281600, "0", "2025-02-30", "31.01.2025", None)
    ]

    assert found == [(422, "api.schema")] * 6


def test_problem_speaks_the_readers_language_where_it_has_words(year: Year, signed_in: Enter) -> None:
    answer = signed_in(year.ada).get(f"{MONEY}/years/2024", headers={"accept-language": "fr"})

    assert problem(answer) == (404, "not-there")


# The schema


def test_schema_is_published_to_everyone(client: Client, db: None) -> None:
    answer = client.get("/api/v1/openapi.json")

    assert (answer.status_code, answer.json()) == (200, json.loads(json.dumps(api.get_openapi_schema())))


def test_every_operation_names_its_problems_and_what_it_gives() -> None:
    schema = api.get_openapi_schema()

    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            good = [status for status in operation["responses"] if str(status).startswith("2")]
            problems = {"401", "404", "409", "422"} <= set(operation["responses"])
            assert (path, method, len(good), problems) == (path, method, 1, True)
            assert all(operation[part] for part in ("summary", "description", "tags"))


def test_no_two_operations_have_one_name() -> None:
    paths = api.get_openapi_schema()["paths"].values()
    names = Counter(operation["operationId"] for methods in paths for operation in methods.values())

    assert [name for name, times in names.items() if times > 1] == []
