"""A calendar of one's own days, read by a private address: whoever has the address reads it, signed out too.

The address ends when it is stopped, and with the reader's taking part: what it tells is asked anew each time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from toadlane.coops import dates, providers, signed
from toadlane.coops.access import absent
from toadlane.coops.dates import Dated
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import asked_once
from toadlane.coops.sight import sight_on
from toadlane.notices.models import CalendarAddress
from toadlane.notices.posting import has_stage

if TYPE_CHECKING:
    from icalendar import Event

SALT: Final = "notices.calendar"
ASK_AGAIN: Final = dt.timedelta(hours=6)
A_DAY: Final = dt.timedelta(days=1)


@transaction.atomic
def make(*, by: Participant, at: Moment) -> str:
    """An address for whoever takes part; the one they have, if they have one."""
    if not _takes_part(by, at):
        raise absent()
    held = Participant.objects.select_for_update(no_key=True, of=("self",)).get(pk=by.pk)
    row, _new = CalendarAddress.objects.get_or_create(participant=held, defaults={"made_at": at.instant})
    return link_of(row)


def stop(*, of: Participant) -> None:
    """From now on the address leads nowhere; one that is made later is another."""
    CalendarAddress.objects.filter(participant=of).delete()


def address_of(participant: Participant) -> str:
    """The whole address; "" where there is none."""
    row = CalendarAddress.objects.filter(participant=participant).first()
    return link_of(row) if row else ""


def link_of(row: CalendarAddress) -> str:
    """Told to nobody but whose it is."""
    return f"{settings.ADDRESS}{reverse('notices:calendar-of', args=[signed.token_of(row.pk, SALT)])}"


def whose(token: str) -> Participant:
    """Whom an address is of; one that was stopped, or is not ours, leads nowhere."""
    key = signed.key_in(token, SALT)
    rows = CalendarAddress.objects.select_related("participant__coop", "participant__person")
    row = rows.filter(pk=key).first() if key else None
    if row is None:
        raise absent()
    return row.participant


def written(who: Participant, at: Moment) -> bytes:
    """The calendar as a calendar program reads it, in the reader's language; nothing once they have left."""
    if not _takes_part(who, at):
        raise absent()
    from icalendar import Calendar  # noqa: PLC0415 - slow to load, and few ask for it

    language = (who.person.language if who.person else "") or who.coop.language
    with translation.override(language), timezone.override(who.coop.time_zone), asked_once():
        found = Calendar()
        found.add("prodid", "-//Toad Lane//EN")
        found.add("version", "2.0")
        found.add("x-wr-calname", who.coop.name)
        found.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
        for one in days_of(who, at):
            found.add_component(event(one, who, at))
        body: bytes = found.to_ical()
    return body


def days_of(who: Participant, at: Moment) -> list[Dated]:
    """What waits with a day, and what lies ahead; one day of one page is told once."""
    waits = providers.waiting(who, at)
    told = [Dated(item.title, item.due_on, item.url) for item in waits if item.due_on is not None]
    return list(_once([*told, *dates.ahead(who, at)]))


def _once(told: Iterable[Dated]) -> Iterable[Dated]:
    seen = dict[tuple[dt.date, str], Dated]()
    for one in told:
        seen.setdefault((one.on, one.url), one)
    return sorted(seen.values(), key=lambda one: (one.on, one.url))


def event(one: Dated, who: Participant, at: Moment) -> Event:
    """A whole day; the same number each time it is asked, so that no calendar shows it twice."""
    from icalendar import Event  # noqa: PLC0415 - the same

    url = f"{settings.ADDRESS}{one.url}"
    found = Event()
    found.add("uid", f"{uuid5(NAMESPACE_URL, f'{url}#{who.pk}#{one.on}')}@toad-lane")
    found.add("dtstamp", at.instant)
    found.add("dtstart", one.on)
    found.add("dtend", one.on + A_DAY)
    found.add("summary", one.title)
    found.add("url", url)
    found.add("class", "PRIVATE")
    found.add("transp", "TRANSPARENT")
    return found


def _takes_part(who: Participant, at: Moment) -> bool:
    return who.person is not None and who.person.is_active and has_stage(sight_on(who, at.day))
