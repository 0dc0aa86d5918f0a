"""What this room itself puts under standing items: proposals that close soon, actions of decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.decisions.days import day_ending
from toadlane.coops.access import Place
from toadlane.coops.moment import Moment
from toadlane.meetings import standing
from toadlane.meetings.planned_rows import Meeting
from toadlane.meetings.standing import Filled
from toadlane.proposals import reads as proposals
from toadlane.proposals.models import DECISIONS, Action

SOON: Final = dt.timedelta(days=14)


def closing(place: Place, meeting: Meeting) -> Iterator[Filled]:
    """Proposals that close before the meeting, or in the fortnight after it."""
    last = meeting.ends_at + SOON
    for line in proposals.open_lines(place):
        ends = line.now.ends_at
        if ends is not None and ends <= last:
            url = reverse("proposals:proposal", args=[place.coop.slug, line.life.row.pk])
            yield Filled(line.life.text.title, url, due_on=day_ending(ends, place.coop.time_zone))


def actions(place: Place, meeting: Meeting) -> Iterator[Filled]:
    """What somebody took on because of a decision: due by a fortnight after the meeting, or undated."""
    if not place.sight.may_see_class(DECISIONS):
        return
    last = Moment.of(meeting.ends_at, coop=place.coop).day + SOON
    rows = Action.objects.filter(coop=place.coop, over=None).select_related("who", "outcome")
    for one in rows.order_by("due_on", "pk")[: standing.AT_MOST]:
        if one.due_on is None or one.due_on <= last:
            said = {"name": one.who.name, "text": one.text}
            url = reverse("proposals:proposal", args=[place.coop.slug, one.outcome.proposal_id])
            yield Filled(_("%(name)s: %(text)s") % said, url, due_on=one.due_on)


def listen() -> None:
    """Called once when the application starts."""
    standing.register("proposals", "proposals", closing)
    standing.register("open-actions", "proposals", actions)
