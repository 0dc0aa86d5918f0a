"""What is just allowed, and what is just beyond it."""

from __future__ import annotations

import base64

import pytest

from bylaws.kernel.faults import InputFault
from bylaws.record.checkpoints import counted
from bylaws.record.notes import LONGEST, MOST_LINES, Note, decoded, read_note
from bylaws.record.witnessing import read_request
from tests.bylaws.record.test_notes import LINE, TEXT, signed


def test_a_note_may_have_64_lines_and_a_hundred_thousand_letters() -> None:
    filling = "x" * (LONGEST - len(LINE) - 2) + "\n"

    assert len(read_note(TEXT + "\n" + LINE * MOST_LINES).signatures) == MOST_LINES
    assert read_note(f"{filling}\n{LINE}") == Note(filling, signed().signatures)
    for beyond in (TEXT + "\n" + LINE * (MOST_LINES + 1), f"x{filling}\n{LINE}"):
        with pytest.raises(InputFault):
            read_note(beyond)


def test_a_line_has_one_space_between_name_and_signature() -> None:
    with pytest.raises(InputFault):
        read_note(f"{TEXT}\n{LINE.replace(' ', ' x ', 2)}")


@pytest.mark.parametrize("text", ["AAB=", "AAA!", "A", "AA==\n", "AA == ", "ÄAA="])
def test_bytes_have_one_spelling(text: str) -> None:
    assert decoded(text) == b""


def test_bytes_are_read_as_they_were_written() -> None:
    assert decoded(base64.b64encode(b"abc").decode()) == b"abc"
    assert decoded("") == b""


@pytest.mark.parametrize(
    ("text", "counts"),
    [("0", True), ("9" * 18, True), ("9" * 19, False), ("00", False), ("1 ", False), ("", False)],
)
def test_a_number_of_entries_has_one_spelling_and_eighteen_digits(text: str, *, counts: bool) -> None:
    assert counted(text) is counts


def test_the_old_size_is_one_number() -> None:
    with pytest.raises(InputFault):
        read_request(f"old 1 2\n\n{TEXT}\n{LINE}")
    with pytest.raises(InputFault):
        read_request(f"old old 2\n\n{TEXT}\n{LINE}")
