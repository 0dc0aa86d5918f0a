"""What stands beside an article on the charter's page: exceptions that hold on the day that is read."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.amending.models import RuleException
from toadlane.charter.notes import Note
from toadlane.coops.access import Place
from toadlane.ui import figures


def exceptions(place: Place, on: dt.date) -> list[Note]:
    """Those that hold on a day; at their end they are gone."""
    rows = RuleException.objects.select_related("ended").filter(from_day__lte=on, until__gt=on)
    url = reverse("amending:exceptions", args=[place.coop.slug]) if place.participant else ""
    words = _("An exception holds until {day}: {says}")
    return [
        Note(row.number, words.format(day=figures.day(row.ends_on), says=row.says), url)
        for row in place.visible(rows).order_by("from_day", "pk")
        if row.ends_on > on
    ]
