"""The one place where a fault becomes an exit code and a message."""

from __future__ import annotations

import json
import sys

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


def report(faults: list[Fault], *, as_json: bool) -> int:
    """Say what is wrong on standard error (or as JSON on standard output); the first sets the code."""
    if as_json:
        print(json.dumps({"faults": [_plain(fault) for fault in faults]}, ensure_ascii=False, indent=2))
    for fault in [] if as_json else faults:
        print(f"{fault}", file=sys.stderr)
        if fault.article:
            print(f"    {fault.article}", file=sys.stderr)
        print(f"    → {fault.next_step}", file=sys.stderr)
    return EXIT_CODES[type(faults[0])]


def _plain(fault: Fault) -> dict[str, str | None]:
    return {
        "code": fault.code,
        "says": fault.says,
        "where": fault.where,
        "article": fault.article,
        "next_step": fault.next_step,
    }
