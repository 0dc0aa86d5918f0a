"""Many people write at once: `write_and_write.py COOP WRITERS`, until somebody closes its standard input.

It says “writing” when all of them have begun, and at the end how many entries were kept.
"""

from __future__ import annotations

import datetime as dt
import sys
import threading

import django

django.setup()

from django.db import OperationalError, connections, transaction  # noqa: E402

from toadlane.coops.models import Coop  # noqa: E402
from toadlane.coops.moment import Moment  # noqa: E402
from toadlane.record.verbs import append  # noqa: E402

A_BREATH_S = 1.0  # an entry a second is more than people write, and leaves the processor to others
NOON = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)
over = threading.Event()
kept = [0]


def write(coop: Coop, writer: int, begun: threading.Barrier) -> None:
    """Entry after entry; a database that is busy for too long is asked again."""
    at, number = Moment.of(NOON, coop=coop), 0
    try:
        while not over.is_set():
            try:
                with transaction.atomic():
                    append(kind="test.said.v1", what={"n": number, "w": writer}, by=None, at=at, coop=coop)
            except OperationalError:
                continue
            number += 1
            if number == 1:
                begun.wait()
                over.wait(A_BREATH_S * writer / begun.parties)  # they never all breathe together
            else:
                over.wait(A_BREATH_S)
    finally:
        kept[0] += number
        connections.close_all()


def main(slug: str, writers: str) -> None:
    coop = Coop.objects.get(slug=slug)
    begun = threading.Barrier(int(writers) + 1)
    threads = [threading.Thread(target=write, args=(coop, n, begun)) for n in range(int(writers))]
    for thread in threads:
        thread.start()
    begun.wait()
    print("writing", flush=True)  # noqa: T201 — the parent waits for this word
    sys.stdin.read()
    over.set()
    for thread in threads:
        thread.join()
    print(kept[0], flush=True)  # noqa: T201 — the same


main(*sys.argv[1:])
