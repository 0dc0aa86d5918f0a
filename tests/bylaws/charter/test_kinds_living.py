"""What fits together within a rule of living together, and within a pay plan, and what does not."""

from __future__ import annotations

import pytest

from bylaws.charter import body_examples, examples, pay_examples, pool_examples
from bylaws.charter.charter import try_charter
from bylaws.charter.kinds.pay import Pay
from tests.bylaws.charter import samples_of_living as living
from tests.bylaws.charter.texts import PAY, article, day, front, read

BODY, ROLE, MEETING = body_examples.BODY, body_examples.ROLE, body_examples.MEETING
ASSEMBLY, DUTY = living.BODY, body_examples.DUTY
ACCOUNTABILITY, EVALUATION = body_examples.ACCOUNTABILITY, body_examples.EVALUATION
BASE, ANNUAL, BID, DRAW, FORMULA, OWN = pay_examples.MORE_PLANS


def refused(rule: str) -> list[str]:
    _, found = try_charter(front() + article(1, "Rule", rule))
    return [fault.code for fault in found]


@pytest.mark.parametrize("rule", [*living.STATED, *living.LEFT_OUT, *living.PLANS, pay_examples.PAY])
def test_a_rule_that_says_one_thing_is_taken(rule: str) -> None:
    assert refused(rule) == []


@pytest.mark.parametrize(
    ("rule", "old", "new", "code"),
    [
        (BODY, 'elected_by = "in-order"\n', "", "body.elected-by"),
        (BODY, "seats = 5\n", "", "body.seats"),
        (BODY, "seats = 5", "seats = 0", "rule.value"),
        (BODY, 'term = "P2Y"\n', "", "body.term"),
        (BODY, "terms_at_most = 3\n", "", "body.pause"),
        (BODY, 'filled = "election"', 'filled = "lot"', "body.elected-by"),
        (ASSEMBLY, "mandate", "without_candidates = true\nmandate", "body.without-candidates"),
        (ASSEMBLY, "mandate", 'vacancies = "countback"\nmandate', "body.vacancies"),
        (BODY, "seats = 5\n", 'seats = 5\nappointed_by = "circle"\n', "body.appointed-by"),
        (BODY, "seats = 5\n", 'seats = 5\nlinks = ["leader"]\n', "body.links"),
        (ASSEMBLY, "mandate", "seats = 5\nmandate", "body.seats"),
        (ROLE, 'elected_by = "elections"\n', "", "role.elected-by"),
        (
            ROLE.replace('filled = "election"', 'filled = "volunteer"'),
            'elected_by = "elections"',
            "without_candidates = true",
            "role.without-candidates",
        ),
        (ROLE, "deputy", 'appointed_by = "board"\ndeputy', "role.appointed-by"),
        (ROLE, 'term = "P1Y"\n', "", "role.term"),
        (MEETING, "decides = true", "decides = false", "meeting.decides"),
        (MEETING, 'logged_as = "client-work"\n', "", "meeting.logged-as"),
        (pool_examples.BILLING, 'below_by = "everyday"\n', "", "billing.below"),
        (pool_examples.BILLING, 'made_up_to = "80.00"\n', "", "billing.subsidy"),
        (pool_examples.SHARES, '"never"', '"yes"', "rule.value"),
        (pool_examples.SHARES, 'half_life = "P4Y"\n', "", "shares.half-life"),
        (pool_examples.SHARES, 'pool_at_most = "30%"', 'pool_at_most = "51%"', "shares.over"),
        (pool_examples.DUES, 'fund = "education"\n', "", "dues.fund"),
        (pool_examples.DUES, '"no-use"', '"tolerated"', "dues.unpaid-after"),
        (DUTY, 'opens = "PT8H"\n', "", "duty.hours"),
        (DUTY, 'covers = "working-days"', 'covers = "always"', "duty.hours"),
        (DUTY, 'closes = "PT20H"', 'closes = "PT8H"', "duty.hours-order"),
        (DUTY, 'closes = "PT20H"', 'closes = "PT24H1M"', "duty.hours-order"),
        (DUTY, "at_most = 3", "at_most = 1", "duty.most"),
        (DUTY, 'shift = "PT6H"', 'shift = "PT0H"', "duty.shift"),
        (ACCOUNTABILITY, 'reviewed_by = "coordinator"\n', "", "accountability.summary"),
        (EVALUATION, 'people_every = "P3M"\nco_op_every = "P3M"\n', "", "evaluation.every"),
        (EVALUATION, 'people_every = "P3M"\n', "", "evaluation.of"),
        (EVALUATION, '["admission"]', '["nothing", "pay"]', "evaluation.bears-on"),
        (body_examples.CHECK_IN, 'tells = "coordinator"\n', "", "check-in.tells"),
        (pool_examples.BUDGET_ROUND, 'amount = "2000.00"\n', "", "budget-round.amount"),
        (pool_examples.MORE_BUDGET_ROUNDS[0], '"50%"', '"101%"', "budget-round.share"),
        (pool_examples.BUDGET_ROUND, 'utility = "cost"\n', "", "budget-round.variant"),
        (
            pool_examples.BUDGET_ROUND,
            'counted = "equal-shares"',
            'counted = "greedy"',
            "budget-round.variant",
        ),
        (pool_examples.MORE_BUDGET_ROUNDS[0], "ties", 'completion = "none"\nties', "budget-round.variant"),
        (pool_examples.BUDGET_ROUND, '"50.00"', '"1000.01"', "budget-round.projects"),
        (PAY, '[[rates]]\nrate = "30.00"\n', "", "pay.needs"),
        (PAY, "[[rates]]", 'weekly_hours = "PT20H"\n[[rates]]', "pay.other-plan"),
        (BASE, 'weekly_hours = "PT20H"\n', "", "pay.needs"),
        (ANNUAL, 'overtime = "carried-as-hours"\n', "", "pay.needs"),
        (BID, 'bid_shared_by = "hours"\n', "", "pay.needs"),
        (DRAW, 'draw = "2000.00"\n', "", "pay.needs"),
        (FORMULA, 'base_amount = "3000.00"\n', "", "pay.needs"),
        (OWN, 'period = "month"', 'period = "month"\nrates = [{ rate = "1.00" }]', "pay.other-plan"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(rule: str, old: str, new: str, code: str) -> None:
    assert rule.count(old) >= 1
    assert refused(rule.replace(old, new, 1)) == [code]


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        (pool_examples.SHARES, 'pool_at_most = "30%"', 'pool_at_most = "50%"'),
        (DUTY, 'closes = "PT20H"', 'closes = "PT24H"'),
        (DUTY, "at_most = 3", "at_most = 2"),
        (pool_examples.BUDGET_ROUND, '"50.00"', '"1000.00"'),
    ],
)
def test_what_just_fits_is_taken(rule: str, old: str, new: str) -> None:
    assert refused(rule.replace(old, new, 1)) == []


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (PAY, ()),
        (pay_examples.PAY, ("fee", "fee_share", "rate_at_least", "stipends", "leave", "bonus")),
        (BASE, ("plan", "weekly_hours")),
        (OWN, ("plan",)),
    ],
)
def test_pay_says_which_of_its_keys_nobody_acts_on_yet(rule: str, kept: tuple[str, ...]) -> None:
    (standing,) = read(front() + article(1, "Pay", rule)).on(day("2025-06-01")).standing

    says = standing.rules[0].says

    assert isinstance(says, Pay)
    assert says.unexecuted() == kept


MEMBERSHIP, HOURS = examples.RULES["membership"], examples.RULES["hours"]


@pytest.mark.parametrize(
    ("rule", "old", "code"),
    [
        (MEMBERSHIP, "members_at_most = 12\n", "membership.until"),
        (MEMBERSHIP, 'on_site_first = "the workshop on the quay"\n', "membership.on-site"),
        (MEMBERSHIP, 'firm_joins_as = "member"\n', "membership.firm"),
        (MEMBERSHIP, 'firm_joins_by = "take-over-firm"\n', "membership.firm"),
        (HOURS, 'balance_over = "P3M"\n', "hours.balance"),
    ],
)
def test_a_key_that_leans_on_another_is_refused_without_it(rule: str, old: str, code: str) -> None:
    assert refused(rule.replace(old, "", 1)) == [code]


def test_people_of_a_firm_join_in_a_stage_there_is() -> None:
    partners = MEMBERSHIP.replace('firm_joins_as = "member"', 'firm_joins_as = "partner"', 1)

    assert refused(partners) == ["membership.firm-stage"]


def test_no_balance_of_turns_is_counted_yet_whatever_counts_for_it() -> None:
    kinds = "".join(
        f'[[kinds]]\nname = "{name}"\ncounts_for = ["{purpose}"]\n'
        for name, purpose in (("dishes", "balance"), ("care", "pay"))
    )
    charter = read(front() + article(1, "Hours", f'kind = "hours"\n{kinds}'))

    (standing,) = charter.on(day("2025-06-01")).standing

    assert standing.rules[0].says.unexecuted() == ("balance",)
