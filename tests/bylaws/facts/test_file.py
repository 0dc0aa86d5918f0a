"""The facts file: what it says, and what is refused with its place and a cure."""

from __future__ import annotations

import dataclasses
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.charter.charter import Charter
from bylaws.facts.cells import Cell
from bylaws.facts.file import Facts, read_facts
from bylaws.facts.year import Standing
from bylaws.kernel.faults import InputFault, NotThere
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period
from tests.bylaws.charter.texts import amendment, article
from tests.bylaws.facts.written import WRITTEN, written
from tests.bylaws.surplus.years import HOURS_ARTICLE, charter, day, members, people

TEXT = charter(members(), capital={"interest": "3%"})


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


def opened(on: str, **held: str) -> dict[str, Any]:
    said = written(payments=[])
    said["people"][1]["opening"] = {"on": on, "paid_in": "0.00", "notices": "0.00", **held}
    return said


NO_INTEREST = charter(members())


@pytest.mark.parametrize(
    ("text", "on", "asked_about"),
    [(TEXT, "2025-01-02", "2025-01-01"), (NO_INTEREST, "2026-03-17", "2026-03-16")],
    ids=["capital earns interest from the year's first day", "the buy-in is asked about at the close"],
)
def test_an_account_that_is_known_only_later_is_refused(text: Charter, on: str, asked_about: str) -> None:
    says = f"The account of Ada Reef is known from {on} on; the close of 2025 asks about {asked_about}."

    assert refused_year(opened(on, paid_in="1.00"), text)[:2] == ("facts.opening-later", says)
    assert refused_year(opened(on, notices="1.00"), text)[0] == "facts.opening-later"


def test_an_account_that_opened_empty_or_was_known_in_time_is_not_asked_about() -> None:
    nothing = Standing(dollars(0), dollars(0), 4000 * 3600)

    assert facts(opened("2026-05-05")).for_year(TEXT, 2025).standing["ada"] == nothing
    known = facts(opened("2026-03-16", paid_in="7.00")).for_year(NO_INTEREST, 2025)
    assert known.standing["ada"] == Standing(dollars(7_00), dollars(0), 4000 * 3600)


def test_what_a_close_gave_is_left_out_when_it_is_made_again() -> None:
    given = [
        {"person": "bo", "what": "buy-in-from-patronage", "amount": "4.00", "on": "2026-03-16", "year": 2025},
        {"person": "bo", "what": "buy-in-from-patronage", "amount": "2.00", "on": "2026-03-16", "year": 2024},
        {"person": "bo", "what": "notice", "amount": "1.00", "on": "2024-12-31", "year": 2025},
    ]
    later = {**WRITTEN["years"][0], "year": 2026, "closed_on": "2027-03-16"}
    both = facts(written(payments=given, years=[*WRITTEN["years"], later], hours=[]))

    assert both.for_year(TEXT, 2025).standing["bo"] == Standing(dollars(2_00), dollars(0), 0)
    assert both.for_year(TEXT, 2026).standing["bo"] == Standing(dollars(6_00), dollars(1_00), 0)


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


@given(seed=st.integers())
def test_the_order_in_which_facts_are_written_never_matters(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - an order to try
    mixed = {
        key: dice.sample(said, len(said)) if isinstance(said, list) else said for key, said in WRITTEN.items()
    }
    mixed["people"] = [
        {**one, "stages": dice.sample(one["stages"], len(one["stages"]))} for one in mixed["people"]
    ]

    assert facts(mixed).for_year(TEXT, 2025) == facts().for_year(TEXT, 2025)


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


def test_hours_of_a_kind_the_charter_does_not_name_cite_its_article() -> None:
    with pytest.raises(InputFault) as fault:
        facts(hours("zzz")).for_year(TEXT, 2025)

    assert fault.value.article == HOURS_ARTICLE
