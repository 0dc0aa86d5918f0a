"""What anybody needs to check, without us, that an entry stands in the record."""

from __future__ import annotations

import base64
from typing import Any, Final

from toadlane.record import growing
from toadlane.record.models import Checkpoint, Entry

FORMAT: Final = "toad-lane-proof-1"


def vouching_for(entry: Entry) -> Checkpoint | None:
    """The earliest checkpoint that vouches for an entry; None while it waits for one."""
    sequenced = getattr(entry, "sequenced", None)
    if sequenced is None:
        return None
    found = Checkpoint.objects.filter(coop=entry.coop_id, size__gt=sequenced.place)
    return found.select_related("coop").order_by("size").first()


def proof_of(entry: Entry) -> dict[str, Any] | None:
    """The proof in plain values, hashes in base64; it tells nothing of what the entry said."""
    checkpoint = vouching_for(entry)
    if checkpoint is None:
        return None
    proof = growing.proof_of(entry.sequenced.place, checkpoint)
    return {
        "format": FORMAT,
        "entry": str(entry.pk),
        "place": proof.place,
        "commitment": coded(bytes(entry.commitment)),
        "path": [coded(one) for one in proof.path],
        "checkpoint": checkpoint.note,
        "key": checkpoint.key,
    }


def coded(given: bytes) -> str:
    """In base64."""
    return base64.b64encode(given).decode("ascii")
