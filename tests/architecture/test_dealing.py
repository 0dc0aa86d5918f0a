"""Long stories are begun first by every worker, and no test is lost or left for one of them to end with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import full
from tests.conftest import EVERY_PAGE, JOURNEYS, LONG, begin_what_is_long


@dataclass(frozen=True)
class Case:
    """What the order of tests hangs on."""

    path: Path
    number: int


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_every_worker_begins_with_long_stories_and_ends_with_short_ones(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", str(workers))
    long = [*LONG, JOURNEYS / "test_monday.py", JOURNEYS / "test_signing_in.py"]
    cases = [Case(path, number) for number, path in enumerate(long) for _ in range(number % 3 + 1)]
    cases += [Case(EVERY_PAGE, number) for number in range(300)]
    dealt: list[Any] = list(cases)

    begin_what_is_long(dealt)

    hands = [dealt[len(dealt) * n // workers : len(dealt) * (n + 1) // workers] for n in range(workers)]
    kinds = [[case.path in long for case in hand] for hand in hands]
    assert [kind == sorted(kind, reverse=True) and kind[0] for kind in kinds] == [True] * workers
    assert sorted(dealt, key=cases.index) == cases
    away = [[case.path.parent == JOURNEYS for case in hand if case.path in long] for hand in hands]
    assert away == [sorted(one, reverse=number == 0) for number, one in enumerate(away)]


def test_a_part_is_tried_in_each_check_and_everything_in_the_full_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cases = [("GET /charter", number) for number in range(300)]

    monkeypatch.setattr(full, "FULL", False)
    waiting = [full.waits(case, one_in=3) for case in cases]
    assert (full.tries(2, full=10), 150 < sum(waiting) < 250) == (2, True)
    assert waiting == [full.waits(case, one_in=3) for case in cases]

    monkeypatch.setattr(full, "FULL", True)
    assert (full.tries(2, full=10), any(full.waits(case, one_in=3) for case in cases)) == (10, False)
