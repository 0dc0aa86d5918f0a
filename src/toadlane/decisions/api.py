"""Decisions as JSON: the same verbs as the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place, absent, place_for
from toadlane.coops.api import Day
from toadlane.decisions import deeds, papers, reads, verbs
from toadlane.decisions.models import LONGEST, Authority

router = Router()
MOST = 100
Key = Field(min_length=1, max_length=255, description="made by you; the same key sent twice has one effect")


class DecisionIn(Schema):
    """A decision, as the minutes have it; `article` is a citation or its number."""

    matter: str = Field(max_length=LONGEST["matter"], description="such as “close-year”")
    subject: str = Field(max_length=LONGEST["subject"], description="such as “2025”")
    article: str = Field(max_length=200, description="“Article 9 — Surplus”, or “9”")
    decided_on: Day
    text: str = Field(max_length=LONGEST["text"])
    fingerprint: str = Field(
        "", max_length=64, description="of what exactly was decided on, as a preview gives it"
    )
    document: UUID | None = Field(None, description="a past document it rests on, such as the minutes")
    key: str = Key


class DecisionOut(Schema):
    """A decision and what followed; `state` is entered, confirmed, used or withdrawn. People by key.

    Of one that a `proposal` took here, `entered_by` raised it, and nobody has to confirm it; nor one that
    the charter lets anybody take `alone`.
    """

    id: UUID
    matter: str
    subject: str
    article: str
    decided_on: dt.date
    text: str
    fingerprint: str
    document: UUID | None
    proposal: UUID | None
    alone: bool
    state: str
    entered_by: str
    entered_on: dt.date
    confirmed_by: str | None
    confirmed_on: dt.date | None
    used_for: str | None
    used_on: dt.date | None
    withdrawn_by: str | None
    withdrawn_because: str | None


class ConfirmationIn(Schema):
    """Confirm, as a second member."""

    key: str = Key


class DoingIn(Schema):
    """Carry it out."""

    key: str = Key


class WithdrawalIn(Schema):
    """Take an entry back, and say why."""

    because: str = Field(min_length=1, max_length=LONGEST["because"])
    key: str = Key


class DecisionsAsked(Schema):
    """Which decisions."""

    matter: str = ""
    subject: str = ""
    before: UUID | None = Field(None, description="the `id` of the last one you have, for the next lot")


@router.get("", response=list[DecisionOut], summary="Decisions, the latest entered first")
def list_decisions(
    request: HttpRequest, coop: Path[str], narrowed: Query[DecisionsAsked]
) -> list[DecisionOut]:
    """At most a hundred at once."""
    place = _place(request, coop)
    said = {
        name: value for name, value in (("matter", narrowed.matter), ("subject", narrowed.subject)) if value
    }
    rows = place.visible(reads.whole()).filter(**said).order_by("-pk")
    if narrowed.before:
        rows = rows.filter(pk__lt=narrowed.before)
    return all_out(list(rows[:MOST]), place)


@router.get("/{decision}", response=DecisionOut, summary="One decision")
def read_decision(request: HttpRequest, coop: Path[str], decision: UUID) -> DecisionOut:
    """Who entered and confirmed it, and what it was used for."""
    place = _place(request, coop)
    return one_out(_find(place, decision), place)


@router.post("", response={201: DecisionOut}, summary="Enter a decision from the minutes")
def enter(request: HttpRequest, coop: Path[str], body: DecisionIn) -> Status[DecisionOut]:
    """For members; a second one has to confirm it."""
    place = _place(request, coop)
    entered = verbs.enter_authority(by=place.member, at=place.moment, **body.dict())
    return Status(201, one_out(entered, place))


@router.post("/{decision}/confirmation", response={201: DecisionOut}, summary="Confirm as a second member")
def confirm(
    request: HttpRequest, coop: Path[str], decision: UUID, body: ConfirmationIn
) -> Status[DecisionOut]:
    """For a member other than the one who entered it."""
    place = _place(request, coop)
    found = _find(place, decision)
    verbs.confirm_authority(authority=found, by=place.member, at=place.moment, key=body.key)
    return Status(201, one_out(_find(place, decision), place))


@router.post("/{decision}/doing", response={201: DecisionOut}, summary="Carry out what was decided")
def carry_out(request: HttpRequest, coop: Path[str], decision: UUID, body: DoingIn) -> Status[DecisionOut]:
    """For whoever the rules have do it; exactly what was decided, once."""
    place = _place(request, coop)
    found = _find(place, decision)
    deeds.carry_out(authority=found, by=place.member, at=place.moment, key=body.key)
    return Status(201, one_out(_find(place, decision), place))


@router.post("/{decision}/withdrawal", response={201: DecisionOut}, summary="Take an entry back")
def withdraw(
    request: HttpRequest, coop: Path[str], decision: UUID, body: WithdrawalIn
) -> Status[DecisionOut]:
    """For members, while it is unused."""
    place = _place(request, coop)
    found = _find(place, decision)
    verbs.withdraw_authority(
        authority=found, because=body.because, by=place.member, at=place.moment, key=body.key
    )
    return Status(201, one_out(_find(place, decision), place))


def all_out(rows: list[Authority], place: Place) -> list[DecisionOut]:
    """Decisions, with the documents they rest on as far as those may be seen."""
    seen = papers.kept().found(place, {row.document for row in rows if row.document})
    return [as_out(row, seen) for row in rows]


def one_out(authority: Authority, place: Place) -> DecisionOut:
    """The same for one."""
    return all_out([authority], place)[0]


def as_out(authority: Authority, seen: Collection[UUID]) -> DecisionOut:
    """A decision with what followed it."""
    confirmation = getattr(authority, "confirmation", None)
    withdrawal = getattr(authority, "withdrawal", None)
    use = getattr(authority, "use", None)
    return DecisionOut(
        id=authority.pk,
        matter=authority.matter,
        subject=authority.subject,
        article=authority.article,
        decided_on=authority.decided_on,
        text=authority.text,
        fingerprint=authority.fingerprint,
        document=authority.document if authority.document in seen else None,
        proposal=authority.proposal,
        alone=authority.alone,
        state=authority.state.value,
        entered_by=authority.entered_by.key,
        entered_on=authority.entered_on,
        confirmed_by=confirmation.by.key if confirmation else None,
        confirmed_on=confirmation.happened_on if confirmation else None,
        used_for=reads.what_for(authority) if use else None,
        used_on=use.happened_on if use else None,
        withdrawn_by=withdrawal.by.key if withdrawal else None,
        withdrawn_because=withdrawal.because if withdrawal else None,
    )


def _place(request: HttpRequest, coop: str) -> Place:
    place = place_for(request, coop)
    if place.participant is None:
        raise absent()
    place.require_class(Authority.information_class)
    return place


def _find(place: Place, decision: UUID) -> Authority:
    return place.find(reads.whole(), pk=decision)
