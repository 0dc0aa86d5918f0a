"""Pages that say where something was tried name tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
HEAD = "| what goes wrong |"


@pytest.mark.parametrize("page", ["deciding-tried.md", "elections-tried.md", "record-tried.md"])
def test_each_case_names_tests_that_are_there(page: str) -> None:
    lines = (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines()
    cases = [line for line in lines if line.startswith("| ") and not line.startswith(HEAD)]
    named = [NAMED.findall(case) for case in cases]

    absent = [
        f"{path}::{name}"
        for tests in named
        for path, name in tests
        if f"def {name}(" not in (ROOT / "tests" / path).read_text(encoding="utf-8")
    ]

    assert absent == []
    assert cases
    assert all(named)
