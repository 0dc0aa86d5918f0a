"""What the server says about itself, without what people wrote."""

from __future__ import annotations

import copy
import logging
import traceback
from types import TracebackType


class WithoutContent(logging.Formatter):
    """Where it broke and what kind of error it was; never its message, which may quote a row."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        own = copy.copy(record)
        own.exc_text = None  # another handler may have written the message there
        return super().format(own)

    def formatException(  # noqa: N802 — the name it has in the standard library
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, _, trace = ei
        if kind is None:
            return ""
        return "".join(traceback.format_tb(trace)) + f"{kind.__module__}.{kind.__qualname__}"
