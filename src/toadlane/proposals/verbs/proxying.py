"""Speaking for another: one names whom, the other accepts or declines; it ends when either says so."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from bylaws.decisions.days import INSTANT
from bylaws.decisions.phases import State
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import as_kept
from toadlane.proposals import refusals, speaking_refusals
from toadlane.proposals.choosing import Ballot
from toadlane.proposals.life import Life, life_of
from toadlane.proposals.models import Position, Proposal, Step
from toadlane.proposals.proxies import (
    Proxy,
    at_most,
    held_by,
    is_secret,
    of_giver,
    spoken_on_this_text,
    voices_on,
)
from toadlane.proposals.verbs.deciding import Said, refuse_untimely, stand
from toadlane.proposals.verbs.running import bring_up_to, settle
from toadlane.proposals.verbs.steps import again, begun, follow, write

Kind = Step.Kind


@transaction.atomic
def name_proxy(*, proposal: Proposal, holder: str, by: Participant, at: Moment, key: str) -> Step:
    """Ask somebody who takes a position to speak for one in this proposal; nothing holds before they accept.

    Faults: `proposals.closed`, `.no-proxies`, `.proxy-secret`, `.no-part`, `.proxy-who`, `.proxy-given`,
    `.proxy-spoke`, `.proxy-chain`.
    """
    content: dict[str, Json] = {"holder": holder, "proposal": str(proposal.pk)}
    taken, life = begun(proposal, Kind.PROXY_NAMED.value, content, by=by, at=at, key=key)
    if life is None:
        return again(taken, by)
    now = life.state(at.instant).value
    _refuse_where_none(now)
    voices = voices_on(life, now, at)
    if by.key not in voices or not life.is_here(by.key, at.day):
        raise refusals.no_part(now.article)
    whom = _of_the_coop(by, holder)
    if whom.pk == by.pk or holder not in voices or not life.is_here(holder, at.day):
        raise speaking_refusals.no_such_voice()
    if of_giver(life, by.key) is not None:
        raise speaking_refusals.given_already()
    if spoken_on_this_text(life, by) is not None:
        raise speaking_refusals.spoken_already()
    _refuse_chain(life, by, whom)
    return _turn(life, Kind.PROXY_NAMED, content, taken, whose=whom, by=by, at=at)


@transaction.atomic
def answer_proxy(
    *, proposal: Proposal, giver: str, accepts: bool, by: Participant, at: Moment, key: str
) -> Step:
    """Whoever was named accepts or declines.

    Faults: `proposals.proxy-over`, `.proxy-full`, `.proxy-chain`.
    """
    kind = Kind.PROXY_ACCEPTED if accepts else Kind.PROXY_DECLINED
    content: dict[str, Json] = {"giver": giver, "proposal": str(proposal.pk)}
    taken, life = begun(proposal, kind.value, content, by=by, at=at, key=key)
    if life is None:
        return again(taken, by)
    one = of_giver(life, giver)
    if one is None or one.holder.pk != by.pk or one.holds:
        raise speaking_refusals.none_here()
    if accepts:
        now = life.state(at.instant).value
        _refuse_where_none(now)
        if by.key not in voices_on(life, now, at):
            raise refusals.no_part(now.article)
        if of_giver(life, by.key) is not None:
            raise speaking_refusals.chain()
        if len(held_by(life, by)) >= at_most(now):
            raise speaking_refusals.full(at_most(now), now.article)
    return _turn(life, kind, content, taken, whose=one.giver, by=by, at=at)


@transaction.atomic
def end_proxy(*, proposal: Proposal, giver: str, by: Participant, at: Moment, key: str) -> Step:
    """Whoever gave it takes it back, or whoever holds it gives it back; what was said by it counts no more.

    Faults: `proposals.closed`, `.proxy-over`.
    """
    mine = giver == by.key
    kind = Kind.PROXY_TAKEN_BACK if mine else Kind.PROXY_GIVEN_BACK
    content: dict[str, Json] = {"giver": giver, "proposal": str(proposal.pk)}
    taken, life = begun(proposal, kind.value, content, by=by, at=at, key=key)
    if life is None:
        return again(taken, by)
    one = of_giver(life, giver)
    if one is None or not (mine or (one.holder.pk == by.pk and one.holds)):
        raise speaking_refusals.none_here()
    whose = one.holder if mine else one.giver
    return _turn(life, kind, content, taken, whose=whose, by=by, at=_after_it_was_said(life, one, at))


@transaction.atomic
def speak_for(  # noqa: PLR0913 - a position is as many things, and each is named
    *,
    proposal: Proposal,
    giver: str,
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
    """Whoever holds a proxy says where its giver stands; said again before the close, the latest counts.

    Faults: those of `take_position`, `proposals.proxy-over`, `.no-proxies`, `.proxy-full`.
    """
    if by.coop_id != proposal.coop_id:
        raise absent()
    said = Said(stance, as_kept(because), review_on, revision, ballot)
    content: dict[str, Json] = {**said.content(proposal), "giver": giver}
    taken = keys.take(coop=by.coop, key=key, verb="proposals.position-for", by=by, content=content)
    if not taken.first:
        return Position.objects.get(coop=by.coop, pk=taken.result)
    life = bring_up_to(proposal=proposal, at=at)
    refuse_untimely(life, at)
    now = life.state(at.instant).value
    one = of_giver(life, giver)
    if one is None or not one.holds or one.holder.pk != by.pk:
        raise speaking_refusals.none_here()
    _refuse_where_none(now)
    if by.key not in now.voices or not life.is_here(by.key, at.day):
        raise refusals.no_part(now.article)
    _refuse_too_many(now, one)
    position = stand(life, said, of=one.giver, at=at, channel=channel, spoken_by=by)
    taken.keep(position.pk)
    settle(life_of(proposal), at)
    return position


def _turn(
    life: Life,
    kind: Step.Kind,
    content: dict[str, Json],
    taken: keys.Taken,
    *,
    whose: Participant,
    by: Participant,
    at: Moment,
) -> Step:
    step = write(life, kind, what={**content, "whose": whose.key}, by=by, at=at, whose=whose)
    taken.keep(step.pk)
    follow(life, at)
    return step


def _of_the_coop(by: Participant, key: str) -> Participant:
    found = Participant.objects.filter(coop=by.coop, key=key).first()
    if found is None:
        raise speaking_refusals.no_such_voice()
    return found


def _refuse_where_none(now: State) -> None:
    if not at_most(now):
        raise speaking_refusals.no_proxies(now.article)
    if is_secret(now):
        raise speaking_refusals.secret(now.article)


def _refuse_chain(life: Life, by: Participant, whom: Participant) -> None:
    if held_by(life, by) or of_giver(life, whom.key) is not None:
        raise speaking_refusals.chain()


def _refuse_too_many(now: State, one: Proxy) -> None:
    """A rule it fell back to may let one speak for fewer than the rule under which it was accepted; and where
    a paper is contested, a proxy that it had ended holds again."""
    said = (now.positions or {}).values()
    others = sum(row.cast_by == one.holder.key and row.by != one.giver.key for row in said)
    if others >= at_most(now):
        raise speaking_refusals.full(at_most(now), now.article)


def _after_it_was_said(life: Life, one: Proxy, at: Moment) -> Moment:
    """Of two who act in one moment, whoever takes it back comes last: nothing said by it is left to count."""
    said = [row.taken_at for row in life.positions if row.participant_id == one.giver.pk]
    last = max([at.instant, *(instant + INSTANT for instant in said)])
    return at if last == at.instant else Moment.of(last, coop=life.row.coop)
