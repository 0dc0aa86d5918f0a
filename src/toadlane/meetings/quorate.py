"""Whether those who are at a meeting are enough to decide, by each rule of the charter that asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from bylaws.kernel.faults import CharterSilent
from bylaws.kernel.reasons import Explained
from bylaws.meetings.quorum import Quorum, quorums
from toadlane.charter.reads import adopted, parsed
from toadlane.meetings.planned_rows import Meeting
from toadlane.members.register import persons


def quorum_of(meeting: Meeting, there: Collection[str], on: dt.date) -> Sequence[Explained[Quorum]]:
    """Each with its reason; none for a meeting that decides nothing, nor where nobody can be counted."""
    digests = adopted(meeting.coop)
    if not meeting.decides or not digests:
        return ()
    charter, people = parsed(meeting.coop_id, digests), persons(meeting.coop)
    try:
        return quorums(charter, list(people.values()), there, on=on)
    except CharterSilent:  # no membership track, or none in force yet
        return ()
