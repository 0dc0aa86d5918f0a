"""The guide to writing down how one decides shows rules that can be read and that fit together."""

from __future__ import annotations

import re
from pathlib import Path

from bylaws.charter.kinds import KINDS
from tests.bylaws.charter.checked import told
from tests.bylaws.charter.deciding import STAGES
from tests.bylaws.charter.texts import article, front

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "how-you-decide.md"


def test_the_rules_of_the_guide_make_a_charter_in_which_every_matter_is_decided() -> None:
    shown = re.findall(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)

    assert len(shown) == 3
    assert told(front() + article(3, "Members", STAGES) + article(4, "Deciding", *shown)) == []


def test_every_key_and_method_the_guide_names_is_one() -> None:
    text = GUIDE.read_text("utf-8")
    keys = {*KINDS["decision"].model.model_fields, *KINDS["subjects"].model.model_fields}

    named = set(re.findall(r"`([a-z_]+)(?: = [^`]*)?`", text))

    assert named - keys - {"decision", "subjects", "individual", "vote", "block"} == set()
