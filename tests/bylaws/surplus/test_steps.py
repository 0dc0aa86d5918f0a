"""The steps of a surplus, one after the other."""

from __future__ import annotations

from typing import Any

import pytest

from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, Fault, InputFault
from tests.bylaws.surplus.years import (
    ARTICLE,
    INTEREST,
    TAX,
    Rule,
    charter,
    close,
    collective,
    fund,
    held,
    members,
    steps,
)

WORKED = [("ada", "client-work", "2025-02-03", 2), ("bo", "client-work", "2025-02-03", 1)]


def refusal(
    kind: type[Fault], *said: Rule, surplus: str = "1000.00", capital: Rule | None = None, **says: Any
) -> tuple[str, str]:
    with pytest.raises(kind) as refused:
        close(charter(*said, capital=capital), surplus, WORKED, **says)
    return refused.value.code, refused.value.says


def test_shares_of_the_opening_are_of_the_whole_and_shares_of_what_is_left_of_the_rest() -> None:
    text = charter(collective("10%", of="opening"), fund("care", share="10%", of="left"), members())

    assert steps(close(text, "1000.00", WORKED)) == ["collective 100.00", "fund care 90.00", "members 810.00"]


def test_shares_of_the_opening_that_make_a_whole_place_every_cent() -> None:
    thirds = [fund(name, share="1/3", of="opening") for name in ("care", "travel", "tools")]

    assert steps(close(charter(*thirds), "0.02")) == ["fund care 0.01", "fund travel 0.00", "fund tools 0.01"]


def test_a_fixed_amount_is_what_is_left_when_that_is_less() -> None:
    text = charter(fund("care", amount="300.00"), fund("tools", amount="800.00"), members())

    closing = close(text, "1000.00", WORKED)

    assert steps(closing) == ["fund care 300.00", "fund tools 700.00", "members 0.00"]
    assert [line.code for line in closing.parts.steps] == [
        "step.fixed",
        "step.only-what-was-left",
        "step.rest",
    ]


def test_a_step_takes_no_more_than_its_yearly_limit() -> None:
    text = charter(fund("care", share="50%", of="opening", at_most="100.00"), members())

    closing = close(text, "1000.00", WORKED)

    assert steps(closing) == ["fund care 100.00", "members 900.00"]
    assert closing.parts.steps[0].code == "step.up-to-limit"


@pytest.mark.parametrize(
    ("balance", "takes"), [("0.00", "500.00"), ("900.00", "100.00"), ("1000.00", "0.00"), ("1500.00", "0.00")]
)
def test_a_step_stops_when_the_account_is_full(balance: str, takes: str) -> None:
    text = charter(collective("50%", of="opening", until_balance="1000.00"), members())

    assert steps(close(text, "1000.00", WORKED, collective=balance))[0] == f"collective {takes}"


def test_an_account_that_an_earlier_step_filled_is_full_for_a_later_one() -> None:
    text = charter(
        fund("care", amount="300.00"),
        fund("care", share="50%", of="left", until_balance="500.00"),
        fund("care", share="10%", of="left", until_balance="500.00", at_most="400.00"),
        members(),
    )

    closing = close(text, "1000.00", WORKED, funds={"care": "100.00"})

    assert steps(closing) == ["fund care 300.00", "fund care 100.00", "fund care 0.00", "members 600.00"]


def test_of_two_limits_the_lower_holds() -> None:
    text = charter(collective("50%", until_balance="400.00", at_most="300.00"), members())

    assert steps(close(text, "1000.00", WORKED, collective="0.00"))[0] == "collective 300.00"
    assert steps(close(text, "1000.00", WORKED, collective="250.00"))[0] == "collective 150.00"


def test_the_balance_a_limit_looks_at_has_to_be_stated() -> None:
    care = fund("care", share="50%", of="left", until_balance="10.00")

    assert refusal(InputFault, care, members()) == (
        "close.no-balance",
        "The charter looks at the balance of “fund/care”, which the facts do not state.",
    )


def test_the_tax_is_taken_as_stated() -> None:
    closing = close(charter(TAX, members()), "1000.00", WORKED, tax="1000.00")

    assert steps(closing) == ["tax 1000.00", "members 0.00"]


def test_a_tax_that_no_step_takes_finds_the_charter_silent() -> None:
    assert refusal(CharterSilent, members(), tax="100.00") == (
        "surplus.tax-step",
        "A tax of 100.00 USD is stated, and the steps place 0.00 USD of it.",
    )


def test_a_tax_that_is_no_longer_there_in_full_finds_the_charter_silent() -> None:
    assert refusal(CharterSilent, fund("care", amount="950.00"), TAX, members(), tax="100.00") == (
        "surplus.tax-step",
        "A tax of 100.00 USD is stated, and the steps place 50.00 USD of it.",
    )


def test_what_no_step_takes_finds_the_charter_silent() -> None:
    assert refusal(CharterSilent, members(share="90%", of="opening")) == (
        "surplus.left-over",
        "100.00 USD of the surplus has no destination.",
    )


@pytest.mark.parametrize(("step", "to"), [(TAX, "tax"), (INTEREST, "interest")])
def test_two_steps_to_a_stated_amount_are_ambiguous(step: Rule, to: str) -> None:
    assert refusal(CharterAmbiguous, step, step, members()) == (
        "surplus.step-twice",
        f"Two steps go to {to}.",
    )


def test_nobody_left_to_share_finds_the_charter_silent() -> None:
    assert refusal(CharterSilent, members(eligible=["candidate"])) == (
        "surplus.nobody-shares",
        "1000.00 USD is for people of the stage candidate, and none of them has anything it is measured by.",
    )


def test_where_nobody_shares_and_nothing_is_left_the_year_closes() -> None:
    closing = close(charter(collective(), members(eligible=["candidate"])), "1000.00", WORKED)

    assert (steps(closing), closing.parts.shares) == (["collective 1000.00", "members 0.00"], ())


def test_a_year_without_surplus_closes_and_nobody_receives_anything() -> None:
    closing = close(charter(TAX, collective("10%"), members()), "0.00", WORKED)

    assert steps(closing) == ["tax 0.00", "collective 0.00", "members 0.00"]
    assert ([share.share.minor for share in closing.parts.shares], closing.postings) == ([0, 0], ())


# interest on members' capital


def test_capital_earns_what_the_charter_promises_before_members_share() -> None:
    text = charter(INTEREST, members(), capital={"interest": "3%"})
    standing = {"ada": held(earning="1000.00"), "bo": held(earning="500.00"), "chi": held(earning="-40.00")}

    closing = close(text, "1000.00", WORKED, standing=standing)

    assert steps(closing) == ["interest 45.00", "members 955.00"]
    assert [(who, amount.decimal()) for who, amount in closing.parts.interest] == [
        ("ada", "30.00"),
        ("bo", "15.00"),
    ]


def test_interest_short_of_money_is_paid_in_proportion() -> None:
    text = charter(INTEREST, members(), capital={"interest": "3%"})
    standing = {"ada": held(earning="1000.00"), "bo": held(earning="500.00")}

    closing = close(text, "30.01", WORKED, standing=standing)

    assert steps(closing) == ["interest 30.01", "members 0.00"]
    assert [amount.decimal() for _, amount in closing.parts.interest] == ["20.01", "10.00"]


def test_a_short_first_year_earns_interest_for_its_days() -> None:
    text = charter(
        INTEREST,
        members(),
        capital={"interest": "10%"},
        since="2025-10-20",
    )

    closing = close(
        text, "1000.00", [("ada", "client-work", "2025-11-03", 1)], standing={"ada": held(earning="1000.00")}
    )

    assert steps(closing)[0] == "interest 20.00"


def test_interest_that_no_step_takes_finds_the_charter_silent() -> None:
    capital = {"interest": "3%"}

    assert refusal(CharterSilent, members(), capital=capital, standing={"ada": held(earning="1000.00")}) == (
        "surplus.interest-step",
        "Members' capital earned 30.00 USD of interest, and no step goes to it.",
    )


def test_a_step_to_interest_takes_nothing_where_capital_earns_none() -> None:
    closing = close(charter(INTEREST, members()), "1000.00", WORKED, standing={"ada": held(earning="9.00")})

    assert steps(closing) == ["interest 0.00", "members 1000.00"]


# surplus from the work of people who do not share

OTHERS = {
    "ada": [("member", "2018-01-01", None)],
    "bo": [("candidate", "2025-01-01", "2025-07-01"), ("member", "2025-07-01", None)],
}


def test_what_others_earned_goes_to_the_collective_account_first_after_tax() -> None:
    text = charter(TAX, collective("10%", of="opening"), members(), others="collective")
    worked = [
        ("ada", "client-work", "2025-02-03", 60),
        ("bo", "client-work", "2025-02-03", 25),
        ("bo", "meetings", "2025-02-03", 99),
        ("bo", "client-work", "2025-08-04", 15),
    ]

    closing = close(text, "1200.00", worked, who=OTHERS, tax="200.00")

    assert steps(closing) == ["collective 250.00", "tax 200.00", "collective 95.00", "members 655.00"]
    assert [(line.number, line.code) for line in closing.parts.steps] == [
        (0, "step.others-work"),
        (1, "step.tax-as-stated"),
        (2, "step.share-of-own-work"),
        (3, "step.rest"),
    ]


def test_where_only_those_who_share_worked_nothing_goes_first() -> None:
    text = charter(members(), others="collective")

    assert steps(close(text, "1000.00", WORKED)) == ["members 1000.00"]


def test_where_nobody_who_shares_worked_everything_goes_first() -> None:
    text = charter(members(), others="collective")

    closing = close(text, "1000.00", [("bo", "client-work", "2025-02-03", 9)], who=OTHERS)

    assert steps(closing) == ["collective 1000.00", "members 0.00"]


def test_an_account_that_others_work_filled_is_full_for_a_later_step() -> None:
    text = charter(collective("50%", until_balance="300.00"), members(), others="collective")

    closing = close(
        text,
        "1000.00",
        [("ada", "client-work", "2025-02-03", 3), ("bo", "client-work", "2025-02-03", 1)],
        who=OTHERS,
        collective="0.00",
    )

    assert steps(closing) == ["collective 250.00", "collective 50.00", "members 700.00"]


def test_every_step_cites_its_article() -> None:
    closing = close(charter(TAX, collective("10%"), members(), others="collective"), "1000.00", WORKED)

    assert {line.article for line in closing.parts.steps} == {ARTICLE}
