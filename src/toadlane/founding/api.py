"""Making a co-op, as JSON; and the co-ops one belongs to."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from toadlane.coops.api import Click, Day, Slug
from toadlane.coops.models import Coop, Participant
from toadlane.founding import verbs
from toadlane.founding.verbs import NewCoop
from toadlane.people.models import Person

router = Router()


class CoopIn(Schema):
    """What has to be known of a co-op before anything can happen in it."""

    name: str = Field(min_length=1, max_length=160)
    slug: Slug
    currency: str = Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")
    time_zone: str = Field(max_length=64, description="a name of the IANA list")
    fiscal_year_starts: str = Field("01-01", pattern=r"^[0-9]{2}-[0-9]{2}$", description="month and day")
    language: str = Field("en", max_length=8)
    accent: str = Field("", max_length=20)
    began_on: Day
    founder: str = Field(min_length=1, max_length=120, description="your name in the co-op")
    member_since: Day | None = Field(None, description="none if you set it up for others")
    key: Click


class CoopOut(Schema):
    """A co-op, and who you are in it."""

    slug: str
    name: str
    currency: str
    time_zone: str
    fiscal_year_starts: str
    language: str
    accent: str
    began_on: dt.date | None
    you: str


@router.get("", response=list[CoopOut], summary="The co-ops you belong to")
def list_coops(request: HttpRequest) -> list[CoopOut]:
    """By name."""
    rows = Participant.objects.filter(person=request.user.pk).select_related("coop").order_by("coop__name")
    return [as_out(row.coop, row) for row in rows]


@router.post("", response={201: CoopOut}, summary="Make a co-op")
def found(request: HttpRequest, body: CoopIn) -> Status[CoopOut]:
    """For whoever runs the installation; never in the demo."""
    said = body.dict()
    key = said.pop("key")
    person = Person.objects.get(pk=str(request.user.pk))
    founder = verbs.found_coop(new=NewCoop(**said), by=person, at=timezone.now(), key=key)
    return Status(201, as_out(founder.coop, founder))


def as_out(coop: Coop, who: Participant) -> CoopOut:
    """A co-op as somebody stands in it."""
    return CoopOut(
        slug=coop.slug,
        name=coop.name,
        currency=coop.currency,
        time_zone=coop.time_zone,
        fiscal_year_starts=coop.fiscal_year_starts,
        language=coop.language,
        accent=coop.accent,
        began_on=coop.began_on,
        you=who.key,
    )
