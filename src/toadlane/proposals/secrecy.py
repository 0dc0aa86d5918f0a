"""What the page of a secret vote shows: who voted, what cannot be secret, and the list after the close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bylaws.charter.kinds.decision import SECRET_UNDER
from bylaws.decisions.boxes import Ballot
from bylaws.decisions.proposal import VOICES
from toadlane.coops.access import Place, absent
from toadlane.proposals import standing
from toadlane.proposals.choosing import may_ask_secrecy
from toadlane.proposals.life import Life
from toadlane.proposals.models import POSITIONS, Attempt, Elector, Position, SealedBox
from toadlane.proposals.reads import Shown


@dataclass(frozen=True)
class Published:
    """A box after its close: the root that stands in the record, and its ballots by their codes."""

    attempt: Attempt
    run_off: bool
    root: str
    ballots: Sequence[Ballot]
    life: Life

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Each code, with what stands on its ballot."""
        return [(one.code, self.words(one)) for one in self.ballots]

    def words(self, ballot: Ballot) -> str:
        """What stands on a ballot."""
        said = standing.of_marks(self.life, self.attempt.rule, ballot.marks)
        return said or str(Position.Stance(ballot.choice).label)


def sees_voted(found: Shown) -> bool:
    """Who voted is told to whoever sees positions, and to those who decide."""
    decides = found.elector is not None and found.elector.part in VOICES
    return found.place.sight.may_see_class(POSITIONS) or decides


def too_few(deciding: int) -> bool:
    """Whether so few decide that it cannot be secret."""
    return deciding < SECRET_UNDER


def published(place: Place, found: Shown) -> list[Published]:
    """The boxes whose ballots are published, the last first; absent where none is, and to all others."""
    if not sees_voted(found):
        raise absent()
    rows = [
        Published(attempt, run_off, row.root, boxes.ballots(run_off=run_off), found.life)
        for attempt in found.life.attempts
        if (boxes := found.life.boxes.get(attempt.pk)) is not None
        for run_off, row in sorted(boxes.sealed.items())
        if row.ballots
    ]
    if not rows:
        raise absent()
    place.shows(POSITIONS)
    return rows[::-1]


def of_page(found: Shown) -> dict[str, Any]:
    """What the page of a proposal says of secrecy."""
    now, life = found.now, found.life
    sealed = roots(life)
    return {
        "voters": voters(found) if now.secret else [],
        "too_few": now.secret and now.open and too_few(len(now.voices)),
        "roots": sealed,
        "is_published": any(one.ballots for one in sealed) and sees_voted(found),
        "may_ask_secrecy": found.outcome is None and may_ask_secrecy(life, now, found.elector),
    }


def voters(found: Shown) -> list[tuple[Elector, bool]]:
    """Those who decide, by name, and whether they voted."""
    there = [one for one in found.life.here if one.part in ("decides", "if-they-speak")]
    seen = there if sees_voted(found) else [one for one in there if one.participant_id == found.me.pk]
    told = [(one, one.participant.key in found.now.voted) for one in seen]
    return sorted(told, key=lambda one: one[0].participant.name)


def roots(life: Life) -> list[SealedBox]:
    """Every box that is sealed, of few as well: their roots tell nothing."""
    return [row for boxes in life.boxes.values() for row in boxes.sealed.values()]
