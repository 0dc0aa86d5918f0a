"""Taking a position."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import as_kept
from toadlane.proposals import refusals, secret_refusals
from toadlane.proposals.choosing import Ballot, as_marks, refuse_other_text, refuse_stance, takes_positions
from toadlane.proposals.life import Life, life_of
from toadlane.proposals.models import LONGEST, Position, PositionWords, Proposal
from toadlane.proposals.verbs.running import bring_up_to, settle
from toadlane.record.verbs import append

Stance = Position.Stance


@transaction.atomic
def take_position(  # noqa: PLR0913 - a position is as many things, and each is named
    *,
    proposal: Proposal,
    stance: str,
    by: Participant,
    at: Moment,
    key: str,
    because: str = "",
    review_on: dt.date | None = None,
    revision: int | None = None,
    channel: str = "web",
    ballot: Ballot = (),
) -> Position:
    """Say where one stands; said again before the close, the latest counts.

    Where something is chosen, “agree” comes with a `ballot`: the number of each option, with its points, in
    the order given.

    `revision` is the number of the text one has read, where it is known. What came by itself until `at` is
    written down first, so nobody is in time after the close. Faults: `proposals.closed`, `.not-open`,
    `.no-part`, `.stance`, `.reason`, `.review`, `.text-changed`, `.long`, and those of `read_ballot`.
    """
    if by.coop_id != proposal.coop_id:
        raise absent()
    because = as_kept(because)
    content: dict[str, Json] = {
        "proposal": str(proposal.pk),
        "because": because,
        "review_on": review_on.isoformat() if review_on else None,
        "stance": stance,
    }
    if ballot:
        content["ballot"] = as_marks(ballot)
    taken = keys.take(coop=by.coop, key=key, verb="proposals.position", by=by, content=content)
    if not taken.first:
        return Position.objects.get(coop=by.coop, pk=taken.result)
    life = bring_up_to(proposal=proposal, at=at)
    _refuse_untimely(life, at)
    refuse_other_text(life, revision, at)
    marks = as_marks(ballot) if stance == Stance.AGREE else []
    refuse_stance(life, stance, because=because, review_on=review_on, marks=marks, by=by, at=at)
    if len(because) > LONGEST["words"]:
        raise refusals.too_long(LONGEST["words"])
    position = Position.objects.create(
        coop=by.coop,
        attempt=life.attempts[-1],
        revision=life.text,
        participant=by,
        stance=stance,
        with_reason=bool(because),
        review_on=review_on if stance == Stance.RESERVATION else None,
        ballot=marks,
        channel=channel,
        taken_at=at.instant,
    )
    _write_down(position, because)
    taken.keep(position.pk)
    settle(life_of(proposal), at)
    return position


def _write_down(position: Position, because: str) -> None:
    """Why somebody stands there, where it can be erased; and in the record that they took a position."""
    by, attempt = position.participant, position.attempt
    if because:
        PositionWords.objects.create(coop=by.coop, position=position, participant=by, content=because)
    what: dict[str, Json] = {
        "attempt": attempt.nth,
        "position": str(position.pk),
        "proposal": str(attempt.proposal_id),
        "revision": position.revision.nth,
    }
    at = Moment.of(position.taken_at, coop=by.coop)
    append(kind="proposal.position.v1", what=what, by=by, at=at, subject=str(attempt.proposal_id))


def _refuse_untimely(life: Life, at: Moment) -> None:
    if hasattr(life.row, "outcome"):
        raise refusals.closed()
    if life.attempt is None or not takes_positions(life.state(at.instant).value):
        raise refusals.not_open()
    if life.attempt.pk in life.boxes:
        raise secret_refusals.on_the_ballot(life.row.article)
