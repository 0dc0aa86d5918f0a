"""Who sees what, in words that are published or named in the prose."""

from __future__ import annotations

import re

import pytest

from bylaws.charter import body_examples
from bylaws.charter.checks.finding import named_in
from tests.bylaws.charter.checked import open_to, told
from tests.bylaws.charter.texts import TRANSPARENCY, article, front, whole

WIDE_OPEN = (
    "“payment-details” is open to everyone of a stage; most charters open it to the role that needs it."
)
NOT_IN_PROSE = "and the article does not name it in prose."


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (TRANSPARENCY + open_to("accounts", "members", "candidates", "bookkeeper"), []),
        (TRANSPARENCY + open_to("accounts", "formers"), []),
        (
            TRANSPARENCY + open_to("charter", "members"),
            [("transparency.class-twice", "The class “charter” stands twice.", True)],
        ),
        (
            TRANSPARENCY + open_to("acounts", "members"),
            [
                (
                    "class-of-information.own",
                    f"“acounts” is not a published class of information, {NOT_IN_PROSE}",
                    True,
                )
            ],
        ),
        (
            TRANSPARENCY + open_to("dreams", "members"),
            [
                (
                    "class-of-information.own",
                    f"“dreams” is not a published class of information, {NOT_IN_PROSE}",
                    False,
                )
            ],
        ),
        (TRANSPARENCY + open_to("well-being", "members"), []),
        (
            TRANSPARENCY + open_to("hours", "membres"),
            [
                (
                    "audience.own",
                    f"“membres” is not a published audience, {NOT_IN_PROSE}",
                    True,
                )
            ],
        ),
        (TRANSPARENCY + open_to("hours", "scribe"), []),
        (
            TRANSPARENCY.replace('otherwise = "members"', 'otherwise = "self"'),
            [("audience.unknown", "“self” is no audience that the charter knows.", True)],
        ),
    ],
)
def test_classes_and_audiences_are_published_words_or_named_in_the_prose(
    rule: str, expected: list[tuple[str, str, bool]]
) -> None:
    prose = "Our scribes keep what is said about anyone's well being."
    base = whole(transparency="") + article(12, "Openness", rule, prose=prose)

    assert told(base) == expected


def test_without_a_membership_rule_the_published_audiences_remain() -> None:
    assert told(front() + article(12, "Openness", TRANSPARENCY + open_to("hours", "candidates"))) == []


@pytest.mark.parametrize(
    ("word", "named"),
    [("well-being", True), ("accounts", True), ("account", True), ("bank", False), ("count", False)],
)
def test_prose_names_a_word_as_one_or_many_with_or_without_its_hyphen(word: str, named: bool) -> None:  # noqa: FBT001
    assert named_in("Our Account, and anyone's well\nbeing.", word) is named


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            open_to("ballots", "bookkeeper"),
            [
                (
                    "transparency.always-closed",
                    "“ballots” is open to nobody else, whatever a charter says.",
                    True,
                )
            ],
        ),
        (open_to("access-log", "self"), []),
        (
            open_to("access-log", "self", "members"),
            [
                (
                    "transparency.always-closed",
                    "“access-log” is open to nobody else, whatever a charter says.",
                    True,
                )
            ],
        ),
        (
            open_to("evaluations", "world"),
            [
                (
                    "transparency.open-to-world",
                    "“evaluations” is about people and cannot be open to everyone.",
                    True,
                )
            ],
        ),
        (open_to("evaluations", "members"), []),
        (open_to("tickets", "world"), []),
        (
            open_to("payment-details", "bookkeeper", "members"),
            [
                (
                    "transparency.wide-open",
                    WIDE_OPEN,
                    False,
                )
            ],
        ),
        (open_to("payment-details", "bookkeeper"), []),
    ],
)
def test_what_must_stay_closed_is_not_opened(rule: str, expected: list[tuple[str, str, bool]]) -> None:
    base = whole(transparency="") + article(12, "Openness", TRANSPARENCY + rule)

    assert told(base) == expected


def test_roles_and_bodies_of_the_charter_are_audiences() -> None:
    role = body_examples.ROLE.replace('"chair"', '"postmaster"')
    base = whole(transparency="") + article(20, "Post", role)

    found = told(base + article(12, "Openness", TRANSPARENCY + open_to("tickets", "postmaster")))

    assert [code for code, _, _ in found if code.startswith("audience")] == []


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        (
            "",
            ["“elders” should read this, and Article 12 — Openness does not open “accountability” to them."],
        ),
        (open_to("accountability", "self", "elders"), []),
    ],
)
def test_who_reads_statements_by_one_rule_needs_the_other_to_open_them(
    opened: str, expected: list[str]
) -> None:
    statements = re.sub(r"seen_by = .*", 'seen_by = ["elders"]', body_examples.ACCOUNTABILITY)
    base = whole(transparency="") + article(20, "Accountability", statements)

    found = told(base + article(12, "Openness", TRANSPARENCY + opened, prose="The elders read statements."))

    assert [says for code, says, _ in found if code == "transparency.not-opened"] == expected
