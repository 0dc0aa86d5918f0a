"""What is printed: never a control character out of somebody's file, never a broken pipe's traceback."""

from __future__ import annotations

import io
import os
import re
import sys
from typing import TextIO

_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """A text with everything that could steer a terminal written out; its lines stay lines."""
    return _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text)


def say(text: str, *, to: TextIO | None = None) -> None:
    """Print a text for people."""
    print(visible(text), file=to or sys.stdout)


def say_json(text: str) -> None:
    """Print JSON; what the terminal has no letters for is written as JSON writes it, with \\u."""
    print(text)


def be_forgiving() -> None:
    """Let a terminal of another encoding show what it lacks as escapes, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def leave_the_pipe() -> None:  # pragma: no cover - tried from outside, in a process of its own
    """The reader of our output has gone, as `head` does: end without a word more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
