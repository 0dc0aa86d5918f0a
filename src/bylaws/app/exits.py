"""The one place where a fault becomes an exit code and a message."""

from __future__ import annotations

import json
import sys

from bylaws.app.terminal import say, say_json
from bylaws.kernel.faults import (
    CharterAmbiguous,
    CharterSilent,
    Fault,
    InputFault,
    NotThere,
    RecordBroken,
    RecordMoved,
    Refused,
)

EXIT_CODES: dict[type[Fault], int] = {
    InputFault: 2,
    Refused: 3,
    CharterSilent: 3,
    CharterAmbiguous: 3,
    NotThere: 4,
    RecordMoved: 5,
    RecordBroken: 70,
}
WAITS = 3
"""The code a count leaves with that stopped at a tie: nobody should take it for a result."""
PIPE_CLOSED = 141
INTERRUPTED = 130


def report(faults: list[Fault], *, as_json: bool) -> int:
    """Say what is wrong on standard error (or as JSON on standard output); the first sets the code."""
    if as_json:
        plain = {"faults": [as_plain(fault) for fault in faults]}
        say_json(json.dumps(plain, ensure_ascii=False, indent=2))
    for fault in [] if as_json else faults:
        cited = f"\n    {fault.article}" if fault.article else ""
        say(f"{fault}{cited}\n    → {fault.next_step}", to=sys.stderr)
    return EXIT_CODES[type(faults[0])]


def as_plain(fault: Fault) -> dict[str, str | None]:
    """A fault as JSON has it."""
    return {
        "code": fault.code,
        "says": fault.says,
        "where": fault.where,
        "article": fault.article,
        "next_step": fault.next_step,
    }
