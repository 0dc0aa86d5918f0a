"""The worked examples of the co-ops we learned from, to the cent."""

from __future__ import annotations

from bylaws.surplus.buy_in import buy_in
from tests.bylaws.surplus.years import (
    SUBCHAPTER_T,
    TAX,
    charter,
    close,
    collective,
    day,
    fund,
    held,
    made_of,
    members,
    paid_on,
    shares,
    steps,
)

THREE = {
    "ada": [("member", "2018-01-01", None)],
    "bo": [("member", "2020-01-01", None)],
    "eli": [("member", "2025-01-01", None)],
}


def test_nine_thousand_by_hours_with_the_newest_members_kept_part_to_the_buy_in() -> None:
    palante = charter(
        members(cash="20%", retained="qualified-notice", offset_open_buy_in=True),
        tax=SUBCHAPTER_T,
        buy_in="3000.00",
    )
    standing = {"ada": held("3000.00"), "bo": held("3000.00")}

    closing = close(
        palante,
        "9000.00",
        [
            ("ada", "client-work", "2025-02-03", 1500),
            ("bo", "upkeep", "2025-02-03", 1000),
            ("eli", "client-work", "2025-02-03", 500),
        ],
        who=THREE,
        standing=standing,
    )

    assert {share.person: made_of(share) for share in closing.parts.shares} == {
        "ada": ("4500.00", "900.00", "0.00", "3600.00"),
        "bo": ("3000.00", "600.00", "0.00", "2400.00"),
        "eli": ("1500.00", "300.00", "1200.00", "0.00"),
    }
    paid = closing.by_person["eli"][0].to_buy_in
    status = buy_in(closing.facts.people["eli"], paid, charter=palante, on=closing.facts.closed_on)
    assert status.value.open.decimal() == "1800.00"


def test_ten_thousand_for_three_equal_members_gives_the_first_key_the_cent() -> None:
    brattleboro = charter(members(by="member-months"))

    closing = close(brattleboro, "10000.00", who={**THREE, "eli": THREE["ada"]})

    assert shares(closing) == {"ada": "3333.34", "bo": "3333.33", "eli": "3333.33"}


def test_three_quarters_of_a_profit_by_hours_in_two_instalments() -> None:
    twice = {"count": 2, "first": "P1M", "every": "P3M", "after": "close"}
    design_action = charter(collective("25%"), members(instalments=twice))

    closing = close(
        design_action,
        "10000.00",
        [
            ("ada", "client-work", "2025-02-03", 3),
            ("bo", "client-work", "2025-02-03", 2),
            ("eli", "client-work", "2025-02-03", 1),
        ],
        who=THREE,
    )

    assert shares(closing) == {"ada": "3750.00", "bo": "2500.00", "eli": "1250.00"}
    assert {share.person: paid_on(share) for share in closing.parts.shares} == {
        "ada": [("2026-04-16", "1875.00"), ("2026-07-16", "1875.00")],
        "bo": [("2026-04-16", "1250.00"), ("2026-07-16", "1250.00")],
        "eli": [("2026-04-16", "625.00"), ("2026-07-16", "625.00")],
    }


def test_six_thousand_for_three_heads() -> None:
    electric_embers = charter(members(by="equal"))

    closing = close(electric_embers, "6000.00", who=THREE)

    assert shares(closing) == {"ada": "2000.00", "bo": "2000.00", "eli": "2000.00"}


def test_a_partnership_of_two_halves_twenty_thousand() -> None:
    gaia_host = charter(members(by="equal"), tax={"mode": "us-partnership"})

    closing = close(gaia_host, "20000.00")

    assert shares(closing) == {"ada": "10000.00", "bo": "10000.00"}


def test_a_quarter_to_reinvest_a_twentieth_to_subsidies_and_the_rest_by_hours() -> None:
    quilted = charter(
        TAX,
        collective("25%", of="opening"),
        fund("subsidy", share="5%", of="opening"),
        members(),
    )

    closing = close(
        quilted,
        "10000.00",
        [("ada", "client-work", "2025-02-03", 60), ("bo", "client-work", "2025-02-03", 40)],
    )

    assert steps(closing) == [
        "tax 0.00",
        "collective 2500.00",
        "fund subsidy 500.00",
        "members 7000.00",
    ]
    assert shares(closing) == {"ada": "4200.00", "bo": "2800.00"}


def test_a_refund_levels_the_pay_of_each_month_worked() -> None:
    """Scopyleft's formula: (pay of all + refund) x own months / months of all - own pay."""
    scopyleft = charter(members(by="equalise-pay"))

    closing = close(
        scopyleft,
        "3000.00",
        [("ada", "client-work", "2025-02-03", 800), ("bo", "client-work", "2025-08-01", 300)],
        who={"ada": [("member", "2018-01-01", None)], "bo": [("member", "2025-07-01", None)]},
    )

    ada = (24_000 + 9_000 + 3_000) * 12 // 18 - 24_000
    bo = (24_000 + 9_000 + 3_000) * 6 // 18 - 9_000
    assert shares(closing) == {"ada": f"{ada}.00", "bo": f"{bo}.00"} == {"ada": "0.00", "bo": "3000.00"}


def test_who_was_paid_above_the_common_level_lacks_nothing_and_the_others_share_the_refund() -> None:
    scopyleft = charter(members(by="equalise-pay"))

    closing = close(
        scopyleft,
        "3000.00",
        [
            ("ada", "client-work", "2025-02-03", 1600),
            ("bo", "client-work", "2025-02-03", 400),
            ("eli", "client-work", "2025-02-03", 350),
        ],
        who={key: [("member", "2018-01-01", None)] for key in ("ada", "bo", "eli")},
    )

    assert shares(closing) == {"ada": "0.00", "bo": "750.00", "eli": "2250.00"}


def test_earlier_years_count_up_to_twice_this_years_hours() -> None:
    dark_patterns = charter(members(by="tenure", tenure_at_most="200%"))

    closing = close(
        dark_patterns,
        "10000.00",
        [("ada", "client-work", "2025-02-03", 100), ("bo", "client-work", "2025-02-03", 100)],
        standing={"ada": held(earlier_hours=5000), "bo": held(earlier_hours=100)},
    )

    assert shares(closing) == {"ada": "6000.00", "bo": "4000.00"}


def test_half_of_a_surplus_stays_and_half_is_shared() -> None:
    co_lab = charter(collective("50%", of="opening"), members(share="50%", of="opening"))

    closing = close(co_lab, "0.01", [("ada", "client-work", "2025-02-03", 1)])

    assert steps(closing) == ["collective 0.01", "members 0.00"]


def test_a_loss_is_borne_three_quarters_by_members_and_a_quarter_in_common() -> None:
    selc = charter(
        members(),
        losses={
            "from": [
                {"account": "members", "share": "75%", "by": "hours", "eligible": ["member"]},
                {"account": "collective", "share": "100%", "of": "left"},
            ]
        },
    )

    closing = close(
        selc,
        "-8000.00",
        [("ada", "client-work", "2025-02-03", 2), ("bo", "client-work", "2025-02-03", 1)],
    )

    assert (steps(closing), [(who, amount.decimal()) for who, amount in closing.parts.losses]) == (
        ["members -6000.00", "collective -2000.00"],
        [("ada", "4000.00"), ("bo", "2000.00")],
    )


def test_a_loss_empties_the_reserve_before_members_bear_the_rest() -> None:
    hypha = charter(
        members(),
        losses={
            "from": [
                {"account": "collective", "share": "80%", "down_to": "0.00"},
                {"account": "members", "share": "100%", "of": "left", "by": "equal", "eligible": ["member"]},
            ]
        },
    )

    closing = close(hypha, "-1000.00", collective="500.00", closed_on="2026-01-31")

    assert steps(closing) == ["collective -500.00", "members -500.00"]
    assert closing.facts.closed_on == day("2026-01-31")
