"""What an amendment takes from members, and by which articles it is decided then."""

from __future__ import annotations

import pytest

from bylaws.charter.charter import InForce
from bylaws.charter.rights import Lowered, Way, lowered, way_to_amend
from tests.bylaws.charter.texts import EXIT, MEMBERSHIP, TRANSPARENCY, day, read, whole

RIGHTS = MEMBERSHIP.replace('name = "member"', 'name = "member"\nrights = ["speak", "vote"]')
OPEN = TRANSPARENCY.replace('audience = ["world"]', 'audience = ["members", "candidates"]')
DECIDING = """
kind = "decision"
name = "{name}"
method = "majority"
threshold = "2/3"
of = "votes-cast"
quorum = "1/2"
open_for = "P3D"
"""


def held(**rules: str) -> InForce:
    return read(whole(**rules)).on(day("2025-06-01"))


@pytest.mark.parametrize(
    ("old", "new", "taken"),
    [
        ({}, {}, []),
        ({"membership": MEMBERSHIP}, {"membership": RIGHTS}, []),
        (
            {"membership": RIGHTS},
            {"membership": RIGHTS.replace('"speak", ', "")},
            [Lowered("right", "speak", "Article 3 — Membership")],
        ),
        (
            {"membership": RIGHTS},
            {"membership": ""},
            [
                Lowered("right", "speak", "Article 3 — Membership"),
                Lowered("right", "vote", "Article 3 — Membership"),
            ],
        ),
        (
            {"exit": EXIT},
            {"exit": EXIT.replace(', "notices"', "")},
            [Lowered("exit", "notices", "Article 13 — Leaving")],
        ),
        (
            {"exit": EXIT},
            {"exit": ""},
            [
                Lowered("exit", "paid-in", "Article 13 — Leaving"),
                Lowered("exit", "notices", "Article 13 — Leaving"),
            ],
        ),
        ({"exit": ""}, {"exit": EXIT}, []),
        (
            {"transparency": OPEN},
            {"transparency": OPEN.replace('"members", "candidates"', '"bookkeeper"')},
            [Lowered("seen", "charter", "Article 12 — Openness")],
        ),
        ({"transparency": OPEN}, {"transparency": ""}, []),
        ({"transparency": ""}, {"transparency": OPEN}, []),
        (
            {"transparency": OPEN},
            {"transparency": OPEN.partition("[[")[0].replace("members", "bookkeeper") + "classes = []"},
            [Lowered("seen", "charter", "Article 12 — Openness")],
        ),
    ],
)
def test_what_members_had_and_would_have_no_longer(
    old: dict[str, str], new: dict[str, str], taken: list[Lowered]
) -> None:
    assert lowered(held(**old), held(**new)) == taken


def deciding(subjects: str, *names: str) -> InForce:
    rules = "".join(f"```toml rule\n{DECIDING.format(name=name).strip()}\n```\n" for name in names)
    more = (
        f"## Article 20 — Deciding\n\nWe decide.\n\n{rules}\n## Article 21 — What by what\n\nSo.\n\n"
        f'```toml rule\nkind = "subjects"\n{subjects}\n```\n'
    )
    return read(whole() + more).on(day("2025-06-01"))


TWO, ONE = "Article 20 — Deciding", "Article 21 — What by what"


@pytest.mark.parametrize(
    ("subjects", "lowers", "way"),
    [
        ('amend-charter = "all"', False, Way("amend-charter", (ONE, TWO))),
        ('amend-charter = "all"', True, Way("amend-charter", (ONE, TWO))),
        ('amend-charter = "all"\nmembers-rights = "few"', False, Way("amend-charter", (ONE, TWO))),
        ('amend-charter = "all"\nmembers-rights = "few"', True, Way("members-rights", (ONE, TWO))),
        ('amend-charter = "individual"', False, Way("amend-charter", (ONE,))),
        ('otherwise = "all"', True, Way("amend-charter", (ONE, TWO))),
        ('spend = "all"', False, None),
    ],
)
def test_by_which_articles_a_charter_lets_itself_be_amended(
    subjects: str,
    lowers: bool,  # noqa: FBT001 - a case of the table
    way: Way | None,
) -> None:
    assert way_to_amend(deciding(subjects, "all", "few"), lowers=lowers) == way


def test_a_charter_that_says_nothing_of_it_is_silent() -> None:
    assert way_to_amend(held(), lowers=False) is None
