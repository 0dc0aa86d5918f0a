"""What a share is measured by, and whose work counts: by the stage and the text of the day."""

from __future__ import annotations

import pytest

from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, NotThere
from tests.bylaws.charter.texts import amendment, article
from tests.bylaws.surplus.years import (
    ADA_AND_BO,
    ALWAYS,
    HOURS,
    PAY,
    Rule,
    charter,
    close,
    fund,
    held,
    members,
    shares,
    steps,
    toml,
)

BOTH_TWICE = [("ada", "client-work", "2025-02-03", 20), ("bo", "client-work", "2025-08-04", 20)]


def test_hours_that_do_not_count_for_patronage_give_no_share() -> None:
    worked = [
        ("ada", "client-work", "2025-02-03", 10),
        ("ada", "meetings", "2025-02-03", 500),
        ("bo", "upkeep", "2025-02-03", 30),
        ("bo", "leave", "2025-02-03", 500),
    ]

    assert shares(close(charter(members()), "400.00", worked)) == {"ada": "100.00", "bo": "300.00"}


def test_hours_count_from_the_day_of_admission() -> None:
    bo = {
        "ada": ADA_AND_BO["ada"],
        "bo": [("candidate", "2025-01-01", "2025-10-06"), ("member", "2025-10-06", None)],
    }
    worked = [
        ("ada", "client-work", "2025-02-03", 10),
        ("bo", "client-work", "2025-10-05", 99),
        ("bo", "client-work", "2025-10-06", 10),
    ]

    assert shares(close(charter(members()), "400.00", worked, who=bo)) == {"ada": "200.00", "bo": "200.00"}


def test_who_left_in_the_year_shares_by_the_hours_until_then() -> None:
    bo = {"ada": ADA_AND_BO["ada"], "bo": [("member", ALWAYS, "2025-07-01"), ("former", "2025-07-01", None)]}
    worked = [("ada", "client-work", "2025-02-03", 30), ("bo", "client-work", "2025-06-30", 10)]

    assert shares(close(charter(members()), "400.00", worked, who=bo)) == {"ada": "300.00", "bo": "100.00"}


def test_who_was_outside_all_year_takes_no_part() -> None:
    who = {**ADA_AND_BO, "chi": [("former", ALWAYS, None)], "eli": [("member", "2026-01-01", None)]}

    assert shares(close(charter(members(by="member-months")), "4.00", who=who)) == {
        "ada": "2.00",
        "bo": "2.00",
    }


@pytest.mark.parametrize(
    ("spells", "share"),
    [
        ([("member", "2025-07-01", None)], "100.00"),
        ([("member", ALWAYS, "2025-07-01")], "100.00"),
        ([("member", "2025-07-17", "2025-08-01")], "11.63"),
        ([("member", "2025-01-01", "2025-04-01"), ("member", "2025-10-01", None)], "100.00"),
    ],
    ids=["joined in July", "left in July", "fifteen days of July", "with half a year between"],
)
def test_months_count_by_the_days_of_the_stage(spells: list[tuple[str, str, str | None]], share: str) -> None:
    who = {"ada": [("member", ALWAYS, None)], "bo": spells}
    text = charter(members(by="member-months"))

    assert shares(close(text, "300.00", who=who))["bo"] == share


def test_heads_are_counted_on_the_last_day_of_the_year() -> None:
    who = {
        "ada": [("member", ALWAYS, None)],
        "bo": [("member", ALWAYS, "2025-12-31")],
        "chi": [("member", "2025-12-31", None)],
    }

    assert shares(close(charter(members(by="equal")), "300.00", who=who)) == {
        "ada": "150.00",
        "bo": "0.00",
        "chi": "150.00",
    }


def test_by_pay_goes_what_the_rates_of_the_day_come_to() -> None:
    rates: Rule = {
        **PAY,
        "rates": [{"rate": "40.00", "work": ["client-work"]}, {"rate": "20.00", "work": ["leave"]}],
    }
    worked = [
        ("ada", "client-work", "2025-02-03", 10),
        ("bo", "client-work", "2025-02-03", 5),
        ("bo", "leave", "2025-02-03", 10),
        ("bo", "upkeep", "2025-02-03", 99),
    ]

    closing = close(charter(members(by="pay"), pay=rates), "800.00", worked)

    assert shares(closing) == {"ada": "400.00", "bo": "400.00"}


def test_a_mix_divides_each_of_its_parts_by_its_own_base() -> None:
    mix = [{"base": "hours", "share": "60%"}, {"base": "equal", "share": "40%"}]
    worked = [("ada", "client-work", "2025-02-03", 3), ("bo", "client-work", "2025-02-03", 1)]

    closing = close(charter(members(by=mix)), "1000.00", worked)

    assert shares(closing) == {"ada": "650.00", "bo": "350.00"}


def test_a_mix_of_many_parts_is_divided_to_the_cent() -> None:
    mix = [{"base": "hours", "share": "1/12"} for _ in range(12)]
    worked = [("ada", "client-work", "2025-02-03", 1), ("bo", "client-work", "2025-02-03", 1)]

    closing = close(charter(members(by=mix)), "0.11", worked)

    assert shares(closing) == {"ada": "0.11", "bo": "0.00"}


@pytest.mark.parametrize(("hours", "share"), [(100, "100.00"), (100 - 1 / 60, "0.00")])
def test_who_worked_less_than_the_least_hours_does_not_share(hours: float, share: str) -> None:
    worked = [("ada", "client-work", "2025-02-03", 300), ("bo", "client-work", "2025-02-03", hours)]

    assert shares(close(charter(members(hours_at_least=100)), "400.00", worked))["bo"] == share


def test_the_least_hours_hold_for_every_base() -> None:
    worked = [("ada", "client-work", "2025-02-03", 300), ("bo", "client-work", "2025-02-03", 1)]

    for base in ("equal", "member-months", "pay"):
        assert shares(close(charter(members(by=base, hours_at_least=2)), "8.00", worked)) == {
            "ada": "8.00",
            "bo": "0.00",
        }


def test_pay_is_levelled_among_those_who_worked_the_least_hours() -> None:
    worked = [
        ("ada", "client-work", "2025-02-03", 300),
        ("bo", "client-work", "2025-02-03", 1),
        ("eli", "client-work", "2025-02-03", 280),
    ]
    who = {key: [("member", ALWAYS, None)] for key in ("ada", "bo", "eli")}

    closing = close(charter(members(by="equalise-pay", hours_at_least=100)), "1000.00", worked, who=who)

    assert shares(closing) == {"ada": "200.00", "bo": "0.00", "eli": "800.00"}


def test_pay_that_nobody_is_there_to_level_finds_the_charter_silent() -> None:
    with pytest.raises(CharterSilent) as refused:
        close(charter(members(by="equalise-pay", hours_at_least=9)), "1.00", BOTH_TWICE[:0])

    assert refused.value.code == "surplus.nobody-shares"


def test_without_earlier_years_tenure_goes_by_this_years_hours() -> None:
    text = charter(members(by="tenure", tenure_at_most="100%"))

    assert shares(close(text, "2.00", BOTH_TWICE, standing={"bo": held()})) == {"ada": "1.00", "bo": "1.00"}


# the year and its texts


def test_a_fiscal_year_from_july_takes_the_hours_from_july() -> None:
    text = charter(members(), year_starts="07-01")
    worked = [
        ("ada", "client-work", "2024-06-30", 99),
        ("ada", "client-work", "2024-07-01", 1),
        ("bo", "client-work", "2025-06-30", 1),
        ("bo", "client-work", "2025-07-01", 99),
    ]

    closing = close(text, "2.00", worked, closed_on="2025-07-01")

    assert (closing.period.from_day.isoformat(), shares(closing)) == (
        "2024-07-01",
        {"ada": "1.00", "bo": "1.00"},
    )


def test_in_the_first_year_only_what_came_after_the_charter_counts() -> None:
    text = charter(members(by="member-months"), since="2025-10-01")

    closing = close(text, "300.00", who={**ADA_AND_BO, "bo": [("member", "2025-12-01", None)]})

    assert shares(closing) == {"ada": "225.00", "bo": "75.00"}


def test_a_year_before_the_charter_was_there_cannot_be_closed() -> None:
    with pytest.raises(NotThere) as refused:
        close(charter(members()), "1.00", number=2014, closed_on="2015-03-01")

    assert refused.value.code == "charter.not-yet"


MEETINGS_COUNT: Rule = {
    "kinds": [
        {"name": "client-work", "counts_for": ["pay", "patronage"]},
        {"name": "meetings", "counts_for": ["patronage"]},
    ]
}


def replacing(number: int, kind: str, rule: Rule, from_: str, adopted: str = "2025-01-10") -> str:
    text = article(number, kind.title(), f'kind = "{kind}"\n{toml(rule)}')
    return amendment(text, adopted=adopted, from_=from_, replaces=f"[{number}]")


def test_work_counts_by_the_text_of_the_day_it_was_done() -> None:
    amended = {"meetings.md": replacing(6, "hours", MEETINGS_COUNT, "2025-05-12")}
    worked = [
        ("ada", "meetings", "2025-05-11", 10),
        ("ada", "meetings", "2025-05-12", 10),
        ("bo", "client-work", "2025-01-02", 10),
    ]

    assert shares(close(charter(members(), amendments=amended), "2.00", worked)) == {
        "ada": "1.00",
        "bo": "1.00",
    }


@pytest.mark.parametrize(
    ("from_", "worked_on", "share"),
    [
        ("2025-05-12", "2025-05-31", "50.00"),
        ("2025-05-12", "2025-06-01", "75.00"),
        ("2025-05-01", "2025-05-01", "75.00"),
        ("2025-05-01", "2025-04-30", "50.00"),
    ],
)
def test_a_new_rate_of_pay_holds_from_the_first_month_that_begins_under_it(
    from_: str, worked_on: str, share: str
) -> None:
    dearer = {**PAY, "rates": [{"rate": "90.00"}]}
    text = charter(members(by="pay"), amendments={"pay.md": replacing(7, "pay", dearer, from_)})
    worked = [("ada", "client-work", worked_on, 1), ("bo", "client-work", "2025-01-02", 1)]

    assert shares(close(text, "100.00", worked))["ada"] == share


@pytest.mark.parametrize(("worked_on", "share"), [("2024-04-30", "50.00"), ("2024-05-01", "75.00")])
def test_a_rate_changed_just_before_a_year_that_begins_within_the_month_holds_from_the_next_month(
    worked_on: str, share: str
) -> None:
    dearer = {**PAY, "rates": [{"rate": "90.00"}]}
    amended = {"pay.md": replacing(7, "pay", dearer, "2024-04-03", adopted="2024-03-20")}
    text = charter(members(by="pay"), amendments=amended, year_starts="04-06")
    worked = [("ada", "client-work", worked_on, 1), ("bo", "client-work", "2024-04-10", 1)]

    assert shares(close(text, "100.00", worked, closed_on="2025-04-06"))["ada"] == share


def test_the_surplus_goes_by_the_text_of_the_years_first_day() -> None:
    other = {"steps": [fund("care", share="100%", of="left")]}
    amended = {"care.md": replacing(9, "surplus", other, "2026-01-01", adopted="2025-06-01")}
    text = charter(members(), amendments=amended)

    assert steps(close(text, "2.00", BOTH_TWICE)) == ["members 2.00"]
    assert steps(close(text, "2.00", number=2026, closed_on="2027-01-31")) == ["fund care 2.00"]


# a charter silent or ambiguous on what it measures by


def test_work_that_counts_for_pay_and_has_no_rate_finds_the_charter_silent() -> None:
    rates: Rule = {**PAY, "rates": [{"rate": "30.00", "stages": ["candidate"]}]}

    with pytest.raises(CharterSilent) as refused:
        close(charter(members(by="pay"), pay=rates), "1.00", BOTH_TWICE)

    assert (refused.value.code, refused.value.says) == (
        "pay.no-rate",
        "No pay rate fits “client-work” done by a member on 2025-01-01.",
    )


def test_work_that_two_rates_fit_is_ambiguous() -> None:
    rates: Rule = {**PAY, "rates": [{"rate": "30.00"}, {"rate": "31.00", "work": ["client-work"]}]}

    with pytest.raises(CharterAmbiguous) as refused:
        close(charter(members(by="pay"), pay=rates), "1.00", BOTH_TWICE)

    assert refused.value.code == "pay.two-rates"


@pytest.mark.parametrize("missing", ["hours", "pay", "tax"])
def test_a_rule_that_is_missing_finds_the_charter_silent(missing: str) -> None:
    rules: dict[str, Rule | None] = {"hours": HOURS, "pay": PAY, "tax": {"mode": "none"}, missing: None}

    with pytest.raises(CharterSilent) as refused:
        close(charter(members(by="pay"), **rules), "1.00", BOTH_TWICE)  # type: ignore[arg-type]

    assert (refused.value.code, refused.value.values["kind"]) == ("charter.silent", missing)


def test_a_charter_that_says_nothing_about_the_surplus_is_silent() -> None:
    with pytest.raises(CharterSilent) as refused:
        close(charter(), "1.00")

    assert (refused.value.code, refused.value.values["kind"]) == ("charter.silent", "surplus")


def test_two_articles_about_the_surplus_are_ambiguous() -> None:
    another = article(20, "Surplus again", f'kind = "surplus"\n{toml({"steps": [members()]})}')
    amended = {"again.md": amendment(another, adopted="2024-01-10", from_="2024-02-01", adds="[20]")}

    with pytest.raises(CharterAmbiguous) as refused:
        close(charter(members(), amendments=amended), "1.00", BOTH_TWICE)

    assert refused.value.values["articles"] == "Article 9 — Surplus and Article 20 — Surplus again"
