"""Attached files over the API: the same verbs as the pages."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import File, Form, Path, Router, Status
from ninja.files import UploadedFile

from toadlane.coops.api import Click, Slug, participant_at
from toadlane.talk import attached, reads, verbs
from toadlane.talk.api import KindKey, SubjectKey
from toadlane.talk.file_shapes import FileOut, file_out
from toadlane.talk.file_views import response_of
from toadlane.talk.forms import sent_files
from toadlane.talk.subjects import subject_at

router = Router()


@router.get("/files/{attachment}", summary="One attached file")
def read_attachment(request: HttpRequest, coop: Path[Slug], attachment: Path[UUID]) -> HttpResponseBase:
    """As it was attached, to the byte."""
    return response_of(participant_at(request, coop), attachment, shown=False)


@router.post("/files/{attachment}/removal", response={204: None}, summary="Remove an attached file")
def remove_attachment(request: HttpRequest, coop: Path[Slug], attachment: Path[UUID]) -> Status[None]:
    """Its name and its bytes go; its digest stays."""
    place = participant_at(request, coop)
    subject, row = attached.attachment_at(place, attachment)
    verbs.remove(attachment=row, subject=subject, by=place.member, at=place.moment)
    return Status(204, None)


@router.post("/comments/{comment}/files", response={201: list[FileOut]}, summary="Attach to your comment")
def attach_to_comment(
    request: HttpRequest,
    coop: Path[Slug],
    comment: Path[UUID],
    files: File[list[UploadedFile]],
    key: Form[Click],
) -> Status[list[FileOut]]:
    """All of them, or none."""
    place = participant_at(request, coop)
    subject, found = reads.comment_at(place, comment)
    sent = sent_files(files)
    rows = verbs.attach(subject=subject, comment=found, sent=sent, by=place.member, at=place.moment, key=key)
    return Status(201, [file_out(one) for one in rows])


@router.get("/{kind}/{subject}/files", response=list[FileOut], summary="What is attached to something")
def list_attachments(
    request: HttpRequest, coop: Path[Slug], kind: Path[KindKey], subject: Path[SubjectKey]
) -> list[FileOut]:
    """To the thing itself; what hangs on comments is told with them."""
    place = participant_at(request, coop)
    rows = attached.rows_of(subject_at(place, kind, subject)).filter(removed_at=None)
    return [file_out(one) for one in rows]


@router.post("/{kind}/{subject}/files", response={201: list[FileOut]}, summary="Attach to something")
def attach_to_subject(  # noqa: PLR0917 - where, and what is sent
    request: HttpRequest,
    coop: Path[Slug],
    kind: Path[KindKey],
    subject: Path[SubjectKey],
    files: File[list[UploadedFile]],
    key: Form[Click],
) -> Status[list[FileOut]]:
    """For those who write it, while it is open: a draft, or a proposal that is not concluded."""
    place = participant_at(request, coop)
    found = subject_at(place, kind, subject)
    rows = verbs.attach(subject=found, sent=sent_files(files), by=place.member, at=place.moment, key=key)
    return Status(201, [file_out(one) for one in rows])
