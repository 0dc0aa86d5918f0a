"""A witness signs a log that only grew, and refuses loudly every other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bylaws.kernel.faults import InputFault, RecordBroken
from bylaws.record.checkpoints import (
    Checkpoint,
    cosignature,
    cosigned_message,
    read_checkpoint,
    seen_by,
    witnessed,
)
from bylaws.record.notes import COSIGNATURE, Note
from bylaws.record.proofs import consistency_ranges, proof
from bylaws.record.tree import Hash, leaf_hash, root
from tests.bylaws.record.signing import holds, pair
from tests.bylaws.record.test_tree import many, nodes

LOG = many(12)
ORIGIN = "lantern.example/record"
HARBOUR, PRIVATE = pair("harbour.example/witness", 7, COSIGNATURE)
SEEN = 1_763_856_000


def at(size: int, log: list[Hash] = LOG) -> Checkpoint:
    return Checkpoint(ORIGIN, size, root(size, nodes(log)))


def growth(first: int, second: int, log: list[Hash] = LOG) -> list[Hash]:
    return proof(consistency_ranges(first, second), nodes(log))


def test_a_checkpoint_is_three_lines_and_those_its_keeper_adds() -> None:
    checkpoint = replace(at(3), more=("2026-11-23",))

    assert checkpoint.text.splitlines()[:2] == [ORIGIN, "3"]
    assert read_checkpoint(checkpoint.text) == checkpoint


def test_the_published_checkpoint_is_read() -> None:
    published = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

    found = read_checkpoint(published)

    assert (found.origin, found.size, found.text) == ("example.com/behind-the-sofa", 20852163, published)


GOOD = at(3).text


@pytest.mark.parametrize(
    "text",
    [
        "",
        GOOD.removesuffix("\n"),
        GOOD + "\n",
        GOOD.replace(ORIGIN, ""),
        GOOD.replace("\n3\n", "\n03\n"),
        GOOD.replace("\n3\n", "\n-3\n"),
        GOOD.replace("\n3\n", "\n٣\n"),
        GOOD.replace("\n3\n", f"\n{'9' * 5000}\n"),
        GOOD.replace("=", ""),
        f"{ORIGIN}\n3\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(InputFault) as refused:
        read_checkpoint(text)

    assert refused.value.code == "record.checkpoint"


def test_a_witness_follows_a_log_that_only_grew() -> None:
    first = witnessed(None, at(5), [])
    second = witnessed(first, at(12), growth(5, 12))

    assert (first, second) == (at(5), at(12))
    assert witnessed(second, at(12), []) == at(12)


def test_a_log_that_lost_its_end_is_refused() -> None:
    with pytest.raises(RecordBroken) as refused:
        witnessed(at(12), at(11), [])

    assert refused.value.code == "record.rolled-back"
    assert "had 12 entries and now says it has 11" in refused.value.says


@pytest.mark.parametrize("changed", [0, 4, 11])
def test_a_log_of_one_length_and_another_past_is_refused(changed: int) -> None:
    forged = [*LOG[:changed], leaf_hash(b"never happened"), *LOG[changed + 1 :]]

    with pytest.raises(RecordBroken) as refused:
        witnessed(at(12), at(12, forged), [])

    assert refused.value.code == "record.forked"


def test_a_longer_log_with_another_past_is_refused_by_its_own_proof() -> None:
    forged = [leaf_hash(b"never happened"), *LOG[1:]]

    with pytest.raises(RecordBroken) as refused:
        witnessed(at(5), at(12, forged), growth(5, 12, forged))

    assert refused.value.code == "record.forked"


def test_the_checkpoint_of_another_record_is_refused() -> None:
    with pytest.raises(RecordBroken):
        witnessed(at(5), replace(at(5), origin="harbour.example/record"), [])


def test_a_witness_says_when_it_saw_what() -> None:
    signed = PRIVATE.sign(cosigned_message(at(5).text, SEEN))
    note = Note(at(5).text, (cosignature(HARBOUR, time=SEEN, signed=signed),))

    assert seen_by(note, [HARBOUR], holds=holds) == [(HARBOUR, SEEN)]
    assert cosigned_message("a\n1\nb\n", SEEN) == b"cosignature/v1\ntime 1763856000\na\n1\nb\n"


def test_another_time_or_another_checkpoint_was_not_cosigned() -> None:
    signed = PRIVATE.sign(cosigned_message(at(5).text, SEEN))
    later = Note(at(5).text, (cosignature(HARBOUR, time=SEEN + 1, signed=signed),))
    other = Note(at(6).text, (cosignature(HARBOUR, time=SEEN, signed=signed),))

    assert seen_by(later, [HARBOUR], holds=holds) == seen_by(other, [HARBOUR], holds=holds) == []
