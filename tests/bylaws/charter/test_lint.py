"""Checking a charter before anyone relies on it: every text that is ever in force, rule against rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from bylaws.charter.charter import read_charter
from bylaws.charter.lint import check, versions
from bylaws.kernel.faults import CharterAmbiguous, InputFault
from tests.bylaws.charter.checked import findings, open_to, place, told
from tests.bylaws.charter.texts import (
    BUY_IN,
    HOURS,
    MEMBERSHIP,
    PAY,
    SURPLUS,
    TAX,
    TRANSPARENCY,
    amendment,
    article,
    front,
    model_front,
    read,
    whole,
)

MODELS = Path(__file__).parents[3] / "charters" / "models"
PAID = "Article 7 — Pay"
CANDIDATES = "people of the stage “candidate”"
BEFORE = "before it was adopted"


def test_a_charter_that_says_everything_once_is_sound() -> None:
    assert told(whole()) == []


@pytest.mark.parametrize("folder", sorted(path.name for path in MODELS.iterdir()))
def test_every_model_charter_is_sound_in_each_of_its_texts(folder: str) -> None:
    texts = {path.stem: path.read_text("utf-8") for path in sorted((MODELS / folder).glob("amendments/*.md"))}
    model = read_charter((MODELS / folder / "charter.md").read_text("utf-8"), texts)

    assert [str(one.fault) for one in check(model) if one.serious] == []


def test_every_text_that_is_ever_in_force_is_checked_once() -> None:
    charter = read(
        whole(),
        a=amendment(repeals="[8]", adopted="2025-02-01", from_="2025-03-01"),
        b=amendment(repeals="[12]", adopted="2025-02-01", from_="2025-03-01", order="1"),
        c=amendment(repeals="[13]", adopted="2024-12-01", from_="2024-12-31"),
    )

    assert [str(version.held.day) for version in versions(charter)] == ["2025-01-01", "2025-03-01"]


def test_what_goes_wrong_by_an_amendment_alone_is_found_too() -> None:
    assert [(code, serious) for code, _, serious in told(whole(), end=amendment(repeals="[8]"))] == [
        ("surplus.no-buy-in", True)
    ]


def test_what_several_texts_have_in_common_is_told_once_and_by_line() -> None:
    base = whole(exit="", surplus=SURPLUS.replace("tax", "interest"), transparency=TRANSPARENCY)
    found = findings(base, a=amendment(repeals="[12]"))

    assert [(one.fault.code, place(base, one)) for one in found] == [
        ("surplus.no-interest", "[[steps]]"),
        ("surplus.no-tax-step", "[[steps]]"),
    ]


def test_a_finding_names_its_article_its_place_and_what_to_do() -> None:
    base = whole(surplus=SURPLUS.replace('["member"]', '["menber"]'))
    (found,) = findings(base)

    assert (found.fault.article, place(base, found), found.fault.next_step) == (
        "Article 9 — Surplus",
        'eligible = ["menber"]',
        "Did you mean “member”?",
    )


# Rules that stand twice


def test_two_rules_of_one_kind_are_ambiguous() -> None:
    found = findings(whole() + article(20, "More", TAX, PAY))

    assert [(type(one.fault), one.fault.says, one.fault.article) for one in found] == [
        (
            CharterAmbiguous,
            "Article 11 — Taxes and Article 20 — More each state a rule of the kind “tax”.",
            "Article 20 — More",
        ),
        (
            CharterAmbiguous,
            f"{PAID} and Article 20 — More each state a rule of the kind “pay”. Both are named “wages”.",
            "Article 20 — More",
        ),
        (
            CharterAmbiguous,
            f"2 rates fit “client-work” by {CANDIDATES}: 30.00 in {PAID} and 30.00 in Article 20 — More.",
            "Article 20 — More",
        ),
    ]


# Stages


@pytest.mark.parametrize(
    "changes",
    [
        {"surplus": SURPLUS.replace('["member"]', '["partner"]')},
        {"pay": PAY + 'stages = ["partner"]\n[[rates]]\nrate = "1.00"\nstages = ["candidate", "member"]'},
        {
            "surplus": SURPLUS.replace(
                'account = "collective"', 'account = "members", by = "equal", eligible = ["partner"]'
            )
        },
    ],
)
def test_a_stage_that_the_membership_rule_does_not_know_is_found_wherever_it_is_named(
    changes: dict[str, str],
) -> None:
    found = [one for one in findings(whole(**changes)) if one.fault.code == "stage.unknown"]

    assert [(one.fault.says, one.fault.next_step, one.serious) for one in found] == [
        (
            "“partner” is no stage that the membership rule knows.",
            "Use one of candidate, former, member, or add it there.",
            True,
        )
    ]


def test_stages_without_a_membership_rule_are_silence() -> None:
    assert told(whole(membership="")) == [
        (
            "stage.no-membership",
            "The stage “member” is named, and no rule of the kind “membership” says which there are.",
            True,
        )
    ]


def test_where_rules_stand_twice_they_are_not_checked_against_each_other() -> None:
    found = told(whole() + article(20, "More", MEMBERSHIP, HOURS, SURPLUS))

    assert {code for code, _, _ in found} == {"charter.ambiguous", "stage.no-membership"} - {
        "stage.no-membership"
    }


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        (["candidate", "member", "former"], []),
        (["intern", "trainee", "candidate", "member", "sabbatical", "retired", "former"], []),
        (
            ["candidate", "former"],
            [("membership.no-member", "None of the stages is “member”.", True)],
        ),
        (
            ["member", "candidate", "member"],
            [
                ("membership.order", "The stage “candidate” comes after “member”.", True),
                ("membership.stage-twice", "The stage “member” stands twice.", True),
            ],
        ),
        (
            ["former", "member"],
            [("membership.order", "The stage “member” comes after “former”.", True)],
        ),
        (
            ["canddate", "member"],
            [
                (
                    "stage.own",
                    "“canddate” is not a published stage, and the article does not name it in prose.",
                    False,
                )
            ],
        ),
        (["friend", "member"], []),
    ],
)
def test_stages_stand_in_the_order_in_which_people_go_through_them(
    stages: list[str], expected: list[tuple[str, str, bool]]
) -> None:
    rule = 'kind = "membership"\n' + "\n".join(f'[[stages]]\nname = "{name}"' for name in stages)

    assert told(front() + article(3, "Membership", rule, prose="We welcome every friend.")) == expected


# Texts and their days


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        ('["en", "es", "fr-CA"]', []),
        ('["English"]', [("front.language", "“English” is not a code of a language.", True)]),
        ('["en", "en"]', [("front.language-twice", "The language “en” stands twice.", False)]),
        (
            '["eu"]',
            [
                (
                    "front.language-words",
                    "Rules are not told in plain words in “eu” yet; members who read it are shown English.",
                    False,
                )
            ],
        ),
    ],
)
def test_languages_are_codes(languages: str, expected: list[tuple[str, str, bool]]) -> None:
    assert told(front(languages=languages) + article(8, "Buy-in", BUY_IN)) == expected


def test_languages_of_an_amended_front_are_found_in_the_amendment() -> None:
    new = amendment(replaces='["front"]', more="[front]\n" + front(languages='["xx"]').strip("-\n"))
    base = front() + article(8, "Buy-in", BUY_IN)

    assert [str(one.fault).partition(": ")[0] for one in findings(base, new=new)] == ["new:12"]
    assert [str(one.fault).partition(": ")[0] for one in findings(front(languages='["xx"]'))] == [
        "charter.md:7"
    ]


@pytest.mark.parametrize(
    ("text", "code", "says", "serious"),
    [
        (
            model_front(adopted="2025-01-01"),
            "front.model-days",
            "A model is in force on every day; `adopted` and `from` mean nothing in it.",
            False,
        ),
        (
            front(**{"from": "2024-11-29"}),
            "front.before-adoption",
            "The charter takes effect on 2024-11-29, before it was adopted on 2024-11-30.",
            False,
        ),
    ],
)
def test_first_days_that_contradict_each_other_are_pointed_out(
    text: str,
    code: str,
    says: str,
    serious: bool,  # noqa: FBT001
) -> None:
    assert told(text) == [(code, says, serious)]


def test_an_amendment_is_adopted_after_its_charter_and_before_it_takes_effect() -> None:
    base = front() + article(8, "Buy-in", BUY_IN)
    early = amendment(article(8, "Buy-in"), replaces="[8]", adopted="2024-11-29", from_="2025-02-01")
    back = amendment(article(8, "Buy-in"), replaces="[8]", adopted="2025-03-02", from_="2025-03-01")

    assert [(str(one.fault), one.serious) for one in findings(base, early=early, back=back)] == [
        (
            f"back:3: “back” takes effect on 2025-03-01, {BEFORE} on 2025-03-02: it changes what was so.",
            False,
        ),
        (
            "early:2: “early” was adopted on 2024-11-29, before the charter it amends on 2024-11-30.",
            True,
        ),
    ]
    assert told(model_front(), early=amendment(article(8, "B"), adds="[8]", adopted="1990-01-01")) == []


def test_braces_in_names_break_no_finding() -> None:
    base = whole(transparency="") + article(12, "{0}", TRANSPARENCY + open_to("dreams", "members"))
    found = findings(
        base, **{"{x}": amendment(article(8, "{y}", BUY_IN), replaces="[8]", adopted="2024-01-01")}
    )

    assert [(str(one.fault), one.fault.article, type(one.fault)) for one in found][1:] == [
        (
            "{x}:2: “{x}” was adopted on 2024-01-01, before the charter it amends on 2024-11-30.",
            None,
            InputFault,
        )
    ]
