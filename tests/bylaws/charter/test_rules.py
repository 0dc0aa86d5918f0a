"""What a rule cannot say: each fault with its line, its article and what to write instead."""

from __future__ import annotations

import pytest

from bylaws.charter.charter import try_charter
from bylaws.charter.kinds import KINDS
from bylaws.charter.misfits import MOST_FAULTS
from tests.bylaws.charter.texts import BUY_IN, HOURS, PAY, SURPLUS, TAX, article, front, read, whole

FENCE = 13
THE_KINDS = f"The kinds are {', '.join(KINDS)}."
NOT_SO = "does not hold what it should"


def refused(rule: str, **front_changes: str) -> list[tuple[str, int, str, str]]:
    """Each fault of one rule in Article 4 as code, line within the fence, sentence and next step."""
    _, found = try_charter(front(**front_changes) + article(4, "Rule", rule))
    assert [fault.article for fault in found] == ["Article 4 — Rule"] * len(found)
    return [(f.code, int((f.where or "").partition(":")[2]) - FENCE, f.says, f.next_step) for f in found]


def test_a_rule_keeps_its_kind_its_article_and_its_line() -> None:
    rule = read(whole()).on(read(whole()).base_front.starts()).of_kind("tax")[0]

    assert (rule.kind, rule.name, rule.article, rule.number) == ("tax", None, "Article 11 — Taxes", 11)
    assert whole().splitlines()[int(rule.where.partition(":")[2]) - 1 :][:2] == [
        "```toml rule",
        'kind = "tax"',
    ]


# Kinds and names


@pytest.mark.parametrize(
    ("written", "says", "cure"),
    [
        ("kind = 'surplsu'", "“surplsu” is not a kind of rule.", "Did you mean “surplus”?"),
        (
            "kind = 'weather'",
            "“weather” is not a kind of rule.",
            THE_KINDS,
        ),
        (
            "mode = 'none'",
            "The rule does not say its kind.",
            THE_KINDS,
        ),
        ("kind = ['tax']", "“['tax']” is not a kind of rule.", "Did you mean “tax”?"),
    ],
)
def test_a_kind_that_does_not_exist_is_refused_with_one_that_does(written: str, says: str, cure: str) -> None:
    assert refused(written) == [("rule.kind", 0, says, cure)]


def test_the_first_version_of_a_kind_may_be_named() -> None:
    assert refused('kind = "tax/1"\nmode = "none"') == []


@pytest.mark.parametrize("name", ["", 'name = ""', "name = 1.5", 'name = "The Wages"', 'name = "{wages}"'])
def test_a_rule_of_a_named_kind_needs_a_name_of_one_word(name: str) -> None:
    assert refused(PAY.replace('name = "wages"', name)) == [
        (
            "rule.no-name",
            0,
            "A rule of the kind “pay” needs a name.",
            "Add a line such as name = “wages”: one word of lower-case letters, digits and hyphens.",
        )
    ]


def test_a_rule_of_a_kind_without_names_has_none() -> None:
    assert refused(TAX + 'name = "ours"') == [
        ("rule.unknown-key", 3, "The key “name” is unknown here.", "The keys are mode.")
    ]


# Keys


def test_a_misspelt_key_is_pointed_out_at_its_line_with_the_right_one() -> None:
    assert refused(SURPLUS.replace("eligible", "eligable")) == [
        ("rule.unknown-key", 13, "The key “eligable” is unknown here.", "Did you mean “eligible”?")
    ]


def test_a_key_like_no_other_is_refused_with_the_keys_there_are() -> None:
    assert refused(TAX + "zzz = 1") == [
        ("rule.unknown-key", 3, "The key “zzz” is unknown here.", "The keys are mode.")
    ]


def test_a_missing_key_is_asked_for_at_the_table_it_is_missing_from() -> None:
    assert refused(
        'kind = "pay"\nname = "wages"\nperiod = "month"\n[[rates]]\nrate = "1"\n[[rates]]\nwork = ["x"]'
    ) == [
        (
            "rule.missing-key",
            0,
            "The key “plan” is missing.",
            "State it: silence is never filled in for you.",
        ),
        (
            "rule.missing-key",
            6,
            "The key “rates[2].rate” is missing.",
            "State it: silence is never filled in for you.",
        ),
    ]


@pytest.mark.parametrize(
    ("line", "says", "cure"),
    [
        (
            'to = "colective"',
            "The key “steps[2].to” holds “colective”, which is none of its choices.",
            "Did you mean “collective”?",
        ),
        (
            'to = "charity"',
            "The key “steps[2].to” holds “charity”, which is none of its choices.",
            "It holds one of collective, fund, members, interest, tax.",
        ),
        (
            "to = 5",
            "The key “steps[2].to” holds “5”, which is none of its choices.",
            "It holds one of collective, fund, members, interest, tax.",
        ),
    ],
)
def test_a_misspelt_choice_is_refused_with_the_nearest(line: str, says: str, cure: str) -> None:
    assert refused(SURPLUS.replace('to = "collective"', line)) == [("rule.value", 5, says, cure)]


@pytest.mark.parametrize(
    ("by", "says", "cure"),
    [
        (
            'by = "hour"',
            "The key “steps[3].by” holds “hour”, which is none of its choices.",
            "Did you mean “hours”?",
        ),
        (
            'by = [{ base = "hour", share = "100%" }]',
            "The key “steps[3].by[1].base” holds “hour”, which is none of its choices.",
            "Did you mean “hours”?",
        ),
        (
            "by = 7",
            "The key “steps[3].by” holds “7”, which is none of its choices.",
            "It holds one of hours, pay, equal, member-months, tenure, equalise-pay.",
        ),
    ],
)
def test_where_a_key_has_two_forms_the_one_that_was_meant_is_spoken_of(by: str, says: str, cure: str) -> None:
    assert refused(SURPLUS.replace('by = "hours"', by)) == [("rule.value", 12, says, cure)]


@pytest.mark.parametrize(
    ("rule", "line", "problem"),
    [
        (
            'kind = "surplus"\nsteps = 3',
            2,
            "“steps” does not hold what it should: it holds a list, in brackets",
        ),
        (
            HOURS.replace('"client-work"', '"Client work"'),
            3,
            f"“kinds[1].name” {NOT_SO}: it is one word of lower-case letters, digits and hyphens",
        ),
        (
            HOURS.replace('["pay", "patronage", "candidacy"]', '"pay"'),
            4,
            "“kinds[1].counts_for” does not hold what it should: it holds a list, in brackets",
        ),
        ('kind = "hours"\nkinds = []', 2, "“kinds” does not hold what it should: it cannot be empty"),
        (
            SURPLUS.replace("in = true", 'in = "yes"'),
            16,
            f"“steps[3].offset_open_buy_in” {NOT_SO}: it holds true or false, without quotes",
        ),
        (BUY_IN + "plan = 12", 3, "“plan” does not hold what it should: it holds a table of keys"),
        (
            BUY_IN + 'plan = { count = 0, first = "P1M" }',
            3,
            "“plan.count” does not hold what it should: input should be greater than or equal to 1",
        ),
    ],
)
def test_a_value_of_the_wrong_shape_is_told_the_right_one(rule: str, line: int, problem: str) -> None:
    assert refused(rule) == [("rule.value", line, f"The key {problem}.", "See it in the charter reference.")]


@pytest.mark.parametrize(
    ("line", "code", "says", "cure"),
    [
        (
            "amount = 3000",
            "money.bare-number",
            "amount: 3000 is a bare number where money belongs.",
            "Write “3000.00”, with the quotes.",
        ),
        (
            "amount = 3000.5",
            "money.bare-number",
            "amount: 3000.5 is a bare number where money belongs.",
            "Write “3000.50”, with the quotes.",
        ),
        (
            "amount = inf",
            "money.bare-number",
            "amount: inf is a bare number where money belongs.",
            "Write “1200.00”, with the quotes.",
        ),
        (
            'amount = "-1"',
            "money.below-zero",
            "amount: -1.00 is below zero.",
            "Write the amount without a minus sign.",
        ),
        (
            'amount = "3,000"',
            "money.form",
            "amount: “3,000” is not an amount of money.",
            "Write digits with a point, as in “1200.00”.",
        ),
        (
            "amount = true",
            "money.form",
            "amount: “True” is not an amount of money.",
            "Write digits with a point, as in “1200.00”.",
        ),
    ],
)
def test_money_is_text_with_all_its_cents(line: str, code: str, says: str, cure: str) -> None:
    assert refused(BUY_IN.replace('amount = "3000.00"', line)) == [(code, 2, says, cure)]


def test_the_cure_for_a_bare_number_has_the_decimals_of_the_currency() -> None:
    assert refused(BUY_IN.replace('"3000.00"', "3000"), currency='"JPY"') == [
        (
            "money.bare-number",
            2,
            "amount: 3000 is a bare number where money belongs.",
            "Write “3000”, with the quotes.",
        )
    ]


@pytest.mark.parametrize(
    ("share", "code", "says", "cure"),
    [
        (
            "0.25",
            "share.bare-number",
            "steps[2].share: 0.25 is a bare number where a share belongs.",
            "Write “25%”.",
        ),
        (
            "25",
            "share.bare-number",
            "steps[2].share: 25 is a bare number where a share belongs.",
            "Write “25%”.",
        ),
        (
            '"25"',
            "share.bare-number",
            "steps[2].share: 25 is a bare number where a share belongs.",
            "Write “25%”.",
        ),
        (
            "nan",
            "share.form",
            "steps[2].share: “nan” is not a share.",
            "Write a percentage such as “75%” or a fraction such as “2/3”.",
        ),
    ],
)
def test_a_share_is_text_with_its_sign(share: str, code: str, says: str, cure: str) -> None:
    assert refused(SURPLUS.replace('"25%"', share)) == [(code, 6, says, cure)]


def test_spans_whole_numbers_and_working_time_are_refused_with_their_cure() -> None:
    plan = BUY_IN + 'plan = { count = "4", first = "1 month" }'
    caps = 'kind = "hours"\nday_at_most = "8h"\n[[kinds]]\nname = "work"\ncounts_for = []'

    assert [(code, line, says) for code, line, says, _ in refused(plan) + refused(caps)] == [
        ("number.whole", 3, "plan.count: “4” is not a whole number."),
        ("span.form", 3, "plan.first: “1 month” is not a span of time."),
        ("clock-span.form", 2, "day_at_most: “8h” is not a length of working time."),
    ]


def test_every_fault_of_a_rule_is_told_at_once_in_the_order_of_its_lines() -> None:
    rule = 'kind = "buy-in"\nplan = { count = 1 }\namount = 1\nextra = 2'

    assert [(code, line) for code, line, _, _ in refused(rule)] == [
        ("rule.missing-key", 2),
        ("money.bare-number", 3),
        ("rule.unknown-key", 4),
    ]


def test_of_very_many_faults_the_first_hundred_are_told() -> None:
    rule = TAX + "\n".join(f"key{n} = 1" for n in range(3 * MOST_FAULTS))

    assert [line for _, line, _, _ in refused(rule)] == list(range(3, 3 + MOST_FAULTS))


def test_braces_in_a_charter_break_no_fault() -> None:
    rule = 'kind = "{kind}"\n'
    keys = TAX + '"{key}" = 1\n"a b" = 2'
    values = BUY_IN.replace('"3000.00"', '"{given.__class__}"') + 'arrears = "{0}"'

    assert [says for _, _, says, _ in refused(rule) + refused(keys) + refused(values)] == [
        "“{kind}” is not a kind of rule.",
        "The key “{key}” is unknown here.",
        "The key “a b” is unknown here.",
        "amount: “{given.__class__}” is not an amount of money.",
        "The key “arrears” holds “{0}”, which is none of its choices.",
    ]
