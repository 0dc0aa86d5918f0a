"""An item of an agenda as what a proposal came of."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.meetings.inviting import day_of
from toadlane.meetings.plan_reads import AGENDA_ITEM
from toadlane.meetings.planned_rows import Item, Meeting
from toadlane.proposals import origins
from toadlane.proposals.said import number_of
from toadlane.ui import figures


def item(sight: Sight, key: str, _at: Moment) -> origins.Origin | None:
    """One item, for whoever sees its meeting."""
    number = number_of(key)
    rows = Item.objects.filter(coop=sight.coop).select_related("meeting__coop", "owner")
    found = rows.filter(pk=number).first() if number else None
    if found is None or not sight.visible(Meeting.objects.filter(pk=found.meeting_id)).exists():
        return None
    of = {"meeting": found.meeting.title, "day": figures.day(day_of(found.meeting))}
    head = _("On the agenda of “%(meeting)s”, %(day)s:") % of
    lines = [head, *(f"> {line}".rstrip() for line in (found.about or found.title).splitlines())]
    return origins.Origin(
        kind=AGENDA_ITEM,
        key=str(found.pk),
        label=found.title,
        page=reverse("meetings:meeting", args=[sight.coop.slug, found.meeting_id]),
        quote="\n".join(lines),
        information_class=found.meeting.information_class,
    )


def listen() -> None:
    """Called once when the application starts."""
    origins.register(origins.Kind(AGENDA_ITEM, gettext_lazy("Item of an agenda"), item))
