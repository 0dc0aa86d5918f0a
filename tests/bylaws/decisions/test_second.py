"""Random matters are decided the same by the rules and by what was written from the reference alone."""

from __future__ import annotations

from tests.bylaws.decisions.random_matters import differs


def test_random_matters_are_decided_the_same_a_second_time() -> None:
    assert [told for told in map(differs, range(1500)) if told] == []
