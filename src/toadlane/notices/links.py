"""Links in letters by which somebody stops them, also signed out: signed, of one reader, for some kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from toadlane.coops.models import Participant
from toadlane.notices import kinds
from toadlane.notices.timing import When

SALT = "toadlane.notices.stop"
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Stop:
    """Whose letters of which kinds."""

    participant: UUID
    kinds: tuple[str, ...]


def token_of(participant: Participant, of_kinds: Iterable[str]) -> str:
    """Told to nobody but the reader of the letter."""
    said = [participant.pk.hex, *sorted(set(of_kinds))]
    return signing.dumps(said, salt=SALT, compress=True)


def read(token: str) -> Stop | None:
    """What a link is for; None where nobody of ours signed it. What binds, or is no more, is never in it."""
    try:
        who, *named = signing.loads(token[:LONGEST], salt=SALT)
    except signing.BadSignature:
        return None
    may_stop = {kind.key for kind in kinds.known() if When.NEVER in kind.offered}
    return Stop(UUID(who), tuple(one for one in named if one in may_stop))


def stop_link(participant: Participant, of_kinds: Iterable[str]) -> str:
    """The whole address."""
    return f"{settings.ADDRESS}{reverse('notices:stop', args=[token_of(participant, of_kinds)])}"
