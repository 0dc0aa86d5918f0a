"""What the front page and the hall show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from toadlane.coops.access import Place
from toadlane.coops.demo import DEMO
from toadlane.coops.models import Participant
from toadlane.record import reads as record


@dataclass(frozen=True, slots=True)
class Door:
    """A co-op someone belongs to."""

    name: str
    url: str


def demo_coops() -> list[dict[str, Any]]:
    """The demo co-ops and their sign-ins, where this installation is a demo; otherwise none."""
    path = Path(settings.DATA) / DEMO
    try:
        return _demo(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return []


@lru_cache(maxsize=4)
def _demo(path: Path, _changed: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def my_coops(request: HttpRequest) -> list[Door]:
    """The co-ops whoever is signed in belongs to."""
    if not request.user.is_authenticated:
        return []
    rows = Participant.objects.filter(person=request.user).select_related("coop").order_by("coop__name")
    return [Door(row.coop.name, reverse("today:today", args=[row.coop.slug])) for row in rows]


def lately(place: Place) -> list[Any]:
    """The co-op's last entries in the record, as far as the reader may see them."""
    return record.latest(place)
