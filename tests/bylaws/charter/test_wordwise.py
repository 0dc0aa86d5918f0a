"""What changed from one text to another, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaws.charter import wordwise
from bylaws.charter.wordwise import Stretch, differences

TEXTS = st.text(alphabet="ab \n.", max_size=60)


def test_words_that_changed_stand_beside_those_that_did_not() -> None:
    assert differences("A quarter stays.\nThe rest is shared.\n", "Half stays.\nThe rest is shared.\n") == (
        Stretch("removed", "A quarter"),
        Stretch("added", "Half"),
        Stretch("same", " stays.\nThe rest is shared.\n"),
    )


def test_the_same_text_is_one_stretch_and_no_text_none() -> None:
    assert differences("We agree.", "We agree.") == (Stretch("same", "We agree."),)
    assert differences("", "") == ()


def test_a_line_that_came_or_went_is_told_whole() -> None:
    assert differences("one\n", "one\ntwo\n") == (Stretch("same", "one\n"), Stretch("added", "two\n"))
    assert differences("one\ntwo\n", "two\n") == (Stretch("removed", "one\n"), Stretch("same", "two\n"))


def test_a_very_long_stretch_is_told_as_a_whole() -> None:
    old, new = "a " * wordwise.MOST_WORDS, "a " * wordwise.MOST_WORDS + "b"

    assert differences(old, new) == (Stretch("removed", old), Stretch("added", new))


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_the_stretches_are_both_texts(old: str, new: str) -> None:
    found = differences(old, new)

    assert "".join(one.text for one in found if one.kind != "added") == old
    assert "".join(one.text for one in found if one.kind != "removed") == new


def test_of_endless_lines_only_the_beginning_and_the_end_are_held_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Lines that are alike by the thousand would be compared for hours."""
    monkeypatch.setattr(wordwise, "MOST_LINES", 2)
    monkeypatch.setattr(wordwise, "MOST_WORDS", 1)

    assert differences("a\nb\nc\nz\n", "a\nx\nc\ny\nz\n") == (
        Stretch("same", "a\n"),
        Stretch("removed", "b\nc\n"),
        Stretch("added", "x\nc\ny\n"),
        Stretch("same", "z\n"),
    )
    assert differences("a\na\na\n", "a\na\na\n") == (Stretch("same", "a\na\na\n"),)


def test_after_much_comparing_what_is_left_is_told_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordwise, "MOST_COMPARED", 16)

    assert differences("a b\n-\nc d\n", "a x\n-\nc y\n") == (
        Stretch("same", "a "),
        Stretch("removed", "b"),
        Stretch("added", "x"),
        Stretch("same", "\n-\n"),
        Stretch("removed", "c d\n"),
        Stretch("added", "c y\n"),
    )
