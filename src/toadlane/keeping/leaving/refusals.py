"""What is said when everything cannot be taken away; each with what to do now."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import RecordMoved
from toadlane.keeping import kept_files

FILE: Final = kept_files.Refusals(
    "everything",
    make_room=gettext_noop(
        "Ask whoever runs this installation to make room, and begin anew: the decision still serves."
    ),
    after_failing=gettext_noop("Read why on the page, and begin anew: the decision still serves."),
    after_its_days=gettext_noop("Whoever downloaded it has it; a new one needs a decision of its own."),
)


def made_already() -> RecordMoved:
    """Nothing failed."""
    return RecordMoved(
        gettext_noop("The file was made."),
        code="everything.made",
        next_step=gettext_noop("Download it while it is kept; a new one needs a decision of its own."),
    )
