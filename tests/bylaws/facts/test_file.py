"""The facts file: what it says, and what is refused with its place and a cure."""

from __future__ import annotations

import copy
import dataclasses
import json
from typing import Any

import pytest

from bylaws.charter.charter import Charter
from bylaws.facts.cells import Cell
from bylaws.facts.file import Facts, read_facts
from bylaws.facts.year import Standing
from bylaws.kernel.faults import Fault, InputFault, NotThere
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period
from tests.bylaws.charter.texts import amendment, article
from tests.bylaws.surplus.years import HOURS_ARTICLE, charter, day, members, people

WRITTEN: dict[str, Any] = {
    "facts": "toad-lane-facts/1",
    "currency": "USD",
    "people": [
        {"key": "bo", "name": "Bo Tide", "stages": [{"stage": "candidate", "from": "2025-01-06"}]},
        {
            "key": "ada",
            "name": "Ada Reef",
            "stages": [
                {"stage": "member", "from": "2022-01-01"},
                {"stage": "candidate", "from": "2021-04-01", "until": "2022-01-01"},
            ],
            "opening": {"on": "2025-01-01", "paid_in": "1000.00", "notices": "50.00"},
            "earlier_hours": 4000,
        },
    ],
    "hours": [
        {"person": "ada", "work": "client-work", "day": "2025-03-03", "seconds": 3600},
        {"person": "ada", "work": "client-work", "day": "2025-03-04", "seconds": 60},
        {"person": "bo", "work": "upkeep", "day": "2025-03-03", "seconds": 1},
    ],
    "payments": [
        {"person": "ada", "what": "buy-in", "amount": "10.00", "on": "2025-01-01"},
        {"person": "ada", "what": "buy-in-from-patronage", "amount": "1.00", "on": "2026-03-16"},
        {"person": "ada", "what": "buy-in", "amount": "500.00", "on": "2026-03-17"},
        {"person": "bo", "what": "notice", "amount": "7.00", "on": "2024-12-31"},
        {"person": "bo", "what": "redemption", "amount": "2.00", "on": "2024-06-30"},
    ],
    "years": [
        {
            "year": 2025,
            "surplus": "100.00",
            "tax": "0.00",
            "closed_on": "2026-03-16",
            "collective": "5.00",
            "funds": {"care": "1.00"},
        }
    ],
}
TEXT = charter(members(), capital={"interest": "3%"})


def written(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(WRITTEN), **changes}


def facts(said: dict[str, Any] | None = None) -> Facts:
    return read_facts(json.dumps(WRITTEN if said is None else said))


def dollars(cents: int) -> Money:
    return Money(cents, "USD")


def test_people_are_read_in_the_order_of_their_keys() -> None:
    assert list(facts().people.items()) == [
        (
            "ada",
            _named(
                "ada", "Ada Reef", ("candidate", "2021-04-01", "2022-01-01"), ("member", "2022-01-01", None)
            ),
        ),
        ("bo", _named("bo", "Bo Tide", ("candidate", "2025-01-06", None))),
    ]


def _named(key: str, name: str, *spells: tuple[str, str, str | None]) -> Any:
    return dataclasses.replace(people({key: list(spells)})[key], name=name)


def test_the_facts_of_a_year_are_what_a_close_needs() -> None:
    year = facts().for_year(TEXT, 2025)

    whole = Period(day("2025-01-01"), day("2026-01-01"))
    assert (year.year, year.surplus, year.tax, year.closed_on) == (
        2025,
        dollars(100_00),
        dollars(0),
        day("2026-03-16"),
    )
    assert year.cells == (
        Cell("ada", "client-work", "member", whole, 3660),
        Cell("bo", "upkeep", "candidate", Period(day("2025-01-06"), day("2026-01-01")), 1),
    )
    assert (year.collective, year.funds) == (dollars(5_00), {"care": dollars(1_00)})


def test_what_is_paid_counts_through_the_close_and_what_earns_before_the_years_first_day() -> None:
    assert facts().for_year(TEXT, 2025).standing == {
        "ada": Standing(dollars(1011_00), dollars(1050_00), 4000 * 3600),
        "bo": Standing(dollars(0), dollars(5_00), 0),
    }


def test_an_opening_balance_that_comes_later_is_not_held_yet() -> None:
    said = written(payments=[])
    said["people"][1]["opening"]["on"] = "2025-01-02"

    assert facts(said).for_year(TEXT, 2025).standing["ada"] == Standing(
        dollars(1000_00), dollars(0), 4000 * 3600
    )


def test_exported_hours_are_added_to_those_in_the_file() -> None:
    year = facts().for_year(TEXT, 2025, [("ada", "client-work", day("2025-04-01"), 40)])

    assert [cell.seconds for cell in year.cells] == [3700, 1]


def test_what_is_not_stated_is_not_made_up() -> None:
    said = written(years=[{"year": 2025, "surplus": "-1.00", "tax": "0.00", "closed_on": "2026-01-01"}])
    del said["hours"], said["payments"]

    year = facts(said).for_year(TEXT, 2025)

    assert (year.cells, year.collective, year.funds) == ((), None, {})


def test_a_year_that_is_not_stated_is_not_there() -> None:
    with pytest.raises(NotThere) as absent:
        facts().for_year(TEXT, 2024)

    assert (absent.value.code, absent.value.says) == (
        "facts.no-such-year",
        "The facts do not state a surplus for 2024.",
    )


# hours and stages the charter does not know


def refused_year(said: dict[str, Any], text: Charter = TEXT) -> tuple[str, str, str]:
    with pytest.raises(InputFault) as refused:
        facts(said).for_year(text, 2025)
    return refused.value.code, refused.value.says, refused.value.next_step


def hours(work: str, on: str = "2025-03-03") -> dict[str, Any]:
    return written(hours=[{"person": "ada", "work": work, "day": on, "seconds": 60}])


def test_a_misspelt_kind_of_work_is_refused_with_the_nearest() -> None:
    assert refused_year(hours("client work")) == (
        "hours.unknown-work",
        "“client work” is not a kind of work the charter names.",
        "Did you mean “client-work”?",
    )


def test_a_kind_of_work_unlike_any_is_refused_with_all_there_are() -> None:
    assert refused_year(hours("zzz"))[2] == "Map it to one of: client-work, upkeep, leave, meetings."


def test_a_kind_of_work_is_known_from_the_day_on_which_the_charter_names_it() -> None:
    rule = 'kind = "hours"\n[[kinds]]\nname = "night-duty"\ncounts_for = ["patronage"]'
    later = amendment(article(6, "Hours", rule), adopted="2025-01-10", from_="2025-03-03", replaces="[6]")
    text = charter(members(), amendments={"night.md": later})

    assert facts(hours("night-duty")).for_year(text, 2025).cells[0].seconds == 60
    assert refused_year(hours("night-duty", "2025-03-02"), text)[0] == "hours.unknown-work"
    assert refused_year(hours("client-work"), text)[0] == "hours.unknown-work"


def stage(name: str, since: str = "2025-01-06") -> dict[str, Any]:
    said = written()
    said["people"][0]["stages"] = [{"stage": name, "from": since}]
    return said


def test_a_misspelt_stage_is_refused_since_it_would_leave_someone_out() -> None:
    assert refused_year(stage("membr")) == (
        "people.unknown-stage",
        "Bo Tide is “membr”, a stage the charter does not name.",
        "Did you mean “member”?",
    )


def test_a_stage_unlike_any_is_refused_with_all_there_are() -> None:
    says = "The stages are candidate, former, intern, member, retired, sabbatical, trainee."

    assert refused_year(stage("zzz"), charter(members()))[2] == says


def test_a_stage_that_the_charter_names_is_known() -> None:
    text = charter(
        members(),
        amendments={
            "associates.md": amendment(
                article(3, "Membership", 'kind = "membership"\n[[stages]]\nname = "associate"'),
                adopted="2025-01-10",
                from_="2025-03-03",
                replaces="[3]",
            )
        },
    )

    assert (
        facts(stage("associate")).for_year(text, 2025).people["bo"].stage_on(day("2025-02-01")) == "associate"
    )
    assert refused_year(stage("associate"))[0] == "people.unknown-stage"


def test_a_stage_of_another_year_is_not_asked_about() -> None:
    assert facts(stage("guest", "2026-01-01") | {"hours": []}).for_year(TEXT, 2025).year == 2025


def test_without_a_membership_rule_the_usual_stages_are_known() -> None:
    bare = charter(
        members(),
        amendments={
            "none.md": amendment(adopted="2024-01-10", from_="2024-03-03", repeals="[3]"),
        },
    )

    assert refused_year(stage("guest"), bare)[0] == "people.unknown-stage"
    assert facts().for_year(bare, 2025).year == 2025


# files that are refused


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


def test_hours_of_a_kind_the_charter_does_not_name_cite_its_article() -> None:
    with pytest.raises(InputFault) as fault:
        facts(hours("zzz")).for_year(TEXT, 2025)

    assert fault.value.article == HOURS_ARTICLE
