"""An installation somebody has just begun by the command, in a folder of its own, and nothing in it yet."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyrage

from tests.brought_up import copied_to
from tests.journeys.served import CHECKOUT, command, free_port, wait_until_open

OLIVE = ("Olive Example", "olive@harbour.example")


@dataclass(frozen=True, slots=True)
class Begun:
    """Where it is, its folder, and what the command said."""

    url: str
    folder: Path
    said: str

    @property
    def link(self) -> str:
        """The address by which the first person chooses a password."""
        found = re.search(r"https?://\S+/account/password/new/\S+", self.said)
        assert found is not None, self.said
        return found[0]

    def letters(self) -> str:
        """Every letter that was sent, as one text."""
        return "\n".join(file.read_text() for file in sorted((self.folder / "mail").glob("*")))


@contextmanager
def begun(folder: Path) -> Iterator[Begun]:
    """Type `toadlane create`, open the house, and shut it at the end.

    It finds a new database there, as after a beginning that broke off. The house closes its backups to a key
    that nobody holds, so that it tries none out: a drill brings up a house, and waits for no journey to end.
    """
    copied_to(folder)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    known = {name: said for name, said in os.environ.items() if not name.startswith("TOADLANE_")}
    source = f"{CHECKOUT / 'src'}{os.pathsep}{CHECKOUT}"
    nobodys = str(pyrage.x25519.Identity.generate().to_public())
    environment = known | {"TOADLANE_ADDRESS": url, "PYTHONPATH": source, "TOADLANE_BACKUPS_FOR": nobodys}
    name, email = OLIVE
    create = [
        sys.executable,
        "-m",
        "toadlane",
        "create",
        "--data",
        str(folder),
        "--name",
        name,
        "--email",
        email,
    ]
    said = subprocess.run(create, env=environment, cwd=CHECKOUT, check=True, capture_output=True, text=True)
    log = folder.with_suffix(".log")
    with log.open("w") as out:
        serving = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.tied", *command(port)],
            env=environment | {"TOADLANE_DATA": str(folder)},
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=out,
        )
    try:
        wait_until_open(port, serving, log)
        yield Begun(url, folder, said.stdout)
    finally:
        serving.terminate()
        serving.communicate(timeout=30)
