"""Closes 2024 on the decision and under the key it is given, and is dead at the moment it is told to be.

A life is asked for by “AUTHORITY KEY WHEN”: WHEN is the number of a statement before which it kills itself,
“commit” (just before), “committed” (just after), or “never”. It says “begun”, and “closed” at the end.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Callable
from itertools import count
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402

from tests.faults.lives import lives  # noqa: E402
from toadlane.books.verbs import close_year  # noqa: E402
from toadlane.coops.models import Coop, Participant  # noqa: E402
from toadlane.coops.moment import Moment  # noqa: E402
from toadlane.decisions.models import Authority  # noqa: E402

NOON = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(authority: str, key: str, when: str) -> None:
    coop = Coop.objects.get()
    by = Participant.objects.select_related("coop").get(key="ada")
    held = Authority.objects.select_related("coop").get(pk=authority)
    database: Any = connection
    numbers, commit = count(1), database._commit

    def watched(execute: Callable[..., Any], *said: Any) -> Any:
        if str(next(numbers)) == when:
            die()
        return execute(*said)

    def committed() -> None:
        if when == "commit":
            die()
        commit()
        if when == "committed":
            die()

    database._commit = committed
    print("begun", flush=True)  # noqa: T201 — the parent waits for this word
    with connection.execute_wrapper(watched):
        close_year(coop=coop, year=2024, authority=held, by=by, at=Moment.of(NOON, coop=coop), key=key)
    print("closed", flush=True)  # noqa: T201 — the same


lives(main)
