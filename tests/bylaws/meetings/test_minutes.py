"""Minutes from their draft to the day on which nobody changes them any more."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bylaws.charter.body_examples import MEETING
from bylaws.charter.charter import Charter, read_charter
from bylaws.kernel.periods import Span
from bylaws.meetings.minutes import (
    PARTS,
    Approval,
    Minutes,
    MinutesRule,
    Noted,
    Standing,
    comes_late,
    entitled,
    may_approve,
    may_correct,
    missing,
    rule_of,
    standing,
    window_to,
)
from tests.bylaws.charter.texts import article, whole

SENT = dt.date(2026, 3, 2)
INSIDE, AFTER = dt.date(2026, 3, 9), dt.date(2026, 3, 10)
ALL = ("ada", "bo", "cy", "dee")
RULE = MinutesRule(article="Article 6")
WRITTEN = Minutes(present=("ada", "bo", "cy"), invited=ALL, here=ALL, sent_on=SENT)


def yes(*who: str, edition: int = 1) -> tuple[Approval, ...]:
    return tuple(Approval(one, edition) for one in who)


def noted(*who: str, edition: int = 1, contested: bool = False) -> tuple[Approval, ...]:
    return tuple(Approval(one, edition, SENT, contested) for one in who)


def ruled(**says: str | Span) -> MinutesRule:
    return replace(RULE, **says)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "filled", "none", "expected"),
    [
        (("issues", "decisions", "actions"), {}, (), ("attendance", "issues", "decisions", "actions")),
        (("issues", "decisions"), {"attendance": 2, "issues": 1}, (), ("decisions",)),
        (("issues", "decisions"), {"attendance": 2, "issues": 1}, ("decisions",), ()),
        (("issues",), {"issues": 1}, ("attendance",), ("attendance",)),
        ((), {"attendance": 1}, (), ()),
    ],
)
def test_a_required_part_is_filled_or_says_none(
    parts: tuple[str, ...], filled: dict[str, int], none: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert missing(MinutesRule(parts=parts), filled, none) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "of", "on", "expected"),
    [
        (RULE, replace(WRITTEN, sent_on=None), SENT, ("draft", 3, False)),
        (RULE, WRITTEN, INSIDE, ("corrections", 3, False)),
        (RULE, replace(WRITTEN, approvals=yes("ada", "bo")), INSIDE, ("corrections", 1, False)),
        (RULE, replace(WRITTEN, approvals=yes("ada", "bo", "cy")), SENT, ("corrections", 0, True)),
        (RULE, WRITTEN, AFTER, ("ready", 2, False)),
        (RULE, replace(WRITTEN, approvals=yes("ada", "bo")), AFTER, ("ready", 0, True)),
        (RULE, replace(WRITTEN, approvals=yes("ada", "ada")), AFTER, ("ready", 1, False)),
        (RULE, replace(WRITTEN, approvals=yes("ada", "dee")), AFTER, ("ready", 1, False)),
        (RULE, replace(WRITTEN, approvals=yes("ada", "bo"), edition=2), AFTER, ("ready", 2, False)),
        (RULE, replace(WRITTEN, approvals=yes("ada", "bo"), pending=("bo",)), AFTER, ("ready", 0, False)),
        (RULE, replace(WRITTEN, present=("ada",), approvals=yes("ada")), AFTER, ("ready", 0, True)),
        (RULE, replace(WRITTEN, approved_on=AFTER), AFTER, ("approved", 2, False)),
        (ruled(approved="majority"), replace(WRITTEN, approvals=yes("ada")), AFTER, ("ready", 1, False)),
        (ruled(approved="majority"), replace(WRITTEN, approvals=yes("ada", "cy")), AFTER, ("ready", 0, True)),
        (ruled(approved="majority"), WRITTEN, INSIDE, ("corrections", 3, False)),
        (
            ruled(approved="everyone"),
            replace(WRITTEN, approvals=yes("ada", "bo")),
            AFTER,
            ("ready", 1, False),
        ),
        (
            ruled(approved_by="invited"),
            replace(WRITTEN, approvals=yes("ada", "dee")),
            AFTER,
            ("ready", 0, True),
        ),
        (RULE, replace(WRITTEN, here=()), AFTER, ("ready", 1, False)),
    ],
)
def test_where_minutes_stand(
    rule: MinutesRule, of: Minutes, on: dt.date, expected: tuple[str, int, bool]
) -> None:
    found = standing(rule, of, on=on).value

    assert (found.phase, found.lacks, found.complete) == expected


COUNTS = dt.date(2026, 3, 5)
ALL_NOTED = yes("ada") + noted("bo", "cy")


@pytest.mark.parametrize(
    ("rule", "approvals", "on", "expected"),
    [
        (RULE, ALL_NOTED, SENT, ("corrections", 2, 0, False)),
        (RULE, ALL_NOTED, dt.date(2026, 3, 4), ("corrections", 2, 0, False)),
        (RULE, ALL_NOTED, COUNTS, ("ready", 0, 0, True)),
        (RULE, yes("ada") + noted("bo"), COUNTS, ("ready", 0, 0, True)),
        (RULE, noted("bo"), COUNTS, ("ready", 1, 1, False)),
        (RULE, ALL_NOTED, AFTER, ("ready", 0, 0, True)),
        (RULE, yes("ada") + noted("bo", "cy", contested=True), COUNTS, ("corrections", 2, 2, False)),
        (RULE, noted("bo", contested=True) + yes("ada", "bo", "cy"), SENT, ("corrections", 0, 0, True)),
        (RULE, ALL_NOTED + yes("bo", "cy"), SENT, ("corrections", 0, 0, True)),
        (RULE, ALL_NOTED + yes("bo"), SENT, ("corrections", 1, 0, False)),
        (RULE, ALL_NOTED + yes("bo"), COUNTS, ("ready", 0, 0, True)),
        (RULE, noted("bo", "cy", edition=2), COUNTS, ("corrections", 3, 3, False)),
        (RULE, noted("dee"), COUNTS, ("corrections", 3, 3, False)),
        (ruled(contested=Span()), noted("ada", "bo"), SENT, ("corrections", 3, 0, False)),
        (ruled(contested=Span()), noted("ada", "bo"), dt.date(2026, 3, 3), ("ready", 0, 0, True)),
        (ruled(approved="everyone"), ALL_NOTED, COUNTS, ("ready", 0, 0, True)),
        (ruled(approved="everyone"), yes("ada") + noted("bo"), COUNTS, ("ready", 1, 1, False)),
    ],
)
def test_what_another_noted_counts_and_ends_the_window_when_its_days_are_over(
    rule: MinutesRule, approvals: tuple[Approval, ...], on: dt.date, expected: tuple[str, int, int, bool]
) -> None:
    found = standing(rule, replace(WRITTEN, approvals=approvals), on=on).value

    assert (found.phase, found.lacks, found.lacks_then, found.complete) == expected


@pytest.mark.parametrize(
    ("of", "on", "expected"),
    [
        (replace(WRITTEN, approvals=ALL_NOTED), SENT, {"bo", "cy"}),
        (replace(WRITTEN, approvals=ALL_NOTED + yes("bo")), SENT, {"cy"}),
        (replace(WRITTEN, approvals=noted("bo")), COUNTS, {"bo"}),
        (replace(WRITTEN, approvals=ALL_NOTED), COUNTS, set()),
        (replace(WRITTEN, approvals=ALL_NOTED, pending=("bo",)), COUNTS, {"bo", "cy"}),
        (replace(WRITTEN, approvals=ALL_NOTED, approved_on=COUNTS), COUNTS, set()),
        (replace(WRITTEN, approvals=noted("bo", contested=True)), SENT, set()),
    ],
)
def test_what_was_noted_is_contested_until_the_minutes_are_approved(
    of: Minutes, on: dt.date, expected: set[str]
) -> None:
    assert standing(RULE, of, on=on).value.contestable == expected


@pytest.mark.parametrize(
    ("of", "on", "expected"),
    [
        (WRITTEN, INSIDE, False),
        (WRITTEN, AFTER, True),
        (replace(WRITTEN, approvals=ALL_NOTED), SENT, False),
        (replace(WRITTEN, approvals=ALL_NOTED), COUNTS, True),
        (replace(WRITTEN, approvals=yes("ada") + noted("bo", contested=True)), COUNTS, False),
    ],
)
def test_no_correction_comes_late_by_one_person_s_word_before_it_counts(
    of: Minutes, on: dt.date, *, expected: bool
) -> None:
    assert comes_late(RULE, of, on=on) is expected


def test_what_does_not_count_yet_is_told_with_its_last_day() -> None:
    later = (Approval("cy", 1, dt.date(2026, 3, 4)),)

    found = standing(RULE, replace(WRITTEN, approvals=noted("bo") + later), on=SENT)

    assert found.value.noted == (Noted("bo", dt.date(2026, 3, 4)), Noted("cy", dt.date(2026, 3, 6)))
    [told] = [one for one in found.reason.walk() if one.code == "minutes.noted"]
    assert told.values == {"number": 2, "day": dt.date(2026, 3, 6)}


def test_where_they_stand_is_told_with_its_reasons() -> None:
    pending = replace(WRITTEN, pending=("bo: a name",), approvals=yes("ada"), due_on=dt.date(2026, 3, 6))

    found = standing(RULE, pending, on=dt.date(2026, 3, 7))

    who = ("ada", "bo", "cy")
    expected = Standing("corrections", INSIDE, who, ("ada",), 2, ("bo: a name",), late=True, lacks_then=2)
    assert found.value == expected
    assert [one.code for one in found.reason.walk()] == [
        "minutes.phase.corrections",
        "minutes.by.attendees",
        "minutes.rule.consent",
        "minutes.window",
        "minutes.pending",
        "minutes.said",
    ]


@pytest.mark.parametrize(
    ("rule", "of", "who", "on", "code"),
    [
        (RULE, WRITTEN, "ada", AFTER, "minutes.approve.yes"),
        (RULE, WRITTEN, "dee", AFTER, "minutes.approve.absent"),
        (ruled(approved_by="invited"), WRITTEN, "dee", AFTER, "minutes.approve.yes"),
        (ruled(approved_by="invited"), WRITTEN, "eve", AFTER, "minutes.approve.not-invited"),
        (RULE, replace(WRITTEN, sent_on=None), "ada", AFTER, "minutes.approve.draft"),
        (RULE, replace(WRITTEN, approved_on=AFTER), "ada", AFTER, "minutes.approve.approved"),
        (RULE, replace(WRITTEN, pending=("bo",)), "ada", AFTER, "minutes.approve.pending"),
        (RULE, replace(WRITTEN, approvals=yes("ada")), "ada", AFTER, "minutes.approve.said"),
        (RULE, replace(WRITTEN, approvals=yes("ada"), edition=2), "ada", AFTER, "minutes.approve.yes"),
        (RULE, replace(WRITTEN, here=("dee",)), "dee", AFTER, "minutes.approve.yes"),
    ],
)
def test_who_may_approve(rule: MinutesRule, of: Minutes, who: str, on: dt.date, code: str) -> None:
    found = may_approve(rule, of, who, on=on)

    assert (found.value, found.reason.code) == (code.endswith("yes"), code)


@pytest.mark.parametrize(
    ("of", "who", "on", "expected"),
    [
        (WRITTEN, "ada", INSIDE, (True, "minutes.correct.in.corrections")),
        (WRITTEN, "dee", INSIDE, (True, "minutes.correct.in.corrections")),
        (WRITTEN, "eve", INSIDE, (False, "minutes.correct.not-yours")),
        (WRITTEN, "ada", AFTER, (True, "minutes.correct.in.ready")),
        (replace(WRITTEN, sent_on=None), "ada", SENT, (False, "minutes.correct.in.draft")),
        (replace(WRITTEN, approved_on=AFTER), "ada", AFTER, (True, "minutes.correct.in.approved")),
        (replace(WRITTEN, here=("bo",)), "ada", INSIDE, (False, "minutes.correct.not-yours")),
    ],
)
def test_who_may_suggest_a_correction(of: Minutes, who: str, on: dt.date, expected: tuple[bool, str]) -> None:
    found = may_correct(RULE, of, who, on=on)

    assert (found.value, found.reason.code) == expected


def test_whoever_has_left_approves_nothing_and_where_all_have_left_the_invited_do() -> None:
    assert entitled(RULE, replace(WRITTEN, here=("bo", "dee"))) == ("bo",)
    assert entitled(RULE, replace(WRITTEN, here=("dee",))) == ("dee",)


def charter() -> Charter:
    return read_charter(
        whole()
        + article(61, "Meetings", MEETING.replace('body = "board"\n', "").replace('roles = ["chair"]\n', ""))
    )


def test_the_charter_says_how_minutes_are_approved_and_without_it_the_usual_holds() -> None:
    day = dt.date(2026, 3, 2)

    said = rule_of(charter(), "members-meeting", on=day)

    assert said == MinutesRule(PARTS, Span(days=10), "invited", "majority", Span(days=3), said.article)
    assert (said.article or "").startswith("Article 61")
    assert window_to(said, SENT) == dt.date(2026, 3, 12)
    for of, name in ((None, "members-meeting"), (charter(), None), (charter(), "no-such-meeting")):
        assert rule_of(of, name, on=day) == MinutesRule()
