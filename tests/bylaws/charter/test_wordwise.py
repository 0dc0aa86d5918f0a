"""What changed from one text to another, word by word."""

from __future__ import annotations

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
