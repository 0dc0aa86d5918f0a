"""What comes along when text is pasted, and what a reader would not see in it."""

from __future__ import annotations

import pytest

from bylaws.charter.pasted import cleaned, oddities

PLAIN = "## Article 9 — Surplus\n\nWe share “fairly” — see [Article 7](#article-7).\n\n- one\n"


def found(text: str) -> list[tuple[str, str | None, bool]]:
    return [
        (odd.fault.code, odd.fault.where, odd.serious)
        for odd in oddities(text, where="article-9", numbers=frozenset({7, 9}))
    ]


def test_ordinary_text_has_nothing_odd_about_it() -> None:
    assert (found(PLAIN), cleaned(PLAIN)) == ([], PLAIN)


@pytest.mark.parametrize("mark", list("\u202a\u202e\u2066\u2069"))
def test_marks_that_turn_words_around_stand_in_the_way(mark: str) -> None:
    assert found(f"one\nwe pay {mark}001$") == [("pasted.direction", "article-9:2", True)]


def test_right_to_left_writing_needs_no_marks() -> None:
    assert found("אנחנו מחליטים יחד\u200f.") == []


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\ud800"])
def test_control_characters_stand_in_the_way(letter: str) -> None:
    assert found(f"a{letter}b") == [("pasted.control", "article-9:1", True)]


@pytest.mark.parametrize("tag", ["<script>alert(1)</script>", "<IMG src=x onerror=y>", "<iframe>"])
def test_markup_is_pointed_out_as_what_it_is(tag: str) -> None:
    assert found(f"Hello {tag}") == [("pasted.markup", "article-9:1", False)]


@pytest.mark.parametrize(
    "to", ["javascript:alert(1)", "", "/charter", "#article-8", "#nowhere", "http://x", "data:text/html,x"]
)
def test_links_to_nowhere_are_pointed_out(to: str) -> None:
    assert found(f"See [this]({to}).") == [("pasted.link", "article-9:1", False)]


@pytest.mark.parametrize("to", ["https://example.org/a?b", "mailto:ada@harbour.example", "#article-9"])
def test_links_that_lead_somewhere_are_not(to: str) -> None:
    assert found(f"See [this]({to}).") == []


def test_what_a_word_processor_leaves_is_pointed_out_once() -> None:
    assert found("Two\u00a0words.\n\n•\tone\n") == [("pasted.word-processor", "article-9:1", False)]


def test_cleaned_it_says_the_same_in_plain_signs() -> None:
    pasted = (
        "We\u00a0share.\u200b\r\n\r\n•\tone\n  ◦ two\n– three\n\n"
        "~~~toml rule\nname =\t“tea”\nit = ’x’\n~~~\n\nWe say “so”.  \n"
    )

    assert cleaned(pasted) == (
        "We share.\n\n- one\n  - two\n- three\n\n"
        "~~~toml rule\nname = \"tea\"\nit = 'x'\n~~~\n\nWe say “so”.  \n"
    )
    assert cleaned(cleaned(pasted)) == cleaned(pasted)
