"""What the people of the demo were told lately; it passes in one night, so nobody is written to."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import F

from toadlane.coops.models import Coop
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.record.models import Entry

TOLD_FOR: Final = dt.timedelta(days=800)
NEW_FOR: Final = dt.timedelta(days=60)


def tell_of_the_last_years(coop: Coop) -> None:
    """Each entry is told of as it would have been; what was told two months before the last has been read."""
    entries = Entry.objects.filter(coop=coop, kind__in=hearing.heard()).order_by("happened_at", "pk")
    last = entries.last()
    if last is None:
        return
    for entry in entries.filter(happened_at__gt=last.happened_at - TOLD_FOR):
        hearing.tell_whom_it_concerns(entry)
    told = Notice.objects.filter(coop=coop)
    told.update(went=Notice.Went.LISTED, send_at=None)
    told.filter(read_at=None, told_at__lt=last.happened_at - NEW_FOR).update(read_at=F("told_at"))
