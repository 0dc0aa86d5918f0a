"""What a matter that is open still lacks."""

from __future__ import annotations

from dataclasses import dataclass

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.tally import OBJECTING, Counts
from bylaws.decisions.verdicts import consenting, quorum_of, whole


@dataclass(frozen=True, slots=True)
class Missing:
    """How many positions the quorum lacks, and how many more have to say yes if nobody else says anything.

    `yes` is None where no number of them is enough. `blocks`, `stand_asides`: how many there are too many.
    """

    positions: int = 0
    yes: int | None = 0
    blocks: int = 0
    stand_asides: int = 0


def missing(says: Decision, counts: Counts, *, second: bool = False) -> Missing:
    """What it takes to pass as things stand, each by itself."""
    quorum = quorum_of(says, second=second)
    return Missing(
        positions=max(0, quorum.needed(counts.base) - counts.cast) if quorum else 0,
        yes=_yes(says, counts),
        blocks=max(0, counts.block - says.blocks_at_most) if says.method in OBJECTING else 0,
        stand_asides=_too_many_aside(says, counts),
    )


def _yes(says: Decision, counts: Counts) -> int | None:
    """The fewest more who have to say yes; the votes cast and those present grow with them."""
    yes = consenting(says, counts)
    if says.threshold is None:
        asked = says.approval_quorum
        short = max(0, asked.needed(counts.base) - counts.agree) if asked else 0
        return None if short > counts.silent else max(short, 0 if yes else 1)
    low, high = 0, counts.silent
    if not _enough(says, counts, high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _enough(says, counts, middle) else (middle + 1, high)
    return low


def _enough(says: Decision, counts: Counts, more: int) -> bool:
    yes = counts.agree + more
    of = whole(says.of, counts) + (more if says.of != "eligible" else 0)
    asked = says.approval_quorum
    approved = asked is None or asked.met(yes, counts.base)
    return approved and yes > 0 and says.threshold is not None and says.threshold.met(yes, of)


def _too_many_aside(says: Decision, counts: Counts) -> int:
    if says.stand_asides_at_most is None:
        return 0
    return max(0, counts.stand_aside - int(says.stand_asides_at_most * counts.base))
