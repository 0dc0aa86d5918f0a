"""What can be opened in an emergency or closed until a day, for how long, and with how many words."""

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

CLOSED_AT_MOST: Final = dt.timedelta(days=366)
BECAUSE_SAID: Final = 300
