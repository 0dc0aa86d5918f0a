"""The days of one's own leaving, for one's calendar."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.dates import Dated
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.leaving.models import Departure


def own_leaving(participant: Participant, at: Moment) -> Iterator[Dated]:
    """While the notice runs; nothing once it was taken back."""
    running = Departure.objects.filter(participant=participant, taken_back=None, leaves_on__gte=at.day)
    for one in running.order_by("leaves_on", "pk"):
        page = reverse("leaving:departure", args=[participant.coop.slug, one.pk])
        yield Dated(_("Your notice ends: you leave"), one.leaves_on, page)
        ends = one.access_ends_on
        if ends is not None and ends >= at.day:
            yield Dated(_("Your access to accounts and machines ends"), ends, f"{page}#access")
