"""A run that is killed leaves no server behind."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.journeys.served import CHECKOUT

BEATS = """
import pathlib, sys, time
while True:
    pathlib.Path(sys.argv[1]).write_text(str(time.monotonic()))
    time.sleep(0.05)
"""
SERVER = """
import signal, subprocess, sys
stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)" + sys.argv[1]
subprocess.Popen([sys.executable, "-c", stubborn, sys.argv[2]])
signal.sigwait([signal.SIGTERM])
"""
"""Ends when it is told to, as a web server does that was killed: the process that serves goes on."""
RUN = """
import subprocess, sys
tied = [sys.executable, "-m", "tests.journeys.tied", sys.executable, "-c", sys.argv[1], sys.argv[2]]
subprocess.Popen(tied, stdin=subprocess.PIPE).wait()
"""


def test_a_server_ends_with_the_run_that_was_killed(tmp_path: Path) -> None:
    pulse = tmp_path / "pulse"
    run = subprocess.Popen([sys.executable, "-c", RUN, BEATS, str(pulse)], cwd=CHECKOUT)
    wait_for(pulse.exists)

    run.kill()
    run.wait()

    wait_for(lambda: still(pulse))
    assert still(pulse)


def test_what_a_server_started_ends_with_it(tmp_path: Path) -> None:
    pulse = tmp_path / "pulse"
    tied = [sys.executable, "-m", "tests.journeys.tied", sys.executable, "-c", SERVER, BEATS, str(pulse)]
    with subprocess.Popen(tied, cwd=CHECKOUT, stdin=subprocess.PIPE) as running:
        wait_for(pulse.exists)

        running.terminate()
        running.wait()

    assert still(pulse)


def still(pulse: Path) -> bool:
    """Whether nobody writes to it any more."""
    before = pulse.read_text()
    time.sleep(0.5)
    return pulse.read_text() == before


def wait_for(done: Callable[[], bool], within_s: float = 20.0) -> None:
    until = time.monotonic() + within_s
    while time.monotonic() < until and not done():
        time.sleep(0.05)
