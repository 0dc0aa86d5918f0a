"""Applications as JSON, for those who lead people in."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from toadlane.candidacy import hiring, verbs
from toadlane.candidacy.along import along
from toadlane.candidacy.asking import Asked, find, listed, warnings_of, whole
from toadlane.candidacy.leading import require_leading
from toadlane.candidacy.models import LONGEST, Application, JoiningPage
from toadlane.coops.access import Place
from toadlane.coops.api import Click, Day, Slug, participant_at
from toadlane.decisions.reads import authority_at

router = Router()
AT_A_TIME = 100


class JoiningPageIn(Schema):
    """What strangers read, and whether they find it."""

    is_open: bool = Field(strict=True)
    says: str = Field(max_length=LONGEST["says"])
    key: Click


class JoiningPageOut(Schema):
    """The page as it stands."""

    is_open: bool
    says: str


class ApplicationOut(Schema):
    """Somebody asks to join; `state` is open, kept, accepted or declined.."""

    id: UUID
    name: str
    email: str
    words: str
    confirmed_at: dt.datetime
    state: str
    looks_like: list[str]
    subject: str
    letter: str
    participant: str | None


class ApplicationsAsked(Schema):
    """Whose, and which hundred of them."""

    name: str = Field("", max_length=120, description="words that the name or the address holds")
    page: int = Field(1, ge=1, le=10_000)


class AcceptanceIn(Schema):
    """As what, from when; `decision` where the charter has it decided; `speaker` of an organisation."""

    name: str = Field(min_length=1, max_length=120)
    stage: str = Field(min_length=1, max_length=40)
    from_day: Day
    decision: UUID | None = None
    speaker: str = Field("", max_length=120)
    key: Click


class AcceptedOut(Schema):
    """Who they are from now on."""

    participant: str
    name: str


class RefusalIn(Schema):
    """A no, in a letter."""

    letter: str = Field(min_length=1, max_length=LONGEST["letter"])
    key: Click


class KeepingIn(Schema):
    """Whether it is laid aside for later."""

    kept: bool = Field(strict=True)
    key: Click


class AlongIn(Schema):
    """Who would come in at once; `lines` as on the page, one person each."""

    kind: Literal["firm", "merger"]
    name: str = Field(min_length=1, max_length=100)
    lines: str = Field(min_length=1, max_length=50_000)
    from_day: Day


class BringAlongIn(AlongIn):
    """The same, with the decision that lets them."""

    decision: UUID
    key: Click


class AlongOut(Schema):
    """Who would come in, who would not, and what a decision on it names."""

    people: list[str]
    out: list[str]
    matter: str
    subject: str
    fits: bool
    fingerprint: str


@router.post("/together/preview", response=AlongOut, summary="Who of a firm or a co-op would come in")
def look_along(request: HttpRequest, coop: Path[Slug], body: AlongIn) -> AlongOut:
    """Nothing happens yet."""
    place = _leading(request, coop)
    found = along(coop=place.coop, at=place.moment, **body.dict())
    return AlongOut(
        people=[one.name for one in found.people],
        out=list(found.out),
        matter=found.matter,
        subject=found.name,
        fits=found.full is None,
        fingerprint=found.fingerprint,
    )


@router.post("/together", response={201: list[AcceptedOut]}, summary="Bring in several on one decision")
def bring_along(request: HttpRequest, coop: Path[Slug], body: BringAlongIn) -> Status[list[AcceptedOut]]:
    """Everybody the decision names, or nobody."""
    place = _leading(request, coop)
    said = body.dict()
    authority = authority_at(place, said.pop("decision"))
    joined = verbs.bring_along(coop=place.coop, authority=authority, by=place.member, at=place.moment, **said)
    return Status(201, [AcceptedOut(participant=who.key, name=who.name) for who in joined])


@router.put("/page", response=JoiningPageOut, summary="State the page for strangers")
def state_page(request: HttpRequest, coop: Path[Slug], body: JoiningPageIn) -> JoiningPageOut:
    """For those who lead people in."""
    place = participant_at(request, coop)
    row = verbs.state_page(coop=place.coop, by=place.member, at=place.moment, **body.dict())
    return JoiningPageOut(is_open=row.is_open, says=row.says)


@router.get("/page", response=JoiningPageOut, summary="The page for strangers")
def read_page(request: HttpRequest, coop: Path[Slug]) -> JoiningPageOut:
    """As it stands, open or closed, for those who lead people in."""
    place = _leading(request, coop)
    row = JoiningPage.objects.filter(coop=place.coop).first()
    return (
        JoiningPageOut(is_open=row.is_open, says=row.says) if row else JoiningPageOut(is_open=False, says="")
    )


@router.get("/applications", response=list[ApplicationOut], summary="Who asks to join")
def list_applications(
    request: HttpRequest, coop: Path[Slug], asked: Query[ApplicationsAsked]
) -> list[ApplicationOut]:
    """What waits first; only those whose address is confirmed; a hundred at a time, none past the last."""
    place = _leading(request, coop)
    first = (asked.page - 1) * AT_A_TIME
    found = listed(place.coop, name=asked.name)[first : first + AT_A_TIME]
    return [as_out(one) for one in whole(found)]


@router.get("/applications/{application}", response=ApplicationOut, summary="One application")
def read_application(request: HttpRequest, coop: Path[Slug], application: UUID) -> ApplicationOut:
    """For those who lead people in."""
    place = _leading(request, coop)
    return one_out(place, application)


@router.post(
    "/applications/{application}/acceptance", response={201: AcceptedOut}, summary="Take somebody in"
)
def accept(
    request: HttpRequest, coop: Path[Slug], application: UUID, body: AcceptanceIn
) -> Status[AcceptedOut]:
    """They are invited to sign in."""
    place = _leading(request, coop)
    said = body.dict()
    decision = said.pop("decision")
    who = verbs.accept(
        application=find(place.coop, application),
        authority=authority_at(place, decision) if decision else None,
        by=place.member,
        at=place.moment,
        **said,
    )
    return Status(201, AcceptedOut(participant=who.key, name=who.name))


@router.post("/applications/{application}/refusal", response={201: ApplicationOut}, summary="Decline")
def decline(
    request: HttpRequest, coop: Path[Slug], application: UUID, body: RefusalIn
) -> Status[ApplicationOut]:
    """The letter is sent to them."""
    place = _leading(request, coop)
    verbs.decline(application=find(place.coop, application), by=place.member, at=place.moment, **body.dict())
    return Status(201, one_out(place, application))


@router.post("/applications/{application}/keeping", response={201: ApplicationOut}, summary="Keep for later")
def keep(
    request: HttpRequest, coop: Path[Slug], application: UUID, body: KeepingIn
) -> Status[ApplicationOut]:
    """It stays unanswered."""
    place = _leading(request, coop)
    verbs.keep(application=find(place.coop, application), by=place.member, at=place.moment, **body.dict())
    return Status(201, one_out(place, application))


def one_out(place: Place, key: UUID) -> ApplicationOut:
    """An application as it stands."""
    row = find(place.coop, key)
    return as_out(Asked(row, warnings_of(place.coop, row)))


def as_out(asked: Asked) -> ApplicationOut:
    """An application."""
    row: Application = asked.row
    return ApplicationOut(
        id=row.pk,
        name=row.name,
        email=row.email,
        words=row.words,
        confirmed_at=row.confirmed_at or row.sent_at,
        state=row.state.value,
        looks_like=list(asked.looks_like),
        subject=hiring.subject_of(row),
        letter=row.letter,
        participant=row.participant.key if row.participant else None,
    )


def _leading(request: HttpRequest, coop: str) -> Place:
    place = participant_at(request, coop)
    require_leading(place)
    return place
