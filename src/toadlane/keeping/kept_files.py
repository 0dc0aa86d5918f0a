"""Files that are made for somebody and kept for days: how one stands, handing it over, what goes wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.db import models
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import NotThere, RecordMoved, Refused


class Stage(models.TextChoices):
    """How a file stands, for whoever looks."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")
    GONE = "gone", _("no longer kept")


class KeptFile(Protocol):
    """What both kinds of rows say of their file."""

    state: str
    kept_until: dt.datetime | None
    removed_at: dt.datetime | None


def stage_of(row: KeptFile, place: Path, now: dt.datetime, alive: bool) -> Stage:  # noqa: FBT001 - one of the facts
    """Its state as it really is: a process may have ended in the middle, a disk may have been restored."""
    if row.removed_at is not None:
        return Stage.GONE
    if row.state == Stage.READY:
        over = row.kept_until is None or row.kept_until <= now
        return Stage.GONE if over or not place.is_file() else Stage.READY
    return Stage(row.state) if alive or row.state == Stage.FAILED else Stage.FAILED


@dataclass(frozen=True, slots=True)
class Refusals:
    """What is said of one kind of file when there is none; `kind` begins the codes."""

    kind: str
    make_room: str
    after_failing: str
    after_its_days: str

    def disk_full(self, _folder: Path) -> Refused:
        """People need no path of the machine."""
        says = gettext_noop("The disk of this installation is full; no file was made.")
        return Refused(says, code=f"{self.kind}.disk-full", next_step=self.make_room)

    def being_made(self) -> RecordMoved:
        """There is no file yet."""
        return RecordMoved(
            gettext_noop("The file is being made."),
            code=f"{self.kind}.being-made",
            next_step=gettext_noop("Wait a moment and look again; it goes on while you are away."),
        )

    def failed(self) -> RecordMoved:
        """There is no file, and none is on its way."""
        says = gettext_noop("The file could not be made.")
        return RecordMoved(says, code=f"{self.kind}.failed", next_step=self.after_failing)

    def gone(self) -> NotThere:
        """It was kept for its days, or removed."""
        says = gettext_noop("This file is no longer kept here.")
        return NotThere(says, code=f"{self.kind}.gone", next_step=self.after_its_days)

    def require_ready(self, stage: Stage) -> None:
        """Refuse to hand over what is not there."""
        if stage == Stage.GONE:
            raise self.gone()
        if stage == Stage.FAILED:
            raise self.failed()
        if stage != Stage.READY:
            raise self.being_made()


def handed_over(place: Path, name: str, refusals: Refusals) -> FileResponse:
    """The file streamed, to whoever may have it and to nobody's cache."""
    try:
        opened = place.open("rb")
    except FileNotFoundError:
        raise refusals.gone() from None
    response = FileResponse(opened, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
