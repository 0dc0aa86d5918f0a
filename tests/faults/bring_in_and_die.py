"""A worker looks at its queue once, and is dead at the moment it is told to be.

A life is asked for by “WHAT NUMBER”: WHAT is “statement” or “commit”, and NUMBER which of them it does not
live to see; or “settling” (the last statement of the import is behind it, its commit is not), “settled”
(that is too) or “never”, each with 0. It says “begun”, and “ended” at the end.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from itertools import count
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.faults.lives import lives  # noqa: E402
from toadlane.jobs import periodic  # noqa: E402
from toadlane.jobs.worker import Worker  # noqa: E402
from toadlane.work import files, incoming, looking  # noqa: E402
from toadlane.work.models import HoursImport  # noqa: E402


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(what: str, number: str) -> None:
    periodic._known.clear()
    incoming.FIRST_CHUNK = incoming.SMALLEST = incoming.LARGEST = looking.BATCH = 8
    database: Any = connection
    statements, commits, commit = count(1), count(1), database._commit

    def watched(execute: Callable[..., Any], *said: Any) -> Any:
        if next(statements) == int(number) and what == "statement":
            die()
        return execute(*said)

    def committed() -> None:
        if next(commits) == int(number) and what == "commit":
            die()
        commit()

    def settling(source: HoursImport) -> None:
        if what == "settling":
            die()
        forget(source)

    def settled(*said: Any, **more: Any) -> None:
        settle_in(*said, **more)
        if what == "settled":
            die()

    forget, settle_in = files.forget, incoming.settle_in
    database._commit, files.forget, incoming.settle_in = committed, settling, settled
    print("begun", flush=True)  # noqa: T201 — the parent waits for this word
    with connection.execute_wrapper(watched):
        Worker().work_once(timezone.now())
    print("ended", flush=True)  # noqa: T201 — the same


lives(main)
