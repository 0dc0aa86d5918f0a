"""What the money room has waiting for someone, for *Today*."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.books import payment_waiting, reads, verbs, years
from toadlane.books.opening.verbs import POST as OPEN
from toadlane.charter.reads import charter_of, has_charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on
from toadlane.decisions.matters import Matter
from toadlane.decisions.reads import ready


def for_participant(participant: Participant, at: Moment) -> Iterable[Item]:
    """For the bookkeeper, the oldest year that can be closed; for a member, a year newly closed."""
    yield from of_years(participant, at)
    yield from newly_closed(participant, at)
    yield from owed(participant, at)
    yield from paid(participant, at)


def of_years(participant: Participant, at: Moment) -> Iterable[Item]:
    """For the bookkeeper: a past to bring, and the oldest year that can be closed."""
    coop = participant.coop
    if not _keeps_books(participant, at) or not has_charter(coop):
        return
    marks = years.landmarks(coop)
    last = max(marks.closed, default=0)
    still_open = [y for y in years.years_to_close(coop, at, first=marks.first_here) if y > last]
    if not marks.closed:
        yield from _to_open(participant, marks)
    if still_open:
        yield _to_close(participant, min(still_open))


def a_newly_closed_one(who: Asking) -> tuple[Question, dict[str, Any]]:
    """A year that gave them something."""
    since = who.at.day - dt.timedelta(days=DAYS_NEW)
    return reads.NEWLY_CLOSED, {"who": who.participant.pk, "since": since}


def newly_closed(participant: Participant, at: Moment) -> Iterable[Item]:
    """The newest year, where it was closed lately and gave them something."""
    coop = participant.coop
    if not has_charter(coop):
        return
    since = at.day - dt.timedelta(days=DAYS_NEW)
    for (year,) in reads.NEWLY_CLOSED(who=participant.pk, since=since):
        yield Item(
            title=_("%(year)s is closed: see what it gave you") % {"year": year},
            verb=_("Open my account"),
            url=reverse("books:account", args=[coop.slug, participant.key]),
        )


def owed(participant: Participant, at: Moment) -> Iterable[Item]:
    """For the bookkeeper, what is owed to members and back by them."""
    if _keeps_books(participant, at) and has_charter(participant.coop):
        yield from payment_waiting.owed_and_owed_back(participant.coop, at.day)


def a_payment(who: Asking) -> tuple[Question, dict[str, Any]]:
    """Money that they were paid lately."""
    since = who.at.day - dt.timedelta(days=payment_waiting.DAYS_NEW)
    return payment_waiting.PAID, {"who": who.participant.pk, "since": since}


def paid(participant: Participant, at: Moment) -> Iterable[Item]:
    """The last that was paid to them."""
    if has_charter(participant.coop):
        yield from payment_waiting.items(participant, at, bookkeeper=False)


DAYS_NEW = 30


def _keeps_books(participant: Participant, at: Moment) -> bool:
    return verbs.BOOKKEEPER in sight_on(participant, at.day).audiences


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
