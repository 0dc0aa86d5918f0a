"""Past documents as JSON: the same verbs as the pages."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import File, Form, Path, Query, Router, Status
from ninja.files import UploadedFile

from toadlane.coops.access import Place, absent
from toadlane.coops.api import Click, participant_at
from toadlane.files.bringing import Sent
from toadlane.meetings import reads, serving, verbs
from toadlane.meetings.models import Gathering
from toadlane.meetings.shapes import (
    MOST,
    BetterFileIn,
    BringIn,
    CorrectIn,
    DocumentKeyIn,
    DocumentOut,
    DocumentsAsked,
    GatheringOut,
    WholeOut,
    WithdrawIn,
    as_out,
    gathering_out,
    whole_out,
)

router = Router()


@router.get("", response=list[DocumentOut], summary="Past documents, the latest day first")
def list_documents(
    request: HttpRequest, coop: Path[str], narrowed: Query[DocumentsAsked]
) -> list[DocumentOut]:
    """Those that may be seen and were not withdrawn; at most a hundred at once."""
    place = participant_at(request, coop)
    rows = reads.listed(reads.standing(place), reads.Asked(narrowed.q, narrowed.kind, narrowed.year))
    return [DocumentOut(**as_out(row)) for row in rows[narrowed.skip : narrowed.skip + MOST]]


@router.get("/gatherings/{gathering}", response=GatheringOut, summary="Files that wait to be described")
def read_gathering(request: HttpRequest, coop: Path[str], gathering: UUID) -> GatheringOut:
    """Your own alone."""
    place = participant_at(request, coop)
    return gathering_out(_gathering(place, gathering), place)


@router.post("/gatherings", response={201: GatheringOut}, summary="Upload files")
def gather(
    request: HttpRequest, coop: Path[str], files: File[list[UploadedFile]], key: Form[Click]
) -> Status[GatheringOut]:
    """For those who bring documents. A ZIP counts as the files in it; none is a document yet."""
    place = participant_at(request, coop)
    gathered = verbs.gather(
        coop=place.coop,
        sent=[Sent(one.name or "", one.file) for one in files],  # type: ignore[arg-type]  # opened in bytes
        by=place.member,
        at=place.moment,
        key=key,
    )
    return Status(201, gathering_out(gathered, place))


@router.post(
    "/gatherings/{gathering}/documents", response={201: list[DocumentOut]}, summary="Bring described files in"
)
def bring_in(
    request: HttpRequest, coop: Path[str], gathering: UUID, body: BringIn
) -> Status[list[DocumentOut]]:
    """All of them or none; files that are not named are let go."""
    place = participant_at(request, coop)
    brought = verbs.bring_in(
        gathering=_gathering(place, gathering),
        described={one.number: one.described() for one in body.files},
        shared=body.shared(place),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    rows = reads.current(place.coop).filter(pk__in=[one.pk for one in brought]).order_by("pk")
    return Status(201, [DocumentOut(**as_out(row)) for row in rows])


@router.post("/gatherings/{gathering}/discarding", response={204: None}, summary="Let uploaded files go")
def discard(request: HttpRequest, coop: Path[str], gathering: UUID, body: DocumentKeyIn) -> Status[None]:
    """Your own, while they are no documents."""
    place = participant_at(request, coop)
    verbs.discard(gathering=_gathering(place, gathering), by=place.member, at=place.moment, key=body.key)
    return Status(204, None)


@router.get("/{document}", response=WholeOut, summary="One document with its versions")
def read_document(request: HttpRequest, coop: Path[str], document: UUID) -> WholeOut:
    """Also a withdrawn one."""
    place = participant_at(request, coop)
    return whole_out(place, document)


@router.get("/{document}/file", summary="The file of a document")
def read_file(request: HttpRequest, coop: Path[str], document: UUID) -> HttpResponseBase:
    """As it was brought, to the byte."""
    place = participant_at(request, coop)
    return serving.as_response(reads.one(place, document), shown=False)


@router.put("/{document}", response=WholeOut, summary="Correct what is said of a document")
def correct(request: HttpRequest, coop: Path[str], document: UUID, body: CorrectIn) -> WholeOut:
    """What it said before stays as an earlier version."""
    place = participant_at(request, coop)
    verbs.correct(
        document=reads.version(place, document, body.version),
        described=body.described(),
        shared=body.shared(place),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return whole_out(place, document)


@router.post("/{document}/file", response={201: WholeOut}, summary="Give a document a better file")
def replace_file(
    request: HttpRequest,
    coop: Path[str],
    document: UUID,
    file: File[UploadedFile],
    said: Form[BetterFileIn],
) -> Status[WholeOut]:
    """The file before stays with its version."""
    place = participant_at(request, coop)
    verbs.replace_file(
        document=reads.version(place, document, said.version),
        file=file.file,  # type: ignore[arg-type]  # opened in bytes
        name=file.name or "",
        by=place.member,
        at=place.moment,
        key=said.key,
    )
    return Status(201, whole_out(place, document))


@router.post("/{document}/withdrawal", response={201: WholeOut}, summary="Withdraw a document")
def withdraw(request: HttpRequest, coop: Path[str], document: UUID, body: WithdrawIn) -> Status[WholeOut]:
    """It leaves the list; whoever has its address sees why."""
    place = participant_at(request, coop)
    verbs.withdraw(
        document=reads.one(place, document),
        because=body.because,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, whole_out(place, document))


@router.post("/{document}/erasure", response={201: WholeOut}, summary="Erase a withdrawn document")
def erase(request: HttpRequest, coop: Path[str], document: UUID, body: DocumentKeyIn) -> Status[WholeOut]:
    """Words and files of all its versions go; digests stay."""
    place = participant_at(request, coop)
    verbs.erase(document=reads.one(place, document), by=place.member, at=place.moment, key=body.key)
    return Status(201, whole_out(place, document))


def _gathering(place: Place, key: UUID) -> Gathering:
    held = reads.gathering(place, key)
    if held is None:
        raise absent()
    return held
