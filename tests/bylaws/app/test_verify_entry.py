"""A pack beside the record: the entry of the close, and the commitment that stands for it in the log."""

from __future__ import annotations

from typing import Any

import pytest

from bylaws.record.commitment import commit
from bylaws.surplus.proof import pack
from bylaws.surplus.proof.pack import Entry
from tests.bylaws.app.desk import Answer, Desk
from tests.bylaws.app.test_verify_close import ask, marks
from tests.bylaws.surplus.proof.packs import entry_of, harbour, kept, proof_of, texts_of


def entry(desk: Desk, **says: Any) -> Answer:
    """The pack with an entry that says something else, as if the record did."""
    text, facts = harbour()
    own = entry_of(kept(facts), texts_of(text), **says)
    return ask(desk, pack.proof_pack(proof_of(text, facts, entry=own)))


def test_an_entry_of_another_close_or_day_is_found_out(lantern: Desk) -> None:
    days = {
        day: marks(entry(lantern, happened_at=f"{day}T23:00:00.000000Z"))
        for day in ("2026-03-14", "2026-03-15", "2026-03-17", "2026-03-18", "once")
    }

    assert days == {
        "2026-03-14": "✓✗✓✓✓✓",
        "2026-03-15": "✓✓✓✓✓✓",
        "2026-03-17": "✓✓✓✓✓✓",
        "2026-03-18": "✓✗✓✓✓✓",
        "once": "✓✗✓✓✓✓",
    }
    assert marks(entry(lantern, kind="hours.closed.v1")) == "✓✗✓✓✓✓"
    assert marks(entry(lantern, what="nothing")) == "✓✗✗✗✓✓"


def test_an_entry_that_its_commitment_does_not_stand_for_is_found_out(lantern: Desk) -> None:
    text, facts = harbour()
    own = entry_of(kept(facts), texts_of(text))

    def marked(changed: Entry) -> str:
        return marks(ask(lantern, pack.proof_pack(proof_of(text, facts, entry=changed))))

    assert marked(Entry(own.commitment, own.content.replace(b"2025", b"2024"), own.salt)) == "✓✗✓✓"
    assert marked(Entry(own.commitment, own.content, own.salt[:-1])) == "✓✗✓✓"


@pytest.mark.parametrize("content", [b"[]", b"{", b"[" * 100_000])
def test_a_commitment_to_what_is_no_entry_is_none(lantern: Desk, content: bytes) -> None:
    salt = bytes(32)
    own = Entry(commit(content, salt=salt), content, salt)

    assert marks(ask(lantern, pack.proof_pack(proof_of(*harbour(), entry=own)))) == "✓✗✓✓"


def test_where_the_words_of_the_entry_are_erased_the_rest_can_still_be_compared(lantern: Desk) -> None:
    text, facts = harbour()
    own = Entry(entry_of(kept(facts), texts_of(text)).commitment)

    answer = ask(lantern, pack.proof_pack(proof_of(text, facts, entry=own)))

    assert (answer.code, marks(answer)) == (0, "✓·✓✓")
