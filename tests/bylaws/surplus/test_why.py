"""Why a figure is what it is: a tree that ends at hours, pay and months, and cites every article."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from bylaws.kernel.faults import NotThere
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Reason, Value
from bylaws.surplus.closing import Closing
from bylaws.surplus.law import LAWS
from bylaws.surplus.why import why_person, why_share, why_step
from bylaws.words.tell import lines, tell
from tests.bylaws.surplus.years import (
    ADA_AND_BO,
    ARTICLE,
    BUY_IN_ARTICLE,
    CAPITAL_ARTICLE,
    HOURS_ARTICLE,
    INTEREST,
    SUBCHAPTER_T,
    TAX,
    TAX_ARTICLE,
    charter,
    close,
    collective,
    held,
    members,
)

BO_JOINED = {**ADA_AND_BO, "bo": [("candidate", "2025-01-01", "2025-07-01"), ("member", "2025-07-01", None)]}
WORKED = [
    ("ada", "client-work", "2025-02-03", 20),
    ("ada", "meetings", "2025-02-03", 9),
    ("bo", "client-work", "2025-02-03", 5),
    ("bo", "client-work", "2025-07-07", 10.5),
]


ROUNDED_UP = "rounded up to 34.43 USD, since what was left over goes to the largest remainders."
TO_THE_COMMON_LEVEL = "the 100.00 USD that all lack to the common level of pay"
COMMON, LAST_DAY = "the collective account", "on the last day of the year, 2025-12-31"
THE_LAW = "The law asks for at least 6.89 USD in money, rounded up"


def told(reason: Reason) -> list[str]:
    return lines(tell(reason))


def dollars(cents: int) -> Money:
    return Money(cents, "USD")


def person(closing: Closing, key: str) -> list[str]:
    return told(why_person(closing, key).reason)


def test_a_share_by_hours_opens_down_to_each_kind_of_work() -> None:
    text = charter(
        TAX,
        members(cash="10%", retained="qualified-notice", offset_open_buy_in=True),
        tax=SUBCHAPTER_T,
        buy_in="20.00",
    )

    closing = close(text, "100.01", WORKED, who=BO_JOINED, standing={"ada": held("20.00")})

    assert person(closing, "bo") == [
        f"- Bo in 2025. [{ARTICLE}]",
        f"  - Bo receives 34.43 USD of the surplus of 2025. [{ARTICLE}]",
        f"    - What earlier steps left, 100.01 USD, goes to the members. [{ARTICLE}]",
        f"    - 10:30 of 30:30 hours that count, out of 100.01 USD: 34.42… USD. [{ARTICLE}]",
        "      - 5 h of “client work” (candidate), a stage that does not share. [Article 6 — Hours]",
        "      - 10:30 h of “client work” (member), 2025-07-01 to 2025-12-31. [Article 6 — Hours]",
        f"    - The exact part is 34.42… USD; {ROUNDED_UP}",
        f"    - {THE_LAW}: 6.89 USD. Source: {LAWS['us-subchapter-t'].source}. [{TAX_ARTICLE}]",
        f"    - 6.89 USD is due on 2026-03-16. [{ARTICLE}]",
        "    - 20.00 USD pays what is open of the buy-in of 20.00 USD. [Article 8 — Buy-in]",
        f"    - 7.54 USD stays in the account, by a qualified written notice. [{ARTICLE}]",
    ]
    assert why_person(closing, "bo").reason.articles() == (
        ARTICLE,
        HOURS_ARTICLE,
        TAX_ARTICLE,
        BUY_IN_ARTICLE,
    )
    assert why_person(closing, "bo").value == closing.by_person["bo"]


def test_a_reason_is_codes_and_values() -> None:
    closing = close(charter(members()), "100.00", WORKED)
    share = closing.by_person["ada"][0]

    reason = why_share(closing, share).reason

    jan, next_jan = dt.date(2025, 1, 1), dt.date(2026, 1, 1)
    worked: dict[str, Value] = {"stage": "member", "from": jan, "until": next_jan}
    assert (reason.code, dict(reason.values)) == (
        "share",
        {"person": "Ada", "share": dollars(56_34), "year": 2025},
    )
    assert reason.parts[1] == Reason(
        "share.by-hours",
        {
            "base": "hours",
            "own": Fraction(72_000),
            "everyone": Fraction(127_800),
            "pot": dollars(100_00),
            "exact": Fraction(400_000, 71),
        },
        ARTICLE,
        (
            Reason("hours.counted", {**worked, "work": "client-work", "seconds": 72_000}, HOURS_ARTICLE),
            Reason(
                "hours.kind-does-not-count", {**worked, "work": "meetings", "seconds": 32_400}, HOURS_ARTICLE
            ),
        ),
    )


def leaves(by: Any, key: str = "bo", **says: Any) -> list[str]:
    """The leaves below the first base of someone's share, as they are told."""
    closing = close(charter(members(by=by, **says)), "100.00", WORKED, who=BO_JOINED, standing=STANDING)
    return told(why_share(closing, closing.by_person[key][0]).reason.parts[1])


STANDING = {"ada": held(earlier_hours=100), "bo": held(earlier_hours=3)}


def test_pay_opens_to_hours_at_a_rate() -> None:
    assert leaves("pay") == [
        f"- 315.00 USD of 915.00 USD of pay, out of 100.00 USD: 34.42… USD. [{ARTICLE}]",
        "  - 5 h of “client work” (candidate), a stage that does not share. [Article 6 — Hours]",
        "  - 10:30 h of “client work” (member) at 30.00 USD an hour. [Article 7 — Pay]",
    ]
    assert (
        leaves("pay", "ada")[-1] == "  - 9 h of “meetings” (member), which is not paid. [Article 6 — Hours]"
    )


def test_heads_open_to_the_last_day_of_the_year() -> None:
    assert leaves("equal") == [
        f"- 1 of 2 equal parts of 100.00 USD: 50.00 USD. [{ARTICLE}]",
        f"  - In a stage that shares (members) on the last day of the year, 2025-12-31. [{ARTICLE}]",
    ]


def test_a_head_that_left_before_the_last_day_is_not_counted() -> None:
    gone = {**ADA_AND_BO, "bo": [("member", "2015-01-01", "2025-12-31")]}
    closing = close(charter(members(by="equal")), "100.00", who=gone)

    assert told(why_share(closing, closing.by_person["bo"][0]).reason.parts[1])[1:] == [
        f"  - Not in a stage that shares (members) on the last day of the year, 2025-12-31. [{ARTICLE}]"
    ]


def test_months_open_to_the_stage() -> None:
    assert leaves("member-months") == [
        f"- 6 of 18 months, out of 100.00 USD: 33.33… USD. [{ARTICLE}]",
        f"  - Months of the year in a stage that shares (members): 6. [{ARTICLE}]",
    ]


def test_tenure_opens_to_this_years_hours_and_to_those_of_earlier_years() -> None:
    assert leaves("tenure", tenure_at_most="200%") == [
        f"- 13:30 of 73:30 hours with earlier years, out of 100.00 USD: 18.36… USD. [{ARTICLE}]",
        "  - 5 h of “client work” (candidate), a stage that does not share. [Article 6 — Hours]",
        "  - 10:30 h of “client work” (member), 2025-07-01 to 2025-12-31. [Article 6 — Hours]",
        f"  - 3 of 3 hours of earlier years, of which 21 may count. [{ARTICLE}]",
    ]


def test_levelled_pay_opens_to_pay_months_and_the_common_level() -> None:
    assert leaves("equalise-pay") == [
        f"- 23.33… USD of {TO_THE_COMMON_LEVEL}, out of 100.00 USD: 23.33… USD. [{ARTICLE}]",
        "  - 5 h of “client work” (candidate), a stage that does not share. [Article 6 — Hours]",
        "  - 10:30 h of “client work” (member) at 30.00 USD an hour. [Article 7 — Pay]",
        f"  - Months of the year in a stage that shares (members): 6. [{ARTICLE}]",
        f"  - The common level of pay is 56.38… USD a month. [{ARTICLE}]",
    ]


def test_who_is_above_the_common_level_is_not_told_of_it() -> None:
    closing = close(charter(members(by="equalise-pay")), "10.00", WORKED[:1])

    assert [part.code for part in why_share(closing, closing.by_person["ada"][0]).reason.parts[1].parts] == [
        "pay.hours-at-rate",
        "months.of-stage",
    ]


def test_who_worked_too_little_is_told_so() -> None:
    assert leaves("hours", hours_at_least=20)[-1] == (
        f"  - 10:30 hours that count, fewer than the 20 a year from which one shares. [{ARTICLE}]"
    )
    assert leaves("equal", "ada", hours_at_least=20)[1:] == [
        f"  - In a stage that shares (members) on the last day of the year, 2025-12-31. [{ARTICLE}]"
    ]


def test_each_part_of_a_mix_has_its_own_base_and_rounding() -> None:
    mix = [{"base": "hours", "share": "50%"}, {"base": "equal", "share": "50%"}]
    closing = close(charter(members(by=mix)), "0.02", WORKED)

    codes = [part.code for part in why_share(closing, closing.by_person["ada"][0]).reason.parts]

    assert codes == [
        "step.rest",
        "share.by-hours",
        "split.rounded-up",
        "share.by-equal",
        "split.rounded-up",
        "cash",
        "instalment",
    ]


def test_a_step_of_nothing_has_nothing_to_round() -> None:
    closing = close(charter(collective(), members(eligible=["member"])), "1.00")

    assert told(why_share(closing, closing.by_person["ada"][0]).reason) == [
        f"- Ada receives 0.00 USD of the surplus of 2025. [{ARTICLE}]",
        f"  - What earlier steps left, 0.00 USD, goes to the members. [{ARTICLE}]",
        f"  - 0 of 0 hours that count, out of 0.00 USD: 0.00 USD. [{ARTICLE}]",
    ]


def test_gated_and_later_payments_say_so() -> None:
    gated = {"count": 2, "first": "P1M", "after": "close", "gate": "release"}
    closing = close(charter(members(instalments=gated)), "1.00", WORKED[:1])

    assert told(why_share(closing, closing.by_person["ada"][0]).reason)[-2:] == [
        f"  - 0.50 USD is due on 2026-04-16, once the members release it. [{ARTICLE}]",
        f"  - 0.50 USD is due on 2026-05-16, once the members release it. [{ARTICLE}]",
    ]


# steps


def test_each_way_to_take_a_step_is_told() -> None:
    text = charter(
        TAX,
        collective("25%", of="opening"),
        {"to": "fund", "name": "new-shops", "amount": "10.00"},
        {"to": "fund", "name": "care", "share": "50%", "of": "left", "at_most": "20.00"},
        {"to": "fund", "name": "tools", "share": "10%", "of": "left"},
        members(),
        {"to": "fund", "name": "care", "amount": "1.00"},
    )
    closing = close(text, "200.00", WORKED, tax="40.00")

    assert [told(why_step(closing, line.number))[0] for line in closing.parts.steps] == [
        f"- The tax as stated in the books: 40.00 USD. [{ARTICLE}]",
        f"- 25% of the whole surplus of 200.00 USD: 50.00 USD goes to the collective account. [{ARTICLE}]",
        f"- A fixed amount of 10.00 USD goes to the fund “new shops”. [{ARTICLE}]",
        f"- 50.00 USD was to go to the fund “care”; the limit of this step leaves 20.00 USD. [{ARTICLE}]",
        f"- 10% of the 80.00 USD that earlier steps left: 8.00 USD goes to the fund “tools”. [{ARTICLE}]",
        f"- What earlier steps left, 72.00 USD, goes to the members. [{ARTICLE}]",
        f"- 1.00 USD was to go to the fund “care”; only 0.00 USD was left. [{ARTICLE}]",
    ]


def test_surplus_from_others_work_opens_to_their_hours() -> None:
    text = charter(collective("10%", of="opening"), members(), others="collective")
    closing = close(text, "355.00", WORKED, who=BO_JOINED)

    assert told(why_step(closing, 0)) == [
        f"- 50.00 USD was earned by people who do not share; it goes to {COMMON} first. [{ARTICLE}]",
        "  - 5 of 35:30 hours that count were worked by people who do not share. [Article 6 — Hours]",
    ]
    assert told(why_step(closing, 1)) == [
        f"- 10% of the 305.00 USD earned by people who share: 30.50 USD goes to {COMMON}. [{ARTICLE}]"
    ]


def test_interest_opens_to_what_was_held_and_to_its_step() -> None:
    text = charter(INTEREST, members(), capital={"interest": "10%"})
    closing = close(
        text, "5.00", WORKED, standing={"ada": held(earning="100.00"), "chi": held(earning="9.00")}
    )

    assert person(closing, "ada")[-2:] == [
        f"  - 4.59 USD of interest on 100.00 USD held when the year began. [{CAPITAL_ARTICLE}]",
        f"    - 10.90 USD was to go to interest on members' capital; only 5.00 USD was left. [{ARTICLE}]",
    ]


def test_a_loss_opens_to_who_bears_it_and_by_what() -> None:
    losses = [
        {"account": "members", "share": "50%", "by": "hours", "eligible": ["member"]},
        {"account": "members", "share": "0%", "by": "equal", "eligible": ["member"]},
        {"account": "members", "share": "10%", "by": "equal", "eligible": ["candidate"]},
        {"account": "collective", "share": "100%", "of": "left"},
    ]
    who = {**BO_JOINED, "eli": [("candidate", "2025-01-01", None)]}
    closing = close(charter(TAX, members(), losses={"from": losses}), "-600.00", WORKED, who=who, tax="10.00")

    assert person(closing, "ada") == [
        f"- Ada in 2025. [{ARTICLE}]",
        f"  - 200.00 USD of the loss of 610.00 USD is borne by the account. [{ARTICLE}]",
        f"    - 305.00 USD of the loss is borne by the members. [{ARTICLE}]",
        f"    - 20 of 30:30 hours that count, out of 305.00 USD: 200.00 USD. [{ARTICLE}]",
        "      - 20 h of “client work” (member), 2025-01-01 to 2025-12-31. [Article 6 — Hours]",
        "      - 9 h of “meetings” (member), which does not count. [Article 6 — Hours]",
    ]
    assert person(closing, "bo")[1:] == [
        f"  - 105.00 USD of the loss of 610.00 USD is borne by the account. [{ARTICLE}]",
        f"    - 305.00 USD of the loss is borne by the members. [{ARTICLE}]",
        f"    - 10:30 of 30:30 hours that count, out of 305.00 USD: 105.00 USD. [{ARTICLE}]",
        "      - 5 h of “client work” (candidate), a stage that does not share. [Article 6 — Hours]",
        "      - 10:30 h of “client work” (member), 2025-07-01 to 2025-12-31. [Article 6 — Hours]",
        f"    - 61.00 USD of the loss is borne by the members. [{ARTICLE}]",
        f"    - 0 of 1 equal parts of 61.00 USD: 0.00 USD. [{ARTICLE}]",
        f"      - Not in a stage that shares (candidates) {LAST_DAY}. [{ARTICLE}]",
    ]


def test_who_takes_no_part_is_told_so() -> None:
    closing = close(
        charter(members()), "1.00", WORKED, who={**ADA_AND_BO, "chi": [("former", "2015-01-01", None)]}
    )

    assert person(closing, "chi") == [f"- Chi takes no part in the surplus of 2025. [{ARTICLE}]"]


def test_nobody_the_facts_do_not_know_has_a_reason() -> None:
    with pytest.raises(NotThere) as absent:
        why_person(close(charter(members()), "1.00", WORKED), "chi")

    assert (absent.value.code, absent.value.says) == (
        "close.no-such-person",
        "The facts of 2025 do not know “chi”.",
    )


def test_a_step_that_is_not_there_has_no_reason() -> None:
    with pytest.raises(NotThere) as absent:
        why_step(close(charter(members()), "1.00", WORKED), 2)

    assert (absent.value.code, absent.value.says) == (
        "close.no-such-step",
        "The close of 2025 has no step 2.",
    )
