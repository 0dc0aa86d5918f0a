"""A note says who signed it, and no other text passes for it."""

from __future__ import annotations

import pytest

from bylaws.kernel.faults import InputFault
from bylaws.record.notes import Key, Note, read_key, read_note, signature, signed_by
from tests.bylaws.record.signing import holds, pair

LANTERN, ITS_PRIVATE_KEY = pair("lantern.example/record", 1)
HARBOUR, _ = pair("harbour.example/record", 2)
TEXT = "lantern.example/record\n3\n"

# The example that the Go project publishes with its package for signed notes.
PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZ"
    "b6KE6RyyBwJnAM=\n"
)


def signed(text: str = TEXT) -> Note:
    return Note(text, (signature(LANTERN, ITS_PRIVATE_KEY.sign(text.encode())),))


def test_the_published_note_is_read_and_holds() -> None:
    key = read_key(PUBLISHED_KEY)
    note = read_note(PUBLISHED)

    assert signed_by(note, [key], holds=holds) == [key]
    assert (key.told, note.written) == (PUBLISHED_KEY, PUBLISHED)


def test_a_note_is_read_as_it_was_written_empty_lines_and_all() -> None:
    note = signed("What we said.\n\nAnd what we did.\n")

    assert read_note(note.written) == note
    assert signed_by(note, [LANTERN, HARBOUR], holds=holds) == [LANTERN]


def test_another_text_under_the_same_line_is_a_forgery() -> None:
    other = Note(TEXT.replace("3", "4"), signed().signatures)

    with pytest.raises(InputFault) as refused:
        signed_by(other, [LANTERN], holds=holds)

    assert refused.value.code == "record.forged"
    assert refused.value.says.startswith("The line of lantern.example/record under “lantern.example/record”")


def test_a_line_of_an_unknown_key_says_nothing() -> None:
    assert signed_by(signed(), [HARBOUR], holds=holds) == []
    same_name = Key(LANTERN.name, LANTERN.kind, HARBOUR.public)
    assert signed_by(signed(), [same_name], holds=holds) == []


@pytest.mark.parametrize(
    "told",
    [
        "",
        "PeterNeumann",
        PUBLISHED_KEY.replace("c74f", "c74e"),
        PUBLISHED_KEY.replace("Peter", "Petra"),
        PUBLISHED_KEY[:-4],
        PUBLISHED_KEY + "!",
        PUBLISHED_KEY.replace("+A", "+B"),
        "two words" + PUBLISHED_KEY.removeprefix("PeterNeumann"),
        Key("ecdsa.example", 2, bytes(32)).told,
    ],
)
def test_a_key_with_a_letter_missing_or_wrong_is_refused(told: str) -> None:
    with pytest.raises(InputFault) as refused:
        read_key(told)

    assert refused.value.code == "record.key"


LINE = signed().signatures[0].line


@pytest.mark.parametrize(
    "written",
    [
        "",
        "no signature\n",
        "no signature\n\n",
        TEXT + LINE,
        TEXT + "\n" + LINE.removesuffix("\n"),
        TEXT + "\n" + LINE.replace("— ", "- "),
        TEXT + "\n" + LINE.replace("lantern", "lan+tern"),
        TEXT + "\n" + LINE.replace(LANTERN.name, ""),
        TEXT + "\n" + "— lantern.example AAAAAA==\n",
        TEXT + "\n" + "— lantern.example AAAAB\n",
        TEXT + "\n" + "— lantern.example AAAAAAB=\n",
        "\x1b[2J" + TEXT + "\n" + LINE,
        TEXT + "\n" + LINE * 65,
        "x" * 100_000 + "\n\n" + LINE,
    ],
)
def test_what_is_no_note_is_refused(written: str) -> None:
    with pytest.raises(InputFault) as refused:
        read_note(written)

    assert refused.value.code == "record.note"
