"""A calendar of one's own days, read by a private address: whoever has the address reads it, signed out too.

The address ends when it is stopped, and with the reader's taking part: what it tells is asked anew each time.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
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


@transaction.atomic
def renew(*, by: Participant, at: Moment) -> str:
    """Another address; the one before leads nowhere from now on."""
    stop(of=by)
    return make(by=by, at=at)


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


def written(who: Participant, at: Moment, *, whole: bool = False) -> bytes:
    """The calendar as a calendar program reads it, in the reader's language; nothing once they have left.

    With `whole`, what the co-op has ahead, and they may see; else their own days.
    """
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
        for one in dates.of_the_coop(who, at) if whole else days_of(who, at):
            found.add_component(event(one, who, at))
        found.add_missing_timezones()
        body: bytes = found.to_ical()
    return body


def days_of(who: Participant, at: Moment) -> list[Dated]:
    """What waits with a day, and what lies ahead; one day of one page is told once."""
    waits = providers.waiting(who, at)
    ahead = dates.ahead(who, at)
    timed = {one.url for one in ahead if one.starts_at is not None}
    told = [
        Dated(item.title, item.due_on, item.url)
        for item in waits
        if item.due_on is not None and item.url not in timed
    ]
    return list(_once([*told, *ahead]))


def _once(told: Iterable[Dated]) -> Iterable[Dated]:
    seen = dict[tuple[dt.date, str], Dated]()
    for one in told:
        seen.setdefault((one.on, one.url), one)
    return sorted(seen.values(), key=lambda one: (one.on, one.url))


def event(one: Dated, who: Participant, at: Moment) -> Event:
    """A day, or hours; the same number each time it is asked, so that no calendar shows it twice."""
    from icalendar import Event  # noqa: PLC0415 - the same

    url = f"{settings.ADDRESS}{one.url}"
    found = Event()
    number = one.number or uuid5(NAMESPACE_URL, f"{url}#{who.pk}#{one.on}")
    found.add("uid", f"{number}@toad-lane")
    found.add("dtstamp", at.instant)
    begins, ends = hours(one)
    found.add("dtstart", begins)
    found.add("dtend", ends)
    found.add("summary", one.title)
    found.add("url", url)
    found.add("class", "PRIVATE")
    found.add("transp", "OPAQUE" if one.starts_at and not one.all_day else "TRANSPARENT")
    if one.where:
        found.add("location", one.where)
    if one.number:
        found.add("sequence", one.edition)
        found.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    return found


def hours(one: Dated) -> tuple[dt.date, dt.date]:
    """From when to when, in its own zone, so that a calendar keeps the hour when clocks are changed."""
    if one.starts_at is None or one.ends_at is None:
        return one.on, min(one.on, dt.date.max - A_DAY) + A_DAY
    zone = zoneinfo.ZoneInfo(one.zone)
    begins, ends = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
    return (begins.date(), max(ends.date(), begins.date() + A_DAY)) if one.all_day else (begins, ends)


def _takes_part(who: Participant, at: Moment) -> bool:
    return who.person is not None and who.person.is_active and has_stage(sight_on(who, at.day))
