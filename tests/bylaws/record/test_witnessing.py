"""What a record asks of a witness, to the letter, and what the witness answers to whom."""

from __future__ import annotations

import base64

import pytest

from bylaws.kernel.faults import InputFault
from bylaws.record.checkpoints import Checkpoint
from bylaws.record.notes import Note, signature
from bylaws.record.tree import Hash, leaf_hash
from bylaws.record.witnessing import Asked, read_answer, read_request, weigh, write_request
from tests.bylaws.record.signing import pair
from tests.bylaws.record.test_checkpoints import LOG, ORIGIN, at, growth

KEY, PRIVATE = pair(ORIGIN, 3)

# The example of the source, with its proof and its two signatures.
PUBLISHED = """old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
"""  # noqa: E501
FORGED = [leaf_hash(b"never happened"), *LOG[1:]]
JUNK = [bytes(32)]


def note(checkpoint: Checkpoint) -> Note:
    return Note(checkpoint.text, (signature(KEY, PRIVATE.sign(checkpoint.text.encode())),))


def asked(old: int, checkpoint: Checkpoint, path: list[Hash]) -> Asked:
    return Asked(old, tuple(path), note(checkpoint), checkpoint)


def test_the_published_request_is_read_and_written() -> None:
    found = read_request(PUBLISHED)

    assert (found.old, len(found.path), found.checkpoint.size) == (20852014, 4, 20852163)
    assert (found.checkpoint.origin, len(found.note.signatures)) == ("example.com/behind-the-sofa", 2)
    assert write_request(found.old, found.path, found.note.written) == PUBLISHED


HASH = base64.b64encode(bytes(32)).decode()
WRITTEN = note(at(5)).written


@pytest.mark.parametrize("head", ["old 0\n", f"old 4\n{HASH}\n" * 1, "old 4\n" + f"{HASH}\n" * 63])
def test_a_request_is_read_as_it_was_written(head: str) -> None:
    found = read_request(f"{head}\n{WRITTEN}")

    assert write_request(found.old, found.path, found.note.written) == f"{head}\n{WRITTEN}"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "old 0\n",
        WRITTEN,
        f"old 0{WRITTEN}",
        f"new 0\n\n{WRITTEN}",
        f"old 00\n\n{WRITTEN}",
        f"old -1\n\n{WRITTEN}",
        f"old\n\n{WRITTEN}",
        f"old 4\n{HASH[:-2]}\n\n{WRITTEN}",
        f"old 4\nAAAA\n\n{WRITTEN}",
        "old 4\n" + f"{HASH}\n" * 64 + f"\n{WRITTEN}",
        f"old 0\n\n{at(5).text}",
        f"old 0\n\n{WRITTEN.replace(ORIGIN, '')}",
    ],
)
def test_what_is_no_request_is_refused(written: str) -> None:
    with pytest.raises(InputFault) as refused:
        read_request(written)

    assert refused.value.code in {"record.request", "record.note", "record.checkpoint"}


OTHER = at(12, FORGED)
ANSWERS = {
    "the first it sees": (0, at(5), [], None, (200, "")),
    "grown, and proved": (5, at(12), growth(5, 12), at(5), (200, "")),
    "the same once more": (5, at(5), [], at(5), (200, "")),
    "from a size beyond its own": (6, at(5), [], at(5), (400, "")),
    "from a size the witness does not know": (4, at(12), growth(4, 12), at(5), (409, "")),
    "from nothing, to learn the size": (0, at(12), [], at(5), (409, "")),
    "the same from another size": (4, at(5), [], at(5), (409, "")),
    "cut off": (4, at(4), [], at(5), (409, "record.rolled-back")),
    "cut off, from where it was": (0, at(4), [], at(5), (409, "record.rolled-back")),
    "as long, with another past": (12, OTHER, [], at(12), (409, "record.forked")),
    "as long, and from another size": (0, OTHER, [], at(12), (409, "record.forked")),
    "longer, with another past": (5, OTHER, growth(5, 12, FORGED), at(5), (422, "record.forked")),
    "longer, without a proof": (5, at(12), [], at(5), (422, "record.forked")),
    "another record": (5, Checkpoint("eve", 5, at(5).root), [], at(5), (409, "record.forked")),
    "the first, with a proof of nothing": (0, at(5), JUNK, None, (422, "")),
    "the same, with a proof of nothing": (5, at(5), JUNK, at(5), (422, "")),
}


def test_a_witness_answers_each_as_the_source_says_and_knows_what_is_a_lie() -> None:
    told = {}
    for what, (old, new, path, last, _) in ANSWERS.items():
        answer = weigh(asked(old, new, path), last)
        told[what] = (answer.status, answer.fault.code if answer.fault else "")

    assert told == {what: expected for what, (*_, expected) in ANSWERS.items()}


def test_what_was_signed_before_proves_nothing_when_it_comes_again() -> None:
    answer = weigh(asked(0, at(4), []), at(5), before=True)

    assert (answer.status, answer.fault) == (409, None)


def test_the_answer_of_a_witness_is_lines() -> None:
    lines = note(at(5)).signatures

    assert read_answer("".join(one.line for one in lines * 2)) == lines * 2
    assert read_answer("") == ()
    with pytest.raises(InputFault):
        read_answer("signed\n")
