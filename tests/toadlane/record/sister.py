"""Another installation, live in a process of its own: a sister co-op's, which witnesses records, or has one.

Started with a folder and a port; then told what to do by lines on its input, and answers each by a line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class Sister:
    """The other installation, as a test talks with it."""

    def __init__(self, folder: Path, called: str) -> None:
        self.folder, self.called = folder, called
        self.address = self.start()
        self.key = str(self.do("key"))

    def start(self, port: int = 0) -> str:
        """The process; where it can be asked."""
        known = {name: said for name, said in os.environ.items() if name != "TOADLANE_DATABASE_URL"}
        own = {
            "TOADLANE_DATA": str(self.folder),
            "TOADLANE_SECRET_KEY": f"{self.called}-its-own-" * 3,
            "TOADLANE_WITNESSES_NEARBY": "1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.toadlane.record.sister", str(port)],
            env=known | own,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def stop(self) -> None:
        """The machine goes down."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def start_again(self) -> None:
        """And comes up at the same place."""
        self.stop()
        where = self.start(urlsplit(self.address).port or 0)
        assert where == self.address

    def do(self, what: str, *said: str) -> Any:
        """Have it do something, and hear what came of it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([what, *said]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def sister(folder: Path, called: str = "quay") -> Iterator[Sister]:
    """The other installation in a folder, with its own key and its own SQLite."""
    from tests.brought_up import copied_to

    copied_to(folder)
    there = Sister(folder, called)
    try:
        yield there
    finally:
        there.stop()


class Server(ThreadingMixIn, WSGIServer):
    """Answers several at once."""

    daemon_threads = True
    allow_reuse_address = True


class Quiet(WSGIRequestHandler):
    """Says nothing of who asks."""

    def log_message(self, format: str, *said: object) -> None:  # noqa: A002 — the library's word
        """Nothing."""


def main() -> None:
    import django

    django.setup()
    from django.core.wsgi import get_wsgi_application

    from toadlane.people.models import Person

    server = make_server("127.0.0.1", int(sys.argv[1]), get_wsgi_application(), Server, Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}/witness\n")
    sys.stdout.flush()
    said = {"name": "Olive", "operates": True}
    operator, _ = Person.objects.get_or_create(email="olive@harbour.example", defaults=said)
    for line in sys.stdin:
        what, *said = json.loads(line)
        sys.stdout.write(json.dumps(done(operator, what, *said)) + "\n")
        sys.stdout.flush()


def done(operator: Any, what: str, *said: str) -> Any:
    """One of the things it is told."""
    from django.utils import timezone

    from toadlane.record import signing, witnessing
    from toadlane.record.models import Contradiction, Origin

    match what, said:
        case "key", ():
            return signing.witness_key().told
        case "let", (name, key):
            return witnessing.let(name=name, told=key, by=operator, at=timezone.now()).origin
        case "anew", (name, key):
            return witnessing.let(name=name, told=key, by=operator, at=timezone.now(), forget=True).origin
        case "knows", (origin,):
            found = Origin.objects.get(origin=origin)
            odd = Contradiction.objects.filter(origin=found).order_by("pk")
            return [found.size, [[one.why, one.size] for one in odd]]
        case _:
            return of_its_record(what, *said)


def of_its_record(what: str, *said: str) -> Any:
    """What it does with a record of its own."""
    match what, said:
        case "found", (address, key):
            return founded(address, key)
        case "act", (times,):
            return grown(int(times))
        case "ask", ():
            return witnessed()
        case "back-up" | "put-back", (kept,):
            return carried(what, Path(kept))
    raise ValueError(what)


def founded(address: str, key: str) -> str:
    """Harbour and Ada, and the witness she names; the key the record is signed with."""
    from tests.toadlane.conftest import NOON, found_harbour, join_as_bookkeeper
    from toadlane.coops.moment import Moment
    from toadlane.record import checkpointing, witnesses

    harbour = found_harbour()
    ada, noon = join_as_bookkeeper(harbour), Moment.of(NOON, coop=harbour)
    witnesses.name(coop=harbour, called="Quay", address=address, told=key, by=ada, at=noon, key="k")
    return checkpointing.key_of(harbour).told


def grown(times: int) -> int:
    """Some more happened; how many entries there are."""
    from tests.toadlane.conftest import NOON
    from tests.toadlane.record.test_checkpoints import act
    from toadlane.coops.models import Participant
    from toadlane.coops.moment import Moment
    from toadlane.record import verbs
    from toadlane.record.models import Sequenced

    ada = Participant.objects.select_related("coop").get(key="ada")
    act(ada, Moment.of(NOON, coop=ada.coop), times)
    while verbs.sequence_all():
        pass
    return Sequenced.objects.count()


def witnessed() -> list[Any]:
    """Its checkpoint is signed and its witness asked, now: what stands, and what the record says of it."""
    from django.utils import timezone

    from toadlane.record import checkpointing, tasks
    from toadlane.record.models import Entry, WitnessAsking

    WitnessAsking.objects.update(next_at=timezone.now())
    checkpointing.sign_all()
    tasks.ask_witnesses.func()
    row = WitnessAsking.objects.select_related("refused").get()
    news = Entry.objects.filter(kind__startswith="record.witness-").exclude(kind__endswith="named.v1")
    kinds = list(news.order_by("pk").values_list("kind", flat=True))
    return [row.trouble, row.theirs, row.refused.why if row.refused else "", kinds]


def carried(what: str, kept: Path) -> str:
    """The database is copied aside, or put back as it was."""
    import sqlite3

    from django.db import connections

    connections.close_all()
    own = Path(os.environ["TOADLANE_DATA"]) / "toadlane.sqlite3"
    here, there = (own, kept) if what == "back-up" else (kept, own)
    with sqlite3.connect(here) as source, sqlite3.connect(there) as target:
        source.backup(target)
    return what


if __name__ == "__main__":
    main()
