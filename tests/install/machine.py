"""What a rented machine would have, and a namespace has not: a line to the package servers, and systemd."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OURS = Path(__file__).resolve().parent
GIVEN = "run/given"
"""Where the machine finds what it was given: our sources, the settings of this machine's package clients."""


def furnish(room: Path, house: Path) -> None:
    """Lay out, beside the disk to be, what the machine is given."""
    given = room / "given"
    for name in ("upper", "work", "disk", "given"):
        (room / name).mkdir()
    source = str(given / "toad-lane.git")
    subprocess.run(("git", "clone", "--quiet", "--bare", str(house), source), check=True)
    for name in ("systemctl.py", "walk.py"):
        shutil.copy2(OURS / name, given / name)
    certificates = Path(os.environ.get("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt"))
    shutil.copy2(certificates, given / "certificates.crt")
    (given / "pip").write_text("\n".join(f"{name}={value}" for name, value in pip_settings().items()))


def pip_settings() -> dict[str, str]:
    """Where this machine's pip looks, as it would be told by its environment."""
    command = (sys.executable, "-m", "pip", "config", "list")
    said = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    found = re.findall(r"^[^.\n]+\.([a-z-]+)='(.*)'$", said, re.MULTILINE)
    return {f"PIP_{name.replace('-', '_').upper()}": value for name, value in found if name != "cert"}


def folders_of(settings: dict[str, str]) -> list[Path]:
    """The folders of this machine in which its pip looks."""
    named = [part.removeprefix("file://") for value in settings.values() for part in value.split()]
    there = [Path(part) for part in named if part.startswith("/") and Path(part).is_dir()]
    return sorted({place.parent if place.name == "simple" else place for place in there})


def put_together(room: Path, base: Path) -> Path:
    """Mount the empty Debian under a disk that forgets; only this namespace sees it."""
    disk = room / "disk"
    layers = f"lowerdir={base},upperdir={room / 'upper'},workdir={room / 'work'}"
    mount("-t", "overlay", "overlay", "-o", layers, disk)
    mount("-t", "proc", "proc", disk / "proc")
    mount("-t", "tmpfs", "tmpfs", disk / "run")
    mount("--rbind", "/dev", disk / "dev")
    bind(room / "given", disk / GIVEN)
    settings = dict(line.split("=", 1) for line in (room / "given" / "pip").read_text().splitlines())
    for place in folders_of(settings):
        bind(place, disk / place.relative_to("/"))
    shutil.copy2("/etc/resolv.conf", disk / "etc" / "resolv.conf")
    (disk / "etc" / "hosts").write_text("127.0.0.1 localhost coop.localhost\n")
    stand_in(disk / "usr" / "sbin" / "policy-rc.d", "exit 101\n")  # packages start nothing by themselves
    stand_in(
        disk / "usr" / "local" / "bin" / "systemctl", f'exec /usr/bin/python3 /{GIVEN}/systemctl.py "$@"\n'
    )
    stand_in(disk / "usr" / "local" / "bin" / "curl", 'exec nsenter --net=/run/line /usr/bin/curl "$@"\n')
    return disk


def stand_in(place: Path, text: str) -> None:
    """A small program where a whole machine has a great one."""
    place.write_text(f"#!/bin/sh\n{text}")
    place.chmod(0o755)


def bind(source: Path, target: Path) -> None:
    """Show a folder there, for reading."""
    target.mkdir(parents=True, exist_ok=True)
    mount("--bind", source, target)
    mount("-o", "remount,bind,ro", target)


def mount(*words: object) -> None:
    subprocess.run(["mount", *map(str, words)], check=True)


def environment(room: Path) -> dict[str, str]:
    """What the shell of the machine knows, before anybody types."""
    pip = dict(line.split("=", 1) for line in (room / "given" / "pip").read_text().splitlines())
    return {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": str(Path.home()),
        "LANG": "C.UTF-8",
        "DEBIAN_FRONTEND": "noninteractive",
        "PIP_CERT": f"/{GIVEN}/certificates.crt",
        **pip,
    }
