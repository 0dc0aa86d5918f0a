"""A worker that looks at the queue when a test says so."""

from __future__ import annotations

import pytest

from toadlane.jobs import periodic
from toadlane.jobs.worker import Worker


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    """Not started: a test calls `work_once`. Nothing recurs unless the test says so."""
    monkeypatch.setattr(periodic, "_known", {})
    return Worker()
