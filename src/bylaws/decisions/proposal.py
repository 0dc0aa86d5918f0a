"""What is told of a matter that is to be decided: its way, who takes part, and what people did, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.subjects import Way
from bylaws.charter.routes import AT_ONCE, Leg, Route, elected, route
from bylaws.charter.rules import Rule
from bylaws.decisions.days import day_of
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Reason

Part = Literal["decides", "if-they-speak", "heard", "away", "none"]
"""What part somebody has: decides (asked and counted); counted only if they take a position (on leave);
heard, without a position; away; or none."""
Choice = Literal["agree", "reservation", "abstain", "stand-aside", "disagree", "block"]
"""A reservation is a yes with a day on which it is looked at again. In consent a block is an objection."""
Outcome = Literal["passed", "not-adopted", "blocked", "inquorate", "tied"]
Channel = Literal["web", "mail", "api", "paper", "phone", "meeting"]
BY_TELLER: frozenset[str] = frozenset({"paper", "phone"})
VOICES: frozenset[Part] = frozenset({"decides", "if-they-speak"})
ABOUT_AWAY = "elector.about.away"
OPTION_METHODS: frozenset[str] = frozenset({"choice", "approval", "score", "dots", "ranked"})
POLL = "poll"
"""In place of a rule's name: a question that binds nobody."""
BY_ONE: frozenset[str] = frozenset({"advice", "delegated"})


@dataclass(frozen=True, slots=True)
class Elector:
    """Somebody on the day a matter opens: their part in it, and why.

    `decider`: it is theirs alone to decide, or theirs to settle a tie; `advises`: they are asked for advice.
    """

    key: str
    name: str
    stage: str | None
    part: Part
    reason: Reason
    may_block: bool = False
    decider: bool = False
    advises: bool = False

    @property
    def concerned(self) -> bool:
        """Whether it is about them, and so they take no position."""
        return self.part == "heard" or (
            self.part == "away" and any(one.code == ABOUT_AWAY for one in self.reason.parts)
        )


@dataclass(frozen=True, slots=True)
class Position:
    """What somebody stands for, from an instant on, about one revision of the text.

    `ballot` are the options approved of, or all options in order of preference; `scores` each option's score.
    `cast_by` is who spoke for them; `entered_by` the teller who wrote down a position on paper or by phone.
    """

    by: str
    at: dt.datetime
    choice: Choice = "agree"
    revision: int = 1
    why: str = ""
    ballot: tuple[str, ...] = ()
    scores: tuple[tuple[str, int], ...] = ()
    review_on: dt.date | None = None
    channel: Channel = "web"
    cast_by: str | None = None
    entered_by: str | None = None


@dataclass(frozen=True, slots=True)
class CameTo:
    """What a call of a secret attempt came to, written down at its close."""

    outcome: Outcome
    chosen: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    seats: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """The box of a secret attempt: who voted, and what lies in it, in no order and without times.

    `full_at`: when the last of those asked voted, or the last who had not voted left; None before that.
    """

    voted: frozenset[str]
    ballots: tuple[Position, ...]
    """Positions whose `by` and `at` say nothing."""
    full_at: dt.datetime | None = None


EMPTY_BOX = Box(frozenset(), ())


@dataclass(frozen=True)
class Opened:
    """An attempt is opened, with those who take part. `box` in place of positions where it is secret.

    `run_off`: the box of a run-off, where one was held. `over`: what each call into a box came to that is
    over: ballots put in later do not change that, nor that the ballots of few are not kept.

    `not_told` are those who could not be told that it opens: without their answer silence does not pass it.
    """

    at: dt.datetime
    electorate: tuple[Elector, ...]
    box: Box | None = None
    not_told: frozenset[str] = frozenset()
    run_off: Box | None = None
    over: tuple[CameTo, ...] = ()

    @cached_property
    def voices(self) -> Mapping[str, Elector]:
        """Those who may take a position, by key."""
        return {one.key: one for one in self.electorate if one.part in VOICES}

    @cached_property
    def concerned(self) -> int:
        """How many take no position because it is about them."""
        return sum(one.concerned for one in self.electorate if one.part not in VOICES)

    @cached_property
    def asked(self) -> frozenset[str]:
        """Those of them who are counted also where they take none."""
        return frozenset(one.key for one in self.electorate if one.part == "decides")


@dataclass(frozen=True, slots=True)
class Revised:
    """The text is changed. After a `material` change positions are asked anew, and the time runs again."""

    at: dt.datetime
    revision: int
    material: bool = True


@dataclass(frozen=True, slots=True)
class Taken:
    """It is taken out of the vote: withdrawn for good, pulled back to be worked on, or agreed to disagree."""

    at: dt.datetime
    how: Literal["withdrawn", "pulled-back", "agreed-to-disagree"]
    by: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Recused:
    """Somebody who takes part is found to be concerned by it: they are heard, and take no position."""

    at: dt.datetime
    who: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who takes part left the co-op."""

    at: dt.datetime
    who: str


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of somebody's objection: tested and found valid, integrated into the text, or ruled out.

    Only in the consent methods; whoever ruled it out is named, with the reason.
    """

    at: dt.datetime
    whose: str
    how: Literal["tested", "integrated", "ruled-out"]
    by: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """Whoever it is entrusted to decided, or settles a tie by a casting vote: yes or no, or the option."""

    at: dt.datetime
    by: str
    yes: bool = True
    option: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A recorded lot: what is tied, in the order drawn; for yes and no, one of these words comes first."""

    at: dt.datetime
    order: tuple[str, ...]
    seed: str = ""


@dataclass(frozen=True, slots=True)
class SecrecyAsked:
    """Somebody who takes part asks for a secret vote, before the first position is taken."""

    at: dt.datetime
    by: str


@dataclass(frozen=True, slots=True)
class Contested:
    """Somebody says that the position a teller entered for them is not theirs: it does not count."""

    at: dt.datetime
    who: str


@dataclass(frozen=True, slots=True)
class ProxyEnded:
    """Somebody takes back that another speaks for them: what was said for them counts no more."""

    at: dt.datetime
    who: str


Event = (
    Opened
    | Revised
    | Taken
    | Recused
    | Left
    | Handled
    | Decided
    | Drawn
    | SecrecyAsked
    | Contested
    | ProxyEnded
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A matter on its way. The text of the day it was raised governs to the end.

    `events` and `positions` are each in the order of their instants. `options` for methods that choose.
    """

    route: Route
    zone: str
    raised_at: dt.datetime
    by: str
    events: Sequence[Event] = ()
    positions: Sequence[Position] = ()
    options: tuple[str, ...] = ()


def polled(
    charter: Charter,
    says: Decision,
    *,
    at: dt.datetime,
    by: str,
    events: Iterable[Event] = (),
    positions: Sequence[Position] = (),
    options: tuple[str, ...] = (),
) -> Proposal:
    """A question that is put to those who take part and binds nobody: no article has to give it a way.

    Fault `CharterSilent` of `poll_rule`.
    """
    zone = charter.base_front.time_zone
    text = charter.on(day_of(at, zone))
    rule = poll_rule(text, says)
    latest = says.open_for.after(text.day) if says.open_for else None
    leg = Leg(POLL, says, rule.article, 1, AT_ONCE, text.day, latest)
    way = Route(POLL, text.day, Way(by=POLL), (leg,), "lapses", (rule.article,))
    return Proposal(way, text.front.time_zone, at, by, tuple(events), positions, options)


def poll_rule(text: InForce, says: Decision) -> Rule[Decision]:
    """The rule of a poll, which stands on the article that says who has a vote; fault where none does."""
    track = text.rule("membership", Membership)
    return Rule("decision", POLL, track.article, track.number, track.where, says)


@dataclass(frozen=True, slots=True)
class Electing:
    """That a matter is an election: the rule that elects, the article it is named in, the seats to fill."""

    rule: str
    named_in: str
    seats: int


def raised(
    charter: Charter,
    matter: str,
    *,
    at: dt.datetime,
    by: str,
    amount: Money | None = None,
    events: Iterable[Event] = (),
    positions: Sequence[Position] = (),
    options: tuple[str, ...] = (),
    electing: Electing | None = None,
) -> Proposal:
    """A matter as it is raised, with its way by the text of that day. Faults: those of `route`, `elected`."""
    zone = charter.base_front.time_zone
    text = charter.on(day_of(at, zone))
    if electing is None:
        way = route(text, matter, amount).value
    else:
        way = elected(text, matter, electing.rule, named_in=electing.named_in, winners=electing.seats)
    return Proposal(way, text.front.time_zone, at, by, tuple(events), positions, options)
