"""What this room puts on the page of a meeting and under its standing items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.access import Place
from toadlane.meetings import doors, standing
from toadlane.meetings.doors import Door
from toadlane.meetings.inviting import day_of
from toadlane.meetings.planned_rows import Meeting, State
from toadlane.meetings.standing import Filled
from toadlane.minutes import reads
from toadlane.minutes.life import may_write
from toadlane.minutes.models import Frozen, Present
from toadlane.minutes.register import Asked, actions

LOOKED_THROUGH: Final = 200
"""What is due after so much that is due before it, an agenda would not show."""


def minutes(place: Place, meeting: Meeting) -> Iterator[Door]:
    """The way to its minutes, or to where they are begun."""
    there = reads.seen(place).filter(meeting=meeting).exists()
    begun = meeting.state != State.CANCELLED and meeting.starts_at <= place.moment.instant
    if there or (begun and may_write(meeting, place.member, place.moment)):
        words = _("Its minutes") if there else _("Write its minutes")
        yield Door(words, reverse("minutes:minutes", args=[place.coop.slug, meeting.pk]))


def kept(place: Place, meetings: Sequence[Meeting]) -> Mapping[UUID, Door]:
    """The way to the minutes of each of them that has some, and that they may read."""
    rows = reads.seen(place).filter(meeting__in=[one.pk for one in meetings], nth=0)
    words, slug = _("Its minutes"), place.coop.slug
    return {
        meeting: Door(words, reverse("minutes:one", args=[slug, key]))
        for key, meeting in rows.order_by().values_list("pk", "meeting")
    }


def attending(meeting: Meeting) -> Iterable[str]:
    """The keys of those who were there, as its minutes say; a closed session tells nobody."""
    rows = Present.objects.filter(minutes__meeting=meeting, minutes__nth=0, there=True)
    return rows.values_list("participant__key", flat=True)


def due(place: Place, meeting: Meeting) -> Iterator[Filled]:
    """What was promised in meetings and is due by this one, or has no day."""
    last = day_of(meeting)
    for one in actions(place, Asked(state="open"))[:LOOKED_THROUGH]:
        if one.action is not None and (one.due_on is None or one.due_on <= last):
            who = one.who.name if one.who else _("nobody yet")
            yield Filled(_("%(name)s: %(text)s") % {"name": who, "text": one.text}, one.url, one.due_on)


def last_minutes(place: Place, meeting: Meeting) -> Iterator[Filled]:
    """The minutes of earlier meetings of the series that wait to be approved."""
    if meeting.series_id is None:
        return
    rows = reads.seen(place).filter(
        meeting__series=meeting.series_id, meeting__starts_at__lt=meeting.starts_at
    )
    rows = rows.filter(~Exists(Frozen.objects.filter(minutes=OuterRef("pk"))))
    for row in rows.order_by("-meeting__starts_at")[: standing.AT_MOST]:
        text = _("%(title)s, %(day)s: not approved yet") % {"title": row, "day": day_of(row.meeting)}
        yield Filled(text, reverse("minutes:one", args=[place.coop.slug, row.pk]))


def listen() -> None:
    """Called once when the application starts."""
    doors.register("minutes", minutes)
    doors.keep("minutes", kept)
    doors.tell_attendance("minutes", attending)
    standing.register("open-actions", "minutes", due)
    standing.register("last-minutes", "minutes", last_minutes)
