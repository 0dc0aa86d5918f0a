"""Whether enough are there to decide: of those with a vote on that day, as each rule of the charter asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.rules import Rule
from bylaws.facts.people import Person
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.rights import has_right
from bylaws.membership.votes import VOTE


@dataclass(frozen=True, slots=True)
class Quorum:
    """What one rule of decision asks of a meeting: how many it takes, of how many, and who is there."""

    rule: str
    needed: int
    of: int
    there: tuple[str, ...]

    @property
    def met(self) -> bool:
        """Whether so many are there."""
        return len(self.there) >= self.needed


def voters(charter: Charter, people: Collection[Person], *, on: dt.date) -> tuple[str, ...]:
    """The keys of those whose stage has a vote on a day, in their order."""
    return tuple(who.key for who in people if has_right(who, VOTE, charter=charter, on=on).value)


def quorums(
    charter: Charter, people: Collection[Person], present: Collection[str], *, on: dt.date
) -> tuple[Explained[Quorum], ...]:
    """Of each rule of decision that asks for a quorum of everybody, whether those present are enough.

    Eligible are those of the stages that the rule names, or whose stage has a vote, on the day of the
    meeting, by the register; a rule by which a body decides is left to that body. In the charter's order.
    Fault: `CharterSilent` without a membership track.
    """
    text = charter.on(on)
    rules = [text.rule("decision", Decision, one.name) for one in text.of_kind("decision")]
    asking = [one for one in rules if one.says.quorum is not None and one.says.body is None]
    return tuple(_quorum(charter, one, people, present, on) for one in asking)


def _quorum(
    charter: Charter, rule: Rule[Decision], people: Collection[Person], present: Collection[str], on: dt.date
) -> Explained[Quorum]:
    says = rule.says
    if says.eligible is None:
        may = voters(charter, people, on=on)
    else:
        may = tuple(who.key for who in people if who.stage_on(on) in says.eligible)
    there = tuple(key for key in may if key in set(present))
    needed = says.quorum.needed(len(may)) if says.quorum else 0
    found = Quorum(rule.name or "", needed, len(may), there)
    values: dict[str, Value] = {"rule": found.rule, "needed": needed, "of": len(may), "there": len(there)}
    return Explained(found, Reason("quorum.met" if found.met else "quorum.short", values, rule.article))
