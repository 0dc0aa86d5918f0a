"""The verbs of the money room as JSON. Amounts are exact decimal strings in the co-op's currency."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from bylaws.kernel.money import Money
from bylaws.kernel.reasons import as_json
from bylaws.surplus.result import closing_as_json, person_as_json
from bylaws.surplus.why import why_person
from toadlane.books import pages, reads, verbs, years
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY, YearClose
from toadlane.coops.access import Place, absent, place_for
from toadlane.coops.models import Participant
from toadlane.decisions.models import Authority

router = Router()
Key = Field(min_length=1, max_length=255, description="made by you; the same key sent twice has one effect")
Amount = Field(max_length=24, description="an exact decimal string such as “3000.00”")


class YearOut(Schema):
    """A fiscal year and where it stands: open, closed, or corrected and open again."""

    year: int
    state: str
    surplus: str | None
    closed_on: dt.date | None


class FiguresIn(Schema):
    """What the books say about a year."""

    surplus: str = Amount
    tax: str = Amount
    key: str = Key


class FiguresOut(Schema):
    """Figures as stated."""

    year: int
    surplus: str
    tax: str


class PreviewIn(Schema):
    """Ask for a preview."""

    key: str = Key


class PreviewOut(Schema):
    """A preview: its fingerprint is what a decision names."""

    year: int
    fingerprint: str
    made_on: dt.date
    result: dict[str, Any]


class ClosureIn(Schema):
    """Close a year on a confirmed decision."""

    authority: UUID
    key: str = Key


class ClosureOut(Schema):
    """A close that was done."""

    close: UUID
    year: int
    attempt: int
    closed_on: dt.date
    entry: UUID


class CorrectionIn(ClosureIn):
    """Reverse a close on a confirmed decision."""

    because: str = Field(min_length=1, max_length=200)


class BuyInIn(Schema):
    """Money received towards a buy-in."""

    participant: str = Field(max_length=60)
    amount: str = Amount
    on: dt.date
    key: str = Key


class EntryOut(Schema):
    """The journal entry that was written."""

    entry: UUID


class AccountOut(Schema):
    """A member's account today."""

    person: str
    capital: str
    paid_in: str
    notices: str
    losses: str
    payable: str


def _place(request: HttpRequest, coop: str, information_class: str = ACCOUNTS) -> Place:
    place = place_for(request, coop)
    if place.participant is None:
        raise absent()
    place.require_class(information_class)
    return place


def _participant(place: Place, key: str) -> Participant:
    about = Participant.objects.filter(coop=place.coop, key=key).select_related("coop").first()
    if about is None:
        raise absent()
    return about


def _authority(place: Place, key: UUID) -> Authority:
    return place.find(Authority.objects.select_related("coop"), pk=key)


@router.get("/years", response=list[YearOut], summary="The fiscal years that are over")
def list_years(request: HttpRequest, coop: Path[str]) -> list[YearOut]:
    """Newest first."""
    place = _place(request, coop)
    lines = pages.year_lines(place.coop, years.years_to_close(place.coop, place.moment))
    return [
        YearOut(
            year=line.year,
            state=line.state,
            surplus=line.surplus.decimal() if line.surplus is not None else None,
            closed_on=line.closed_on,
        )
        for line in lines
    ]


@router.get("/years/{year}", response=dict[str, Any], summary="A closed year, as far as you may see it")
def read_year(request: HttpRequest, coop: Path[str], year: int) -> dict[str, Any]:
    """Steps for all; people's lines as the charter's transparency article opens them."""
    place = _place(request, coop)
    close = _standing(place, year)
    result: dict[str, Any] = closing_as_json(reads.reckoned(close))
    return _as_seen(place, result)


@router.get(
    "/years/{year}/people/{person}", response=dict[str, Any], summary="One person's year, with reasons"
)
def read_person(request: HttpRequest, coop: Path[str], year: int, person: str) -> dict[str, Any]:
    """Basis, share, cash, retained, to buy-in, instalments, and why; one's own also after leaving."""
    place = place_for(request, coop)
    if place.participant is None:
        raise absent()
    about = _participant(place, person)
    place.require_class(MEMBER_MONEY, about=about)
    closing = reads.reckoned(_standing(place, year))
    if person not in closing.facts.people:
        raise absent()
    return {**person_as_json(closing, person), "why": as_json(why_person(closing, person).reason)}


@router.put("/years/{year}/figures", response=FiguresOut, summary="State a year's surplus and tax")
def state_figures(request: HttpRequest, coop: Path[str], year: int, body: FiguresIn) -> FiguresOut:
    """For the bookkeeper; can be stated again until the year is closed."""
    place = _place(request, coop)
    currency = place.coop.currency
    stated = verbs.state_figures(
        coop=place.coop,
        year=year,
        surplus=Money.parse(body.surplus, currency),
        tax=Money.parse(body.tax, currency),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    surplus, tax = Money(stated.surplus_minor, currency), Money(stated.tax_minor, currency)
    return FiguresOut(year=year, surplus=surplus.decimal(), tax=tax.decimal())


@router.post("/years/{year}/preview", response=PreviewOut, summary="Reckon a close without doing it")
def preview(request: HttpRequest, coop: Path[str], year: int, body: PreviewIn) -> PreviewOut:
    """For the bookkeeper."""
    place = _place(request, coop)
    made = verbs.preview_close(coop=place.coop, year=year, by=place.member, at=place.moment, key=body.key)
    result = _as_seen(place, made.result)
    return PreviewOut(year=year, fingerprint=made.fingerprint, made_on=made.made_on, result=result)


@router.post("/years/{year}/closure", response={201: ClosureOut}, summary="Close a year as decided")
def close_year(request: HttpRequest, coop: Path[str], year: int, body: ClosureIn) -> Status[ClosureOut]:
    """Posts the entry, seals the hours, writes the allocations: all or nothing."""
    place = _place(request, coop)
    close = verbs.close_year(
        coop=place.coop,
        year=year,
        authority=_authority(place, body.authority),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    done = ClosureOut(
        close=close.pk, year=year, attempt=close.attempt, closed_on=close.closed_on, entry=close.entry_id
    )
    return Status(201, done)


@router.post("/years/{year}/correction", response={201: EntryOut}, summary="Reverse a close as decided")
def correct_close(request: HttpRequest, coop: Path[str], year: int, body: CorrectionIn) -> Status[EntryOut]:
    """Writes the reversing entry, which cites the first."""
    place = _place(request, coop)
    close = reads.closes(place.coop).filter(year=year).first()
    if close is None:
        raise absent()
    reversal = verbs.correct_close(
        close=close,
        authority=_authority(place, body.authority),
        because=body.because,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, EntryOut(entry=reversal.entry_id))


@router.post("/buy-ins", response={201: EntryOut}, summary="Receive money towards a buy-in")
def receive_buy_in(request: HttpRequest, coop: Path[str], body: BuyInIn) -> Status[EntryOut]:
    """For the bookkeeper."""
    place = _place(request, coop)
    entry = verbs.receive_buy_in(
        participant=_participant(place, body.participant),
        amount=Money.parse(body.amount, place.coop.currency),
        on=body.on,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, EntryOut(entry=entry.pk))


@router.get("/accounts/{person}", response=AccountOut, summary="A member's account today")
def read_account(request: HttpRequest, coop: Path[str], person: str) -> AccountOut:
    """Capital, paid in, notices, losses, and what is owed in money."""
    place = place_for(request, coop)
    if place.participant is None:
        raise absent()
    about = _participant(place, person)
    place.require_class(MEMBER_MONEY, about=about)
    held = reads.account(about, place.moment.day)
    return AccountOut(
        person=person,
        capital=held.capital.decimal(),
        paid_in=held.paid_in.decimal(),
        notices=held.notices.decimal(),
        losses=held.losses.decimal(),
        payable=held.payable.decimal(),
    )


def _standing(place: Place, year: int) -> YearClose:
    close = reads.standing_closes(place.coop).filter(year=year).first()
    if close is None:
        raise absent()
    return close


def _as_seen(place: Place, result: dict[str, Any]) -> dict[str, Any]:
    """Without the lines and postings of people whose money is not open to the reader."""
    if place.sight.may_see_class(MEMBER_MONEY):
        return result
    own = place.participant.key if place.participant else ""
    return {
        **result,
        "people": [line for line in result["people"] if line["person"] == own],
        "entry": [
            line
            for line in result["entry"]
            if not line["account"].startswith("member/") or line["account"].split("/")[1] == own
        ],
    }
