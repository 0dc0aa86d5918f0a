"""Each story of each model charter is told to the library, which has to answer as the story says."""

from __future__ import annotations

import pytest

from bylaws.charter.charter import read_charter
from bylaws.charter.lint import check, remarks
from tests.scenarios.asks import answer
from tests.scenarios.stories import CHARTERS, MODELS, Case, cases, charter_of

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_story(case: Case) -> None:
    assert answer(case) == case.story.told


@pytest.mark.parametrize("model", MODELS)
def test_a_check_of_a_model_and_its_amendments_finds_nothing(model: str) -> None:
    folder = CHARTERS / "models" / model
    amendments = {path.name: path.read_text() for path in sorted((folder / "amendments").glob("*.md"))}

    charter = read_charter((folder / "charter.md").read_text(), amendments, where=f"{model}/charter.md")

    assert check(charter) == []


def test_the_starter_charter_leaves_nothing_worth_a_second_look() -> None:
    assert remarks(charter_of("starter")) == []


@pytest.mark.parametrize("model", MODELS)
def test_every_rule_of_a_model_has_a_story_that_says_yes_one_refused_and_one_on_the_boundary(
    model: str,
) -> None:
    articles = {
        rule.number for standing in charter_of(model).base_standing.values() for rule in standing.rules
    }

    told = [case for case in CASES if case.model == model]

    assert {
        "yes": articles - {c.about for c in told if c.story.expect is not None and not c.story.boundary},
        "refused": articles - {c.about for c in told if c.story.refused is not None},
        "boundary": articles - {c.about for c in told if c.story.boundary},
        "cited": articles - {number for c in told for number in c.story.cites},
    } == {"yes": set(), "refused": set(), "boundary": set(), "cited": set()}


def test_no_two_stories_of_a_model_have_the_same_title() -> None:
    titles = [case.title for case in CASES]

    assert sorted(titles) == sorted(set(titles))


def test_every_story_stands_in_the_folder_of_a_model_and_says_either_yes_or_no() -> None:
    odd = [
        case.title
        for case in CASES
        if case.model not in MODELS or (case.story.expect is None) == (case.story.refused is None)
    ]

    assert odd == []
