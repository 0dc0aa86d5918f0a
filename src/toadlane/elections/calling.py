"""What can be elected, and what the charter says of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.body import Body
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.rules import Rule
from bylaws.decisions.elections.dates import Dates, dates
from bylaws.membership.posts import Post
from bylaws.membership.seated import FOR
from bylaws.membership.terms import ends_on, free_seats
from toadlane.elections.standing import rule_of
from toadlane.members.register import holding
from toadlane.proposals import polling
from toadlane.roles.held import Held, key_of
from toadlane.roles.words import title

A_DAY: Final = dt.timedelta(days=1)
AT_LEAST: Final = A_DAY
"""Others have to hear of it: whoever calls an election leaves them the next day at least."""
AT_MOST: Final = dt.timedelta(days=366)
CONSENTS: Final = ("consent", "consensus")
"""How those decide who elect without candidates."""
USUAL: Final = dt.timedelta(days=14)
TO_CHANGE: Final = dt.timedelta(days=7)


@dataclass(frozen=True)
class Electable:
    """A role or the seats of a body that people vote for among candidates, and the rule they do it by."""

    post: Post
    rule: Rule[Decision]
    held: Held

    @property
    def key(self) -> str:
        """How an address names it."""
        return key_of(self.post)

    @property
    def title(self) -> str:
        """What it is called."""
        return title(self.post)

    def free_on(self, day: dt.date) -> int:
        """How many seats are free for whoever begins on a day."""
        return free_seats(self.post, self.held.tenures, on=day) or 0

    def dates(self, nominations_until: dt.date) -> Dates:
        """The days that follow from the last day of nominations."""
        return dates(self.rule.says, nominations_until, zone=self.held.coop.time_zone)

    @property
    def next_end(self) -> dt.date | None:
        """The first day on which a term is over, of those who sit there now; None where none has an end."""
        ends = (ends_on(self.post, one) for one in self.held.holding(self.post))
        return min((end for end in ends if end is not None), default=None)

    def usual_from(self, nominations_until: dt.date) -> dt.date:
        """The day on which those elected would begin: when a term is over, or as soon as it is counted."""
        first = self.dates(nominations_until).seated_from
        if self.free_on(first):
            return first
        ahead = self.next_end
        return max(first, ahead) if ahead is not None else first


def electable(held: Held, of: Post) -> Electable | None:
    """What one of them is elected by; None where nobody votes among candidates for it."""
    rule = votes_among(held.text, of)
    return Electable(of, rule, held) if rule is not None else None


def votes_among(text: InForce, of: Post) -> Rule[Decision] | None:
    """The rule by which people vote among candidates for it, or consent to somebody; None where neither."""
    rule = rule_of(text, of.chosen_by) if of.filled == "election" and of.chosen_by else None
    if rule is None:
        return None
    fits = rule.says.method in CONSENTS if of.without_candidates else polling.chooses(rule.says)
    return rule if fits else None


def body_of(found: Held, post: str) -> str:
    """The body that chooses among its own people who holds a role it has of its own; "" where all choose."""
    _name, _sign, body = post.partition(FOR)
    return body if body and found.text.maybe("body", Body, body) is not None else ""


def chooses(found: Held, post: str, who: str) -> bool:
    """Whether somebody is of the body that chooses, while anybody is; elsewhere everybody is."""
    name = body_of(found, post)
    people = holding(found.text, found.people, found.tenures, on=found.day).get(name)
    return not people or who in people


def all_electable(held: Held) -> list[Electable]:
    """All of them, in the order of the charter."""
    found = (electable(held, of) for of in held.posts())
    return [one for one in found if one is not None]
