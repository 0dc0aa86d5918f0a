"""Organisations, part-time and dues as JSON: the same verbs as the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.books.amounts import exact
from toadlane.books.payment_shapes import Method
from toadlane.books.verbs import How
from toadlane.coops.access import Place
from toadlane.coops.api import Amount, AmountIn, Click, Day, PersonKey, Slug, participant_at
from toadlane.dues import verbs
from toadlane.dues.desk import Desk, desk, everyone, only_with_rule, sees_money_of
from toadlane.dues.models import DIRECTORY, LONGEST
from toadlane.dues.reads import Line
from toadlane.dues.told import kept_from

router = Router()
A_NAME = Field(min_length=1, max_length=LONGEST["speaker"])


class DuesOwedOut(Schema):
    """Dues of one month, quarter or year; on `follows_on` something follows if they are not paid."""

    begins: dt.date
    until: dt.date | None
    amount: Amount
    paid: Amount
    open: Amount
    due_on: dt.date
    follows_on: dt.date


class TermsOut(Schema):
    """One who takes part; dues are missing where they are not for you, or nobody keeps them."""

    person: str
    organisation: bool
    pays: bool
    has_vote: bool | None
    late: Amount | None = None
    follows: str | None = None
    since: dt.date | None = None


class TermsWholeOut(TermsOut):
    """The same with who speaks, which part of the time they work today, and every time that is asked for."""

    speaker: str | None
    share: str | None
    band: str | None = None
    may_use: list[str] = []
    owed: list[DuesOwedOut] = []


class DuesListOut(Schema):
    """Who pays dues here, and organisations; `kept_from` is missing while nobody keeps them."""

    kept_from: dt.date | None
    members: list[TermsOut]


class DuesKeptIn(Schema):
    """From when dues are kept here."""

    from_day: Day
    key: Click


class OrganisationIn(Schema):
    """It is an organisation; a name."""

    speaker: str = A_NAME
    key: Click


class SpeakerIn(OrganisationIn):
    """Somebody else speaks for it; with an address they sign in for it, and nobody else does."""

    email: str = Field("", max_length=254)


class ShareIn(Schema):
    """Which part of the full time: “1/2”, “60%”."""

    share: str = Field(min_length=1, max_length=LONGEST["share"])
    from_day: Day
    key: Click


class DuesBandIn(Schema):
    """A band of the charter's, or nothing for the usual amount."""

    band: str = Field("", max_length=LONGEST["band"])
    from_day: Day
    key: Click


class DuesIn(Schema):
    """Dues that came in for the time that `due_for` lies in."""

    due_for: Day
    amount: AmountIn
    paid_on: Day
    method: Method = "bank"
    reference: str = Field("", max_length=80)
    again: bool = False
    key: Click


class TermsClickIn(Schema):
    """Nothing but the click."""

    key: Click


@router.get("", response=DuesListOut, summary="Who pays dues, and what is late")
def list_dues(request: HttpRequest, coop: Path[Slug]) -> DuesListOut:
    """As far as you may see it."""
    return _list(participant_at(request, coop))


@router.put("/kept", response=DuesListOut, summary="Say from when dues are kept here")
def keep(request: HttpRequest, coop: Path[Slug], body: DuesKeptIn) -> DuesListOut:
    """For the bookkeeper."""
    place = participant_at(request, coop, DIRECTORY)
    only_with_rule(place)
    verbs.keep_dues(coop=place.coop, by=place.member, at=place.moment, **body.dict())
    return _list(place)


@router.get("/{person}", response=TermsWholeOut, summary="On what terms one takes part")
def read_terms(request: HttpRequest, coop: Path[Slug], person: Path[PersonKey]) -> TermsWholeOut:
    """Person or organisation, how much of the time, and dues where you may see them."""
    place = participant_at(request, coop)
    return _whole(desk(place, place.someone(person)))


@router.post("/{person}/organisation", response={201: TermsWholeOut}, summary="Enter an organisation")
def enter_organisation(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: OrganisationIn
) -> Status[TermsWholeOut]:
    """For founders and bookkeepers."""
    return _done(request, coop, person, verbs.enter_organisation, body.dict())


@router.post(
    "/{person}/organisation/removal", response={201: TermsWholeOut}, summary="It is a person after all"
)
def take_organisation_back(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: TermsClickIn
) -> Status[TermsWholeOut]:
    """For founders and bookkeepers, while no dues were paid."""
    return _done(request, coop, person, verbs.take_organisation_back, body.dict())


@router.post("/{person}/speaker", response={201: TermsWholeOut}, summary="Name who speaks for it")
def name_speaker(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: SpeakerIn
) -> Status[TermsWholeOut]:
    """For the organisation itself, and for founders and bookkeepers."""
    return _done(request, coop, person, verbs.name_speaker, body.dict())


@router.post("/{person}/share", response={201: TermsWholeOut}, summary="State a part of the full time")
def state_share(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: ShareIn
) -> Status[TermsWholeOut]:
    """For founders and bookkeepers; 100% is the full time."""
    return _done(request, coop, person, verbs.state_share, body.dict())


@router.post("/{person}/band", response={201: TermsWholeOut}, summary="Choose or enter a band of the dues")
def choose_band(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: DuesBandIn
) -> Status[TermsWholeOut]:
    """For whoever pays, where the charter lets them choose; for the bookkeeper."""
    return _done(request, coop, person, verbs.choose_band, body.dict())


@router.post("/{person}/payments", response={201: TermsWholeOut}, summary="Record dues that came in")
def receive(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: DuesIn
) -> Status[TermsWholeOut]:
    """For the bookkeeper; taken back like any payment."""
    place = participant_at(request, coop)
    said = {
        "due_for": body.due_for,
        "amount": exact(body.amount, place.coop.currency),
        "how": How(body.paid_on, body.method, body.reference, body.again),
        "key": body.key,
    }
    return _done(request, coop, person, verbs.receive_dues, said)


@router.post("/{person}/end", response={201: TermsWholeOut}, summary="Enter that the charter ended it")
def end_membership(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: TermsClickIn
) -> Status[TermsWholeOut]:
    """For a member who does not keep the books, where dues are so late that the membership is over."""
    return _done(request, coop, person, verbs.end_membership, body.dict())


def _done(
    request: HttpRequest, coop: str, person: str, verb: Callable[..., object], said: dict[str, Any]
) -> Status[TermsWholeOut]:
    place = participant_at(request, coop)
    who = desk(place, place.someone(person)).line.who
    verb(participant=who, by=place.member, at=place.moment, **said)
    return Status(201, _whole(desk(place, who)))


def _list(place: Place) -> DuesListOut:
    found = everyone(place)
    seen = sees_money_of(place, found)
    members = [TermsOut(**_terms(one, money=one.who.key in seen)) for one in found]
    return DuesListOut(kept_from=kept_from(place.coop), members=members)


def _terms(line: Line, *, money: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "person": line.who.key,
        "organisation": line.terms.organisation,
        "pays": line.pays,
        "has_vote": line.vote.value if line.vote else None,
    }
    if money and line.found is not None:
        told["late"] = line.late.decimal() if line.late else None
        told["follows"], told["since"] = line.found.value.follows, line.found.value.since
    return told


def _whole(found: Desk) -> TermsWholeOut:
    line, standing = found.line, found.line.found.value if found.line.found else None
    share = line.terms.share_on(found.on)
    told = _terms(line, money=found.sees_money)
    if found.sees_money:
        told["band"] = line.terms.band_on(found.on)
    if found.sees_money and standing is not None:
        told["may_use"] = list(standing.may_use)
        told["owed"] = [
            DuesOwedOut(
                begins=one.period.from_day,
                until=one.period.until,
                amount=one.amount.decimal(),
                paid=one.paid.decimal(),
                open=one.open.decimal(),
                due_on=one.due_on,
                follows_on=one.follows_on,
            )
            for one in standing.owed
        ]
    return TermsWholeOut(
        speaker=found.speaker.name if found.speaker else None,
        share=str(share) if share is not None else None,
        **told,
    )
