"""Trying a backup out: restored apart, exported, brought in elsewhere, and found equal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import RecordBroken
from toadlane.keeping import archive, databases, folders, proofs, restoring, sealed, words

LIMIT_S: Final = 3600
Say = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Drilled:
    """A backup that was tried out."""

    file: Path
    coops: int
    rows: int


def drill(file: Path, *, key: sealed.Key, say: Say = lambda _done, _of: None) -> Drilled:
    """Do with a backup what one would do in need, in folders that go again; every step as a command.

    Faults: those of restoring, and `drill.failed` with what the step said.
    """
    data = Path(settings.DATA)
    with words.disk_may_be_full(data, words.no_room), folders.room_to_work(data) as room:
        whole = restoring.opened(file, room, key)
        with archive.reading(whole) as reader:
            restoring.refuse_newer(reader)
            manifest = reader.manifest
        steps = len(manifest.heads) + 1
        back = room / "back"
        run(back, "restore", whole)
        say(1, steps)
        prove(back / folders.DATABASE_FILE, manifest)
        for number, slug in enumerate(manifest.heads, start=2):
            arrive(room, back, slug)
            say(number, steps)
    return Drilled(file, len(manifest.heads), sum(manifest.rows.values()))


def prove(database: Path, manifest: archive.Manifest) -> None:
    """The restored database is sound, its record is the one of the backup, and so are its rows unless it was
    brought up to a newer version."""
    proofs.prove(database)
    with proofs.reading(database) as copy:
        if proofs.heads(copy) != manifest.heads:
            raise failed("heads")
        if not databases.known() - set(manifest.schema) and proofs.counts(copy) != manifest.rows:
            raise failed("rows")


def arrive(room: Path, back: Path, slug: str) -> None:
    """One co-op exported from the restored house, and equal when it is brought into an empty one."""
    away, elsewhere = room / f"export-{slug}", room / f"elsewhere-{slug}"
    away.mkdir()
    run(back, "export", slug, "--to", away, "--unfinished")
    run(elsewhere, "migrate", "--noinput", "--verbosity", "0")
    for exported in away.iterdir():
        run(elsewhere, "import", exported)


def run(data: Path, *words: object) -> None:
    """One command of ours on another data folder; `drill.failed` with its last words."""
    command = [sys.executable, "-m", "toadlane", *map(str, words)]
    done = subprocess.run(  # noqa: S603 — our own command
        command, env=restoring.apart(data), capture_output=True, text=True, check=False, timeout=LIMIT_S
    )
    if done.returncode < 0:
        raise failed(f"{words[0]} was stopped from outside, as when the house is closed")
    if done.returncode:
        raise failed((done.stderr.strip().splitlines() or [f"{words[0]} {done.returncode}"])[-1])


def failed(what: str) -> RecordBroken:
    """The backup cannot be relied upon."""
    return RecordBroken(
        gettext_noop("The drill failed: {what}"),
        code="drill.failed",
        next_step=gettext_noop("Make a new backup and try that one out. Keep the older ones until it holds."),
        what=what,
    )
