"""How much is tried: enough in each check, everything in `make full`."""

from __future__ import annotations

import os
from zlib import crc32

FULL = "TOADLANE_FULL" in os.environ


def tries(check: int, *, full: int) -> int:
    """How many examples are made up."""
    return full if FULL else check


def waits(said: object, *, one_in: int) -> bool:
    """Whether this case waits for the full run; each time the same, and one in so many does not wait."""
    return not FULL and crc32(repr(said).encode()) % one_in != 0
