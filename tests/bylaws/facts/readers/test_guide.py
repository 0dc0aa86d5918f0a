"""The guide to importing hours shows a mapping and columns that work as written."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from bylaws.facts.readers import LabelMapping, Selector
from bylaws.facts.readers.columns import ROLES
from tests.bylaws.facts.readers.exports import FIXTURES, entries, rows_of

GUIDE = (Path(__file__).parents[4] / "docs" / "guide" / "hours-import.md").read_text(encoding="utf-8")
TABLES = [tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)]


def test_the_mapping_of_the_guide_is_read_as_it_says() -> None:
    mapping = LabelMapping.from_table(TABLES[0])

    assert mapping.people == {"ada@harbour.example": "ada", "Bo Tide": "bo"}
    assert mapping.selectors == (
        Selector(project="Night duty", tag="urgent", kind="duty"),
        Selector(client="Rosa Bakery", billable=True, kind="client"),
        Selector(project="Holiday"),
        Selector(kind="everyday"),
    )


def test_the_columns_of_the_guide_read_a_file() -> None:
    rows = rows_of((FIXTURES / "own-columns.csv").read_bytes(), columns=TABLES[1]["columns"])

    assert [row.seconds for row in entries(rows)] == [9_000, 2_700, 4_500, 29_700]


def test_the_guide_names_every_column_that_can_be_named() -> None:
    named = re.search(r"The names are: (.*?)\.\n", GUIDE)

    assert named is not None
    assert tuple(re.findall(r"`(\w+)`", named[1])) == ROLES
