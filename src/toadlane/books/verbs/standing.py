"""What every act on a co-op's money asks first: who acts, alone at it, and on a year still open."""

from __future__ import annotations

from bylaws.kernel.faults import RecordMoved, Refused
from toadlane.books.models import YearClose
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment

BOOKKEEPER = "bookkeeper"


def only_bookkeepers(coop: Coop, by: Participant, at: Moment) -> None:
    if by.coop_id != coop.pk:
        raise absent()
    if BOOKKEEPER not in by.roles_on(at.day):
        raise Refused(
            "This is for whoever holds the role of bookkeeper on {day}.",
            code="books.not-bookkeeper",
            next_step="Ask the bookkeeper, or have the members give you the role.",
            day=at.day.isoformat(),
        )


def hold(coop: Coop) -> None:
    """Let one act on the co-op's money at a time: whoever comes second waits here."""
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)


def refuse_closed(coop: Coop, year: int) -> int:
    """The number of the next attempt to close a year; refused while a close of it stands."""
    closes = YearClose.objects.filter(coop=coop, year=year).select_related("reversal")
    for close in closes:
        if not hasattr(close, "reversal"):
            raise closed_already(year)
    return len(closes) + 1


def closed_already(year: int) -> RecordMoved:
    return RecordMoved(
        "{year} is closed already.",
        code="close.already",
        next_step="Look at the close; if it is wrong, correct it by a reversal.",
        year=year,
    )
