"""Another installation, live in a process of its own: a sister co-op's, which witnesses records.

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
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class Sister:
    """The other installation, as a test talks with it."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address
        self.key = str(self.do("key"))

    def do(self, what: str, *said: str) -> Any:
        """Have it do something, and hear what came of it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([what, *said]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def sister(folder: Path) -> Iterator[Sister]:
    """The other installation in a folder, with its own key and its own SQLite."""
    from tests.brought_up import copied_to

    copied_to(folder)
    known = {name: said for name, said in os.environ.items() if name != "TOADLANE_DATABASE_URL"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.toadlane.record.sister"],
        env={**known, "TOADLANE_DATA": str(folder), "TOADLANE_SECRET_KEY": "the-sister's-own-" * 3},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield Sister(process, process.stdout.readline().strip())
    finally:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.wait(30)
        process.stdout.close()


class Server(ThreadingMixIn, WSGIServer):
    """Answers several at once."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Says nothing of who asks."""

    def log_message(self, format: str, *said: object) -> None:  # noqa: A002 — the library's word
        """Nothing."""


def main() -> None:
    import django

    django.setup()
    from django.core.wsgi import get_wsgi_application

    from toadlane.people.models import Person

    server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}/witness\n")
    sys.stdout.flush()
    operator = Person.objects.create(email="olive@harbour.example", name="Olive", operates=True)
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
    raise ValueError(what)


if __name__ == "__main__":
    main()
