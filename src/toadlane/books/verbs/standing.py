"""What every act on a co-op's money asks first: who acts, alone at it, and on a year still open."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from toadlane.books import years
from toadlane.books.models import Opening, YearClose
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
    if year < years.first_here(coop):
        raise Refused(
            gettext_noop("{year} was closed in the books kept before, and is part of the opening balances."),
            code="close.before-opening",
            next_step=gettext_noop("Close {first} here and what follows it."),
            year=year,
            first=years.first_here(coop),
        )
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


def refuse_overtaken(coop: Coop, year: int) -> None:
    """A later year was reckoned on what stood before it; fault `close.later-year` while its close stands."""
    later = years.closed_after(coop, year)
    if later:
        raise Refused(
            gettext_noop("A later year is closed already: {later}."),
            code="close.later-year",
            next_step=gettext_noop(
                "Correct that close first, newest first; then close {year}, and what came after it anew."
            ),
            later=", ".join(map(str, later)),
            year=year,
        )


def refuse_closed_day(coop: Coop, day: dt.date) -> None:
    """Refuse an entry on a day before the first one that no standing close has settled; fault `day.closed`.

    Ask it while holding the co-op. A close reckoned with what the books said of its year, and people have
    taken that year's books away: what is learned of it later is an entry of today.
    """
    opened = Opening.objects.filter(coop=coop, reversal=None).aggregate(on=Max("stood_on"))["on"]
    if opened is not None and day <= opened:
        raise InputFault(
            gettext_noop("{given} lies before the books kept here, which open on the evening of {day}."),
            code="day.before-opening",
            next_step=gettext_noop("It is part of the opening balances; date what comes after them later."),
            day=opened.isoformat(),
            given=day.isoformat(),
        )
    first_open = YearClose.objects.filter(coop=coop, reversal=None).aggregate(until=Max("until"))["until"]
    if first_open is not None and day < first_open:
        raise InputFault(
            gettext_noop("The books are closed up to {day}, and {given} lies before it."),
            code="day.closed",
            next_step=gettext_noop(
                "Date it {day}, the first day still open, or later; if it changes what a closed year gave, "
                "correct that close first."
            ),
            day=first_open.isoformat(),
            given=day.isoformat(),
        )
