"""What can be opened in an emergency, for how long, and how long such a request waits."""

from __future__ import annotations

import datetime as dt
from typing import Final

DAYS_AT_MOST: Final = 7
WAITS: Final = dt.timedelta(days=3)
"""After so many days nobody can agree any more: an emergency does not wait."""
IN_AN_EMERGENCY: Final = (
    "personal-details",
    "payment-details",
    "leave-reasons",
    "evaluations",
    "accountability",
    "own-documents",
)
"""What may be opened at all. What was said in confidence to chosen people is not among it."""
