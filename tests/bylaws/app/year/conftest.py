"""The papers of a small co-op, to be rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bylaws.app.year.papers import Papers


@pytest.fixture
def papers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Papers:
    """A charter and the facts of 2025."""
    found = Papers(tmp_path, capsys)
    found.charter()
    found.facts()
    return found
