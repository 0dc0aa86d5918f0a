"""Exceptions to rules as JSON."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.amending import excepting
from toadlane.amending.exception_rows import MOST
from toadlane.amending.models import RuleException
from toadlane.coops.api import Click, Day, Slug, participant_at
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import whole

router = Router()
SHOWN = 500


class ExceptionIn(Schema):
    """What is agreed instead of an article, why, until when, and by which decision."""

    number: int = Field(ge=1, le=99_999, strict=True, description="of the article")
    says: str = Field(min_length=1, max_length=MOST["says"])
    because: str = Field(min_length=1, max_length=MOST["because"])
    from_day: Day
    until: Day = Field(description="the day the article holds again; within two years")
    decision: UUID = Field(description="a confirmed one of the matter “rule-exception” on this article")
    key: Click


class ExceptionOut(Schema):
    """An exception; `ends_on` is the day from which it holds no longer."""

    id: UUID
    number: int
    article: str
    says: str
    because: str
    from_day: dt.date
    ends_on: dt.date
    decision: UUID
    entered_by: str


class EndIn(Schema):
    """Why it ends today."""

    because: str = Field(min_length=1, max_length=MOST["says"])
    key: Click


@router.get("", response=list[ExceptionOut], summary="Exceptions to rules, the latest first")
def list_exceptions(request: HttpRequest, coop: Path[Slug]) -> list[ExceptionOut]:
    """Those that hold and those that are over."""
    place = participant_at(request, coop, "charter")
    rows = place.visible(RuleException.objects.select_related("ended")).order_by("-from_day", "-pk")
    return [_out(row) for row in rows[:SHOWN]]


@router.post("", response={201: ExceptionOut}, summary="Record an exception")
def record(request: HttpRequest, coop: Path[Slug], body: ExceptionIn) -> Status[ExceptionOut]:
    """For bookkeepers, secretaries and founders."""
    place = participant_at(request, coop, "charter")
    place.require_class(Authority.information_class)
    said = body.dict(exclude={"decision"})
    decision = place.find(whole(), pk=body.decision)
    made = excepting.record_exception(
        coop=place.coop, authority=decision, by=place.member, at=place.moment, **said
    )
    return Status(201, _out(made))


@router.post("/{exception}/end", response={201: ExceptionOut}, summary="End an exception today")
def end(request: HttpRequest, coop: Path[Slug], exception: UUID, body: EndIn) -> Status[ExceptionOut]:
    """Before its day; it stays in the list."""
    place = participant_at(request, coop, "charter")
    rows = RuleException.objects.select_related("coop", "ended")
    held = place.find(rows, pk=exception)
    excepting.end_exception(exception=held, by=place.member, at=place.moment, **body.dict())
    return Status(201, _out(rows.get(pk=held.pk)))


def _out(row: RuleException) -> ExceptionOut:
    return ExceptionOut(
        id=row.pk,
        number=row.number,
        article=row.article,
        says=row.says,
        because=row.because,
        from_day=row.from_day,
        ends_on=row.ends_on,
        decision=row.authority,
        entered_by=row.entered_by,
    )
