"""What the money room has waiting for someone, for *Today*."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.books import payment_waiting, reads, verbs, years
from toadlane.books.opening.verbs import POST as OPEN
from toadlane.charter.reads import charter_of, has_charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.providers import Item
from toadlane.coops.sight import sight_on
from toadlane.decisions.matters import Matter
from toadlane.decisions.reads import ready


def for_participant(participant: Participant, at: Moment) -> Iterable[Item]:
    """For the bookkeeper, the oldest year that can be closed; for a member, a year newly closed."""
    coop = participant.coop
    if not has_charter(coop):
        return
    bookkeeper = verbs.BOOKKEEPER in sight_on(participant, at.day).audiences
    if bookkeeper:
        marks = years.landmarks(coop)
        last = max(marks.closed, default=0)
        still_open = [y for y in years.years_to_close(coop, at, first=marks.first_here) if y > last]
        if not marks.closed:
            yield from _to_open(participant, marks)
        if still_open:
            yield _to_close(participant, min(still_open))
    since = at.day - dt.timedelta(days=DAYS_NEW)
    for (year,) in reads.NEWLY_CLOSED(who=participant.pk, since=since):
        yield Item(
            title=_("%(year)s is closed: see what it gave you") % {"year": year},
            verb=_("Open my account"),
            url=reverse("books:account", args=[coop.slug, participant.key]),
        )
    yield from payment_waiting.items(participant, at, bookkeeper=bookkeeper)


DAYS_NEW = 30


def _to_open(participant: Participant, marks: years.Landmarks) -> Iterable[Item]:
    """A draft of opening balances to go on with, or to post as decided; or a past that nobody has brought."""
    coop = participant.coop
    url = reverse("books:opening", args=[coop.slug])
    if marks.drafted:
        decided = ready(coop, matter=OPEN, subject=str(marks.drafted)).exists()
        yield Item(
            title=_("Opening balances before %(year)s are not posted") % {"year": marks.drafted},
            verb=_("Post them, as decided") if decided else _("Go on with them"),
            url=url,
        )
    elif coop.began_on and coop.began_on < charter_of(coop).base_front.starts() and not marks.first_here:
        yield Item(title=_("The co-op has a past"), verb=_("Bring its balances"), url=url)


def _to_close(participant: Participant, year: int) -> Item:
    coop = participant.coop
    decided = ready(coop, matter=verbs.CLOSE, subject=str(year)).exists()
    return Item(
        title=_("%(year)s is over and not closed") % {"year": year},
        verb=_("Close it, as decided") if decided else _("See what is missing"),
        url=reverse("books:year", args=[coop.slug, year]),
    )


def matters_with_pages(known: Iterable[Matter]) -> Iterable[Matter]:
    """The matters of this room, told where people see what exactly is decided on."""
    for matter in known:
        if matter.key in (verbs.CLOSE, verbs.CORRECT):
            yield replace(matter, page=year_page)


def year_page(coop: Coop, subject: str) -> str:
    """The page of a fiscal year."""
    return reverse("books:year", args=[coop.slug, int(subject)]) if subject.isdecimal() else ""
