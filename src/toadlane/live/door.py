"""The way from the page of a meeting into the room where it is held, and who was there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.access import Place
from toadlane.live.models import Attendance
from toadlane.meetings.doors import Door
from toadlane.meetings.planned_rows import Meeting, State


def opened(place: Place, meeting: Meeting) -> Iterator[Door]:
    """To where it is opened, held, or what was written in it can be read."""
    if meeting.state == State.CANCELLED:
        return
    words = {State.PLANNED: _("Hold it live"), State.UNDER_WAY: _("Go in")}
    url = reverse("live:live", args=[place.coop.slug, meeting.pk])
    yield Door(
        words.get(State(meeting.state), _("What was written")), url, is_first=meeting.state == State.UNDER_WAY
    )


def attending(meeting: Meeting) -> Iterable[str]:
    """The keys of those who were in it, in the room or online."""
    rows = Attendance.objects.filter(live__meeting=meeting, came_at__isnull=False)
    return rows.values_list("participant__key", flat=True)
