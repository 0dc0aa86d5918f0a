"""A whole house in a process of its own, served on loopback as `make run` serves it, with SQLite."""

from __future__ import annotations

import datetime as dt
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.brought_up import copied_to

CHECKOUT = Path(__file__).resolve().parents[2]
GRANIAN = Path(sys.executable).with_name("granian")
OPEN_WITHIN_S = 60.0
SERVED = "toadlane.site.wsgi:application"
OVER_SINCE = dt.date(2026, 2, 10)
"""The demo's last day: before it, what the stage sets up has not happened yet."""


@dataclass(frozen=True, slots=True)
class House:
    """Where it is, and what the stage told of it."""

    url: str
    told: Mapping[str, str]


def furnished(folder: Path) -> str:
    """What the stage told of a folder it furnished."""
    today = dt.datetime.now(dt.UTC).date()
    assert today > OVER_SINCE, f"These stories close 2025, which is not over: this machine says {today}."
    copied_to(folder)
    staged = subprocess.run(
        [sys.executable, "-m", "tests.journeys.stage"],
        env=environment(folder),
        cwd=CHECKOUT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return staged.stdout


@contextmanager
def house(folder: Path, told: Mapping[str, str], *, application: str = SERVED) -> Iterator[House]:
    """Open the house on a furnished folder, and shut it at the end.

    The house tells the time by this machine's clock, and its stories close 2025; with the `application` of
    `later`, by as many days later as somebody says.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = folder / "house.log"
    with log.open("w") as out:
        serving = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.tied", *command(port, application)],
            env=environment(folder) | {"TOADLANE_ADDRESS": url},
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=out,
        )
    try:
        wait_until_open(port, serving, log)
        yield House(url, told)
    finally:
        serving.terminate()
        serving.communicate(timeout=30)


def environment(folder: Path) -> dict[str, str]:
    known = {name: said for name, said in os.environ.items() if not name.startswith("TOADLANE_")}
    paths = f"{CHECKOUT / 'src'}{os.pathsep}{CHECKOUT}"
    return known | {"TOADLANE_DATA": str(folder), "PYTHONPATH": paths}


def command(port: int, application: str = SERVED) -> list[str]:
    """What `./run serve` types."""
    where = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    quiet = ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    return [str(GRANIAN), *where, *quiet, application]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_open(port: int, serving: subprocess.Popen[bytes], log: Path) -> None:
    """Ask until the house answers; a house that does not open says why."""
    until = time.monotonic() + OPEN_WITHIN_S
    while time.monotonic() < until and serving.poll() is None:
        if answers(port):
            return
        time.sleep(0.05)
    raise AssertionError(f"The house did not open:\n{log.read_text()}")


def answers(port: int) -> bool:
    """Whether the house says it is open."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asking.request("GET", "/healthz")
        return asking.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        asking.close()
