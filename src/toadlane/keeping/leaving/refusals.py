"""What is said when everything cannot be taken away; each with what to do now."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import NotThere, RecordMoved, Refused


def disk_full(_folder: Path) -> Refused:
    """Members need no path of the machine."""
    return Refused(
        gettext_noop("The disk of this installation is full; no file was made."),
        code="everything.disk-full",
        next_step=gettext_noop(
            "Ask whoever runs this installation to make room, and begin anew: the decision still serves."
        ),
    )


def being_made() -> RecordMoved:
    """There is no file yet."""
    return RecordMoved(
        gettext_noop("The file is being made."),
        code="everything.being-made",
        next_step=gettext_noop("Wait a moment and look again; it goes on while you are away."),
    )


def failed() -> RecordMoved:
    """There is no file, and none is on its way."""
    return RecordMoved(
        gettext_noop("The file could not be made."),
        code="everything.failed",
        next_step=gettext_noop("Read why on the page, and begin anew: the decision still serves."),
    )


def gone() -> NotThere:
    """It was kept for its days, or removed."""
    return NotThere(
        gettext_noop("This file is no longer kept here."),
        code="everything.gone",
        next_step=gettext_noop("Whoever downloaded it has it; a new one needs a decision of its own."),
    )


def made_already() -> RecordMoved:
    """Nothing failed."""
    return RecordMoved(
        gettext_noop("The file was made."),
        code="everything.made",
        next_step=gettext_noop("Download it while it is kept; a new one needs a decision of its own."),
    )
