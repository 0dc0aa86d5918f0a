"""How every verb that changes the course of a proposal begins, and writes down what was done."""

from __future__ import annotations

from collections.abc import Sequence

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.proposals import refusals
from toadlane.proposals.life import Life, life_of
from toadlane.proposals.models import LONGEST, Proposal, Step
from toadlane.proposals.verbs.running import bring_up_to, settle
from toadlane.record.verbs import append


def begun(
    proposal: Proposal, verb: str, content: dict[str, Json], *, by: Participant, at: Moment, key: str
) -> tuple[keys.Taken, Life | None]:
    """The key of the click and the proposal as it stands; without it where the click was sent before."""
    if by.coop_id != proposal.coop_id:
        raise absent()
    taken = keys.take(coop=by.coop, key=key, verb=f"proposals.{verb}", by=by, content=content)
    if not taken.first:
        return taken, None
    life = bring_up_to(proposal=proposal, at=at)
    if hasattr(life.row, "outcome") or life.state(at.instant).value.over:
        raise refusals.closed()
    if at.instant < life.text.written_at:
        raise refusals.changed()
    return taken, life


def again(taken: keys.Taken, by: Participant) -> Step:
    """What was written down when the click came first."""
    return Step.objects.get(coop=by.coop, pk=taken.result)


def refuse_long(because: str) -> None:
    """Fault `proposals.long`."""
    if len(because) > LONGEST["because"]:
        raise refusals.too_long(LONGEST["because"])


def write(
    life: Life,
    kind: Step.Kind,
    *,
    what: dict[str, Json],
    by: Participant,
    at: Moment,
    because: str = "",
    yes: bool | None = None,
    whose: Participant | None = None,
    options: Sequence[str] = (),
) -> Step:
    """Write a step down, with its entry in the record."""
    row = life.row
    step = Step.objects.create(
        coop=by.coop,
        proposal=row,
        kind=kind,
        participant=by,
        whose=whose,
        yes=yes,
        options=list(options),
        because=because,
        happened_at=at.instant,
    )
    append(kind=f"proposal.{kind.value}.v1", what=what, by=by, at=at, subject=str(row.pk))
    return step


def follow(life: Life, at: Moment) -> None:
    """What follows from what was just written down."""
    settle(life_of(life.row), at)
