"""A worker whose job stops half way in its transaction and says so; whoever started it kills it then."""

from __future__ import annotations

import time

import django

django.setup()

from django.db.models.signals import post_save  # noqa: E402
from django.utils import timezone  # noqa: E402

from toadlane.jobs import periodic  # noqa: E402
from toadlane.jobs.worker import Worker  # noqa: E402
from toadlane.record.models import Entry  # noqa: E402


def stop_half_way(**_: object) -> None:
    print("half", flush=True)  # noqa: T201 — the parent waits for this word
    time.sleep(60)


post_save.connect(stop_half_way, sender=Entry)
periodic._known.clear()
Worker().work_once(timezone.now())
