"""One process is the whole house: it serves, its worker works, and it ends in good order."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.brought_up import copied_to

pytestmark = pytest.mark.sqlite_only
PATIENCE_S = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def house(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A house of its own, open at an address."""
    port = free_port()
    environment = {**os.environ, "TOADLANE_DATA": str(folder), "TOADLANE_ADDRESS": f"http://127.0.0.1:{port}"}
    environment.pop("TOADLANE_DATABASE_URL", None)
    copied_to(folder)
    serve = [
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers",
        "1",
    ]
    command = [sys.executable, *serve, "--blocking-threads", "2", "toadlane.site.wsgi:application"]
    with (folder / "said").open("w") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        try:
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def until(happened: Callable[[], bool]) -> None:
    patience = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < patience
        time.sleep(0.1)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz") as answer:  # noqa: S310 — our own address
            return bool(answer.read() == b"ok\n")
    except urllib.error.URLError:
        return False


def asked(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "toadlane.sqlite3") as database:
        found = database.execute(sql).fetchall()
    database.close()
    return found


def test_the_house_serves_works_and_ends_in_good_order(tmp_path: Path) -> None:
    with house(tmp_path) as (address, process):
        until(lambda: answers(address))
        until(lambda: len(asked(tmp_path, "SELECT worker FROM jobs_beat")) == 1)
        until(lambda: ("jobs.prune",) in asked(tmp_path, "SELECT name FROM jobs_due"))
        process.terminate()
        ended = process.wait(PATIENCE_S)

    assert (ended, asked(tmp_path, "SELECT worker FROM jobs_beat")) == (0, [])
