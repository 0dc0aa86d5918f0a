"""What a check finds about how a co-op decides."""

from __future__ import annotations

import re

import pytest

from bylaws.charter import examples
from bylaws.charter.checks.deciding import unreachable
from bylaws.charter.kinds.subjects import MATTERS
from tests.bylaws.charter.checked import findings, next_steps, place, told
from tests.bylaws.charter.deciding import EVERYDAY, PEOPLE, SUBJECTS, THREE_QUARTERS, co_op
from tests.bylaws.charter.samples_of_decisions import decision
from tests.bylaws.charter.texts import amendment, article, day, front, read

BOTH = "Article 6 — Who decides what and Article 7 — Who decides what"
ALL_TO_EVERYDAY = 'kind = "subjects"\notherwise = "everyday"'


def subjects(*lines: str) -> str:
    """Subjects that lead everything they do not name to the two rules of the co-op."""
    return "\n".join(['kind = "subjects"', *lines, 'hire = "people"', 'otherwise = "everyday"'])


def only(text: str) -> tuple[str, str, bool]:
    (found,) = told(text)
    return found


def test_a_co_op_whose_matters_all_come_to_an_end_is_fine() -> None:
    assert told(co_op()) == []


def test_subjects_split_over_articles_are_no_contradiction() -> None:
    assert told(co_op('kind = "subjects"\nhire = "people"', ALL_TO_EVERYDAY)) == []


@pytest.mark.parametrize(
    ("text", "found", "cure"),
    [
        (
            co_op(subjects('dismiss = "poeple"')),
            ("decision.no-rule", "There is no decision rule “poeple”.", True),
            "Did you mean “people”?",
        ),
        (
            co_op(subjects('spend = [{ up_to = "5.00", by = "individual" }, { by = "zz" }]')),
            ("decision.no-rule", "There is no decision rule “zz”.", True),
            "Add such a rule, or use one of everyday, individual, people, three-quarters.",
        ),
        (
            co_op('kind = "subjects"\nhire = "people"\notherwise = "everydays"\nrole = "everyday"'),
            ("decision.no-rule", "There is no decision rule “everydays”.", True),
            "Did you mean “everyday”?",
        ),
        (
            co_op(subjects(), 'kind = "subjects"\nhire = "everyday"'),
            (
                "subjects.matter-twice",
                f"{BOTH} each say who decides “hire”.",
                True,
            ),
            "Let one of them stand.",
        ),
        (
            co_op(subjects(), 'kind = "subjects"\notherwise = "people"'),
            (
                "subjects.matter-twice",
                f"{BOTH} each say who decides “otherwise”.",
                True,
            ),
            "Let one of them stand.",
        ),
        (
            co_op(subjects('hier = "people"')),
            (
                "matter.own",
                "“hier” is not a published matter, and the article does not name it in prose.",
                False,
            ),
            "Did you mean “hire”? Else say in the article what it is.",
        ),
        (
            co_op(subjects('spend = [{ by = "people" }, { up_to = "5.00", by = "everyday" }]')),
            (
                "subjects.unreached",
                "What stands behind a line without `up_to` never applies to “spend”.",
                True,
            ),
            "Let the line without `up_to` be the last.",
        ),
        (
            co_op(
                subjects(
                    'spend = [{ up_to = "9.00", by = "individual" }, { up_to = "9.00", by = "people" },'
                    ' { by = "everyday" }]'
                )
            ),
            (
                "subjects.not-increasing",
                "For “spend”, up to 9.00 follows up to 9.00, and never applies.",
                True,
            ),
            "List the amounts from the smallest to the largest.",
        ),
        (
            co_op(subjects('spend = [{ up_to = "9.00", by = "people" }]')),
            ("subjects.open-end", "The charter does not say who decides “spend” above 9.00.", False),
            "Add a last line without `up_to`.",
        ),
        (
            co_op(ALL_TO_EVERYDAY),
            ("decision.unused", "No matter leads to the rule “people”.", False),
            "Name it in a rule of the kind “subjects”, or leave it out.",
        ),
        (
            co_op(SUBJECTS, everyday=EVERYDAY.replace('"2/3"', '"3/2"')),
            ("decision.never-met", "“150%” can never be met, not even by all together.", True),
            "Write a share of at most 100%, or more than a share below it.",
        ),
        (
            co_op(SUBJECTS, everyday=EVERYDAY.replace('quorum = "1/2"', 'quorum = "more than 1/1"')),
            ("decision.never-met", "“more than 100%” can never be met, not even by all together.", True),
            "Write a share of at most 100%, or more than a share below it.",
        ),
        (
            co_op(SUBJECTS, everyday=EVERYDAY.replace('quorum = "1/2"', 'quorum = "0%"')),
            ("decision.always-met", "“0%” is always met, even by nobody.", False),
            "Leave it out, or write a share above 0%.",
        ),
        (
            co_op(SUBJECTS, everyday=EVERYDAY + 'approval_quorum = "more than 1/1"\n'),
            ("decision.never-met", "“more than 100%” can never be met, not even by all together.", True),
            "Write a share of at most 100%, or more than a share below it.",
        ),
        (
            co_op(SUBJECTS, people=PEOPLE + 'lapses_after = "P14D"\n'),
            (
                "decision.lapses-too-soon",
                "An attempt that failed counts no more before the next can fail, so nothing ever falls back.",
                False,
            ),
            "Write a longer time than the pause and the time it is open together, or leave it out.",
        ),
        (
            co_op(SUBJECTS, people=PEOPLE.replace('"1/4"', '"100%"')),
            ("decision.stand-asides", "A limit of 100% on standing aside never binds.", False),
            "Write a smaller share, or leave it out.",
        ),
        (
            co_op(SUBJECTS, everyday=EVERYDAY.replace('"2/3"', '"1/2"')),
            ("decision.tie-passes", "With at least half of the votes cast a tie passes.", False),
            "Write threshold = “more than 1/2”, unless a tie should pass.",
        ),
        (
            co_op(SUBJECTS, everyday=EVERYDAY.replace('["member"]', '["members"]')),
            ("decision.stage", "“members” is no stage that the membership rule knows.", True),
            "Did you mean “member”?",
        ),
        (
            co_op(SUBJECTS, people=PEOPLE.replace('may_block = ["member"]', 'may_block = ["x"]')),
            ("decision.stage", "“x” is no stage that the membership rule knows.", True),
            "Use one of its stages, or add it there.",
        ),
        (
            co_op(SUBJECTS, everyday=EVERYDAY.replace('eligible = ["member"]', "")).replace('"vote", ', ""),
            ("decision.no-right", "Whoever has the right “vote” is asked, and no stage has it.", True),
            "Give the right to a stage in the membership rule, or state `eligible`.",
        ),
        (
            co_op(SUBJECTS, people=PEOPLE.replace('may_block = ["member"]', "")).replace(', "block"', ""),
            ("decision.no-right", "Whoever has the right “block” is asked, and no stage has it.", True),
            "Give the right to a stage in the membership rule, or state `may_block`.",
        ),
    ],
)
def test_what_is_wrong_or_odd_is_told_with_its_cure(
    text: str, found: tuple[str, str, bool], cure: str
) -> None:
    assert (only(text), next_steps(text)) == (found, [cure])


def test_rights_that_a_stage_has_need_no_list() -> None:
    by_right = co_op(
        everyday=EVERYDAY.replace('eligible = ["member"]', ""),
        people=PEOPLE.replace('may_block = ["member"]', ""),
    )

    assert told(by_right) == []


def test_a_name_is_pointed_at_on_its_own_line() -> None:
    text = co_op(subjects('dismiss = "poeple"'))

    assert [place(text, one) for one in findings(text)] == ['dismiss = "poeple"']


def test_a_matter_named_in_prose_is_the_co_op_s_own() -> None:
    own = front() + article(
        3, "Who", 'kind = "subjects"\nsmall-things = "individual"\notherwise = "individual"'
    )

    assert told(own.replace("We agree on this.", "Small things are decided by whoever does them.")) == []
    assert [code for code, _, _ in told(own)] == ["matter.own"]


def test_a_matter_that_no_published_word_is_near_to_is_pointed_out() -> None:
    assert next_steps(co_op(subjects('xyzzy = "people"')))[0].startswith("Say in the article what it is; the")


def test_matters_without_a_rule_are_listed() -> None:
    silent = co_op('kind = "subjects"\nhire = "people"\nrole = "everyday"')

    assert [(code, serious) for code, _, serious in told(silent)] == [
        ("subjects.no-way", True),
        ("subjects.no-otherwise", False),
    ]
    assert told(silent)[0][1] == "The charter does not say who decides “admit-member”."
    assert "spend, borrow" in told(silent)[1][1]


def test_a_firm_taken_over_and_a_merger_need_somebody_who_decides_them() -> None:
    both = 'firm_joins_as = "member"\nfirm_joins_by = "take-over-firm"\nmerger_by = "merge"\n'
    silent = co_op('kind = "subjects"\nhire = "people"\nrole = "everyday"\nadmit-member = "people"').replace(
        'kind = "membership"\n', f'kind = "membership"\n{both}'
    )

    found = [finding for finding in told(silent) if finding[0] == "subjects.no-way"]

    assert found == [
        ("subjects.no-way", f"The charter does not say who decides “{matter}”.", True)
        for matter in ("take-over-firm", "merge")
    ]
    assert [place(silent, one) for one in findings(silent)][:2] == both.splitlines()[1:]
    assert (
        told(
            silent.replace(
                'role = "everyday"', 'take-over-firm = "people"\nmerge = "people"\notherwise = "everyday"'
            )
        )
        == []
    )


def test_a_charter_that_names_every_matter_needs_no_otherwise() -> None:
    every = "\n".join(f'{matter} = "individual"' for matter in MATTERS)

    assert told(front() + article(3, "Who", f'kind = "subjects"\n{every}')) == []


@pytest.mark.parametrize(
    ("to", "circle"),
    [("people", "“people” → “people”"), ("everyday", "“people” → “everyday” → “people”")],
)
def test_fallbacks_that_go_in_a_circle_are_found(to: str, circle: str) -> None:
    again = EVERYDAY + 'fallback = { after_attempts = 1, to = "people" }'
    text = co_op(
        subjects('dismiss = "three-quarters"'),
        everyday=again if to == "everyday" else EVERYDAY,
        people=PEOPLE.replace('to = "three-quarters"', f'to = "{to}"'),
    )

    found = [(code, says) for code, says, _ in told(text)]

    assert ("decision.loop", f"The fallbacks go in a circle: {circle}. Nothing is ever decided.") in found
    assert {code for code, _ in found} == {"decision.loop"}


def test_a_rule_that_leads_into_a_circle_is_not_part_of_it() -> None:
    into = (
        THREE_QUARTERS.replace("three-quarters", "into") + 'fallback = { after_attempts = 1, to = "people" }'
    )
    text = co_op(
        subjects('dismiss = "into"', 'role = "three-quarters"'),
        people=PEOPLE.replace('to = "three-quarters"', 'to = "people"'),
        more=into,
    )

    assert [code for code, _, _ in told(text)] == ["decision.loop"]


def test_a_fallback_that_leads_nowhere_is_found() -> None:
    text = co_op(
        subjects('role = "three-quarters"'), people=PEOPLE.replace('"three-quarters"', '"tree-quarters"')
    )

    assert only(text) == ("decision.no-rule", "There is no decision rule “tree-quarters”.", True)
    assert next_steps(text) == ["Did you mean “three-quarters”?"]


def test_no_rule_can_be_named_individual() -> None:
    text = co_op(subjects('role = "individual"'), more=EVERYDAY.replace('"everyday"', '"individual"'))

    assert [code for code, _, _ in told(text)] == ["decision.individual"]


def test_rules_without_a_matter_and_without_membership_are_told() -> None:
    text = front() + article(3, "Deciding", decision("ours", "informal-consensus"))

    assert [code for code, _, _ in told(text)] == ["decision.unused", "decision.no-right"]


def test_a_rule_that_an_amendment_takes_away_leaves_a_gap_from_that_day_on() -> None:
    gone = amendment(article(4, "Every day"), replaces="[4]")

    found = [(one.fault.code, one.fault.says) for one in findings(co_op(), **{"no-everyday": gone})]

    assert found == [("decision.no-rule", "There is no decision rule “everyday”.")] * 2


def test_two_rules_of_one_name_are_told_once() -> None:
    assert [code for code, _, _ in told(co_op(more=EVERYDAY))] == ["charter.ambiguous"]


def test_a_rule_that_a_body_decides_by_is_used() -> None:
    board = re.sub(r'_by = ".*"', '_by = "everyday"', examples.RULES["body"])
    text = co_op('kind = "subjects"\notherwise = "people"', more=board)

    assert "decision.unused" not in [code for code, _, _ in told(text)]


def test_the_body_and_the_role_that_decide_are_there() -> None:
    alone = decision("everyday", "delegated", 'delegate = "chair"')
    board = decision(
        "everyday", "lazy-consent", 'blocks = "any"', 'may_block = ["member"]', 'open_for = "P3D"'
    )

    assert [(code, says) for code, says, _ in told(co_op(everyday=alone))] == [
        ("name.holder", "“chair” is the name of no rule of the kind “role” or “body”.")
    ]
    assert [(code, says) for code, says, _ in told(co_op(everyday=board + '\nbody = "board"'))] == [
        ("name.body", "“board” is the name of no rule of the kind “body”.")
    ]


# At the present size


@pytest.mark.parametrize(
    ("rule", "members", "found"),
    [
        (EVERYDAY, 1, []),
        (EVERYDAY, 0, [("decision.too-few", "“2/3” takes 1, and 0 can take part.")] * 1),
        (
            EVERYDAY.replace('"2/3"', '"more than 1/1"'),
            3,
            [("decision.too-few", "“more than 100%” takes 4, and 3 can take part.")],
        ),
        (
            EVERYDAY + 'recusal = "heard"',
            1,
            [
                (
                    "decision.nobody-left",
                    "A matter about the only person who takes part leaves nobody to decide it.",
                )
            ],
        ),
        (EVERYDAY + 'recusal = "heard"', 2, []),
        (
            decision("everyday", "consent", 'blocks = "any"', "blocks_at_most = 2"),
            2,
            [
                (
                    "decision.blocks-idle",
                    "2 blocks do not stop a matter, and 2 can take part: nobody can stop anything.",
                )
            ],
        ),
        (decision("everyday", "consent", 'blocks = "any"', "blocks_at_most = 2"), 3, []),
    ],
)
def test_what_so_few_cannot_do_is_told(rule: str, members: int, found: list[tuple[str, str]]) -> None:
    charter = read(front() + article(4, "Every day", rule.replace('quorum = "1/2"\n', "")))

    told_of = unreachable(charter, day("2025-06-01"), members)

    assert [(one.fault.code, one.fault.says) for one in told_of] == found
    assert [one.serious for one in told_of] == [False] * len(found)


def test_a_matter_that_a_stage_names_may_be_decided_without_otherwise() -> None:
    named = co_op('kind = "subjects"\nadmit-member = "people"\nrole = "everyday"')

    assert [code for code, _, _ in told(named)] == ["subjects.no-otherwise"]
