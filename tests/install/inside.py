"""On the machine: type every block of the guide, and look at what came of it."""

from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path

from tests.install import machine

HOST = "coop.localhost"
"""A name that leads to the machine itself, for which Caddy signs with an authority of its own."""
READERS = {
    "TOADLANE_HOST": HOST,
    "FIRST_NAME": "Ada Example",
    "FIRST_EMAIL": "ada@coop.example",
    "SOURCE": f"/{machine.GIVEN}/toad-lane.git",
}
BLOCK = re.compile(r"^```sh *(?P<kind>\w*)\n(?P<typed>.*?)^```$", re.MULTILINE | re.DOTALL)
CADDYS = "/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"
OURS = "/etc/ssl/toadlane/fullchain.pem"
SELF_SIGNED = (
    "mkdir -p /etc/ssl/toadlane && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
    f"-days 2 -subj /CN={HOST} -addext subjectAltName=DNS:{HOST} "
    f"-keyout /etc/ssl/toadlane/privkey.pem -out {OURS} 2>/dev/null"
)
HEALTH = "curl --silent --fail --retry 90 --retry-connrefused --retry-delay 1 http://127.0.0.1:8031/healthz"
MEMORY = "ps -o rss= -u toadlane | awk '{kb += $1} END {print int(kb / 1024), \"MB of memory\"}'"
AS_THE_SERVICE = "setpriv --reuid toadlane --regid toadlane --init-groups"


class Stopped(Exception):
    """A command of the guide did not do what it says."""


def blocks(guide: str) -> list[tuple[str, str]]:
    """Every block to be typed: its kind ("" for those everybody types), and the text."""
    return [(found["kind"], found["typed"]) for found in BLOCK.finditer(guide)]


def follow(room: Path, guide: str) -> int:
    """The whole installation; 0 when everything is as the guide says."""
    disk = machine.put_together(room, Path(__file__).resolve().parents[2] / ".cache" / "install" / "bookworm")
    a_line_of_its_own(disk)
    shell = Shell(disk, room)
    try:
        install(shell, blocks(guide))
    except Stopped as stopped:
        print(f"\nSTOPPED: {stopped}\n")
        for log in sorted((disk / "run" / "units").glob("*.log")):
            print(f"── {log.name} ──\n{log.read_text()[-3000:]}")
        return 1
    return 0


def install(shell: Shell, all_blocks: list[tuple[str, str]]) -> None:
    """What everybody types, then the other front, then the newer version."""
    first, *others = [typed for kind, typed in all_blocks if not kind]
    shell.know(as_readers_fill_in(first))
    for typed in others:
        shell.type(typed)
    verify_unit(shell)
    come_in(shell, "Caddy", CADDYS, shell.output("cat ~/first-link"))
    shell.type("systemctl stop caddy && apt-get install -y -qq --no-install-recommends openssl >/dev/null")
    shell.type(SELF_SIGNED)
    shell.type(of_kind(all_blocks, "nginx"))
    come_in(shell, "nginx", OURS)
    shell.type(of_kind(all_blocks, "newer"))
    shell.type(HEALTH)
    come_in(shell, "nginx, after an upgrade", OURS)
    look_around(shell)


def of_kind(all_blocks: list[tuple[str, str]], wanted: str) -> str:
    """The one block of a kind."""
    (typed,) = [typed for kind, typed in all_blocks if kind == wanted]
    return typed


def as_readers_fill_in(typed: str) -> str:
    """The first block asks for four things; a reader writes their own, and so do we."""
    asked = re.findall(r"^export (\w+)=", typed, re.MULTILINE)
    if sorted(asked) != sorted(READERS):
        raise Stopped(f"the guide asks for {asked}")
    return "\n".join(f"export {name}='{value}'" for name, value in READERS.items())


class Shell:
    """root's, on the machine; what was exported stays known."""

    def __init__(self, disk: Path, room: Path) -> None:
        self.disk = disk
        self.environment = machine.environment(room)
        self.known = ""

    def know(self, exports: str) -> None:
        """What the reader said is theirs."""
        self.known = exports

    def run(self, typed: str, **more: object) -> subprocess.CompletedProcess[str]:
        command = ["chroot", str(self.disk), "bash", "-eu", "-o", "pipefail", "-c", f"{self.known}\n{typed}"]
        return subprocess.run(command, env=self.environment, check=False, text=True, **more)  # type: ignore[call-overload, no-any-return]

    def type(self, typed: str) -> None:
        """One block; it has to succeed."""
        print(f"\n$ {typed.strip()}".replace("\n", "\n$ "), flush=True)
        started = time.monotonic()
        done = self.run(typed, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        print(f"{done.stdout[-1500:].strip()}\n  ({time.monotonic() - started:.1f} s)", flush=True)
        if done.returncode:
            raise Stopped(f"{typed.strip().splitlines()[0]} … ended with {done.returncode}")

    def output(self, typed: str) -> str:
        """What a command prints."""
        return str(self.run(typed, stdout=subprocess.PIPE).stdout)


def a_line_of_its_own(disk: Path) -> None:
    """A network with nothing in it but this machine: ports 80 and 443 are seen by nobody else."""
    line = disk / "run" / "line"
    line.touch()
    make = f"ip link set lo up && mount --bind /proc/self/ns/net {line}"
    subprocess.run(["unshare", "--net", "sh", "-c", make], check=True)


def come_in(shell: Shell, front: str, certificate: str, link: str = "") -> None:
    """The first person, in a browser of sorts."""
    print(f"\n── over {front} ──", flush=True)
    for _ in range(100):
        if (shell.disk / certificate.lstrip("/")).exists():
            break
        time.sleep(0.1)
    walk = f"nsenter --net=/run/line python3 /{machine.GIVEN}/walk.py https://{HOST} {certificate}"
    if shell.run(walk, input=link).returncode:
        raise Stopped(f"the first person does not come in over {front}")


def verify_unit(shell: Shell) -> None:
    """The unit as systemd itself reads it; its own program is Debian's, fetched for this alone."""
    shell.type("apt-get install -y -qq --no-install-recommends systemd procps >/dev/null")
    shell.type("SYSTEMD_LOG_LEVEL=warning systemd-analyze verify /etc/systemd/system/toadlane.service")
    shell.type("systemd-analyze security --offline=yes /etc/systemd/system/toadlane.service | tail -n 1")


def look_around(shell: Shell) -> None:
    """Who may read what, and what the logs say of the first person."""
    print("\n── what lies there ──", flush=True)
    folder = shell.output("stat -c '%a %U' /var/lib/toadlane")
    expect("the data folder is its user's alone", folder, "700 toadlane\n")
    others = shell.output("find /var/lib/toadlane ! -user toadlane -o -perm /077 ! -type l")
    expect("so is everything in it", others, "")
    writable = shell.output(f"{AS_THE_SERVICE} find /usr /etc -writable ! -type l 2>/dev/null || true")
    expect("the service cannot change its own program", writable, "")
    logs = "/run/units/toadlane.log /var/log/nginx /var/log/caddy"
    private = shell.output(f"grep -rliE 'ada|coop.example|password/new' {logs} || true")
    expect("no log knows the first person or what they asked for", private, "")
    for command in ("toadlane backup", "toadlane drill", "toadlane doctor", MEMORY):
        shell.type(command)


def expect(what: str, found: str, wanted: str) -> None:
    print(f"  {'ok  ' if found == wanted else 'FAIL'}  {what}", flush=True)
    if found != wanted:
        raise Stopped(f"{what}: {found[:500]}")
