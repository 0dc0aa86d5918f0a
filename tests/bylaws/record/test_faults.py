"""Each refusal of the record says what, by which code, and what now; nothing of it is left out."""

from __future__ import annotations

from typing import Any

import pytest

from bylaws.kernel.faults import Fault, InputFault
from bylaws.record.canonical import refusal
from bylaws.record.checkpoints import bad_checkpoint, cosignature, witnessed
from bylaws.record.commitment import commit
from bylaws.record.notes import LONGEST_KEY, Key, bad_key, bad_note, held, read_key, signature
from bylaws.record.proofs import consistency_ranges, inclusion_ranges
from bylaws.record.witnessing import bad_request
from tests.bylaws.record.signing import pair
from tests.bylaws.record.test_checkpoints import ORIGIN, at
from tests.bylaws.record.test_notes import LANTERN, TEXT, signed

ASK_LANTERN = (
    "Do not believe this note. Ask lantern.example/record which one is true, by another way than it came."
)
KEEP_BOTH = "Keep both checkpoints, sign nothing, and ask the members of that co-op what happened."


def raised(function: Any, *args: Any, **kwargs: Any) -> Fault:
    with pytest.raises(Fault) as found:
        function(*args, **kwargs)
    return found.value


def refused() -> dict[str, tuple[Fault, str, str]]:
    """By its code each refusal, made anew, what it has to say and what now."""
    return met() | {
        "record.not-canonical": (
            refusal("{content} is of a kind that has no one spelling: {kind}.", "the content", "float"),
            "the content is of a kind that has no one spelling: float.",
            "Write it as text, a whole number, yes or no, a list or an object.",
        ),
        "record.checkpoint": (
            bad_checkpoint(),
            "This is no checkpoint.",
            "Copy all of it: the name of the record, how many entries, and the line of letters.",
        ),
        "record.note": (
            bad_note(),
            "This is no signed note.",
            "Copy all of it: the text, the empty line, and the lines that begin with a dash.",
        ),
        "record.key": (
            bad_key("x" * 300),
            f"“{'x' * 200}” is no key, or a letter of it is missing or wrong.",
            "Copy the whole key from the page Record of whoever signs: name+eight letters+key.",
        ),
        "record.request": (
            bad_request(),
            "This is no request to a witness.",
            "Send “old” and a size, the hashes of the proof, an empty line, and the checkpoint.",
        ),
    }


def met() -> dict[str, tuple[Fault, str, str]]:
    """The same of those that come of what does not hold."""
    return {
        "record.forged": (
            raised(held, signed(), signed().signatures[0], LANTERN, holds=False),
            (
                "The line of lantern.example/record under “lantern.example/record” was not signed by "
                "lantern.example/record."
            ),
            ASK_LANTERN,
        ),
        "record.salt": (
            raised(commit, b"", salt=bytes(31)),
            "A salt has 32 bytes; this one has 31.",
            "Make the salt by a source of chance, with the right length.",
        ),
        "record.no-such-place": (
            raised(inclusion_ranges, 3, 3),
            "A log of 3 entries has none at 3.",
            "Ask for a place from 0 to before the size.",
        ),
        "record.shrunk": (
            raised(consistency_ranges, 4, 3),
            "A log of 3 entries did not grow out of one of 4.",
            "Give the smaller size first.",
        ),
        "record.rolled-back": (
            raised(witnessed, at(12), at(11), []),
            f"The record “{ORIGIN}” had 12 entries and now says it has 11: its end is gone.",
            KEEP_BOTH,
        ),
        "record.forked": (
            raised(witnessed, at(5), at(12), []),
            (
                f"The record “{ORIGIN}” of 12 entries does not begin with the 5 that were there: "
                "its past is another one."
            ),
            KEEP_BOTH,
        ),
    }


def test_each_says_what_and_what_now() -> None:
    expected = refused()

    told = {fault.code: (fault.says, fault.next_step) for fault, _, _ in expected.values()}

    assert told == {code: (says, next_step) for code, (_, says, next_step) in expected.items()}


def test_what_is_shown_to_whoever_looks_into_it_comes_along() -> None:
    forged, forked = refused()["record.forged"][0], refused()["record.forked"][0]

    assert refusal("{content} is too deep.", "it").values == {"content": "it", "kind": ""}
    assert forged.values == {
        "name": LANTERN.name,
        "text": TEXT.partition("\n")[0],
        "line": signed().signatures[0].line,
    }
    assert forked.values == {
        "origin": ORIGIN,
        "before": 5,
        "now": 12,
        "last": at(5).text,
        "new": at(12).text,
    }


def test_a_key_is_as_long_as_it_may_be_and_no_longer() -> None:
    short = pair("", 1)[0]
    longest = LONGEST_KEY - len(Key("", short.kind, short.public).told)
    fits, over = (Key("x" * length, short.kind, short.public) for length in (longest, longest + 1))

    assert len(fits.told) == LONGEST_KEY
    assert read_key(fits.told) == fits
    assert read_key(f" {LANTERN.told}\n") == LANTERN
    pluses = Key("x", short.kind, bytes(2) + b"\xfb\xef\xbe" * 10)
    assert (read_key(pluses.told), pluses.told.count("+") > 2) == (pluses, True)
    cut = Key("x", short.kind, short.public[:-1])
    for told in (over.told, Key("", short.kind, short.public).told, "a+b+c+d", f"{LANTERN.told}+", cut.told):
        with pytest.raises(InputFault):
            read_key(told)


def test_the_time_of_a_cosignature_is_eight_bytes_the_greatest_first() -> None:
    line = cosignature(LANTERN, time=1, signed=b"s")

    assert line == signature(LANTERN, bytes(7) + b"\x01s")
