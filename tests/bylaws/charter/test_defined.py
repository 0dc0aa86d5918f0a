"""Terms that a charter defines, and words that are merely stressed or quoted."""

from __future__ import annotations

import time

import pytest

from bylaws.charter.defined import definitions, uses
from bylaws.charter.references import cited


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        (
            "We meet. “Member” means a\nworker who owns. More.",
            [("Member", "“Member” means a worker who owns.")],
        ),
        ("A **quorum** means half of us.", [("quorum", "A quorum means half of us.")]),
        ("“**Fund**” means [money](http://x.example).", [("Fund", "“Fund” means money.")]),
        ("By “member” we mean an owner.", [("member", "By “member” we mean an owner.")]),
        ("the collective (the “Press”) is ours", [("Press", "the collective (the “Press”) is ours")]),
        (
            "Words:\n\n- **Quorum**: half of us.\n- **Chair** — who holds the talk\n",
            [("Quorum", "Quorum: half of us."), ("Chair", "Chair — who holds the talk")],
        ),
        ("«Socio» significa quien trabaja.", [("Socio", "«Socio» significa quien trabaja.")]),
        ("Por «socia» se entiende la dueña.", [("socia", "Por «socia» se entiende la dueña.")]),
        ("« Membre » désigne la personne.", [("Membre", "« Membre » désigne la personne.")]),
        ("Par « membre » on entend la personne.", [("membre", "Par « membre » on entend la personne.")]),
    ],
)
def test_a_term_is_found_with_the_sentence_that_defines_it(
    prose: str, expected: list[tuple[str, str]]
) -> None:
    assert [(one.term, one.sentence) for one in definitions(prose)] == expected


@pytest.mark.parametrize(
    "prose",
    [
        "**Nobody** is above the others.",
        "**Exception, 14 April 2007.** One of us moves away.",
        "We call it “home”, and mean it.",
        "`“Code” means` nothing",
        "(the “other thing”)",
    ],
)
def test_what_is_stressed_or_quoted_defines_nothing(prose: str) -> None:
    assert definitions(prose) == ()


def test_a_term_is_found_where_it_is_used_as_one_or_many() -> None:
    pattern = uses(frozenset({"Member", "general meeting"}))

    assert pattern is not None
    assert pattern.findall("Members; a member; Membership; General meetings, general\nmeeting") == [
        "Members",
        "General meetings",
        "general\nmeeting",
    ]
    assert uses(frozenset()) is None


@pytest.mark.parametrize(
    "piece", ["](", "“A” means ", "`", "\n~~~", "[", "**a** ", "section 4 of ", "- **a**: b. "]
)
def test_prose_that_repeats_itself_without_end_is_read_in_no_time(piece: str) -> None:
    prose = piece * (50_000 // len(piece))

    began = time.perf_counter()
    definitions(prose)
    cited(prose)

    assert time.perf_counter() - began < 5
