"""The table of governance: how many of each, and what each rule makes of it."""

from __future__ import annotations

import pytest

from tests.bylaws.decisions.telling import charter, matter, said, stands

CAST = 'of = "votes-cast"\nquorum = "1/2"\nopen_for = "P3D"'
MAJORITY = f'method = "majority"\nthreshold = "more than 1/2"\n{CAST}'
TWO_THIRDS = f'method = "majority"\nthreshold = "2/3"\n{CAST}'
THREE_QUARTERS = f'method = "majority"\nthreshold = "3/4"\n{CAST}'
OF_MEMBERS = 'method = "majority"\nthreshold = "2/3"\nof = "eligible"\nopen_for = "P3D"'
OF_PRESENT = 'method = "majority"\nthreshold = "2/3"\nof = "present"\nquorum = "1/2"\nopen_for = "P3D"'
CONSENSUS = 'method = "consensus"\nquorum = "1/2"\nopen_for = "P3D"\nblocks = "any"'
NO_STOPS = f'{CONSENSUS}\ndisagreement = "stops"'
MINUS_ONE = f"{CONSENSUS}\nblocks_at_most = 1"
FEW_ASIDE = f'{CONSENSUS}\nstand_asides_at_most = "1/4"'

PASS, FAIL, FEW, BLOCK = "passed", "not-adopted", "inquorate", "blocked"
RULES = {
    "majority": MAJORITY,
    "2/3 of the votes": TWO_THIRDS,
    "3/4 of the votes": THREE_QUARTERS,
    "2/3 of all": OF_MEMBERS,
    "2/3 of those present": OF_PRESENT,
    "consensus": CONSENSUS,
    "consensus, a no stops": NO_STOPS,
    "consensus minus one": MINUS_ONE,
    "consensus, few aside": FEW_ASIDE,
}
TABLE: list[tuple[int, str, tuple[str, ...]]] = [
    (7, "AAAADDX", (PASS, PASS, FAIL, FAIL, FAIL, PASS, FAIL, PASS, PASS)),
    (7, "AAAADD", (PASS, PASS, FAIL, FAIL, PASS, PASS, FAIL, PASS, PASS)),
    (9, "AADXXX", (PASS, PASS, FAIL, FAIL, FAIL, PASS, FAIL, PASS, PASS)),
    (12, "AAAD", (FEW, FEW, FEW, FAIL, FEW, FEW, FEW, FEW, FEW)),
    (12, "AAAAAADDX", (PASS, PASS, PASS, FAIL, PASS, PASS, FAIL, PASS, PASS)),
    (6, "AAADDD", (FAIL, FAIL, FAIL, FAIL, FAIL, PASS, FAIL, PASS, PASS)),
    (5, "AAASS", (PASS, PASS, PASS, FAIL, FAIL, PASS, PASS, PASS, FAIL)),
    (5, "AAAAB", (PASS, PASS, PASS, PASS, PASS, BLOCK, BLOCK, PASS, BLOCK)),
    (3, "AAD", (PASS, PASS, FAIL, PASS, PASS, PASS, FAIL, PASS, PASS)),
    (7, "XXXXXXX", (FAIL, FAIL, FAIL, FAIL, FAIL, FAIL, FAIL, FAIL, FAIL)),
    (4, "SSSS", (FAIL, FAIL, FAIL, FAIL, FAIL, FAIL, FAIL, FAIL, FAIL)),
    (7, "", (FEW, FEW, FEW, FAIL, FEW, FEW, FEW, FEW, FEW)),
]


@pytest.mark.parametrize(
    ("people", "votes", "expected"), TABLE, ids=[f"{n}-{v or 'none'}" for n, v, _ in TABLE]
)
def test_what_each_rule_makes_of_the_positions(people: int, votes: str, expected: tuple[str, ...]) -> None:
    found = {
        name: stands(matter(charter(says), said(votes), people=people), 6).phase
        for name, says in RULES.items()
    }

    assert found == dict(zip(RULES, expected, strict=True))
