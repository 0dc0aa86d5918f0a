"""Proof packs at the command line: one file or a folder read in, and what came of verifying it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bylaws.app.files import absent
from bylaws.kernel.reasons import as_json
from bylaws.surplus.proof.archive import LIMIT, refuse_size, unpacked
from bylaws.surplus.proof.verify import Check, Verified
from bylaws.words.tell import lines, tell
from bylaws.words.terms import Terms

MARKS = {True: "✓", False: "✗", None: "·"}


def pack_files(path: Path) -> dict[str, bytes]:
    """The files of a pack from disk, read with care.

    Faults: `file.absent`, `proof.too-large`, those of `archive.unpacked`.
    """
    if path.is_dir():
        return _of_folder(path)
    return unpacked(_read(path, LIMIT))


def _of_folder(folder: Path) -> dict[str, bytes]:
    """The files below a folder by their names in the pack; what a desktop hides there is not one."""
    found: dict[str, bytes] = {}
    size = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            found[name] = _read(path, LIMIT - size)
            size += len(found[name])
            refuse_size(size, len(found))
    return found


def _read(path: Path, limit: int) -> bytes:
    """A file's bytes, at most one more than the limit: whoever looks at the size then refuses it."""
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError):
        raise absent(path) from None


def verified_text(verified: Verified, language: str) -> str:
    """Every check with its mark, what differs below it, and the upshot."""
    terms, read = Terms(language), verified.pack
    name = read.charter.for_year(read.facts.year)[1].front.name
    title = terms.say("proof", name=name, year=str(read.facts.year))
    upshot = terms.say("proof.agrees" if verified.agrees else "proof.disagrees")
    told = [line for check in verified.checks for line in _lines(check, verified, language)]
    return "\n".join([title, "", *told, "", upshot])


def _lines(check: Check, verified: Verified, language: str) -> list[str]:
    told = tell(check.reason, language=language, currency=verified.pack.facts.surplus.currency)
    cited = f" [{told.article}]" if told.article else ""
    return [
        f"{MARKS[check.agrees]} {told.sentence}{cited}",
        *(f"    {line}" for part in told.parts for line in lines(part)),
    ]


def verified_as_json(verified: Verified, language: str) -> dict[str, Any]:
    """The same as plain JSON: each check with its code, values and sentence."""
    read = verified.pack
    checks = [
        {
            "agrees": check.agrees,
            "reason": as_json(check.reason),
            "says": [line.strip() for line in _lines(check, verified, language)],
        }
        for check in verified.checks
    ]
    return {
        "agrees": verified.agrees,
        "closed_on": read.facts.closed_on.isoformat(),
        "commitment": read.entry.commitment.hex(),
        "year": read.facts.year,
        "checks": checks,
        "faults": [],
    }
