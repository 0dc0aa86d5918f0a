"""The surplus and its losses: every cent surely placed, and nothing leaned on that is not there."""

from __future__ import annotations

import pytest

from bylaws.kernel.faults import CharterSilent
from tests.bylaws.charter.checked import (
    MEMBERS_REST,
    REST,
    TAXES,
    findings,
    loss,
    next_steps,
    surplus,
    to,
    told,
)
from tests.bylaws.charter.texts import CAPITAL, HOURS, SURPLUS, TAX, whole

OVER = "The shares of the whole add up to "
NOT_LAST = (
    "The steps do not provably place every cent of the surplus: the last does not take whatever is left."
)


@pytest.mark.parametrize(
    "steps",
    [
        [TAXES, REST],
        [TAXES, to("collective", share="25%", of="left"), MEMBERS_REST],
        [TAXES, to("collective", amount="500.00"), to("fund", name="care", share="10%", of="opening"), REST],
        [
            to("collective", share="25%", of="opening", until_balance="9000.00"),
            to("fund", name="care", share="75%", of="opening"),
            TAXES,
            REST,
        ],
        [TAXES, to("collective", share="100%", of="left", at_most="10.00"), REST],
        [TAXES, to("collective", share="100%", of="opening", at_most="10.00"), REST],
    ],
)
def test_steps_that_surely_place_every_cent_are_sound(steps: list[str]) -> None:
    assert [found for found in told(whole(surplus=surplus(*steps))) if found[2]] == []


@pytest.mark.parametrize("shares", [("25%", "75%"), ("1/3", "1/3", "1/3"), ("100%",)])
def test_shares_of_the_whole_that_add_up_to_all_of_it_place_every_cent(shares: tuple[str, ...]) -> None:
    steps = [to("fund", name=f"f{n}", share=share, of="opening") for n, share in enumerate(shares)]

    assert told(whole(surplus=surplus(*steps), tax=TAX.replace("us-subchapter-t", "none"))) == []


@pytest.mark.parametrize(
    ("steps", "code", "says"),
    [
        ([TAXES, to("collective", share="99%", of="left")], "surplus.left-over", NOT_LAST),
        ([TAXES, to("collective", amount="500.00")], "surplus.left-over", NOT_LAST),
        ([TAXES, to("collective", share="100%", of="left", at_most="9.00")], "surplus.left-over", NOT_LAST),
        (
            [TAXES, to("collective", share="100%", of="left", until_balance="9.00")],
            "surplus.left-over",
            NOT_LAST,
        ),
        (
            [to("collective", share="100%", of="opening", at_most="9.00"), TAXES],
            "surplus.left-over",
            NOT_LAST,
        ),
        ([TAXES], "surplus.left-over", NOT_LAST),
        ([TAXES, to("collective", share="60%", of="opening")], "surplus.left-over", NOT_LAST),
        (
            [
                to("fund", name="a", share="60%", of="opening"),
                to("fund", name="b", share="50%", of="opening"),
            ],
            "surplus.over",
            OVER + "110% of the surplus.",
        ),
        (
            [
                TAXES,
                to("collective", share="25%", of="opening"),
                to("fund", name="b", share="75%", of="opening"),
            ],
            "surplus.over",
            OVER + "100% of the surplus, and step 1 takes from it too.",
        ),
        (
            [TAXES, REST, to("fund", name="b", amount="1.00")],
            "surplus.after-everything",
            "Step 3 comes after the steps that take everything.",
        ),
        (
            [to("collective", share="100%", of="opening"), TAXES],
            "surplus.after-everything",
            "Step 2 comes after the steps that take everything.",
        ),
        ([TAXES, TAXES, REST], "surplus.step-twice", "Two steps go to tax."),
    ],
)
def test_steps_that_may_leave_a_cent_or_promise_it_twice_are_refused(
    steps: list[str], code: str, says: str
) -> None:
    assert [found for found in told(whole(surplus=surplus(*steps))) if found[2]] == [(code, says, True)]


@pytest.mark.parametrize(
    ("losses", "expected"),
    [
        (
            "",
            [("losses.silent", "Nothing says who bears a loss, so a year with one cannot be closed.", False)],
        ),
        (loss('account = "collective", share = "25%"', 'account = "collective", share = "75%"'), []),
        (
            loss(
                'account = "collective", share = "100%", of = "left"', 'account = "collective", share = "1%"'
            ),
            [("losses.after-everything", "Step 2 comes after the steps that take everything.", True)],
        ),
        (
            loss('account = "collective", share = "100%", down_to = "0.00"'),
            [
                (
                    "losses.left-over",
                    NOT_LAST.replace("surplus", "loss"),
                    True,
                )
            ],
        ),
        (
            loss('account = "collective", share = "80%"', 'account = "collective", share = "30%"'),
            [("losses.over", OVER + "110% of the loss.", True)],
        ),
        (
            loss('account = "fund", name = "caer", share = "100%", of = "left"'),
            [("losses.fund-unknown", "The fund “caer” bears a loss, and no step fills it.", False)],
        ),
        (
            loss('account = "fund", name = "roof", share = "100%", of = "left"'),
            [("losses.fund-unknown", "The fund “roof” bears a loss, and no step fills it.", False)],
        ),
        (loss('account = "fund", name = "care", share = "100%", of = "left"'), []),
    ],
)
def test_losses_are_borne_to_the_last_cent(losses: str, expected: list[tuple[str, str, bool]]) -> None:
    steps = [TAXES, to("fund", name="care", share="5%", of="left"), REST]

    assert told(whole(surplus=surplus(*steps, losses=losses))) == expected


def test_a_misspelt_fund_is_told_the_right_one() -> None:
    steps = [TAXES, to("fund", name="care", share="5%", of="left"), REST]
    known = loss('account = "fund", name = "caer", share = "100%"')
    other = loss('account = "fund", name = "roof", share = "100%"')

    assert [next_steps(whole(surplus=surplus(*steps, losses=losses))) for losses in (known, other)] == [
        ["Did you mean “care”?"],
        ["Check that the fund holds anything."],
    ]


# What the surplus leans on


EARNS = CAPITAL + 'interest = "4%"'


@pytest.mark.parametrize(
    ("capital", "steps", "expected"),
    [
        (EARNS, [TAXES, to("interest"), REST], []),
        (
            EARNS,
            [TAXES, REST],
            [
                (
                    "capital.interest-unplaced",
                    "Member capital earns interest, and no step of the surplus goes to it.",
                    False,
                )
            ],
        ),
        (
            CAPITAL,
            [TAXES, to("interest"), REST],
            [
                (
                    "surplus.no-interest",
                    "A step goes to interest, and no capital rule says that capital earns any.",
                    True,
                )
            ],
        ),
        (
            "",
            [TAXES, to("interest"), REST],
            [
                (
                    "surplus.no-interest",
                    "A step goes to interest, and no capital rule says that capital earns any.",
                    True,
                )
            ],
        ),
    ],
)
def test_interest_is_both_promised_and_placed_or_neither(
    capital: str, steps: list[str], expected: list[tuple[str, str, bool]]
) -> None:
    assert told(whole(capital=capital, surplus=surplus(*steps))) == expected


def test_an_open_buy_in_can_be_offset_only_where_there_is_one() -> None:
    assert told(whole(buy_in="")) == [
        (
            "surplus.no-buy-in",
            "What is kept first pays the open buy-in, and no rule says that there is a buy-in.",
            True,
        )
    ]


def test_an_offset_of_nothing_kept_is_odd() -> None:
    all_cash = SURPLUS.replace('cash = "40%"', 'cash = "100%"').replace('retained = "qualified-notice"\n', "")

    assert told(whole(surplus=all_cash)) == [
        (
            "surplus.nothing-kept",
            "What is kept first pays the open buy-in, and nothing is kept: all of it is paid in money.",
            False,
        )
    ]


NO_HOURS = "Shares go by {}, and no kind of work counts for patronage."
NO_PAY = "Shares go by {}, and no rule says what work is paid."


@pytest.mark.parametrize(
    ("change", "losses", "says"),
    [
        ('by = "hours"', "", NO_HOURS.format("hours")),
        ('by = "tenure"\ntenure_at_most = "200%"', "", NO_HOURS.format("tenure")),
        ('by = "equal"\nhours_at_least = 16', "", NO_HOURS.format("hours")),
        (
            'by = [{ base = "equal", share = "50%" }, { base = "hours", share = "50%" }]',
            "",
            NO_HOURS.format("hours"),
        ),
        ('by = "pay"', "", NO_PAY.format("pay")),
        ('by = "equalise-pay"', "", NO_PAY.format("equalise-pay")),
        ('by = "equal"', "hours", NO_HOURS.format("hours")),
        ('by = "equal"', "pay", NO_PAY.format("pay")),
        ('by = "equal"', "equal", ""),
    ],
)
def test_shares_go_by_something_that_is_counted(change: str, losses: str, says: str) -> None:
    borne = (
        loss(f'account = "members", share = "100%", eligible = ["member"], by = "{losses}"') if losses else ""
    )
    rule = surplus(TAXES, MEMBERS_REST.replace('by = "hours"', change), losses=borne)
    found = [one for one in findings(whole(surplus=rule, hours="", pay="")) if one.serious]

    assert [(type(one.fault), one.fault.says) for one in found] == ([(CharterSilent, says)] if says else [])


def test_surplus_from_the_work_of_others_is_measured_by_hours() -> None:
    rule = surplus(TAXES, REST).replace('"surplus"', '"surplus"\nfrom_others_work = "collective"', 1)

    assert [code for code, _, _ in told(whole(surplus=rule, hours=HOURS.replace('"patronage", ', "")))] == [
        "surplus.no-hours"
    ]
