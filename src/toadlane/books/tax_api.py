"""Consents and the figures of a calendar year as JSON."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.books import calendar_years, verbs
from toadlane.books.consent_rows import NOTE_LONGEST
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY, ConsentGiven
from toadlane.coops.api import Amount, Click, Day, PersonKey, Slug, Year, participant_at

router = Router()
How = Literal["written", "bylaw", "cheque"]


class ConsentIn(Schema):
    """Somebody consented; `year` is the fiscal year a cheque was paid for."""

    participant: PersonKey
    how: How
    given_on: Day
    year: Year | None = None
    note: Annotated[str, Field(max_length=NOTE_LONGEST)] = ""
    key: Click


class ConsentEndIn(Schema):
    """A consent ended; `mistaken` when it never was."""

    ended_on: Day
    mistaken: bool = False
    key: Click


class ConsentOut(Schema):
    """A consent as recorded."""

    consent: UUID
    person: PersonKey
    how: str
    given_on: dt.date
    year: int | None
    note: str
    ended_on: dt.date | None
    mistaken: bool


class CalendarYearOut(Schema):
    """One person's figures for Form 1099-PATR."""

    person: PersonKey
    box_1: Amount
    cash: Amount
    qualified: Amount
    box_5: Amount
    nonqualified: Amount
    redeemed_qualified: Amount
    statement: bool


@router.get("/consents", response=list[ConsentOut], summary="Consents to written notices")
def list_consents(request: HttpRequest, coop: Path[Slug]) -> list[ConsentOut]:
    """By day, as far as you may see them."""
    place = participant_at(request, coop, ACCOUNTS)
    rows = place.visible(ConsentGiven.objects.select_related("participant", "ended"))
    return [_consent(row) for row in rows.order_by("given_on", "pk")]


@router.post("/consents", response={201: ConsentOut}, summary="Record a consent")
def record_consent(request: HttpRequest, coop: Path[Slug], body: ConsentIn) -> Status[ConsentOut]:
    """For the bookkeeper."""
    place = participant_at(request, coop, ACCOUNTS)
    about = place.someone(body.participant)
    given = verbs.record_consent(
        participant=about,
        how=body.how,
        given_on=body.given_on,
        by=place.member,
        at=place.moment,
        key=body.key,
        year=body.year,
        note=body.note,
    )
    return Status(201, _consent(given))


@router.post("/consents/{consent}/end", response={201: ConsentOut}, summary="Record the end of a consent")
def end_consent(
    request: HttpRequest, coop: Path[Slug], consent: Path[UUID], body: ConsentEndIn
) -> Status[ConsentOut]:
    """For the bookkeeper."""
    place = participant_at(request, coop, ACCOUNTS)
    held = place.find(ConsentGiven.objects.select_related("coop", "participant"), pk=consent)
    verbs.end_consent(
        consent=held,
        ended_on=body.ended_on,
        by=place.member,
        at=place.moment,
        key=body.key,
        mistaken=body.mistaken,
    )
    rows = ConsentGiven.objects.select_related("participant", "ended")
    return Status(201, _consent(rows.get(pk=held.pk)))


@router.get(
    "/calendar-years/{year}", response=list[CalendarYearOut], summary="What was paid in a calendar year"
)
def read_calendar_year(request: HttpRequest, coop: Path[Slug], year: Path[Year]) -> list[CalendarYearOut]:
    """By the day of payment: figures for the form; nothing is filed."""
    place = participant_at(request, coop, MEMBER_MONEY)
    return [
        CalendarYearOut(
            person=one.figures.person,
            box_1=one.figures.box_1.decimal(),
            cash=one.figures.cash.decimal(),
            qualified=one.figures.qualified.decimal(),
            box_5=one.figures.box_5.decimal(),
            nonqualified=one.figures.nonqualified.decimal(),
            redeemed_qualified=one.figures.redeemed_qualified.decimal(),
            statement=one.figures.statement,
        )
        for one in calendar_years.calendar_year(place.coop, year, place.moment.day).people
    ]


def _consent(row: ConsentGiven) -> ConsentOut:
    ended = getattr(row, "ended", None)
    return ConsentOut(
        consent=row.pk,
        person=row.participant.key,
        how=row.how,
        given_on=row.given_on,
        year=row.year,
        note=row.note,
        ended_on=ended.ended_on if ended else None,
        mistaken=bool(ended and ended.mistaken),
    )
