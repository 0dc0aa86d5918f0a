"""For the page of the heartbeat: what was done that nobody was told of yet, and letters past their hour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from toadlane.jobs.gauges import Gauge
from toadlane.notices.hearing import TRIES
from toadlane.notices.models import Untold
from toadlane.notices.posting import due_now


def untold(now: dt.datetime) -> Iterator[Gauge]:
    """Both, with how long the oldest waits; what was given up after three tries."""
    waiting = Untold.objects.filter(tries__lt=TRIES).aggregate(n=Count("pk"), first=Min("entry__recorded_at"))
    given_up = Untold.objects.filter(tries__gte=TRIES).count()
    late = due_now(now).aggregate(n=Count("pk"), first=Min("send_at"))
    yield Gauge(_("Entries nobody was told of yet"), waiting["n"], waiting["first"], given_up)
    yield Gauge(_("Notices whose letter is due"), late["n"], late["first"])
