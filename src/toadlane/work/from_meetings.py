"""The hours of a meeting that is over, proposed to whoever was there, and logged by one click."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db.models import DateTimeField, QuerySet, UUIDField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toadlane.coops import keys
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import ANSWERED
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.meetings import doors
from toadlane.meetings.planned_rows import Invited, Meeting
from toadlane.ui import figures
from toadlane.work.models import TimeEntry
from toadlane.work.verbs.entries import Stint, log_hours

LATELY: Final = dt.timedelta(days=14)
DAY: Final = 86_400


def _over(who: Any, since: Any, now: Any) -> QuerySet[Any, Any]:
    rows = Invited.objects.filter(participant=who, meeting__state="over").exclude(meeting__logged_as="")
    rows = rows.filter(meeting__ends_at__gt=since, meeting__starts_at__lte=now)
    return rows.order_by("meeting__starts_at").values_list("meeting")


OVER: Final = Question(_over, who=UUIDField(), since=DateTimeField(), now=DateTimeField())


def one_over(who: Asking) -> tuple[Question, dict[str, Any]]:
    """Whether any was over lately."""
    now = who.at.instant
    return OVER, {"who": who.participant.pk, "since": now - LATELY, "now": now}


def for_today(participant: Participant, at: Moment) -> Iterator[Item]:
    """One's hours of meetings of a fortnight that one was at, and has not logged."""
    found = [pk for (pk,) in OVER(who=participant.pk, since=at.instant - LATELY, now=at.instant)]
    for row in Meeting.objects.filter(pk__in=found).select_related("coop").order_by("starts_at"):
        if is_open(row, participant):
            said = {"hours": figures.hours(seconds_of(row)), "title": row.title}
            yield Item(
                title=_("%(hours)s of “%(title)s” are not logged") % said,
                verb=_("Log them"),
                url=reverse("meetings:meeting", args=[participant.coop.slug, row.pk]),
                due_on=day_of(row),
            )


def opened(place: Place, meeting: Meeting) -> Iterator[doors.Door]:
    """The button on the page of a meeting."""
    if place.participant is not None and is_open(meeting, place.member):
        said = {"hours": figures.hours(seconds_of(meeting)), "work": meeting.logged_as}
        unpaid = _("unpaid, as the charter says") if meeting.unpaid else ""
        url = reverse("work:of-a-meeting", args=[place.coop.slug, meeting.pk])
        yield doors.Door(_("Log my %(hours)s as %(work)s") % said, url, sends=True, note=unpaid)


def is_open(meeting: Meeting, who: Participant) -> bool:
    """Whether somebody was at a meeting that is over, whose time is logged, and has not logged it."""
    if meeting.state != "over" or not meeting.logged_as or keys.seen(coop=who.coop, key=key_of(meeting, who)):
        return False
    return who.key in doors.was_there(meeting)


def key_of(meeting: Meeting, who: Participant) -> str:
    """The same for every click: the time of a meeting is logged once."""
    return f"meeting-hours:{meeting.pk}:{who.key}"


def day_of(meeting: Meeting) -> dt.date:
    """The day it was on, where the co-op is."""
    return meeting.starts_at.astimezone(zoneinfo.ZoneInfo(meeting.coop.time_zone)).date()


def seconds_of(meeting: Meeting) -> int:
    """How long it took: from when it was begun to when it was over, else as it was planned; a day at most."""
    begins, ends = meeting.began_at or meeting.starts_at, meeting.over_at or meeting.ends_at
    if meeting.began_at is None or ends <= begins:
        begins, ends = meeting.starts_at, meeting.ends_at
    planned = meeting.ends_at - meeting.starts_at
    return max(60, min(int(min(ends - begins, 2 * planned).total_seconds()), DAY))


def log_meeting(*, meeting: Meeting, by: Participant, at: Moment) -> TimeEntry:
    """Log one's own time of it, as the kind of work the charter says; faults of `log_hours`."""
    if not is_open(meeting, by):
        raise absent()
    stint = Stint(day_of(meeting), meeting.logged_as, seconds_of(meeting), note=meeting.title)
    return log_hours(participant=by, stint=stint, by=by, at=at, key=key_of(meeting, by), overlapping=True)


@require_POST
@for_participants
def logging(request: HttpRequest, place: Place, meeting: UUID) -> HttpResponse:
    """One click: my time of this meeting."""
    row = place.find(Meeting.objects.select_related("coop"), pk=meeting)
    try:
        log_meeting(meeting=row, by=place.member, at=place.moment)
        messages.success(request, _("Logged. You can change it among your hours."))
    except ANSWERED as fault:
        messages.error(request, f"{fault.says} {fault.next_step}")
    return redirect("meetings:meeting", place.coop.slug, row.pk)
