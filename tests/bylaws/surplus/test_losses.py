"""A year with a loss: who bears it."""

from __future__ import annotations

from typing import Any

import pytest

from bylaws.kernel.faults import CharterSilent, InputFault
from tests.bylaws.surplus.years import (
    ADA_AND_BO,
    LOSS_IN_COMMON,
    TAX,
    Rule,
    charter,
    close,
    collective,
    fund,
    members,
    shares,
    steps,
)

WORKED = [("ada", "client-work", "2025-02-03", 2), ("bo", "client-work", "2025-02-03", 1)]


def borne(*losses: Rule, loss: str = "-900.00", **says: Any) -> tuple[list[str], list[tuple[str, str]]]:
    closing = close(charter(members(), losses={"from": list(losses)}), loss, WORKED, **says)
    return steps(closing), [(who, amount.decimal()) for who, amount in closing.parts.losses]


def by(base: str, share: str = "100%", **says: str) -> Rule:
    return {"account": "members", "share": share, "by": base, "eligible": ["member"], **says}


def down_to(least: str, account: str = "collective", **says: str) -> Rule:
    return {"account": account, "share": "100%", "of": "left", "down_to": least, **says}


REST = {"account": "collective", "share": "100%", "of": "left"}


def test_a_loss_may_be_borne_in_common() -> None:
    closing = close(charter(members()), "-900.00", WORKED)

    assert (steps(closing), closing.parts.shares, closing.parts.losses) == (["collective -900.00"], (), ())
    assert [(one.account, one.amount.decimal()) for one in closing.postings] == [
        ("collective", "900.00"),
        ("surplus/2025", "-900.00"),
    ]


@pytest.mark.parametrize(
    ("base", "ada", "bo"),
    [
        ("hours", "600.00", "300.00"),
        ("pay", "600.00", "300.00"),
        ("equal", "450.00", "450.00"),
        ("member-months", "450.00", "450.00"),
    ],
)
def test_members_bear_a_loss_by_the_same_measures(base: str, ada: str, bo: str) -> None:
    assert borne(by(base)) == (["members -900.00"], [("ada", ada), ("bo", bo)])


def test_a_loss_is_divided_as_the_same_surplus_would_have_been() -> None:
    for cents in ("0.01", "0.02", "100.00", "9999.99"):
        surplus = close(charter(members()), cents, WORKED)

        assert borne(by("hours"), loss=f"-{cents}")[1] == list(shares(surplus).items())


def test_each_step_bears_a_share_of_the_whole_or_of_what_is_left() -> None:
    care = {"account": "fund", "name": "care", "share": "50%", "of": "left"}

    assert borne({"account": "collective", "share": "1/3"}, care, by("equal", of="left")) == (
        ["collective -300.00", "fund care -300.00", "members -300.00"],
        [("ada", "150.00"), ("bo", "150.00")],
    )


def test_shares_of_the_whole_never_bear_more_than_there_is() -> None:
    assert borne({"account": "collective", "share": "60%"}, by("equal", "60%"))[0] == [
        "collective -540.00",
        "members -360.00",
    ]


def test_an_account_bears_no_more_once_it_is_down_to_its_limit() -> None:
    assert borne(down_to("100.00"), by("equal", of="left"), collective="500.00")[0] == [
        "collective -400.00",
        "members -500.00",
    ]
    assert borne(down_to("100.00"), by("equal", of="left"), collective="50.00")[0] == [
        "collective 0.00",
        "members -900.00",
    ]


def test_an_account_that_bore_a_part_already_is_not_taken_below_its_limit_by_a_later_step() -> None:
    first = {"account": "collective", "share": "50%", "down_to": "0.00"}

    assert borne(first, down_to("0.00"), by("equal", of="left"), collective="500.00")[0] == [
        "collective -450.00",
        "collective -50.00",
        "members -400.00",
    ]
    care = {"account": "fund", "name": "care", "share": "10%"}
    again = down_to("0.00", "fund", name="care")
    assert borne(care, again, by("equal", of="left"), funds={"care": "200.00"})[0] == [
        "fund care -90.00",
        "fund care -110.00",
        "members -700.00",
    ]


def test_two_steps_to_members_add_up_for_each() -> None:
    assert borne(by("hours", "1/3"), by("equal", of="left"))[1] == [("ada", "500.00"), ("bo", "400.00")]


def test_a_step_to_members_that_bears_nothing_needs_nobody() -> None:
    nobody = {**by("hours"), "eligible": ["candidate"]}

    assert borne(LOSS_IN_COMMON["from"][0], {**nobody, "of": "left"}) == (
        ["collective -900.00", "members 0.00"],
        [],
    )


def test_tax_in_a_year_with_a_loss_makes_it_larger() -> None:
    closing = close(charter(TAX, members()), "-900.00", WORKED, tax="100.00")

    assert steps(closing) == ["tax 100.00", "collective -1000.00"]
    assert [line.left.decimal() for line in closing.parts.steps] == ["-1000.00", "0.00"]
    assert {one.account: one.amount.decimal() for one in closing.postings} == {
        "collective": "1000.00",
        "surplus/2025": "-900.00",
        "tax": "-100.00",
    }


def test_a_year_whose_tax_is_more_than_its_surplus_is_a_year_with_a_loss() -> None:
    closing = close(charter(TAX, collective("10%"), members()), "500.00", WORKED, tax="800.00")

    assert steps(closing) == ["tax 800.00", "collective -300.00"]
    assert {one.account: one.amount.decimal() for one in closing.postings} == {
        "collective": "300.00",
        "surplus/2025": "500.00",
        "tax": "-800.00",
    }


def test_surplus_from_others_work_is_not_asked_about_in_a_year_with_a_loss() -> None:
    text = charter(members(), others="collective", losses={"from": [by("hours")]})
    who = {**ADA_AND_BO, "bo": [("candidate", "2025-01-01", None)]}

    closing = close(text, "-900.00", WORKED, who=who)

    assert [(key, amount.decimal()) for key, amount in closing.parts.losses] == [("ada", "900.00")]


# a charter silent on losses


def silent(*losses: Rule, **says: Any) -> tuple[str, str]:
    text = charter(members(), losses={"from": list(losses)} if losses else None)
    with pytest.raises(CharterSilent) as refused:
        close(text, "-900.00", WORKED, **says)
    return refused.value.code, refused.value.says


def test_a_charter_that_does_not_say_who_bears_a_loss_is_silent() -> None:
    assert silent() == ("losses.silent", "The charter does not say who bears a loss.")


def test_a_loss_that_nobody_bears_in_full_finds_the_charter_silent() -> None:
    assert silent(down_to("0.00"), collective="500.00") == (
        "losses.left-over",
        "400.00 USD of the loss is borne by nobody.",
    )


def test_members_of_a_stage_that_nobody_has_cannot_bear_a_loss() -> None:
    assert silent({**by("hours"), "eligible": ["candidate"]})[0] == "surplus.nobody-shares"


def test_the_balance_a_limit_looks_at_has_to_be_stated() -> None:
    with pytest.raises(InputFault) as refused:
        borne(down_to("0.00", "fund", name="care"), REST)

    assert (refused.value.code, refused.value.values["account"]) == ("close.no-balance", "fund/care")


def test_a_fund_is_named_in_the_entry() -> None:
    text = charter(
        fund("care", share="100%", of="left"), losses={"from": [down_to("0.00", "fund", name="care"), REST]}
    )

    closing = close(text, "-5.00", funds={"care": "3.00"})

    assert [one.account for one in closing.postings] == ["collective", "fund/care", "surplus/2025"]
