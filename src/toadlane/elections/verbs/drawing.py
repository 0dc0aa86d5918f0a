"""Drawing the lot that settles a tie: from what lies in the closed box, and numbers people gave before.

Open ballots everybody knows before the close, so whoever gave a number last could have chosen one to suit:
there the commitment of the entry that calls the lot goes in as well, which nobody knew.
"""

from __future__ import annotations

from django.db import transaction

from bylaws.decisions.boxes import box_root
from bylaws.decisions.elections.lots import seed_with
from bylaws.record.canonical import Json
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.elections import refusals
from toadlane.elections.models import Election
from toadlane.elections.standing import Standing
from toadlane.elections.verbs.beginning import begun, written
from toadlane.elections.verbs.running import bring_up_to
from toadlane.proposals import verbs as proposals
from toadlane.proposals.life import Life, life_of
from toadlane.proposals.models import LONGEST, Step
from toadlane.proposals.verbs.running import digest_of


@transaction.atomic
def draw(*, election: Election, by: Participant, at: Moment, key: str) -> Step:
    """Have the lot drawn that the rule settles a tie by; anybody can draw again from the published seed.

    Faults: `elections.over`, and those of `proposals.verbs.draw_lot`.
    """
    taken, standing = begun(election, "draw", by=by, at=at, key=key)
    if not taken.first:
        return Step.objects.get(coop=by.coop, pk=taken.result)
    proposal = standing.proposal
    if standing.ended is not None or proposal is None:
        raise refusals.over()
    life = life_of(proposal)
    called = "" if life.has_a_box else _called(standing, life, by=by, at=at)
    seed = seed_of(standing, life, called=called)
    step = proposals.draw_lot(proposal=proposal, by=by, at=at, key=f"{key}:lot", seed=seed)
    taken.keep(step.pk)
    bring_up_to(election=election, at=at)
    return step


def _called(standing: Standing, life: Life, *, by: Participant, at: Moment) -> str:
    """The commitment of the entry that calls the lot of an open vote."""
    what: dict[str, Json] = {"positions": digest_of(life.positions)}
    return bytes(written("election.lot-called.v1", standing, by=by, at=at, **what).commitment).hex()


def seed_of(standing: Standing, life: Life, *, called: str = "") -> str:
    """The number that stands for the closed ballots, then each number that was given, by who gave it.

    Of a secret vote it is the root of its box; of an open one the digest of every position, which the record
    has as well, and `called`. Numbers beyond what fits are left away, the last by key.
    """
    boxes = life.boxes.get(life.attempts[-1].pk) if life.attempts else None
    if boxes is not None:
        closed = box_root(boxes.ballots(run_off=bool(boxes.voted[True]))).hex()
    else:
        closed = f"{digest_of(life.positions)} {called}"
    given = ((one.participant.key, one.number) for one in standing.numbers)
    return seed_with(closed, given, longest=LONGEST["because"])
