"""The guide to the models says what the models say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.stories import CHARTERS, MODELS
from tests.scenarios.table import JOINING, SURPLUS, Column, table

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "models.md"


@pytest.mark.parametrize("columns", [JOINING, SURPLUS], ids=["joining and work", "surplus"])
def test_a_table_of_the_guide_is_what_the_charters_say(columns: tuple[Column, ...]) -> None:
    lines = GUIDE.read_text().split("\n")
    wanted = table(columns)

    first = lines.index(wanted[0])

    assert lines[first : first + len(wanted)] == wanted
    assert not lines[first + len(wanted)].startswith("|")


@pytest.mark.parametrize("model", MODELS)
def test_each_model_says_what_it_is_modelled_on_from_which_source_and_when(model: str) -> None:
    readme = (CHARTERS / "models" / model / "README.md").read_text()

    said = [
        words in readme for words in ("**Modelled on**", "described", "**Source**", "**Date of this model**")
    ]

    assert said == [True] * 4
