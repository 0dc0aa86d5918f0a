"""Pay and hours, checked against each other."""

from __future__ import annotations

import pytest

from bylaws.charter.pay_examples import MORE_PLANS
from tests.bylaws.charter.checked import findings, place, told
from tests.bylaws.charter.texts import HOURS, PAY, SURPLUS, article, front, whole

PAID = "Article 7 — Pay"
CANDIDATES = "people of the stage “candidate”"
MEMBERS = "people of the stage “member”"


def test_kinds_of_work_stand_once() -> None:
    twice = HOURS + '[[kinds]]\nname = "meetings"\ncounts_for = ["pay"]'
    base = whole(hours=twice)

    assert [(one.fault.code, one.fault.says, place(base, one)) for one in findings(base)] == [
        ("work.twice", "The kind of work “meetings” stands twice.", 'name = "meetings"')
    ]


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ('["client-work"]', []),
        (
            '["client-work", "client-wrok"]',
            [
                (
                    "kind-of-work.unknown",
                    "“client-wrok” is no kind of work that the hours rule knows.",
                    True,
                )
            ],
        ),
        (
            '["client-work", "meetings"]',
            [("work.unpaid", "There is a rate for “meetings”, which does not count for pay.", False)],
        ),
    ],
)
def test_pay_names_kinds_of_work_that_the_hours_rule_knows(
    work: str, expected: list[tuple[str, str, bool]]
) -> None:
    assert told(whole(pay=f"{PAY}work = {work}")) == expected


def test_pay_by_the_hour_needs_a_rule_for_hours() -> None:
    assert told(front() + article(7, "Pay", PAY)) == [
        (
            "pay.no-hours",
            "There is pay by the hour, and no rule of the kind “hours” says which work counts for pay.",
            True,
        )
    ]


def test_pay_for_which_no_work_counts_is_odd() -> None:
    unpaid = HOURS.replace('"pay", ', "")

    assert told(whole(hours=unpaid)) == [
        ("pay.nothing-counts", "There is pay by the hour, and no kind of work counts for pay.", False)
    ]


def rates(*stages: str) -> str:
    lines = [f'[[rates]]\nrate = "{n}.00"\n{given}' for n, given in enumerate(stages, 20)]
    return PAY.replace('[[rates]]\nrate = "30.00"\n', "") + "\n".join(lines)


@pytest.mark.parametrize(
    ("pay", "expected"),
    [
        (rates('stages = ["candidate"]', 'stages = ["member"]'), []),
        (
            rates('stages = ["member"]'),
            [("pay.no-rate", "No rate fits “client-work” by people of the stage “candidate”.", True)],
        ),
        (
            rates('stages = ["candidate", "member"]', 'work = ["client-work"]\nstages = ["member"]'),
            [
                (
                    "pay.two-rates",
                    f"2 rates fit “client-work” by {MEMBERS}: 20.00 in {PAID} and 21.00 in {PAID}.",
                    True,
                )
            ],
        ),
        (
            rates("", ""),
            [
                (
                    "pay.two-rates",
                    f"2 rates fit “client-work” by {CANDIDATES}: 20.00 in {PAID} and 21.00 in {PAID}.",
                    True,
                )
            ],
        ),
    ],
)
def test_exactly_one_rate_fits_each_stage_and_each_kind_of_work(
    pay: str, expected: list[tuple[str, str, bool]]
) -> None:
    assert told(whole(pay=pay)) == expected


def test_rates_of_several_plans_are_taken_together() -> None:
    members, others = (
        rates('stages = ["member"]'),
        rates('stages = ["candidate"]').replace("wages", "stipends"),
    )

    assert told(whole(pay=members) + article(20, "Stipends", others)) == []


@pytest.mark.parametrize(
    ("base", "told_of"),
    [
        ("hours", []),
        (
            "pay",
            [
                (
                    "surplus.pay-by-hand",
                    "Shares go by pay, and the software does not reckon pay by the plan “draw” yet.",
                    False,
                )
            ],
        ),
    ],
)
def test_shares_by_pay_that_is_reckoned_by_hand_are_pointed_out(
    base: str, told_of: list[tuple[str, str, bool]]
) -> None:
    draws = next(plan for plan in MORE_PLANS if 'name = "draws"' in plan)

    assert told(whole(pay=draws, surplus=SURPLUS.replace('by = "hours"', f'by = "{base}"'))) == told_of
