"""What the server says about itself, without what people wrote, were called, or asked for."""

from __future__ import annotations

import copy
import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Final

OURS: Final = frozenset({"toadlane", "django_tasks", "django_tasks_db"})
"""Who fills its sentences with numbers, codes and kinds alone."""
SERVER: Final = "_granian"
FRAME: Final = '  File "'
Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutContent(logging.Formatter):
    """Where it broke and what kind of error it was; never its message, which may quote a row.

    Of what others say, the sentence is kept and what they would fill it with is not: an address may hold
    a name or the key of an invitation, a host whatever a stranger typed.
    """

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        own = copy.copy(record)
        own.exc_text = None  # another handler may have written the message there
        own.msg, own.args = sentence(record), None
        return super().format(own)

    def formatException(self, ei: Raised) -> str:  # noqa: N802 — the name it has in the standard library
        kind, _, trace = ei
        if kind is None:
            return ""
        return "".join(traceback.format_tb(trace)) + f"{kind.__module__}.{kind.__qualname__}"


def sentence(record: logging.LogRecord) -> str:
    """What a record says, as far as it may be said."""
    speaker = record.name.partition(".")[0]
    if speaker in OURS:
        return record.getMessage()
    request = getattr(record, "request", None)
    if request is not None:
        return f"{getattr(record, 'status_code', '')} {request.method} {route_of(request)}"
    if speaker == SERVER:
        return frames(str(record.msg))
    if isinstance(record.msg, str) and record.args:
        return record.msg
    return f"said in {record.module}, line {record.lineno}"


def route_of(request: object) -> str:
    """Which page was asked for, as the program knows it: places for names, no names."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match is not None else "no page of ours"


def frames(said: str) -> str:
    """The server writes whole errors into one sentence: its first line, and where it was."""
    first, *others = said.splitlines() or [""]
    return "\n".join([first, *(line for line in others if line.startswith(FRAME))])


def hear_everything() -> None:
    """What nobody caught is told the same way, in this and in every thread."""
    log = logging.getLogger("toadlane.house")

    def uncaught(kind: type[BaseException], raised: BaseException, trace: TracebackType | None) -> None:
        log.critical("Nobody caught this", exc_info=(kind, raised, trace))

    def uncaught_in_a_thread(met: threading.ExceptHookArgs) -> None:
        if met.exc_value is not None:
            uncaught(met.exc_type, met.exc_value, met.exc_traceback)

    sys.excepthook = uncaught
    threading.excepthook = uncaught_in_a_thread
