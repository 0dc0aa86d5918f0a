"""Loose ends of a charter, roles nobody holds, and what the co-operative law of a place asks."""

from __future__ import annotations

import pytest

from bylaws.charter import body_examples
from bylaws.charter.lint import Finding, check, remarks, vacant
from bylaws.charter.statutes import STATUTES
from tests.bylaws.charter.checked import place
from tests.bylaws.charter.samples_of_living import ROLE
from tests.bylaws.charter.texts import MEMBERSHIP, PRINCIPLES, TAX, amendment, article, day, front, read

SOURCE_MA = (
    "Employee Cooperative Corporations, G.L. c. 157A, in force from a day that was not checked,"
    " checked on 2026-11-22"
)
CONNECTICUT = (
    "at least 50% (Worker Cooperative Corporations, C.G.S. chapter 599a, in force from a day that was not"
    " checked, checked on 2026-11-22). A charter alone cannot show it."
)
SOURCE_MD = (
    "Limited Worker Cooperative Associations, Md. Corps. & Ass'ns § 4A-12A, in force from 2026-10-01,"
    " checked on 2026-11-22"
)


def said(found: list[Finding]) -> list[tuple[str, str, bool]]:
    return [(one.fault.code, one.fault.says, one.serious) for one in found]


def test_an_article_without_rules_that_nothing_cites_is_remarked_on_and_no_other() -> None:
    text = (
        front()
        + article(1, "Care", prose="We care, as Article 1 says.")
        + article(2, "Words", prose="A year begins in January.")
        + article(3, "Taxes", TAX, prose="We are taxed by the year of Article 2.")
    )

    found = remarks(read(text))

    assert said(found) == [
        (
            "article.no-rule",
            "Article 1 holds no rule, and no other article cites it: the software only shows it.",
            False,
        )
    ]
    assert place(text, found[0]).startswith("## Article 1")


def test_a_rule_that_no_prose_explains_is_remarked_on() -> None:
    found = remarks(read(front() + article(3, "Taxes", TAX, prose="")))

    assert said(found) == [
        ("rule.no-prose", "Article 3 holds a rule, and no prose says what is meant by it.", False)
    ]


def test_what_an_amendment_leaves_without_prose_is_remarked_on_in_its_own_text() -> None:
    base = front() + article(3, "Taxes", TAX)
    late = amendment(article(3, "Taxes", TAX, prose=""), replaces="[3]")

    found = remarks(read(base, late=late))

    assert [(one.fault.code, (one.fault.where or "").partition(":")[0]) for one in found] == [
        ("rule.no-prose", "late")
    ]


@pytest.mark.parametrize(("where", "unknown"), [("US-MA", False), ("US-KY", True), ("FR", True)])
def test_a_law_that_is_not_known_here_is_not_passed_over(where: str, unknown: bool) -> None:  # noqa: FBT001
    text = front(jurisdiction=f'"{where}"') + article(1, "Principles", PRINCIPLES)

    says = f"No co-operative law of {where} is known here, so nothing was held against one."
    expected = [("law.unknown", says, False)]

    assert said(remarks(read(text))) == (expected if unknown else [])


def test_what_a_law_asks_and_a_charter_cannot_show_is_named_with_its_source() -> None:
    found = remarks(read(front(jurisdiction='"US-CT"') + article(1, "Principles", PRINCIPLES)))

    assert said(found) == [
        (
            "law.workers",
            f"The law asks for a part of those who work here to be members: {CONNECTICUT}",
            False,
        )
    ]
    assert found[0].fault.next_step == "Count those who work here once a year. This is not legal advice."


def test_whoever_is_under_no_co_operative_law_is_held_against_none() -> None:
    text = front(jurisdiction='"FR"') + article(
        1, "Principles", PRINCIPLES.replace("cooperative = true", "cooperative = false")
    )

    assert remarks(read(text)) == []


# Roles nobody holds


KEEPERS = body_examples.MORE_ROLES[0]
PER_PROJECT = body_examples.MORE_ROLES[1]


@pytest.mark.parametrize(
    ("held", "empty"),
    [
        ([], ["0 of 1 hold the role “records”.", "0 of 2 hold the role “keeper-of-machines”."]),
        (["records", "keeper-of-machines"], ["1 of 2 hold the role “keeper-of-machines”."]),
        (["records", "keeper-of-machines", "keeper-of-machines", "treasurer"], []),
    ],
)
def test_roles_that_too_few_people_hold_are_told(held: list[str], empty: list[str]) -> None:
    in_force = read(front() + article(5, "Roles", ROLE, KEEPERS, PER_PROJECT)).on(day("2025-06-01"))

    found = vacant(in_force, held)

    assert [(one.fault.says, one.fault.article, one.serious) for one in found] == [
        (sentence, "Article 5 — Roles", False) for sentence in empty
    ]


# What a law asks


TWO_SEATS = (
    f"The board “board” has 2 seats, and the law asks for 3 directors from 3 members on ({SOURCE_MA})."
)
ASK = "or ask a lawyer which law you stand under. This is not legal advice."
BOARD = """
kind = "body"
name = "board"
form = "board"
open_to = ["member"]
filled = "open"
mandate = []
"""


def of_the_law(text: str) -> list[tuple[str, str, str]]:
    return [
        (one.fault.code, one.fault.says, one.fault.next_step)
        for one in check(read(text))
        if one.fault.code.startswith("law.")
    ]


def lawful_text(where: str, *rules: str) -> str:
    return front(jurisdiction=f'"{where}"') + article(1, "Us", PRINCIPLES, *rules)


@pytest.mark.parametrize(("most", "told"), [(2, True), (3, False)])
def test_a_law_that_asks_for_three_members_is_told_where_two_are_the_most(most: int, told: bool) -> None:  # noqa: FBT001
    track = MEMBERSHIP.replace('"membership"', f'"membership"\nmembers_at_most = {most}', 1)

    assert of_the_law(lawful_text("US-MD", track)) == (
        [
            (
                "law.members",
                f"There are at most 2 members, and the law asks for 3 at least ({SOURCE_MD}).",
                f"Raise `members_at_most`, {ASK}",
            )
        ]
        if told
        else []
    )


@pytest.mark.parametrize(("seats", "told"), [(2, True), (3, False)])
def test_a_law_that_asks_for_three_directors_is_told_where_the_board_has_two(seats: int, told: bool) -> None:  # noqa: FBT001
    board = BOARD.replace('"open"', f'"lot"\nseats = {seats}')

    assert of_the_law(lawful_text("US-MA", MEMBERSHIP, board)) == (
        [
            (
                "law.directors",
                TWO_SEATS,
                f"Raise `seats`, {ASK}",
            )
        ]
        if told
        else []
    )


@pytest.mark.parametrize(
    ("where", "rules"),
    [
        ("US-MA", [BOARD]),
        (
            "US-MA",
            [BOARD.replace('"board"\nopen', '"committee"\nopen').replace('"open"', '"lot"\nseats = 1')],
        ),
        ("US-MD", [MEMBERSHIP]),
        ("US-DE", [BOARD.replace('"open"', '"lot"\nseats = 1')]),
        ("FR", [BOARD.replace('"open"', '"lot"\nseats = 1')]),
    ],
)
def test_where_a_law_asks_for_nothing_nothing_is_told(where: str, rules: list[str]) -> None:
    assert of_the_law(lawful_text(where, *rules)) == []


def test_every_law_names_its_source_and_the_day_it_was_checked() -> None:
    unsourced = [
        one.place
        for one in STATUTES.values()
        if not one.citation or f"checked on {one.checked_on.isoformat()}" not in one.source
    ]

    assert unsourced == []
