"""The latest checkpoint in one line, for the foot of whatever is printed or mailed: paper keeps it for us."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import ngettext

from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.record.models import Checkpoint
from toadlane.record.proving import coded
from toadlane.ui import figures


@dataclass(frozen=True, slots=True)
class Printed:
    """How many entries a record had, on which day of the co-op, and the root over them in base64."""

    size: int
    day: dt.date
    root: str

    @property
    def says(self) -> str:
        """The line, in the language now in use."""
        return ngettext(
            "Record: %(size)s entry on %(day)s, root %(root)s",
            "Record: %(size)s entries on %(day)s, root %(root)s",
            self.size,
        ) % {"size": self.size, "day": figures.day(self.day), "root": self.root}


def printed_line(coop: Coop, at: Moment) -> str:
    """The line for the foot of a page or of a letter, in the language now in use; "" while there is none."""
    found = printed_checkpoint(coop, at)
    return found.says if found else ""


def printed_checkpoint(coop: Coop, at: Moment) -> Printed | None:
    """The last checkpoint that was signed by then; None while there is none. One question.

    It tells nobody what any entry said; that there are so many is told to whoever may see the paper.
    """
    found = Checkpoint.objects.filter(coop=coop, recorded_at__lte=at.instant).order_by("-size").first()
    if found is None:
        return None
    return Printed(found.size, Moment.of(found.recorded_at, coop=coop).day, coded(bytes(found.root)))
