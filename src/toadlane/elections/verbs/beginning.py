"""How every verb of an election begins: who may see it, and how it stands with others waiting."""

from __future__ import annotations

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.elections import refusals
from toadlane.elections.models import Election
from toadlane.elections.standing import Standing
from toadlane.elections.verbs.running import bring_up_to
from toadlane.proposals.verbs.seeing import take_click
from toadlane.record.models import Entry
from toadlane.record.verbs import append


def begun(
    election: Election, verb: str, *, by: Participant, at: Moment, key: str, **content: Json
) -> tuple[keys.Taken, Standing]:
    """The key of the click, and the election as it stands then, with others who act on it waiting."""
    said: dict[str, Json] = {"election": str(election.pk), **content}
    taken = take_click(election, f"elections.{verb}", by=by, at=at, key=key, content=said)
    return taken, bring_up_to(election=election, at=at)


def refuse_unless_open(standing: Standing, at: Moment) -> None:
    """Faults `elections.over`, `elections.list-closed`, `elections.without-candidates`."""
    if standing.ended is not None:
        raise refusals.over()
    if standing.without_candidates:
        raise refusals.without_candidates()
    if not standing.names_open(at.instant):
        raise refusals.list_closed()


def refuse_unless_revocable(standing: Standing, at: Moment) -> None:
    """Whether it can be called off: faults `elections.over`, `elections.list-closed`."""
    if standing.ended is not None:
        raise refusals.over()
    if not standing.is_open(at.instant):
        raise refusals.list_closed()


def written(kind: str, standing: Standing, *, by: Participant, at: Moment, **what: Json) -> Entry:
    """The entry of the record."""
    said: dict[str, Json] = {"election": str(standing.row.pk), **what}
    return append(kind=kind, what=said, by=by, at=at, subject=str(standing.row.pk))
