"""Checking bodies, roles, meetings and the other rules of living together."""

from __future__ import annotations

import pytest

from bylaws.charter import examples
from bylaws.charter.lint import check
from tests.bylaws.charter.checked import place
from tests.bylaws.charter.samples_of_living import DUES, STATED
from tests.bylaws.charter.texts import article, front, read

KINDS = ("membership", "hours", "surplus", "tax", "buy-in", "capital", "decision")
WHOLE = [
    *(examples.RULES[kind] for kind in KINDS),
    *examples.MORE["decision"],
    *STATED[:-1],
]
"""Every example that belongs together; of the rounds of a budget one stands."""


def text(*rules: str) -> str:
    return front() + article(1, "Client work, leave, candidates and members", *rules)


def changed(old: str, new: str) -> str:
    whole = text(*WHOLE)
    assert whole.count(old) >= 1
    return whole.replace(old, new, 1)


def told(charter: str) -> list[tuple[str, str, str, bool]]:
    """Each finding about living together: code, sentence, the line it points at, whether it is serious."""
    usual = {str(finding.fault) for finding in check(read(text(*WHOLE)))}
    return [
        (one.fault.code, one.fault.says, place(charter, one), one.serious)
        for one in check(read(charter))
        if str(one.fault) not in usual
    ]


@pytest.mark.parametrize("name", ["in-order", "people"])
def test_two_rules_of_the_name_a_body_is_elected_by_are_told_and_stop_no_check(name: str) -> None:
    """Once by whom a seat is counted back, once by whom somebody is proposed without candidates."""
    twice = check(read(changed('name = "everyday"', f'name = "{name}"')))

    assert [one.fault.code for one in twice if f"named “{name}”" in one.fault.says and one.serious] != []


def test_the_examples_belong_together() -> None:
    assert [str(one.fault) for one in check(read(text(*WHOLE))) if one.serious] == []


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        (
            'open_to = ["member"]\nfilled = "election"\nseats',
            'open_to = ["owner"]\nfilled = "election"\nseats',
            "name.stages",
            "“owner” is the name of no stage of the membership rule.",
        ),
        (
            'decides_by = "everyday"',
            'decides_by = "everday"',
            "name.decision",
            "“everday” is the name of no rule of the kind “decision”.",
        ),
        (
            'part_of = "board"',
            'part_of = "bord"',
            "name.body",
            "“bord” is the name of no rule of the kind “body”.",
        ),
        (
            'roles = ["chair"]',
            'roles = ["chear"]',
            "name.role",
            "“chear” is the name of no rule of the kind “role”.",
        ),
        (
            'when_vacant = "board"',
            'when_vacant = "coordinater"',
            "name.holder",
            "“coordinater” is the name of no rule of the kind “role” or “body”.",
        ),
        (
            'fund = "education"\nband',
            'fund = "eduction"\nband',
            "name.fund",
            "“eduction” is the name of no fund that a step of the surplus fills.",
        ),
        (
            'lasts = "PT30M"\nlogged_as = "client-work"',
            'lasts = "PT30M"\nlogged_as = "klient-work"',
            "name.work",
            "“klient-work” is the name of no kind of work of the hours rule.",
        ),
        (
            'escalates_to = "keeper-of-machines"',
            'escalates_to = "keeper"',
            "name.holder",
            "“keeper” is the name of no rule of the kind “role” or “body”.",
        ),
    ],
)
def test_a_name_that_nothing_has_is_refused(old: str, new: str, code: str, says: str) -> None:
    charter = changed(old, new)

    ((found, sentence, line, serious),) = told(charter)

    assert (found, sentence, serious) == (code, says, True)
    assert new.splitlines()[-1].partition(" ")[0] in line or line in new


def test_dues_for_a_fund_that_nothing_fills_are_refused_with_what_to_do() -> None:
    alone = text(DUES.replace('into = "collective"', 'into = "fund"\nfund = "servers"'))

    assert [(one.fault.code, one.fault.next_step) for one in check(read(alone))] == [
        ("name.fund", "Add it: there is none yet."),
    ]


def test_a_name_that_is_like_none_is_told_those_there_are() -> None:
    charter = changed('fund = "education"\nband', 'fund = "zzz"\nband')

    assert [one.fault.next_step for one in check(read(charter)) if one.fault.code == "name.fund"] == [
        "Use one of education, or add it."
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            'reports_every = "P3M"\n',
            "",
            ("body.no-report", "“board” decides for the others and owes them no regular report.", False),
        ),
        (
            'recall_by = "three-quarters"\nopen',
            "open",
            ("body.no-recall", "“board” is elected and nobody in it can be called back.", False),
        ),
        (
            'term = "P2Y"\nterms_at_most = 3\npause = "P1Y"\nrenewed = "by-halves"\n',
            "",
            ("body.no-term", "“board” is elected once and for ever: it has no term.", False),
        ),
        (
            'elected_by = "people"\nterm = "P1Y"\nwithout',
            'elected_by = "everyday"\nterm = "P1Y"\nwithout',
            (
                "body.consent",
                "“care-circle” is to be elected without candidates, and its rule does not ask for consent.",
                True,
            ),
        ),
        (
            'elected_by = "people"\nwithout_candidates = true\nterm = "P1Y"\nheld',
            'elected_by = "everyday"\nwithout_candidates = true\nterm = "P1Y"\nheld',
            (
                "role.consent",
                "“circle-leader” is to be elected without candidates, and its rule does not ask for consent.",
                True,
            ),
        ),
        (
            'elected_by = "in-order"',
            'elected_by = "elections"',
            (
                "body.countback",
                "A vacant seat of “board” cannot be counted back: no ballots elect one person alone.",
                True,
            ),
        ),
        (
            'reports_every = "P3M"\nrecall',
            'reports_every = "P0D"\nrecall',
            ("cadence.none", "`reports_every` holds no time at all.", True),
        ),
        ('every = "P7D"\nwho', 'every = "P0M"\nwho', ("cadence.none", "`every` holds no time at all.", True)),
        (
            'reports_every = "P3M"\nrecall',
            'reports_every = "P3M"\npart_of = "hosting-circle"\nrecall',
            ("body.circle", "The body “board” is part of itself.", True),
        ),
        (
            'when_vacant = "board"',
            'when_vacant = "chair"',
            ("role.own-stand-in", "While nobody holds the role “chair”, it is to do its own work.", True),
        ),
        (
            'hand_over_takes = "P1M"',
            'hand_over_takes = "P13M"',
            ("role.long-hand-over", "The role “chair” takes longer to hand over than one holds it.", False),
        ),
        (
            'minutes = ["issues", "decisions", "actions"]',
            'minutes = ["issues"]',
            (
                "meeting.no-minutes",
                "The meeting “members-meeting” may decide, and its minutes do not hold what it decides.",
                False,
            ),
        ),
        (
            'time = "paid"',
            'time = "unpaid"',
            (
                "meeting.pay",
                (
                    "The time of the meeting “members-meeting” is unpaid,"
                    " and “client-work” is logged as the other."
                ),
                False,
            ),
        ),
        ('name = "solidarity"', 'name = "full"', ("billing.twice", "The step “full” stands twice.", True)),
        (
            'rate = "0.00"',
            'rate = "150.00"',
            ("billing.order", "The step “solidarity” asks for no less than the one before it.", False),
        ),
        (
            'name = "money"\ncounts',
            'name = "labour"\ncounts',
            ("shares.twice", "Shares for “labour” are given by two sets of terms.", True),
        ),
        (
            "counsel_reviewed = true",
            "counsel_reviewed = false",
            (
                "shares.counsel",
                "Shares for “money” may be securities under the law, and no lawyer has read these terms.",
                False,
            ),
        ),
        (
            'name = "medium"',
            'name = "serious"',
            ("duty.urgency-twice", "The urgency “serious” stands twice.", True),
        ),
        (
            'channel = "e-mail"',
            'channel = "e-mail"\nanswered_within = "PT30M"',
            ("duty.urgency-order", "“low” is answered sooner than what is more urgent.", False),
        ),
        (
            'answered_within = "PT1H"\n',
            "",
            (
                "duty.no-time",
                (
                    "“serious” goes on to “keeper-of-machines” when nobody answers in time,"
                    " and no time is promised."
                ),
                True,
            ),
        ),
        (
            'gather_for = "P21D"',
            'gather_for = "P1Y"',
            ("budget-round.overlap", "A round begins before the one before it is over.", False),
        ),
        (
            'amount = "2000.00"',
            'amount = "49.99"',
            (
                "budget-round.too-dear",
                "No project can be paid: each costs more than the round shares out.",
                True,
            ),
        ),
    ],
)
def test_what_is_odd_or_cannot_be_is_told(old: str, new: str, found: tuple[str, str, bool]) -> None:
    assert found in [(code, says, serious) for code, says, _, serious in told(changed(old, new))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('hand_over_takes = "P1M"', 'hand_over_takes = "P1Y"'),
        ('gather_for = "P21D"\nvote_for = "P7D"', 'gather_for = "P11M"\nvote_for = "P1M"'),
        ('amount = "2000.00"', 'amount = "50.00"'),
        ('channel = "next-meeting"', 'channel = "next-meeting"\nanswered_within = "PT1H"'),
    ],
)
def test_what_just_fits_is_not_told(old: str, new: str) -> None:
    assert told(changed(old, new)) == []


def test_a_statement_that_nobody_looks_at_is_told() -> None:
    charter = changed('reviewed_by = "coordinator"\n', "").replace('"agreed-summary"', '"count-only"')

    assert [(code, says) for code, says, _, _ in told(charter)] == [
        ("accountability.no-reviewer", "Nobody looks at a statement with the two people it is between.")
    ]


def test_a_body_that_belongs_to_one_that_is_part_of_itself_is_not_blamed() -> None:
    loop = changed('reports_every = "P3M"\nrecall', 'reports_every = "P3M"\npart_of = "board"\nrecall')

    assert [(code, says) for code, says, _, serious in told(loop) if serious] == [
        ("body.circle", "The body “board” is part of itself.")
    ]
