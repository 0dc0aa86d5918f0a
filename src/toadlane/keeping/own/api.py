"""One's own data through the API: take it along, have it put right, see what erasing would take."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place, absent
from toadlane.coops.api import Click, PersonKey, Slug, participant_at
from toadlane.decisions.models import Authority
from toadlane.keeping.kept_files import Stage
from toadlane.keeping.models import Correction
from toadlane.keeping.own import erasing, fetching, reads, refusals, verbs
from toadlane.keeping.own.verbs import LONGEST
from toadlane.keeping.own.views import signed_in
from toadlane.ui.faults import told as in_words

mine = Router()
router = Router()
A_FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "A page to read, tables for spreadsheets, lines for programs",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}
Text = Annotated[str, Field(max_length=LONGEST)]
TOLD: Final = ("of", "text", "state", "answer", "asked_at", "answered_at")
Where = Literal["name", "stages", "hours", "money", "document", "other"]


class OwnFileOut(Schema):
    """One file of yours; `coop` is null for everything, `says` what went wrong where it failed."""

    file: UUID
    coop: str | None
    state: Stage
    done: int
    of: int
    size: int
    says: str
    asked_at: dt.datetime
    kept_until: dt.datetime | None


class OwnIn(Schema):
    """One co-op by its address, or null for all of them and your account."""

    coop: Slug | None = None
    key: Click


class OwnClick(Schema):
    """A click."""

    key: Click


class AskedCorrectionOut(Schema):
    """What somebody asked to have put right, and what came of it."""

    correction: UUID
    who: str
    of: Where
    text: str
    state: Literal["open", "done", "declined"]
    answer: str
    asked_at: dt.datetime
    answered_at: dt.datetime | None


class AskedCorrectionIn(Schema):
    """Where it stands; what is wrong, and what is right."""

    of: Where
    text: Text
    key: Click


class AnswerIn(Schema):
    """Whether it was put right; where not, why."""

    done: bool
    answer: Text = ""
    key: Click


class FateOut(Schema):
    """One kind of rows, and what becomes of it."""

    rows: str
    count: int
    goes: bool
    why: str


class ErasurePreviewOut(Schema):
    """What would go and stay, and everything that stands in the way."""

    erased: bool
    in_the_way: list[str]
    rows: list[FateOut]


class ErasureIn(Schema):
    """Your key typed once more; the confirmed request where it is about somebody else."""

    typed: Annotated[str, Field(max_length=254)]
    request: UUID | None = None
    key: Click


class ErasureOut(Schema):
    """What was done."""

    who: str
    erased_on: dt.date


class AccountErasureIn(Schema):
    """Your e-mail address typed once more."""

    typed: Annotated[str, Field(max_length=254)]
    key: Click


@mine.get("/data", response=list[OwnFileOut], summary="The files of what is kept about you")
def list_own(request: HttpRequest) -> list[OwnFileOut]:
    """The last ten, latest first; nobody else sees them."""
    return [told(line) for line in reads.standing(signed_in(request), timezone.now()).lines]


@mine.post("/data", response={202: OwnFileOut}, summary="Take everything that is kept about you")
def take_own(request: HttpRequest, body: OwnIn) -> Status[OwnFileOut]:
    """The queue makes the file; ask `GET` how far it is. Asked twice within a minute, it is one file."""
    person = signed_in(request)
    coops = [who.coop for who in reads.taking_part(person) if who.coop.slug == body.coop]
    if body.coop is not None and not coops:
        raise absent()
    now = timezone.now()
    row = verbs.take_own(only=coops[0] if coops else None, by=person, at=now, key=body.key)
    return Status(202, told(reads.one(person, row.pk, now)))


@mine.get("/data/{file}", response=OwnFileOut, summary="How far a file is")
def read_own(request: HttpRequest, file: UUID) -> OwnFileOut:
    """Ask again every few seconds while it is being made."""
    return told(reads.one(signed_in(request), file, timezone.now()))


@mine.get("/data/{file}/file", openapi_extra=A_FILE, summary="The file itself")
def read_own_file(request: HttpRequest, file: UUID) -> HttpResponseBase:
    """For whom it is about, while it is kept; 409 while it is being made, 404 once it is gone."""
    return fetching.file(signed_in(request), file)


@mine.post("/data/{file}/removal", response=OwnFileOut, summary="Remove a file before its days are over")
def remove_own(request: HttpRequest, file: UUID, body: OwnClick) -> OwnFileOut:  # noqa: ARG001 - every write has a key
    """Doing it twice is doing it once."""
    person, now = signed_in(request), timezone.now()
    line = reads.one(person, file, now)
    verbs.remove_own(file=line.file, by=person, at=now)
    return told(reads.one(person, file, now))


@mine.post("/erasure", response={204: None}, summary="Erase your account and everything personal")
def erase_account(request: HttpRequest, body: AccountErasureIn) -> Status[None]:
    """After you showed once more that it is you (page “Is it still you?”); else 409 `own.sign-in-again`."""
    refuse_unless_just_shown(request)
    erasing.erase_account(person=signed_in(request), at=timezone.now(), typed=body.typed, key=body.key)
    logout(request)
    return Status(204, None)


@router.get("/corrections", response=list[AskedCorrectionOut], summary="Corrections people asked for")
def list_corrections(request: HttpRequest, coop: Path[Slug]) -> list[AskedCorrectionOut]:
    """Your own; all of them for whoever enters people here. The open ones first, fifty at most."""
    return [asked(row) for row in reads.corrections(participant_at(request, coop))[: reads.SHOWN]]


@router.post("/corrections", response={201: AskedCorrectionOut}, summary="Ask for a correction")
def ask_correction(
    request: HttpRequest, coop: Path[Slug], body: AskedCorrectionIn
) -> Status[AskedCorrectionOut]:
    """Of something about you that you cannot change yourself."""
    place = participant_at(request, coop)
    said = {"of": body.of, "text": body.text, "key": body.key}
    return Status(201, asked(verbs.ask_correction(**said, by=place.member, at=place.moment)))


@router.post("/corrections/{correction}/answer", response=AskedCorrectionOut, summary="Answer a correction")
def answer_correction(
    request: HttpRequest, coop: Path[Slug], correction: UUID, body: AnswerIn
) -> AskedCorrectionOut:
    """For whoever enters people here."""
    place = participant_at(request, coop)
    row = verbs.answer_correction(
        correction=reads.correction(place, correction),
        done=body.done,
        answer=body.answer,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return asked(row)


@router.get(
    "/people/{person}/erasure", response=ErasurePreviewOut, summary="What erasing somebody would take"
)
def preview_erasure(request: HttpRequest, coop: Path[Slug], person: Path[PersonKey]) -> ErasurePreviewOut:
    """For themselves, and for whoever enters people here."""
    place = participant_at(request, coop)
    who = place.someone(person)
    if who.pk != place.member.pk and not reads.answers(place):
        raise absent()
    return ErasurePreviewOut(
        erased=erasing.is_erased(who),
        in_the_way=[in_words(fault).says for fault in erasing.stands_in_the_way(who, place.moment)],
        rows=[
            FateOut(rows=line.title, count=line.count, goes=line.goes, why=str(line.fate.value))
            for line in erasing.preview(who)
        ],
    )


@router.post("/people/{person}/erasure", response=ErasureOut, summary="Erase what is personal about somebody")
def erase(request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: ErasureIn) -> ErasureOut:
    """After you showed once more that it is you; about somebody else, on their confirmed request."""
    place = participant_at(request, coop)
    who = place.someone(person)
    if who.pk != place.member.pk and not reads.answers(place):
        raise absent()
    refuse_unless_just_shown(request)
    row = erasing.erase(
        participant=who,
        by=place.member,
        at=place.moment,
        key=body.key,
        typed=body.typed,
        authority=held_by(place, body.request),
    )
    return ErasureOut(who=who.key, erased_on=row.happened_on)


def held_by(place: Place, request: UUID | None) -> Authority | None:
    """The request in writing, where one is named."""
    if request is None:
        return None
    found = Authority.objects.filter(coop=place.coop, pk=request).first()
    if found is None or not place.sight.may_see(found):
        raise absent()
    return found


def refuse_unless_just_shown(request: HttpRequest) -> None:
    """What cannot be undone is not done by whoever finds an open screen."""
    if is_reauthentication_required(request, app="account"):
        raise refusals.sign_in_again()


def told(line: reads.Line) -> OwnFileOut:
    """One file as it stands."""
    row = line.file
    return OwnFileOut(
        file=row.pk,
        coop=row.only.slug if row.only is not None else None,
        state=line.stage,
        done=row.done,
        of=row.of,
        size=row.size if line.may_fetch else 0,
        says=line.says,
        asked_at=row.asked_at,
        kept_until=row.kept_until if line.may_fetch else None,
    )


def asked(row: Correction) -> AskedCorrectionOut:
    """One correction as it stands."""
    said: dict[str, Any] = {name: getattr(row, name) for name in TOLD}
    return AskedCorrectionOut(correction=row.pk, who=row.participant.key, **said)
