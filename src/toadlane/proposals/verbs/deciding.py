"""Taking a position."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a proposal: where one stands, why, and of which text."""

    stance: str
    because: str = ""
    review_on: dt.date | None = None
    revision: int | None = None
    ballot: Ballot = ()

    def content(self, proposal: Proposal) -> dict[str, Json]:
        """What the key of the click stands for."""
        content: dict[str, Json] = {
            "proposal": str(proposal.pk),
            "because": self.because,
            "review_on": self.review_on.isoformat() if self.review_on else None,
            "stance": self.stance,
        }
        if self.ballot:
            content["ballot"] = as_marks(self.ballot)
        return content


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
    said = Said(stance, as_kept(because), review_on, revision, ballot)
    content = said.content(proposal)
    taken = keys.take(coop=by.coop, key=key, verb="proposals.position", by=by, content=content)
    if not taken.first:
        return Position.objects.get(coop=by.coop, pk=taken.result)
    life = bring_up_to(proposal=proposal, at=at)
    refuse_untimely(life, at)
    position = stand(life, said, of=by, at=at, channel=channel)
    taken.keep(position.pk)
    settle(life_of(proposal), at)
    return position


def stand(
    life: Life,
    said: Said,
    *,
    of: Participant,
    at: Moment,
    channel: str,
    spoken_by: Participant | None = None,
    entered_by: Participant | None = None,
    witness: Participant | None = None,
) -> Position:
    """Write down where somebody stands, as they said it or as it was said for them. Faults as above."""
    refuse_other_text(life, said.revision, at)
    marks = as_marks(said.ballot) if said.stance == Stance.AGREE else []
    refuse_stance(
        life, said.stance, because=said.because, review_on=said.review_on, marks=marks, of=of, at=at
    )
    if len(said.because) > LONGEST["words"]:
        raise refusals.too_long(LONGEST["words"])
    position = Position.objects.create(
        coop=of.coop,
        attempt=life.attempts[-1],
        revision=life.text,
        participant=of,
        stance=said.stance,
        with_reason=bool(said.because),
        review_on=said.review_on if said.stance == Stance.RESERVATION else None,
        ballot=marks,
        channel=channel,
        taken_at=at.instant,
        spoken_by=spoken_by,
        entered_by=entered_by,
        witness=witness,
    )
    _write_down(position, said.because)
    return position


def _write_down(position: Position, because: str) -> None:
    """Why somebody stands there, where it can be erased; and in the record that they took a position."""
    of, attempt = position.participant, position.attempt
    by, kind = position.spoken_by or position.entered_by or of, "proposal.position.v1"
    if because:
        whose = position.spoken_by or of
        PositionWords.objects.create(coop=of.coop, position=position, participant=whose, content=because)
    what: dict[str, Json] = {
        "attempt": attempt.nth,
        "position": str(position.pk),
        "proposal": str(attempt.proposal_id),
        "revision": position.revision.nth,
    }
    if position.spoken_by is not None:
        kind, what["of"] = "proposal.position-for.v1", of.key
    elif position.entered_by is not None and position.witness is not None:
        kind = "proposal.position-entered.v1"
        what |= {"channel": position.channel, "of": of.key, "witness": position.witness.key}
    at = Moment.of(position.taken_at, coop=of.coop)
    append(kind=kind, what=what, by=by, at=at, subject=str(attempt.proposal_id))


def refuse_untimely(life: Life, at: Moment) -> None:
    """Faults `proposals.closed`, `.not-open`, `.secret-vote`."""
    if hasattr(life.row, "outcome"):
        raise refusals.closed()
    if life.attempt is None or not takes_positions(life.state(at.instant).value):
        raise refusals.not_open()
    if life.attempt.pk in life.boxes:
        raise secret_refusals.on_the_ballot(life.row.article)
