"""Who leads a meeting: whoever facilitates it, and anyone who is there while no facilitator is."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Literal

Leads = Literal["facilitates", "nobody-facilitates", "facilitator-away", "no", "not-here"]
LEADING: frozenset[Leads] = frozenset({"facilitates", "nobody-facilitates", "facilitator-away"})


def leads(who: str, *, facilitators: AbstractSet[str], here: AbstractSet[str]) -> Leads:
    """Whether somebody calls speakers, items and rounds, and why.

    `facilitators` hold the part, `here` are in the meeting. A meeting must not stand still because its
    facilitator did not come: then anyone who is in it leads.
    """
    if who in facilitators:
        return "facilitates"
    if who not in here:
        return "not-here"
    if facilitators & here:
        return "no"
    return "facilitator-away" if facilitators else "nobody-facilitates"
