"""What fits together within one rule of a kind, and what does not."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from bylaws.charter.charter import try_charter
from bylaws.charter.fields import Instalments
from bylaws.charter.kinds import KINDS
from bylaws.charter.kinds.buy_in import BuyIn
from bylaws.charter.kinds.front import Front
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.surplus import Part, Step, Surplus
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Span
from tests.bylaws.charter.texts import HOURS, article, front, read, whole

TO_MEMBERS = {
    "to": '"members"',
    "share": '"100%"',
    "of": '"left"',
    "by": '"hours"',
    "eligible": '["member"]',
    "cash": '"40%"',
    "retained": '"qualified-notice"',
}
TO_FUND = {"to": '"fund"', "name": '"education"', "share": '"5%"', "of": '"opening"'}
TO_COMMON = {"to": '"collective"', "amount": '"500.00"'}
BY_MEMBERS = {"account": '"members"', "share": '"100%"', "by": '"hours"', "eligible": '["member"]'}
BY_FUND = {"account": '"fund"', "name": '"education"', "share": '"50%"'}
DAY = dt.date(2025, 6, 1)


def table(keys: dict[str, str]) -> str:
    return "\n".join(f"{key} = {value}" for key, value in keys.items() if value)


def codes(rule: str) -> list[tuple[str, str]]:
    _, found = try_charter(front() + article(9, "Surplus", rule))
    return [(fault.code, fault.says) for fault in found]


def step(keys: dict[str, str]) -> list[tuple[str, str]]:
    return codes(f'kind = "surplus"\n[[steps]]\n{table(keys)}')


def loss(keys: dict[str, str]) -> list[tuple[str, str]]:
    inline = ", ".join(f"{key} = {value}" for key, value in keys.items() if value)
    return codes(f'kind = "surplus"\n[[steps]]\n{table(TO_COMMON)}\n[losses]\nfrom = [{{ {inline} }}]')


@pytest.mark.parametrize(
    "keys",
    [
        TO_MEMBERS,
        TO_FUND,
        TO_COMMON,
        {**TO_COMMON, "at_most": '"400.00"', "until_balance": '"9000.00"', "divisible": "true"},
        {**TO_MEMBERS, "cash": '"100%"', "retained": ""},
        {**TO_MEMBERS, "by": '"tenure"', "tenure_at_most": '"200%"'},
        {**TO_MEMBERS, "by": '[{ base = "hours", share = "75%" }, { base = "equal", share = "1/4" }]'},
        {**TO_MEMBERS, "at_most": '"100.00"', "offset_open_buy_in": "true"},
        {"to": '"tax"'},
        {"to": '"interest"', "at_most": '"100.00"'},
    ],
)
def test_a_step_that_says_one_thing_is_taken(keys: dict[str, str]) -> None:
    assert step(keys) == []


@pytest.mark.parametrize(
    ("keys", "code", "says"),
    [
        ({"to": '"collective"'}, "step.amount", "A step states exactly one of `amount` and `share`."),
        (
            {**TO_FUND, "amount": '"5.00"'},
            "step.amount",
            "A step states exactly one of `amount` and `share`.",
        ),
        (
            {"to": '"tax"', "amount": '"5.00"'},
            "step.amount",
            "A step to tax has no amount of its own: it is reckoned or stated.",
        ),
        (
            {"to": '"interest"', "share": '"5%"', "of": '"left"'},
            "step.amount",
            "A step to interest has no amount of its own: it is reckoned or stated.",
        ),
        (
            {**TO_FUND, "of": ""},
            "step.of",
            "`share` and `of` go together: of the “opening” or of what is “left”.",
        ),
        (
            {**TO_COMMON, "of": '"left"'},
            "step.of",
            "`share` and `of` go together: of the “opening” or of what is “left”.",
        ),
        ({**TO_FUND, "share": '"101%"'}, "step.share", "A step cannot take more than 100%."),
        ({**TO_FUND, "name": ""}, "step.fund", "A step to a fund, and only that, has a `name`."),
        ({**TO_COMMON, "name": '"x"'}, "step.fund", "A step to a fund, and only that, has a `name`."),
        (
            {"to": '"tax"', "at_most": '"5.00"'},
            "step.at-most",
            "Tax is owed in full: a step to tax has no `at_most`.",
        ),
        (
            {**TO_MEMBERS, "by": "", "cash": ""},
            "step.members",
            "A step to members also states by, cash.",
        ),
        (
            {**TO_MEMBERS, "cash": '"100%"'},
            "step.retained",
            "`retained` says what members hold for the part not paid in money.",
        ),
        (
            {**TO_MEMBERS, "retained": ""},
            "step.retained",
            "`retained` says what members hold for the part not paid in money.",
        ),
        ({**TO_MEMBERS, "cash": '"110%"'}, "step.cash", "Cash cannot be more than 100%."),
        (
            {**TO_MEMBERS, "by": '[{ base = "hours", share = "75%" }]'},
            "step.mix",
            "The shares of a mix add up to 100%.",
        ),
        ({**TO_MEMBERS, "by": '"tenure"'}, "step.tenure", "`tenure_at_most` goes with the base “tenure”."),
        (
            {**TO_MEMBERS, "tenure_at_most": '"200%"'},
            "step.tenure",
            "`tenure_at_most` goes with the base “tenure”.",
        ),
        (
            {**TO_MEMBERS, "until_balance": '"5.00"'},
            "step.until-balance",
            "`until_balance` is for the collective account and funds.",
        ),
        (
            {"to": '"tax"', "until_balance": '"5.00"'},
            "step.until-balance",
            "`until_balance` is for the collective account and funds.",
        ),
        (
            {**TO_MEMBERS, "divisible": "true"},
            "step.divisible",
            "`divisible` is for the collective account and funds.",
        ),
        (
            {**TO_COMMON, "cash": '"40%"', "offset_open_buy_in": "true"},
            "step.not-members",
            "Only a step to members has cash, offset_open_buy_in.",
        ),
    ],
)
def test_a_step_that_does_not_fit_together_is_refused(keys: dict[str, str], code: str, says: str) -> None:
    assert step(keys) == [(code, f"steps[1]: {says}")]


@pytest.mark.parametrize(
    "keys", [BY_MEMBERS, BY_FUND, {"account": '"collective"', "share": '"100%"', "down_to": '"0.00"'}]
)
def test_a_loss_that_says_who_bears_it_is_taken(keys: dict[str, str]) -> None:
    assert loss(keys) == []


@pytest.mark.parametrize(
    ("keys", "code", "says"),
    [
        ({**BY_FUND, "name": ""}, "loss.fund", "A loss borne by a fund, and only that, has a `name`."),
        ({**BY_MEMBERS, "name": '"x"'}, "loss.fund", "A loss borne by a fund, and only that, has a `name`."),
        ({**BY_FUND, "share": '"101%"'}, "loss.share", "A step cannot bear more than 100%."),
        (
            {**BY_MEMBERS, "by": ""},
            "loss.members",
            "A loss borne by members also states `by` and `eligible`.",
        ),
        (
            {**BY_FUND, "by": '"pay"'},
            "loss.not-members",
            "Only a loss borne by members has `by` and `eligible`.",
        ),
        (
            {**BY_MEMBERS, "down_to": '"5.00"'},
            "loss.down-to",
            "`down_to` is for the collective account and funds.",
        ),
    ],
)
def test_a_loss_that_leaves_something_unsaid_is_refused(keys: dict[str, str], code: str, says: str) -> None:
    assert loss(keys) == [(code, f"losses.from[1]: {says}")]


def test_a_step_is_measured_by_one_base_by_a_mix_or_by_none() -> None:
    surplus = read(
        whole(
            surplus=f'kind = "surplus"\n[[steps]]\nto = "tax"\n[[steps]]\n{table(TO_MEMBERS)}\n[[steps]]\n'
            + table(
                {**TO_MEMBERS, "by": '[{ base = "pay", share = "2/3" }, { base = "equal", share = "1/3" }]'}
            )
        )
    ).on(DAY)
    steps: list[Step] = surplus.rule("surplus", Surplus).says.steps

    assert [one.parts for one in steps] == [
        (),
        (Part(base="hours", share=Fraction(1)),),
        (Part(base="pay", share=Fraction(2, 3)), Part(base="equal", share=Fraction(1, 3))),
    ]


def test_hours_are_counted_for_what_their_kind_counts_for() -> None:
    hours = read(whole()).on(DAY).rule("hours", Hours).says

    assert [hours.counting_for(purpose) for purpose in ("pay", "patronage", "balance")] == [
        {"client-work"},
        {"client-work"},
        frozenset(),
    ]


def test_working_time_is_kept_in_seconds() -> None:
    capped = read(whole(hours=HOURS.replace("[[kinds]]", 'day_at_most = "PT10H"\n[[kinds]]', 1)))
    hours = capped.on(DAY).rule("hours", Hours).says

    assert (hours.day_at_most, hours.week_at_most) == (36000, None)


def test_money_is_read_in_the_currency_of_the_charter() -> None:
    text = front(currency='"JPY"') + article(8, "Buy-in", 'kind = "buy-in"\namount = "300000"')

    assert read(text).on(DAY).rule("buy-in", BuyIn).says.amount == Money(300000, "JPY")


def test_a_value_that_has_been_read_can_be_read_again() -> None:
    plan = Instalments(count=4, first=Span(1))
    once = BuyIn(amount=Money(300000, "USD"), plan=plan)
    half = Part(base="hours", share=Fraction(1, 2))

    assert (BuyIn.model_validate(dict(once)), Part.model_validate(dict(half))) == (once, half)
    assert plan.every == Span(1)


@pytest.mark.parametrize(
    ("changes", "starts"),
    [({}, dt.date(2025, 1, 1)), ({"from_day": None}, dt.date(2024, 11, 30)), ({"model": True}, dt.date.min)],
)
def test_a_charter_takes_effect_on_its_day_a_model_on_every_day(
    changes: dict[str, object], starts: dt.date
) -> None:
    own: Front = read(whole()).base_front

    assert own.model_copy(update=changes).starts() == starts


def test_every_key_says_what_it_means_and_what_its_absence_means() -> None:
    silent: list[str] = []
    for kind in KINDS.values():
        for key, field in kind.model.model_fields.items():
            extra = field.json_schema_extra
            absent = extra.get("absent") if isinstance(extra, dict) else None
            if not field.description or field.is_required() == bool(absent):
                silent.append(f"{kind.name}.{key}")

    assert silent == []
