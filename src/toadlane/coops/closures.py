"""Things closed until a day: who still sees them, and what everybody else may know of them."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import models

from toadlane.coops.models import Closure, Coop, Participant


def holding(coop: Any, on: Any) -> models.QuerySet[Closure]:
    """The closures of a co-op that hold on a day; they end by themselves."""
    return Closure.objects.filter(coop=coop, opens_on__gt=on, lifted=None)


def closed_to(who: Any, coop: Any, on: Any) -> models.QuerySet[Closure]:
    """Those that keep something from somebody; a stranger (None) is named in none."""
    found = holding(coop, on)
    return found if who is None else found.exclude(named__participant=who)


def is_closed_to(thing: UUID, who: Participant | None, *, coop: Coop, on: dt.date) -> bool:
    """Whether one thing is closed to somebody on a day."""
    return closed_to(who, coop, on).filter(thing=thing).exists()


def told_to(who: Participant, sees: Any, *, coop: Coop, on: dt.date) -> list[Closure]:
    """The closed things somebody would see if they were open: that they are there, why, and until when."""
    found = closed_to(who, coop, on).order_by("opens_on", "pk")
    return [closure for closure in found if sees(closure.open_as)]
