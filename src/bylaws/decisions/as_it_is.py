"""Agreeing to disagree: those who decide leave a matter as it is, without a yes or a no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import BY_ONE, Left, Opened, Proposal, Recused
from bylaws.decisions.state import state
from bylaws.kernel.reasons import Explained, Reason, Value

FEWEST = 2
"""Nobody agrees with themselves alone, unless nobody else decides."""


@dataclass(frozen=True, slots=True)
class AsItIs:
    """Who would leave it as it is, of how many, and how many it takes; 0 where it cannot be ended so."""

    said: tuple[str, ...] = ()
    of: int = 0
    needed: int = 0

    @property
    def holds(self) -> bool:
        """Whether enough say so."""
        return bool(self.needed) and len(self.said) >= self.needed


def as_it_is(proposal: Proposal, say_so: Collection[str], *, at: dt.datetime) -> Explained[AsItIs]:
    """Whether those who decide have agreed to disagree at an instant; `say_so` are keys of people.

    It takes as many of them as could pass it whatever all others said: of a majority the threshold of all
    of them, and the quorum; by every other rule all of them. What one person decides, what is not open or
    between two attempts, and what is over cannot be ended so.
    """
    now = state(proposal, at).value
    here = _deciding(proposal, at) if _may(now) else ()
    said = tuple(one for one in here if one in say_so)
    needed = _needed(now.says, len(here)) if here and now.says else 0
    found = AsItIs(said, len(here), needed)
    if not needed:
        return Explained(found, Reason("as-it-is.not-here", {"matter": proposal.route.matter}, now.article))
    code = "as-it-is.enough" if found.holds else "as-it-is.short"
    values: dict[str, Value] = {"said": len(said), "of": len(here), "needed": needed}
    return Explained(found, Reason(code, values, now.article))


def _may(now: State) -> bool:
    """Whether it is under way, and not one person's alone."""
    going = now.open or now.phase in ("tied", "cooling")
    return going and now.says is not None and now.says.method not in BY_ONE


def _deciding(proposal: Proposal, at: dt.datetime) -> tuple[str, ...]:
    """Those who are asked in the attempt that was opened last, without who left or stepped out."""
    asked: list[str] = []
    concerned = set[str]()
    for event in proposal.events:
        if event.at > at:
            break
        match event:
            case Opened():
                asked = [one for one in event.voices if one in event.asked - concerned]
            case Recused(who=who):
                concerned.add(who)
                asked = [one for one in asked if one != who]
            case Left(who=who):
                asked = [one for one in asked if one != who]
            case _:
                continue
    return tuple(asked)


def _needed(says: Decision, of: int) -> int:
    if says.method != "majority" or says.threshold is None:
        return of
    quorum = says.quorum.needed(of) if says.quorum else 0
    approval = says.approval_quorum.needed(of) if says.approval_quorum else 0
    return max(says.threshold.needed(of), quorum, approval, min(of, FEWEST))
