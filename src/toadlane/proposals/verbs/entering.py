"""Entering a position that was given on paper or by phone, and saying that it is not one's own."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from bylaws.decisions.proposal import BY_TELLER
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import KEEPS_PAPERS, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import as_kept
from toadlane.proposals import refusals, speaking_refusals
from toadlane.proposals.choosing import Ballot
from toadlane.proposals.entered import entered_for, has_contested, may_witness
from toadlane.proposals.life import Life, life_of
from toadlane.proposals.models import Position, Proposal, Step
from toadlane.proposals.proxies import spoken_on_this_text
from toadlane.proposals.verbs.deciding import Said, refuse_untimely, stand
from toadlane.proposals.verbs.running import bring_up_to, settle
from toadlane.proposals.verbs.steps import again, follow, write


@transaction.atomic
def enter_position(  # noqa: PLR0913 - a position is as many things, and each is named
    *,
    proposal: Proposal,
    whose: str,
    witness: str,
    stance: str,
    by: Participant,
    at: Moment,
    key: str,
    channel: str = "paper",
    because: str = "",
    review_on: dt.date | None = None,
    revision: int | None = None,
    ballot: Ballot = (),
) -> Position:
    """Write down a position somebody gave on paper or by phone, and who was there; they are told.

    Faults: those of `take_position`, `proposals.no-keeper`, `.proxy-secret`, `.proxy-who`, `.proxy-spoke`,
    `.witness`, `.contested`.
    """
    if by.coop_id != proposal.coop_id:
        raise absent()
    said = Said(stance, as_kept(because), review_on, revision, ballot)
    more: dict[str, Json] = {"channel": channel, "whose": whose, "witness": witness}
    taken = keys.take(
        coop=by.coop,
        key=key,
        verb="proposals.position-entered",
        by=by,
        content={**said.content(proposal), **more},
    )
    if not taken.first:
        return Position.objects.get(coop=by.coop, pk=taken.result)
    life = bring_up_to(proposal=proposal, at=at)
    if not KEEPS_PAPERS & by.roles_on(at.day):
        raise speaking_refusals.no_keeper()
    _refuse_secret(life, at)
    refuse_untimely(life, at)
    of, seen_by = _of_whom(life, whose, by=by, at=at), _witness(life, witness, (by.key, whose), at)
    position = stand(
        life,
        said,
        of=of,
        at=at,
        channel=channel if channel in BY_TELLER else "paper",
        entered_by=by,
        witness=seen_by,
    )
    taken.keep(position.pk)
    settle(life_of(proposal), at)
    return position


@transaction.atomic
def contest(*, proposal: Proposal, by: Participant, at: Moment, key: str) -> Step:
    """Say that a position entered for one is not one's own: it does not count.

    That is possible until two days after the close. Faults: `proposals.closed`, `.not-entered`.
    """
    if by.coop_id != proposal.coop_id:
        raise absent()
    content: dict[str, Json] = {"proposal": str(proposal.pk)}
    taken = keys.take(coop=by.coop, key=key, verb="proposals.contested", by=by, content=content)
    if not taken.first:
        return again(taken, by)
    life = bring_up_to(proposal=proposal, at=at)
    if hasattr(life.row, "outcome"):
        raise refusals.closed()
    mine = entered_for(life, life.state(at.instant).value, by, at)
    if mine is None or mine.entered_by is None or mine.witness is None:
        raise speaking_refusals.not_to_contest()
    what: dict[str, Json] = {
        **content,
        "entered_by": mine.entered_by.key,
        "position": str(mine.pk),
        "witness": mine.witness.key,
    }
    step = write(life, Step.Kind.CONTESTED, what=what, by=by, at=_since(mine, at), whose=mine.entered_by)
    taken.keep(step.pk)
    follow(life, at)
    return step


def _since(mine: Position, at: Moment) -> Moment:
    """Of two who act in one moment, whoever says that it is not theirs comes last."""
    return at if at.instant >= mine.taken_at else Moment.of(mine.taken_at, coop=mine.participant.coop)


def _refuse_secret(life: Life, at: Moment) -> None:
    now = life.state(at.instant).value
    if now.secret:
        raise speaking_refusals.secret(now.article)


def _of_whom(life: Life, whose: str, *, by: Participant, at: Moment) -> Participant:
    """Whoever gave it: somebody else, who has not said otherwise themselves."""
    part = life.elector_on(whose, at.day)
    if part is None or whose == by.key:
        raise speaking_refusals.no_such_voice()
    who: Participant = part.participant
    if has_contested(life, who):
        raise speaking_refusals.contested_already()
    own = spoken_on_this_text(life, who)
    if own is not None and own.entered_by_id is None:
        raise speaking_refusals.spoken_already()
    return who


def _witness(life: Life, key: str, apart: tuple[str, str], at: Moment) -> Participant:
    found = next((one for one in may_witness(life, at.day) if one.key == key), None)
    if found is None or key in apart:
        raise speaking_refusals.no_witness()
    return found
