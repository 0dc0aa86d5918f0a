"""Runs a command that ends when whoever asked for it is gone, also when they were killed.

`python -m tests.journeys.tied command …`, with a pipe for its standard input that nobody writes to:
the system closes the pipe with the process that holds its other end.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

ENDS_WITHIN_S = 20.0


def main() -> int:
    running = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    signal.signal(signal.SIGTERM, lambda *_: running.terminate())
    threading.Thread(target=end_with_parent, args=[running], daemon=True).start()
    return running.wait()


def end_with_parent(running: subprocess.Popen[bytes]) -> None:
    while os.read(sys.stdin.fileno(), 1):
        continue
    running.terminate()
    try:
        running.wait(timeout=ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        running.kill()


if __name__ == "__main__":
    sys.exit(main())
