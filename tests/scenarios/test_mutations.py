"""Small changes of the model charters are noticed: a sample of `python -m tests.scenarios.mutations`."""

from __future__ import annotations

import pytest

from tests.scenarios.mutating import Mutant, mutants
from tests.scenarios.mutations import (
    READER,
    SAME,
    STATING,
    STORIES,
    SURVIVED,
    Outcome,
    fate,
    main,
    outcomes,
    tally,
)
from tests.scenarios.stories import MODELS, cases

TOLD = [case for case in cases() if case.model == "starter"]


def mutant(path: str, change: str, model: str = "starter") -> Mutant:
    return next(one for one in mutants(model) if (one.path, one.change) == (path, change))


@pytest.mark.parametrize("model", MODELS)
def test_every_thirtieth_change_of_a_model_is_noticed(model: str) -> None:
    found = outcomes(model, every=30)

    assert [outcome.said for outcome in found if outcome.fate == SURVIVED] == []
    assert {outcome.fate for outcome in found} >= {READER, STORIES}


def test_a_share_that_is_no_share_is_noticed_by_the_reader() -> None:
    found = fate(mutant("steps[3].share", '"100%" → "101/100"'), [])

    assert (found.fate, found.by) == (READER, "step.share")


def test_a_rule_that_says_no_more_than_its_absence_says_the_same() -> None:
    assert fate(mutant("steps[2].divisible", "left out"), []).fate == SAME


def test_another_rate_is_noticed_by_a_story_and_without_stories_by_nobody() -> None:
    dearer = mutant("rates[1].rate", '"25.00" → "25.01"')

    assert fate(dearer, TOLD).fate == STORIES
    assert fate(dearer, []) == Outcome(
        'starter/charter.md, article 8, pay “wages”: rates[1].rate "25.00" → "25.01"', SURVIVED
    )


def test_what_nothing_acts_on_yet_is_held_by_a_story_of_its_words_alone() -> None:
    told = [case for case in cases() if case.model == "may-first"]
    acting = [case for case in told if case.story.ask["what"] not in STATING]
    gone = mutant("opens_with", "left out", "may-first")

    assert (fate(gone, told).fate, fate(gone, acting).fate) == (STORIES, SURVIVED)


def test_a_rule_that_is_gone_and_an_amendment_of_another_day_are_noticed() -> None:
    told = [case for case in cases() if case.model == "palante"]
    gone = next(one for one in mutants("palante") if one.path == "the rule" and one.rule == "exit")
    later = mutant("from", "2018-06-15 → 2018-06-16", "palante")

    assert [fate(one, told).fate for one in (gone, later)] == [STORIES, STORIES]


def test_steps_change_places() -> None:
    assert fate(mutant("steps", "→ in the order [2, 1, 3]"), TOLD).fate == STORIES


def test_the_figure_counts_what_says_something_else() -> None:
    found = [Outcome("a", READER), Outcome("b", STORIES), Outcome("c", SURVIVED), Outcome("d", SAME)]

    assert tally(found) == "2 of 3 changes noticed: 1 by the reader, 1 by stories; 1 survived"


def test_the_command_tells_the_figure_of_a_model(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["starter", "--every", "40"])

    assert (code, capsys.readouterr().out.splitlines()[0].split(":")[0]) == (0, "starter")
