"""For the page of the heartbeat: letters in the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from toadlane.jobs.gauges import Gauge
from toadlane.mail.outbox import due


def letters(now: dt.datetime) -> Iterator[Gauge]:
    """Those whose time has come; one that waits for its next try is no trouble of the queue."""
    waiting = due(now).order_by().aggregate(n=Count("pk"), first=Min("next_at"))
    yield Gauge(_("Letters in the outbox"), waiting["n"], waiting["first"])
