"""One process wakes the application, which takes a second; what has to die lives in children of it.

A script calls `lives(main)`. For each line it is given, a child says its number, goes through `main` with
the words of that line as far as it gets, and “over” follows when it is gone.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection

from toadlane.site import settings

OVER = "over"


def lives(main: Callable[..., None]) -> None:
    """One life after the other; each begins without a connection to the database."""
    for line in sys.stdin:
        assert connection.connection is None
        child = os.fork()
        if child == 0:
            print(os.getpid(), flush=True)  # noqa: T201 — the test waits for these words
            main(*line.split())
            return
        os.waitpid(child, 0)
        print(OVER, flush=True)  # noqa: T201 — the same


class Mortal:
    """The process of a script that calls `lives`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def lives(self, *words: object, kill_after: float | None = None) -> list[str]:
        """What a child said before it was gone; killed so many seconds after its first word, if asked."""
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        child = int(self.heard())
        said = [self.heard()]
        if kill_after is not None and said != [OVER]:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        while said[-1] != OVER:
            said.append(self.heard())
        return said[:-1]

    def heard(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the process that lives are begun from is gone"
        return line.strip()


@contextmanager
def mortal(script: Path, *, database: str) -> Iterator[Mortal]:
    environment = {**os.environ, "TOADLANE_DATABASE_URL": database, "TOADLANE_DATA": str(settings.DATA)}
    process = subprocess.Popen(
        [sys.executable, str(script)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Mortal(process)
    finally:
        process.communicate()
