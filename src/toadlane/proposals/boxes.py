"""The boxes of secret attempts, as the rules are told of them: who voted, and what lies in them."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from bylaws.decisions import proposal as rules
from bylaws.decisions.boxes import Ballot
from toadlane.proposals.models import CallOver, OpenBox, SealedBox, Voted

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are taken for others."""
GROUPS, GROUP = 4, 4


def new_code() -> str:
    """The code of a receipt: eighty bits of chance, in letters one can read out."""
    said = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(said)


def code_of(typed: str) -> str:
    """A code as it is kept, however it is typed; empty for what is none."""
    said = typed.upper().replace("-", "").replace(" ", "")
    said = said.translate(str.maketrans("ILO", "110"))
    if len(said) != GROUPS * GROUP or set(said) - set(LETTERS):
        return ""
    return "-".join(said[start : start + GROUP] for start in range(0, len(said), GROUP))


@dataclass
class Boxes:
    """The boxes of one attempt: the first, and that of a run-off."""

    opened_at: dt.datetime
    voted: dict[bool, set[str]] = field(default_factory=lambda: {False: set(), True: set()})
    open: dict[bool, OpenBox] = field(default_factory=dict)
    sealed: dict[bool, SealedBox] = field(default_factory=dict)
    calls: list[CallOver] = field(default_factory=list)

    def ballots(self, *, run_off: bool) -> list[Ballot]:
        """What lies in one of them."""
        row = self.sealed.get(run_off) or self.open.get(run_off)
        return [as_ballot(one) for one in row.ballots] if row is not None else []

    def box(self, *, run_off: bool) -> rules.Box:
        """One of them, as the rules know it."""
        row = self.sealed.get(run_off) or self.open.get(run_off)
        return rules.Box(
            frozenset(self.voted[run_off]),
            tuple(as_position(one, self.opened_at) for one in self.ballots(run_off=run_off)),
            row.full_at if row is not None else None,
        )

    def opened(self, electors: tuple[rules.Elector, ...]) -> rules.Opened:
        """The attempt, with its boxes and what its calls came to."""
        over = tuple(
            rules.CameTo(one.outcome, tuple(one.chosen), tuple(one.tied), one.seats)  # type: ignore[arg-type]
            for one in self.calls
        )
        again = self.box(run_off=True) if self.voted[True] else None
        return rules.Opened(self.opened_at, electors, box=self.box(run_off=False), run_off=again, over=over)


def as_ballot(said: Sequence[Any]) -> Ballot:
    """A ballot as it lies in the box."""
    code, choice, marks = said
    return Ballot(code, choice, tuple((str(name), int(points)) for name, points in marks))


def as_position(ballot: Ballot, at: dt.datetime) -> rules.Position:
    """A ballot as the rules count it: of nobody, at no time."""
    return rules.Position(
        "", at, ballot.choice, ballot=tuple(name for name, _points in ballot.marks), scores=ballot.marks
    )


def boxes_of(attempts: Collection[Any]) -> dict[UUID, Boxes]:
    """The boxes of some secret attempts, in as many questions as for one."""
    found = {one.pk: Boxes(one.opened_at) for one in attempts}
    if not found:
        return {}
    mine = {"attempt__in": list(found)}
    for one in Voted.objects.filter(**mine).select_related("participant"):
        found[one.attempt_id].voted[one.run_off].add(one.participant.key)
    for box in OpenBox.objects.filter(**mine):
        found[box.attempt_id].open[box.run_off] = box
    for sealed in SealedBox.objects.filter(**mine):
        found[sealed.attempt_id].sealed[sealed.run_off] = sealed
    for call in CallOver.objects.filter(**mine).order_by("nth"):
        found[call.attempt_id].calls.append(call)
    return found
