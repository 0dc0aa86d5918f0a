"""Candidates whose time has come, for the agenda of a meeting."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.candidacy.standings import on_the_way
from toadlane.coops.access import Place
from toadlane.coops.models import Participant
from toadlane.coops.sight import Matter
from toadlane.meetings import standing
from toadlane.meetings.inviting import day_of
from toadlane.meetings.planned_rows import Meeting
from toadlane.meetings.standing import Filled


def due(place: Place, meeting: Meeting) -> Iterator[Filled]:
    """Whoever may be decided on by the day of the meeting, as far as whoever looks may see that."""
    day = day_of(meeting)
    for who, found in on_the_way(place.coop, day):
        if found.value.ready and found.value.decided_as and _sees(place, who):
            url = reverse("candidacy:standing", args=[place.coop.slug, who.key])
            yield Filled(_("%(name)s: the members can decide now") % {"name": who.name}, url)


def _sees(place: Place, who: Participant) -> bool:
    return place.sight.may_see(Matter(place.coop, "directory", who))


def listen() -> None:
    """Called once when the application starts."""
    standing.register("candidates", "candidacy", due)
