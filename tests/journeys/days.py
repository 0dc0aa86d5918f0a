"""Days that the journeys type."""

from __future__ import annotations

import datetime as dt


def yesterday() -> str:
    """So that it is in the past wherever the co-op is."""
    return (dt.datetime.now(dt.UTC) - dt.timedelta(days=1)).date().isoformat()
