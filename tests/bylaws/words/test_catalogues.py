"""Every reason the rules can give has a sentence in every language, and every sentence a reason."""

from __future__ import annotations

import re
import string
from typing import get_args

import pytest

from bylaws.charter.kinds.decision import Base as DecisionBase
from bylaws.charter.kinds.surplus import Base, Step
from bylaws.charter.routes import Unanswered
from bylaws.decisions.budgets.sharing import Ballot
from bylaws.decisions.elections.counted import Between
from bylaws.decisions.phases import Phase
from bylaws.decisions.proposal import Outcome, Part
from bylaws.meetings.minutes import Phase as MinutesPhase
from bylaws.meetings.parts import Way
from bylaws.membership.departing import WAYS
from bylaws.surplus.leaving import Solvency
from bylaws.words.tell import CATALOGUES, Plain, _Filling
from bylaws.words.terms import TERMS
from tests.architecture.tree import Page, python
from tests.bylaws.words.sentences import line_codes, reason_codes

LANGUAGES = tuple(CATALOGUES)
ENGLISH = CATALOGUES["en"]


NEW = """
def why(late):
    code = "fine.late" if late else "fine.none"
    return [Reason(code), Reason("fine.sum"), Reason(code if late else "fine.other")]
"""


def source() -> list[Page]:
    return [page for page in python("src/bylaws") if not page.path.startswith("src/bylaws/words")]


def put_together() -> set[str]:
    """The codes that are made of a beginning and a word of a rule."""
    retained = [kind for kind in get_args(Step.model_fields["retained"].annotation) if kind is not type(None)]
    kinds = [word for one in retained for word in get_args(one)]
    ends = {f"route.unanswered.{end}" for end in get_args(Unanswered)}
    ends |= {f"departing.way.{way}" for way in WAYS} | {
        f"exit.solvency.{test}" for test in get_args(Solvency)
    }
    ends |= {f"elector.part.{part}" for part in get_args(Part)} | {
        f"phase.{phase}" for phase in get_args(Phase)
    }
    ends |= {f"elector.about.{part}" for part in ("heard", "away")}
    ends |= {f"attempt.came-to.{outcome}" for outcome in get_args(Outcome)}
    ends |= {f"elected.tie.{between}" for between in get_args(Between)}
    ends |= {
        f"funded.{step}.{ballot}" for step in ("bought", "greedy", "with-more") for ballot in get_args(Ballot)
    }
    ends |= {f"decided.override.{came_to}" for came_to in ("passed", "blocked")}
    ends |= {f"decided.{so}.{of}" for so in ("met", "short") for of in get_args(DecisionBase)}
    ends |= {f"minutes.{of}.{phase}" for of in ("phase", "correct.in") for phase in get_args(MinutesPhase)}
    ends |= {f"minutes.by.{who}" for who in ("attendees", "invited")}
    ends |= {f"part.by.{way}" for way in get_args(Way)}
    ends |= {f"minutes.rule.{how}" for how in ("consent", "majority", "everyone")}
    return {f"share.by-{base}" for base in get_args(Base)} | {f"notice.{kind}" for kind in kinds} | ends


def test_every_reason_in_the_source_has_a_sentence_and_no_sentence_is_left_over() -> None:
    found = [reason_codes(page) for page in source()]
    carried = [line_codes(page) for page in source() if page.path.startswith("src/bylaws/surplus")]

    codes = put_together().union(*(whole for whole, _ in found), *carried)

    assert codes == set(ENGLISH)


def test_the_codes_that_are_put_together_are_those_that_are_listed() -> None:
    begun = set[str]().union(*(beginnings for _, beginnings in map(reason_codes, source())))

    decided = {
        "elector.part.",
        "elector.about.",
        "phase.",
        "attempt.came-to.",
        "decided.met.",
        "decided.short.",
        "decided.override.",
        "elected.tie.",
    }
    minutes = {"minutes.phase.", "minutes.correct.in.", "minutes.by.", "minutes.rule.", "part.by."}
    left = {"share.by-", "notice.", "route.unanswered.", "departing.way.", "exit.solvency."}
    funded = {"funded.bought.", "funded.greedy.", "funded.with-more."}
    assert begun == left | decided | minutes | funded
    assert {code for code in ENGLISH if code.startswith(tuple(begun))} == put_together()


def test_a_new_reason_without_words_is_found() -> None:
    page = Page("new.py", NEW)

    assert reason_codes(page) == ({"fine.late", "fine.none", "fine.sum", "fine.other"}, set())


def placeholders(sentence: str) -> set[tuple[str, str]]:
    return {(name, spec or "") for _, name, spec, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_the_same_of_the_same_values(language: str) -> None:
    assert {code: placeholders(sentence) for code, sentence in CATALOGUES[language].items()} == {
        code: placeholders(sentence) for code, sentence in ENGLISH.items()
    }
    assert {term: placeholders(said) for term, said in TERMS[language].items()} == {
        term: placeholders(said) for term, said in TERMS["en"].items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_to_write_a_value_is_known(language: str) -> None:
    ways = set(_Filling(Plain(), "USD", language).ways)

    assert {spec for sentence in CATALOGUES[language].values() for _, spec in placeholders(sentence)} == ways


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_sentences(language: str) -> None:
    wrong = [
        sentence
        for sentence in CATALOGUES[language].values()
        if not sentence.endswith(".") or "  " in sentence or re.search(r"\s[,.]", sentence)
    ]

    assert wrong == []


def test_french_keeps_its_blank_before_a_colon_on_the_same_line() -> None:
    written = [*CATALOGUES["fr"].values(), *TERMS["fr"].values()]

    assert [
        said
        for said in written
        if re.search(r"[^\u00a0][:;?!»](?![a-z])|[« ][ :;»]", re.sub(r"\{[^}]*\}", "x", said))
    ] == []


def test_spanish_and_french_are_not_english() -> None:
    for language in ("es", "fr"):
        same = [code for code, sentence in CATALOGUES[language].items() if sentence == ENGLISH[code]]
        assert same == []
