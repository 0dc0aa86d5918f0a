"""One proposal in the shapes of the API, and how its verbs are carried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from toadlane.coops.access import Place
from toadlane.coops.api import participant_at
from toadlane.proposals import origins, reads, verbs
from toadlane.proposals.ending_out import ended_by, ends_out, position_out
from toadlane.proposals.ending_reads import Ends
from toadlane.proposals.life import amount_of
from toadlane.proposals.models import Proposal
from toadlane.proposals.proxies import at_most
from toadlane.proposals.raised_rows import Raising
from toadlane.proposals.secrecy import sees_voted
from toadlane.proposals.shapes import ElectorOut, OptionOut, OriginOut, ProposalOut, ProxyOut
from toadlane.proposals.standing import Stood


def done(
    request: HttpRequest, coop: str, proposal: UUID, verb: Callable[..., object], said: Mapping[str, Any]
) -> Status[ProposalOut]:
    """Do what was asked for, and answer with the proposal as it stands then."""
    place = participant_at(request, coop)
    verb(proposal=reads.proposal_at(place, proposal), by=place.member, at=place.moment, **said)
    return Status(201, proposal_out(place, proposal))


def proposal_out(place: Place, key: UUID) -> ProposalOut:
    """One proposal as it stands at this moment, as far as whoever asks may see it."""
    row = reads.proposal_at(place, key)
    if verbs.catch_up(row, place.moment):
        row = reads.proposal_at(place, key)
    found = reads.shown(place, row)
    ends = Ends(found)
    amount, text, sees = amount_of(row), found.life.text, found.sees_positions
    counts = found.now.counts
    return ProposalOut(
        **line_out(row, text.title, found.now),
        text=text.text,
        revision=text.nth,
        amount=amount.decimal() if amount else None,
        acts=row.acts,
        subject=row.subject,
        fingerprint=row.fingerprint,
        about=row.about.key if row.about else None,
        ends=row.ends_id,
        ended_by=ended_by(found.outcome),
        origin=origin_out(place, row),
        raised_on=row.raised_on,
        coauthors=[one.key for one in found.coauthors],
        choices=[one.value for one in found.choices],
        electors=[
            ElectorOut(person=one.participant.key, part=one.part, may_block=one.may_block, why=sentence)
            for one, sentence in found.everybody
        ],
        counts={**_counts(counts)} if counts else None,
        secret=found.now.secret,
        voted=sorted(found.now.voted) if sees_voted(found) else [],
        poll=row.poll,
        options=[_option(one) for one in found.options],
        chosen=list(found.now.chosen),
        positions=[
            position_out(one.row, counts=one.counted and not one.of_an_earlier_text)
            for one in found.stands
            if one.row and (sees or one.is_me)
        ],
        outcome=found.outcome.phase if found.outcome else None,
        ended_at=found.outcome.ended_at if found.outcome else None,
        review_on=ends.agreement.look_on if ends.agreement else None,
        decision=found.outcome.authority_id if found.outcome else None,
        final_at=found.now.final_at,
        proxies_at_most=at_most(found.now),
        proxies=[
            ProxyOut(giver=one.giver.key, holder=one.holder.key, named_at=one.named_at, stage=one.stage)
            for one in found.proxies
        ],
        **ends_out(ends),
    )


def origin_out(place: Place, row: Raising) -> OriginOut | None:
    """What a draft or a proposal came of, where whoever asks may see that."""
    found = origins.of(place, row)
    return OriginOut(kind=found.kind, key=found.key, label=row.origin_label) if found else None


def line_out(row: Proposal, title: str, now: Any) -> dict[str, Any]:
    """What every list of proposals tells."""
    return {
        "id": row.pk,
        "title": title,
        "matter": row.matter,
        "phase": now.phase,
        "rule": now.rule,
        "article": now.article,
        "attempt": now.attempt,
        "attempts": now.attempts,
        "ends_at": now.ends_at,
        "next_at": now.next_at,
        "raised_by": row.raised_by.key,
    }


def _counts(counts: Any) -> dict[str, int]:
    return {
        "agree": counts.agree,
        "reservations": counts.reservations,
        "abstain": counts.abstain,
        "stand_aside": counts.stand_aside,
        "disagree": counts.disagree,
        "block": counts.block,
        "silent": counts.silent,
    }


def _option(one: Stood) -> OptionOut:
    return OptionOut(
        option=one.option.nth,
        name=one.option.name,
        about=one.option.about,
        starts_at=one.option.starts_at,
        points=one.points,
        could=list(one.could) if one.could else None,
        chosen=one.is_chosen,
    )
