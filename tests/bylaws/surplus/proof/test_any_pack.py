"""What holds for the pack of any close: it verifies, and nothing in it can change unseen."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import Fault
from bylaws.surplus.proof import pack
from bylaws.surplus.proof.archive import packed, unpacked
from bylaws.surplus.proof.pack import proof_pack
from bylaws.surplus.proof.verify import verify
from bylaws.words.tell import CATALOGUES, lines, tell
from tests.bylaws.surplus.proof.packs import harbour_pack, listed, proof_of
from tests.bylaws.surplus.random_years import MANY, RandomYear, random_years


@given(one=random_years())
@MANY
def test_the_pack_of_any_close_verifies_and_is_the_same_when_made_again(one: RandomYear) -> None:
    files = proof_pack(proof_of(one.charter, one.facts))

    verified = verify(unpacked(packed(files)))

    assert [check.agrees for check in verified.checks] == [True] * 6
    assert packed(proof_pack(proof_of(one.charter, one.facts))) == packed(files)


@given(one=random_years(), drawn=st.data())
@MANY
def test_any_bit_of_any_pack_that_flips_is_caught(one: RandomYear, drawn: st.DataObject) -> None:
    whole = bytearray(packed(proof_pack(proof_of(one.charter, one.facts))))
    nth = drawn.draw(st.integers(0, 8 * len(whole) - 1))
    whole[nth // 8] ^= 1 << (nth % 8)

    assert not holds(bytes(whole))


def holds(whole: bytes) -> bool:
    """Whether a pack verifies without a fault."""
    try:
        return verify(unpacked(whole)).agrees
    except Fault:
        return False


@given(drawn=st.data())
@MANY
def test_a_forger_who_lists_a_changed_file_anew_is_caught_by_reckoning(drawn: st.DataObject) -> None:
    """All but the README, which nothing is reckoned from, and who made the pack."""
    files = harbour_pack()
    name = drawn.draw(st.sampled_from(sorted(set(files) - {pack.README, pack.MANIFEST})))
    content = bytearray(files[name])
    at = drawn.draw(st.integers(0, len(content) - 1))
    content[at] = drawn.draw(st.integers(0, 255).filter(lambda byte: byte != files[name][at]))
    forged = listed({**files, name: bytes(content)})

    same = name in (pack.RECORD, pack.FACTS) and same_json(forged[name], files[name])
    assert holds(packed(forged)) is same


def same_json(one: bytes, other: bytes) -> bool:
    """A blank more or less between two values changes nothing that is read."""
    try:
        return bool(json.loads(one) == json.loads(other))
    except ValueError:
        return False


values: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.text(max_size=9),
    st.sampled_from(["ada", "bo", "member", "2025-02-29", "9999-12-31", "USD", "XXX"]),
    st.lists(st.integers(), max_size=2),
)


@given(drawn=st.data())
@MANY
def test_facts_of_any_shape_end_in_a_fault_or_a_check_never_in_a_crash(drawn: st.DataObject) -> None:
    files = harbour_pack()
    facts = json.loads(files[pack.FACTS])
    for _ in range(drawn.draw(st.integers(1, 3))):
        spot = place_in(facts, drawn)
        spot[0][spot[1]] = drawn.draw(values)
    forged = listed({**files, pack.FACTS: json.dumps(facts).encode()})

    assert told(forged)


def told(files: dict[str, bytes]) -> list[str]:
    """What is said of a pack in every language, or the fault that stops it."""
    try:
        checks = verify(files).checks
    except Fault as fault:
        return [str(fault)]
    return [
        line
        for language in CATALOGUES
        for check in checks
        for line in lines(tell(check.reason, language=language))
    ]


def place_in(value: Any, drawn: st.DataObject) -> tuple[Any, Any]:
    """Some place in a tree: what holds it, and its key or number there."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = drawn.draw(st.sampled_from(keys))
        if not isinstance(value[key], dict | list) or not value[key] or drawn.draw(st.booleans()):
            return value, key
        value = value[key]
