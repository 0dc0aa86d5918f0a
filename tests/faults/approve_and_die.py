"""Approves minutes, contests what was noted, or freezes them; and is dead at the moment it is told to be.

A life is asked for by “MINUTES WHO ACT WHEN”: WHEN is the number of a statement before which it kills itself,
“commit” (just before), “committed” (just after), or “never”. It says “begun”, and “done” at the end.
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
from toadlane.coops.models import Participant  # noqa: E402
from toadlane.coops.moment import Moment  # noqa: E402
from toadlane.minutes.models import Minutes  # noqa: E402
from toadlane.minutes.verbs import approve, contest, settle  # noqa: E402

NOON = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(days=3)


def acts(act: str, row: Minutes, by: Participant) -> None:
    """Whoever it is does it at noon; the house freezes three days later."""
    if act == "settle":
        settle(minutes=row, at=Moment.of(LATER, coop=by.coop))
    else:
        verb = {"approve": approve, "contest": contest}[act]
        verb(minutes=row.pk, edition=row.edition, by=by, at=Moment.of(NOON, coop=by.coop))


def main(minutes: str, who: str, act: str, when: str) -> None:
    row = Minutes.objects.get(pk=minutes)
    by = Participant.objects.select_related("coop").get(key=who)
    database: Any = connection
    numbers, commit = count(1), database._commit

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

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
        acts(act, row, by)
    print("done", flush=True)  # noqa: T201 — the same


lives(main)
