"""The papers of two co-ops, laid out anew for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bylaws.app.desk import Desk


@pytest.fixture
def lantern(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A calendar year, a buy-in, an export from Toggl."""
    return Desk(tmp_path / "lantern", capsys, "lantern")


@pytest.fixture
def kite(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A year from July to June, instalments, amendments, hours in the facts themselves."""
    return Desk(tmp_path / "kite", capsys, "kite")
