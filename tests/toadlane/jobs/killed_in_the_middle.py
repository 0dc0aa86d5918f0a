"""A worker whose job stops half way in its transaction and says so; whoever started it kills it then."""

from __future__ import annotations

import time

import django

django.setup()

from django.utils import timezone  # noqa: E402

from toadlane.jobs import periodic  # noqa: E402
from toadlane.jobs.worker import Worker  # noqa: E402
from toadlane.record.verbs import entry_written  # noqa: E402


def stop_half_way(**_: object) -> None:
    print("half", flush=True)  # noqa: T201 — the parent waits for this word
    time.sleep(60)


entry_written.connect(stop_half_way)
periodic._known.clear()
Worker().work_once(timezone.now())
