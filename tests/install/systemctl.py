"""Stands in for systemd, which a namespace cannot have: starts a unit's own commands, as its own user.

Knows daemon-reload, enable --now, restart, reload-or-restart and stop. What a unit says of sandboxes is
left out.
"""

import os
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

UNITS = (Path("/etc/systemd/system"), Path("/lib/systemd/system"))
RUNNING = Path("/run/units")
IN_THE_LINE = ("nsenter", "--net=/run/line")


def main() -> None:
    verb, *names = [word for word in sys.argv[1:] if not word.startswith("--")]
    if verb == "daemon-reload":
        return
    if verb not in {"enable", "restart", "reload-or-restart", "stop"}:
        sys.exit(f"The stand-in knows no “systemctl {verb}”.")
    for name in names:
        stop(name)
        if verb != "stop":
            start(name, service(name))


def service(name: str) -> dict[str, list[str]]:
    """The [Service] part of a unit: each name with its values in order."""
    file = next(place / f"{name}.service" for place in UNITS if (place / f"{name}.service").exists())
    found: dict[str, list[str]] = {}
    part = ""
    for line in file.read_text().replace("\\\n", " ").splitlines():
        if line.startswith("["):
            part = line
        elif part == "[Service]" and "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            found.setdefault(key, []).append(value)
    return found


def start(name: str, unit: dict[str, list[str]]) -> None:
    """Everything before, to its end; then the service itself, whose words go to a file."""
    RUNNING.mkdir(exist_ok=True)
    said = (RUNNING / f"{name}.log").open("a")
    for command in unit.get("ExecStartPre", []):
        subprocess.run(words(unit, command), check=True, **around(unit), stdout=said, stderr=said)
    begun = subprocess.Popen(
        words(unit, unit["ExecStart"][0]),
        **around(unit),
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
        start_new_session=True,
    )
    (RUNNING / name).write_text(str(begun.pid))
    time.sleep(1)


def stop(name: str) -> None:
    """Ask it to end, and wait until it has."""
    file = RUNNING / name
    if not file.exists():
        return
    pid = int(file.read_text())
    file.unlink()
    try:
        os.killpg(pid, 15)
    except ProcessLookupError:
        return
    for _ in range(600):
        if not Path(f"/proc/{pid}/stat").exists() or " Z " in Path(f"/proc/{pid}/stat").read_text():
            return
        time.sleep(0.1)
    sys.exit(f"{name} does not end.")


def words(unit: dict[str, list[str]], command: str) -> list[str]:
    """A command line as the unit's user types it, with the one right it may keep."""
    typed = shlex.split(command.lstrip("-@+!"))
    user = unit.get("User", ["root"])[0]
    if user == "root":
        return [*IN_THE_LINE, *typed]
    rights = ["--ambient-caps", "+net_bind_service", "--inh-caps", "+net_bind_service"]
    ambient = rights if "CAP_NET_BIND_SERVICE" in " ".join(unit.get("AmbientCapabilities", [])) else []
    return [*IN_THE_LINE, "setpriv", "--reuid", user, "--regid", user, "--init-groups", *ambient, *typed]


def environ(unit: dict[str, list[str]]) -> dict[str, str]:
    """What the unit says of the environment; systemd gives little more."""
    user = unit.get("User", ["root"])[0]
    home = subprocess.run(
        ("getent", "passwd", user), check=True, capture_output=True, text=True
    ).stdout.split(":")[5]
    found = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", "HOME": home, "LANG": "C.UTF-8"}
    for line in unit.get("Environment", []):
        found |= dict(word.split("=", 1) for word in shlex.split(line))
    for file in unit.get("EnvironmentFile", []):
        kept = [
            line for line in Path(file).read_text().splitlines() if "=" in line and not line.startswith("#")
        ]
        found |= dict(line.split("=", 1) for line in kept)
    return found


def around(unit: dict[str, list[str]]) -> dict[str, Any]:
    """What surrounds each command of a unit."""
    mask = int(unit.get("UMask", ["0022"])[0], 8)
    return {"env": environ(unit), "cwd": unit.get("WorkingDirectory", ["/"])[0], "umask": mask}


main()
