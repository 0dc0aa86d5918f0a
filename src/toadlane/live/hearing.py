"""What is done on a proposal changes the page of a meeting to which it is put."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db.models import F

from toadlane.live.models import Live, PutProposal, Run
from toadlane.record.models import Entry
from toadlane.record.verbs import entry_written

OF_PROPOSALS: Final = "proposal."


def heard(entry: Entry, **_: object) -> None:
    """Inside the transaction that did it: pages that ask then are shown it anew."""
    if not entry.kind.startswith(OF_PROPOSALS):
        return
    try:
        proposal = UUID(entry.subject)
    except ValueError:  # about proposals, but not about one
        return
    put = PutProposal.objects.filter(coop=entry.coop_id, proposal=proposal)
    at_hand = put.filter(run__state=Run.State.ON)
    on = Live.objects.filter(coop=entry.coop_id, ended_at=None, pk__in=at_hand.values("run__live"))
    on.update(version=F("version") + 1)


def listen() -> None:
    """Called once when the application starts."""
    entry_written.connect(heard, sender=Entry, dispatch_uid="live.proposals")
