"""`python3 -m tests.install`: the guide's blocks typed into an empty Debian, in a namespace of its own.

Needs root, debootstrap and the network; takes minutes, so it is no part of `make check`. Only what is
committed is installed. The empty Debian is kept in .cache/install for the next time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.install import inside, machine

HOUSE = Path(__file__).resolve().parents[2]
BASE = HOUSE / ".cache" / "install" / "bookworm"
GUIDE = HOUSE / "docs" / "guide" / "installing.md"
APART = ("unshare", "--mount", "--pid", "--fork", "--kill-child")


def main() -> int:
    """Outside: make the empty machine. Inside (--inside): type."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.install")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--keep", action="store_true", help="leave the machine's disk for a look")
    chosen = parser.parse_args()
    if chosen.inside:
        return inside.follow(chosen.inside, GUIDE.read_text(encoding="utf-8"))
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("This needs root and debootstrap (on Debian: apt-get install debootstrap).")
        return 2
    started = time.monotonic()
    empty_debian()
    room = Path(tempfile.mkdtemp(prefix="toadlane-install-"))
    try:
        machine.furnish(room, HOUSE)
        again = (sys.executable, "-m", "tests.install", "--inside", str(room))
        code = subprocess.run((*APART, *again), cwd=HOUSE, check=False).returncode
    finally:
        if chosen.keep:
            print(f"Its disk is in {room}")
        else:
            shutil.rmtree(room)
    print(f"\n{'Installed' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s")
    return code


def empty_debian() -> None:
    """Debian's smallest system, fetched once."""
    if (BASE / "etc" / "debian_version").exists():
        return
    print("── fetching an empty Debian ──", flush=True)
    BASE.parent.mkdir(parents=True, exist_ok=True)
    half = BASE.with_suffix(".part")
    shutil.rmtree(half, ignore_errors=True)
    command = ("debootstrap", "--variant=minbase", "bookworm", str(half))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    half.rename(BASE)


if __name__ == "__main__":
    sys.exit(main())
