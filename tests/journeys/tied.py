"""Runs a command that ends, with everything it started, when whoever asked for it is gone or was killed.

`python -m tests.journeys.tied command …`, with a pipe for its standard input that nobody writes to:
the system closes the pipe with the process that holds its other end. The command leads a group of its own,
so that nothing of it is left behind: a web server that is killed leaves the process that serves, and one
that is told to end leaves it when that does not hear.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

ENDS_WITHIN_S = 20.0


def main() -> int:
    asked_to_end = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: asked_to_end.set())  # before there is anything to leave behind
    running = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, start_new_session=True)
    threading.Thread(target=listen, args=[asked_to_end], daemon=True).start()
    threading.Thread(target=end, args=[running, asked_to_end], daemon=True).start()
    try:
        return running.wait()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)


def listen(asked_to_end: threading.Event) -> None:
    """Wait until whoever asked for the command is gone."""
    while os.read(sys.stdin.fileno(), 1):
        continue
    asked_to_end.set()


def end(running: subprocess.Popen[bytes], asked_to_end: threading.Event) -> None:
    """In good order if it ends in time."""
    asked_to_end.wait()
    running.terminate()
    try:
        running.wait(timeout=ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        running.kill()


if __name__ == "__main__":
    sys.exit(main())
