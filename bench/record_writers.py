"""Forty people log hours at once, with the record on and off, in turns of the same run, on both engines.

`python -m bench.record_writers [--writers 40] [--seconds 2] [--rounds 5] [--engine sqlite|postgresql]`: off,
the verbs do everything but append; on, they append as ever, and a sequencer gives entries their places
beside them. The rate with it on has to be at least four fifths of the rate with it off. PostgreSQL is a
server of its own in a temporary folder.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from bench.hours_import import CHARTER

LEAST = 0.8
ENGINES = ("sqlite", "postgresql")
AT = dt.datetime(2025, 3, 3, 17, tzinfo=dt.UTC)


def main() -> int:
    """Each engine in a process of its own; fails when one is below."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--writers", type=int, default=40)
    asked.add_argument("--seconds", type=float, default=2.0)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--engine", choices=ENGINES)
    sizes = asked.parse_args()
    if sizes.engine:
        return 0 if on_engine(sizes.engine, sizes.writers, sizes.seconds, sizes.rounds) else 1
    return max(
        subprocess.run(
            [sys.executable, "-m", "bench.record_writers", *sys.argv[1:], "--engine", engine], check=False
        ).returncode
        for engine in ENGINES
    )


def on_engine(engine: str, writers: int, seconds: float, rounds: int) -> bool:
    """One engine: the ratio of the medians, of turns one after the other."""
    with installed(engine):
        people = founded(writers)
        turn(people, seconds=1.0, recorded=True)
        rates: dict[bool, list[float]] = {True: [], False: []}
        for _ in range(rounds):
            for recorded in (False, True):
                rates[recorded].append(turn(people, seconds=seconds, recorded=recorded))
        off, on = (statistics.median(rates[recorded]) for recorded in (False, True))
        pairs = [one / other for one, other in zip(rates[True], rates[False], strict=True)]
        ratio = statistics.median(pairs)
        sequenced()
    print(
        f"    {engine}: {writers} writers, {off:.0f} verbs a second without the record, {on:.0f} with it: "
        f"{ratio:.0%} in the median of {rounds} pairs, {min(pairs):.0%} to {max(pairs):.0%} "
        f"(at least {LEAST:.0%})",
        flush=True,
    )
    return ratio >= LEAST


@contextmanager
def installed(engine: str) -> Iterator[None]:
    """An installation with every table, and Django awake in it."""
    with tempfile.TemporaryDirectory() as name, database(engine) as url:
        os.environ |= {
            "TOADLANE_DATA": name,
            "TOADLANE_DATABASE_URL": url,
            "TOADLANE_SECRET_KEY": "only-for-the-bench-" * 3,
            "DJANGO_SETTINGS_MODULE": "toadlane.site.settings",
        }
        import django  # noqa: PLC0415 - the settings are named before Django reads them

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connections  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        yield
        connections.close_all()


@contextmanager
def database(engine: str) -> Iterator[str]:
    """The address of the database; "" is SQLite in the data folder, as durable as it is served."""
    if engine == "sqlite":
        yield ""
        return
    from tests.postgres import server  # noqa: PLC0415 - needs a server on this machine

    with server() as address:
        yield address


def founded(writers: int) -> list[Any]:
    """A co-op with a charter, and as many members as write."""
    from django.db import transaction  # noqa: PLC0415

    from toadlane.charter.verbs import adopt_charter  # noqa: PLC0415
    from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod  # noqa: PLC0415
    from toadlane.coops.moment import Moment  # noqa: PLC0415
    from toadlane.people.models import Person  # noqa: PLC0415

    with transaction.atomic():
        coop = Coop.objects.create(
            slug="harbour", name="Harbour", currency="USD", time_zone="America/New_York"
        )
        people = []
        for number in range(writers):
            person = Person.objects.create(email=f"m{number}@harbour.example", name=f"M{number}")
            one = Participant.objects.create(coop=coop, key=f"m{number}", name=f"M{number}", person=person)
            StagePeriod.objects.create(
                coop=coop, participant=one, stage="member", valid_from=dt.date(2024, 1, 1)
            )
            people.append(one)
        RolePeriod.objects.create(
            coop=coop, participant=people[0], role="founder", valid_from=dt.date(2024, 1, 1)
        )
        adopt_charter(coop=coop, source=CHARTER, by=people[0], at=Moment.of(AT, coop=coop), key="charter")
    return people


def turn(people: list[Any], *, seconds: float, recorded: bool) -> float:
    """Everybody writes for so long; how many verbs were carried out in a second."""
    from toadlane.work.verbs import entries  # noqa: PLC0415

    with patch.object(entries, "append", vars(entries)["append"] if recorded else nothing):
        ends = time.monotonic() + seconds
        done = [0] * len(people)
        workers = [
            threading.Thread(target=alone(writing(done, nth, who, ends))) for nth, who in enumerate(people)
        ]
        workers.append(threading.Thread(target=alone(lambda: sequencing(ends))))
        began = time.monotonic()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return sum(done) / (time.monotonic() - began)


def nothing(**_said: object) -> None:
    """The record is off."""


def alone(work: Callable[[], None]) -> Callable[[], None]:
    """A thread's work, with a connection of its own that is closed at the end."""

    def run() -> None:
        from django.db import connections  # noqa: PLC0415

        try:
            work()
        finally:
            connections.close_all()

    return run


def writing(done: list[int], nth: int, who: Any, ends: float) -> Callable[[], None]:
    """One member logs one stint after the other."""
    from toadlane.coops.moment import Moment  # noqa: PLC0415
    from toadlane.work.verbs.entries import Stint, log_hours  # noqa: PLC0415

    at = Moment.of(AT, coop=who.coop)

    def work() -> None:
        while time.monotonic() < ends:
            stint = Stint(day=dt.date(2025, 3, 3), work="everyday", seconds=60)
            log_hours(participant=who, stint=stint, by=who, at=at, key=uuid.uuid4().hex, overlapping=True)
            done[nth] += 1

    return work


def sequencing(ends: float) -> None:
    """What the worker does beside them, every five seconds at most; here once a second."""
    from toadlane.record.verbs import sequence_all  # noqa: PLC0415

    while time.monotonic() < ends:
        time.sleep(1.0)
        sequence_all()


def sequenced() -> None:
    """A bench of something wrong says nothing: every entry has its place, once."""
    from toadlane.record.models import Entry, Sequenced  # noqa: PLC0415
    from toadlane.record.verbs import sequence_all  # noqa: PLC0415

    while sequence_all():
        pass
    places = list(Sequenced.objects.order_by("place").values_list("place", flat=True))
    if places != list(range(Entry.objects.count())):
        raise SystemExit("The record has not every entry in its place.")


if __name__ == "__main__":
    sys.exit(main())
