"""How whatever is held beside proposals begins, an election or a budget round: for those who may see it."""

from __future__ import annotations

from collections.abc import Mapping

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.rows import BookRow
from toadlane.coops.sight import Matter, sight_on
from toadlane.proposals.models import DECISIONS


def refuse_unseen(by: Participant, at: Moment) -> None:
    """Whoever may not see what is decided finds nothing of it."""
    if not sight_on(by, at.day).may_see(Matter(by.coop, DECISIONS, None)):
        raise absent()


def take_click(
    row: BookRow, verb: str, *, by: Participant, at: Moment, key: str, content: Mapping[str, Json]
) -> keys.Taken:
    """The key of a click on it, by somebody of its co-op who may see that it is there."""
    if by.coop_id != row.coop_id:
        raise absent()
    refuse_unseen(by, at)
    return keys.take(coop=by.coop, key=key, verb=verb, by=by, content=content)
