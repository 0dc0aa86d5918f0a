"""Two charters subject by subject: matched by what their rules are about, then by their words."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.charter import InForce, read_charter
from bylaws.charter.side_by_side import Sentence, Subject, Told, counterparts, side_by_side

FRONT = """---
name = "Small"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
model = true
---
"""
NONE = 'kind = "tax"\nmode = "none"'
SUBCHAPTER = 'kind = "tax"\nmode = "us-subchapter-t"'
SUBJECTS = 'kind = "subjects"\notherwise = "all"'
ALL, SOME, AMENDING = (
    f'kind = "decision"\nname = "{name}"\nmethod = "majority"\nthreshold = "{share}"\nof = "votes-cast"'
    for name, share in (("all", "2/3"), ("some", "3/4"), ("amending", "4/5"))
)


def charter(*articles: tuple[str, str, tuple[str, ...]]) -> InForce:
    """Articles numbered from 1, each with its title, its prose and its rules."""
    written = "".join(
        f"\n## Article {n} — {title}\n\n{prose}\n\n"
        + "".join(f"```toml rule\n{rule}\n```\n" for rule in rules)
        for n, (title, prose, rules) in enumerate(articles, 1)
    )
    return read_charter(FRONT + written).on(dt.date(2025, 1, 1))


def numbers(one: InForce, other: InForce) -> list[tuple[str, list[int], list[int]]]:
    return [
        (subject.title, [told.number for told in subject.one], [told.number for told in subject.other])
        for subject in side_by_side(one, other)
    ]


def test_articles_are_matched_by_the_kind_of_their_rules_wherever_they_stand() -> None:
    ours = charter(("Who we are", "Bakers.", ()), ("The state", "We pay.", (NONE,)))
    theirs = charter(("Taxes", "They pay.", (SUBCHAPTER,)), ("Boats", "They sail.", ()))

    assert numbers(ours, theirs) == [
        ("Who we are", [1], []),
        ("Tax", [2], [1]),
        ("Boats", [], [2]),
    ]
    assert counterparts(ours, theirs) == {2: 1}


def test_what_both_say_is_marked_and_what_one_says_is_not() -> None:
    ours = charter(("Deciding", "We vote.", (ALL, SUBJECTS)))
    theirs = charter(("Votes", "They vote.", (ALL,)))

    (found,) = side_by_side(ours, theirs)

    assert found.one == (Told(1, "Article 1 — Deciding", "We vote.", found.one[0].sentences),)
    told = [sentence.text for sentence in found.other[0].sentences]
    assert found.other[0].sentences == tuple(Sentence(text, same=True) for text in told)
    assert [one.text for one in found.one[0].sentences if one.same] == [
        one.text for one in found.one[0].sentences if one.text in told
    ]
    assert not all(one.same for one in found.one[0].sentences)
    assert not found.same


def test_a_subject_is_the_same_when_all_its_rules_say_the_same() -> None:
    ours, theirs = charter(("Tax", "We.", (NONE,))), charter(("Duties", "They.", (NONE,)))

    assert [subject.same for subject in side_by_side(ours, theirs)] == [True]
    assert [
        subject.same for subject in side_by_side(charter(("A", "We.", ())), charter(("A", "We.", ())))
    ] == [False]


def test_a_subject_one_of_them_spreads_over_two_articles_stays_together() -> None:
    ours = charter(("How we decide", "We vote.", (ALL, SUBJECTS)))
    theirs = charter(("Votes", "They vote.", (SOME,)), ("Who decides", "All.", (SUBJECTS,)))

    assert numbers(ours, theirs) == [("How it is decided and who decides what", [1], [1, 2])]
    assert numbers(theirs, ours)[0][1:] == ([1, 2], [1])


def test_two_subjects_of_the_same_kinds_go_by_their_headings() -> None:
    ours = charter(("Deciding", "We.", (ALL, SUBJECTS)), ("Amending", "We.", (AMENDING,)))
    theirs = charter(("Changing this", "They.", (AMENDING,)), ("Everyday", "They.", (ALL,)))

    assert numbers(ours, theirs) == [("Deciding", [1], [2]), ("Amending", [2], [1])]


def test_articles_without_rules_are_matched_by_heading_and_by_words_few_others_use() -> None:
    ours = charter(
        ("Records", "Kept in the drawer.", ()),
        ("If we end", "What remains after creditors goes to another cooperative, never to members.", ()),
        ("Boats", "We row.", ()),
    )
    theirs = charter(
        ("The last day", "Creditors first; what remains goes to some cooperative nearby, never to us.", ()),
        ("Records", "Written down.", ()),
    )

    assert numbers(ours, theirs) == [("Records", [1], [2]), ("If we end", [2], [1]), ("Boats", [3], [])]


def test_a_heading_without_a_dash_is_told_whole() -> None:
    text = FRONT + "\n## Article 1 Boats\n\nWe row.\n\n## Article 2 Boats\n\nWe sail.\n"
    held = read_charter(text).on(dt.date(2025, 1, 1))

    assert [one.title for one in side_by_side(held, charter())] == ["Article 1 Boats", "Article 2 Boats"]


@pytest.mark.parametrize(("language", "title"), [("en", "Tax"), ("es", "Impuestos"), ("fr", "Impôts")])
def test_subjects_are_named_in_the_language_of_the_reader(language: str, title: str) -> None:
    found: tuple[Subject, ...] = side_by_side(
        charter(("A", "We.", (NONE,))), charter(("B", "They.", (NONE,))), language
    )

    assert [one.title for one in found] == [title]
