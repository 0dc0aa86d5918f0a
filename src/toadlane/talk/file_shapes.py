"""The shapes of attached files in the API."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from ninja import Schema

from toadlane.talk.attached_rows import Attachment


class FileOut(Schema):
    """An attached file; `sha256` is of its bytes."""

    id: UUID
    name: str
    form: str
    size: int
    sha256: str
    by: str
    at: dt.datetime


def file_out(row: Attachment) -> FileOut:
    """One file."""
    return FileOut(
        id=row.pk,
        name=row.file_name,
        form=row.form,
        size=row.size,
        sha256=row.digest,
        by=row.by.key,
        at=row.attached_at,
    )
