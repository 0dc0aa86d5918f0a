"""Random matters are decided the same by the rules and by what was written from the reference alone."""

from __future__ import annotations

import pytest

from tests.bylaws.decisions.random_matters import differs


@pytest.mark.parametrize("first", [0, 1000, 2000, 3000])
def test_random_matters_are_decided_the_same_a_second_time(first: int) -> None:
    assert [told for told in map(differs, range(first, first + 1000)) if told] == []
