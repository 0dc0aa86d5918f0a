"""Links that were sent stay good, for what they were sent and for nothing else."""

from __future__ import annotations

from uuid import UUID

from django.core.signing import Signer

from toadlane.candidacy import links as applying
from toadlane.coops import signed
from toadlane.members import links as inviting

KEY = UUID("0198f6a0-0000-7000-8000-000000000001")


def test_links_sent_before_still_open() -> None:
    for salt in (applying.SALT, inviting.BY_HAND, inviting.BY_POST):
        sent = Signer(salt=salt, sep=".").sign(KEY.hex)
        assert signed.token_of(KEY, salt) == sent
        assert signed.key_in(sent, salt) == KEY


def test_a_link_for_one_use_opens_no_other() -> None:
    letter = signed.token_of(KEY, inviting.BY_POST)
    assert signed.key_in(letter, inviting.BY_HAND) is None
    assert signed.key_in(letter[:-1], inviting.BY_POST) is None
    no_key = Signer(salt=inviting.BY_POST, sep=".").sign("ada")
    assert signed.key_in(no_key, inviting.BY_POST) is None
