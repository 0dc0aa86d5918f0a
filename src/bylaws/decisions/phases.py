"""The phases of a matter, and all that is said of it at an instant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.missing import Missing
from bylaws.decisions.proposal import CameTo, Position
from bylaws.decisions.tally import Counts
from bylaws.kernel.reasons import Reason

Phase = Literal[
    "talk",
    "open",
    "second-call",
    "override",
    "run-off",
    "tied",
    "cooling",
    "passed",
    "not-adopted",
    "blocked",
    "inquorate",
    "withdrawn",
    "pulled-back",
    "agreed-to-disagree",
]
OPEN: frozenset[Phase] = frozenset({"open", "second-call", "override", "run-off"})
OVER: frozenset[Phase] = frozenset(
    {"passed", "not-adopted", "blocked", "inquorate", "withdrawn", "agreed-to-disagree"}
)
"""Phases in which nothing more comes by itself; after `inquorate` and `pulled-back` it may be opened anew."""
AGAIN: frozenset[Phase] = frozenset({"talk", "cooling", "inquorate", "pulled-back"})


@dataclass(frozen=True, slots=True)
class Made:
    """An attempt that is over: by which rule, the how manieth, and what came of it."""

    rule: str
    attempt: int
    opened_at: dt.datetime
    closed_at: dt.datetime
    outcome: str
    counts: Counts | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class State:
    """Where a matter stands.

    `rule`, `attempt` of `attempts`: of the attempt that runs, comes next, or was the last. `opens_at`:
    from when it can be opened, where it is not open. `due_at`: since when an attempt is to be opened by
    itself, with those who take part on that instant's day. `next_at`: when something next changes by
    itself. `counts` and `positions` are None while or where they are secret; `cast` never is.
    `review_on`: the day on which what was decided is looked at again. `final_at`: from when not even a
    contested position can change it.
    """

    phase: Phase
    rule: str
    says: Decision | None
    article: str
    attempt: int
    attempts: int
    opened_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    opens_at: dt.datetime | None = None
    due_at: dt.datetime | None = None
    next_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    final_at: dt.datetime | None = None
    revision: int = 1
    secret: bool = False
    counts: Counts | None = None
    cast: int = 0
    silent: tuple[str, ...] = ()
    voices: frozenset[str] = frozenset()
    """Those who may take a position while it is open; where one decides, those who are asked for advice."""
    positions: Mapping[str, Position] | None = None
    missing: Missing = field(default_factory=Missing)
    chosen: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    voted: frozenset[str] = frozenset()
    """Those whose ballot lies in the box of a secret attempt."""
    calls: tuple[CameTo, ...] = ()
    """What the calls of the attempt came to that are over."""
    review_on: dt.date | None = None
    made: tuple[Made, ...] = ()

    @property
    def open(self) -> bool:
        """Whether positions can be taken."""
        return self.phase in OPEN

    @property
    def over(self) -> bool:
        """Whether it is concluded; where too few took part, or it was pulled back, it can be opened anew."""
        return self.phase in OVER
