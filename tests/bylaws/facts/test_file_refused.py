"""What the facts file cannot say: each with its place, its code and a cure."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bylaws.facts.file import read_facts
from bylaws.kernel.faults import Fault
from tests.bylaws.facts.written import WRITTEN, written


def refused(source: str | dict[str, Any]) -> tuple[str, str, str]:
    with pytest.raises(Fault) as fault:
        read_facts(source if isinstance(source, str) else json.dumps(source))
    return fault.value.code, str(fault.value), fault.value.next_step


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("", "The facts are not well-formed JSON: Expecting value: line 1 column 1 (char 0)."),
        (
            "{",
            "The facts are not well-formed JSON: Expecting property name enclosed in double quotes: line 1",
        ),
        ("[" * 100_000, "The facts are not well-formed JSON: maximum recursion depth exceeded"),
        ("1" * 5_000, "The facts are not well-formed JSON: Exceeds the limit (4300 digits)"),
    ],
    ids=["empty", "never closed", "far too deep", "far too long a number"],
)
def test_what_is_no_json_is_refused(source: str, says: str) -> None:
    code, said, _ = refused(source)

    assert (code, said[: len(says) + 12]) == ("facts.json", f"facts.json: {says}")


def test_a_key_stated_twice_is_refused_since_nothing_says_which_holds() -> None:
    assert refused('{"facts": "toad-lane-facts/1", "facts": "toad-lane-facts/1"}') == (
        "facts.key-twice",
        "facts.json: “facts” is stated twice in one table.",
        "Let one of them stand.",
    )


def without(key: str) -> dict[str, Any]:
    return {name: said for name, said in written().items() if name != key}


def with_person(**says: Any) -> dict[str, Any]:
    said = written()
    said["people"][0] |= says
    return said


def with_year(**says: Any) -> dict[str, Any]:
    said = written()
    said["years"][0] |= says
    return said


def with_payment(**says: Any) -> dict[str, Any]:
    said = written()
    said["payments"][0] |= says
    return said


def with_hours(**says: Any) -> dict[str, Any]:
    said = written()
    said["hours"][0] |= says
    return said


@pytest.mark.parametrize(
    ("said", "code", "says"),
    [
        ([], "facts.value", "The file does not hold what it should: input should be a valid dictionary or"),
        (without("years"), "facts.value", "years does not hold what it should: field required"),
        (without("currency"), "facts.value", "currency does not hold what it should: field required"),
        (
            written(facts="toad-lane-facts/9"),
            "facts.value",
            "facts does not hold what it should: input should",
        ),
        (
            written(currency="DOLLAR"),
            "money.unknown-currency",
            "“DOLLAR” is not a currency this library knows.",
        ),
        (
            written(currency=["USD"]),
            "money.unknown-currency",
            "“['USD']” is not a currency this library knows.",
        ),
        (written(paople=[]), "facts.unknown-key", "paople is no key of the facts."),
        (with_year(surpluss="1.00"), "facts.unknown-key", "years.0.surpluss is no key of the facts."),
        (
            with_year(surplus=100),
            "money.bare-number",
            "years.0.surplus: 100 is a bare number where money belongs.",
        ),
        (with_year(surplus=1e2), "money.bare-number", "years.0.surplus: 100.0 is a bare number where money"),
        (
            with_year(surplus="1.001"),
            "money.decimals",
            "years.0.surplus: “1.001” has more decimals than USD has",
        ),
        (with_year(surplus="1,00"), "money.form", "years.0.surplus: “1,00” is not an amount of money."),
        (with_year(tax=None), "money.form", "years.0.tax: “None” is not an amount of money."),
        (
            with_year(year="2025"),
            "facts.value",
            "years.0.year does not hold what it should: input should be a",
        ),
        (with_year(year=True), "facts.value", "years.0.year does not hold what it should: input should be a"),
        (with_year(closed_on="2025-02-30"), "date.form", "years.0.closed_on: “2025-02-30” is not a date."),
        (with_year(closed_on="20260316"), "date.form", "years.0.closed_on: “20260316” is not a date."),
        (with_year(closed_on="2026-W10-1"), "date.form", "years.0.closed_on: “2026-W10-1” is not a date."),
        (
            with_hours(seconds=1.5),
            "facts.value",
            "hours.0.seconds does not hold what it should: input should be",
        ),
        (with_hours(day="3/3/2025"), "date.form", "hours.0.day: “3/3/2025” is not a date."),
        (with_person(key="b o"), "facts.value", "people.0.key does not hold what it should: it is one word,"),
        (with_person(key="a/b"), "facts.value", "people.0.key does not hold what it should: it is one word,"),
        (
            with_person(name="Bo\x1b[2J"),
            "facts.value",
            "people.0.name does not hold what it should: it is one line",
        ),
        (
            with_person(name=""),
            "facts.value",
            "people.0.name does not hold what it should: string should have",
        ),
        (
            with_person(earlier_hours=-1),
            "facts.value",
            "people.0.earlier_hours does not hold what it should: inp",
        ),
        (with_person(key="ada"), "facts.person-twice", "The key “ada” stands for two people."),
        (
            written(years=[*WRITTEN["years"], *WRITTEN["years"]]),
            "facts.year-twice",
            "The year 2025 is stated twice.",
        ),
        (with_payment(amount="-5.00"), "money.below-zero", "payments.0.amount: -5.00 is below zero."),
        (
            with_payment(what="gift"),
            "facts.value",
            "payments.0.what does not hold what it should: input should be",
        ),
        (
            with_payment(person="chi"),
            "facts.payment-person",
            "A payment names “chi”, whom the facts do not know.",
        ),
        (
            with_payment(on="2024-12-31"),
            "facts.payment-before-opening",
            "A payment of ada on 2024-12-31 is older than the opening balance of 2025-01-01, which holds it.",
        ),
        (
            written(exports=[{"path": "a.csv"}]),
            "facts.value",
            "exports.0.mapping does not hold what it should",
        ),
        (
            written(exports=[{"path": "a.csv", "mapping": {}, "zone": "Mars/Olympus"}]),
            "facts.zone",
            "exports.0.zone: “Mars/Olympus” is not a time zone.",
        ),
    ],
)
def test_what_the_facts_cannot_say_is_refused(said: Any, code: str, says: str) -> None:
    found, told, _ = refused(said)

    assert (found, told[: len(f"facts.json: {says}")]) == (code, f"facts.json: {says}")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ([{"stage": "member", "from": "2025-01-06", "until": "2025-01-06"}], "people.stage-backwards"),
        (
            [{"stage": "member", "from": "2025-01-06"}, {"stage": "candidate", "from": "2025-02-06"}],
            "people.stages-overlap",
        ),
        ([{"stage": "member", "from": "2025-01-06", "untl": "2025-01-07"}], "facts.unknown-key"),
    ],
)
def test_stages_that_cannot_be_are_refused(said: list[dict[str, str]], code: str) -> None:
    assert refused(with_person(stages=said))[0] == code


def test_a_misspelt_key_comes_with_a_suggestion_where_there_is_one() -> None:
    assert refused(written(paople=[]))[2] == "Did you mean “people”?"
    assert refused(written(qqqq=[]))[2] == "Compare it with `bylaws schema facts`."
