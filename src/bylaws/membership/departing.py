"""Going: which ways of leaving the charter knows, what each needs, and what follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.kinds.dues import Dues
from bylaws.charter.kinds.exit import Exit
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.role import Role
from bylaws.charter.routes import route
from bylaws.charter.rules import Rule
from bylaws.facts.people import Person
from bylaws.kernel.faults import InputFault, Refused
from bylaws.kernel.periods import Span
from bylaws.kernel.reasons import Explained, Reason, Value

Way = Literal["resignation", "retirement", "dismissal", "death", "dues", "merged"]
WAYS: tuple[Way, ...] = ("resignation", "retirement", "dismissal", "death", "dues", "merged")
BY_NOTICE: frozenset[Way] = frozenset({"resignation", "retirement"})
"""The ways one takes oneself; they need notice."""
DISMISS = "dismiss"
"""The matter by which the others part with somebody."""
DUES = "dues"
"""The charter itself ends the membership: dues were not paid. Nobody decides on it."""
MERGED = "merged"
"""A member organisation goes over into another one, as the two of them agree (S2-105)."""
FORMER = "former"
HONOURED = ("retired", "honoured")
"""Stages of people who have worked here and still belong; a charter names one of them, or none."""
RETIRING = frozenset({"member", "sabbatical"})
WORK = "work"
"""In place of a role's name: what is handed over by whoever holds none."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """One thing to be handed over; `role` is “work” for what hangs on no role.

    `thing` is the charter's own words, empty where it asks for a list and does not say what is on it.
    """

    role: str
    thing: str
    article: str


@dataclass(frozen=True, slots=True)
class Departure:
    """What leaving comes to. `leaves_on` is the first day on which one is no longer what one was."""

    way: Way
    told_on: dt.date
    leaves_on: dt.date
    becomes: str
    decided_as: str | None
    """The matter members decide it by; None where nobody decides."""
    decided_by: tuple[str, ...]
    """The articles that say who decides that matter."""
    access_ends_on: dt.date | None
    """When access to accounts and machines ends; None where the charter sets no day."""
    reason_asked: bool
    roles_end: tuple[str, ...]
    """Of the roles they hold, those that people of the stage they come to cannot hold."""
    hand_over: tuple[HandOver, ...]


def departing(
    who: Person,
    way: Way,
    *,
    told_on: dt.date,
    leaves_on: dt.date | None = None,
    roles: Collection[str] = (),
    charter: Charter,
) -> Explained[Departure]:
    """What it comes to when somebody leaves: the day, what they are then, what is asked of them.

    `told_on` is the day of the notice, of the decision to part with them, or of their death; the text of
    that day holds (S2-099), before the charter takes effect that of its first day. `leaves_on` is the day
    they choose or are given; without one it is the first that can be. `roles` are those they hold. Faults:
    `departing.too-soon` where the notice is shorter than the charter's, `departing.not-here`,
    `departing.no-stage-for-it` where a charter names no stage to retire to, `departing.not-a-member`,
    `departing.before`, and `CharterSilent` without an exit rule for those who give notice, or without a
    rule that says who decides on parting with somebody.
    """
    held = charter.on_or_first(told_on)
    exits = held.rule("exit", Exit) if way in BY_NOTICE else held.maybe("exit", Exit)
    _refuse_absent(who, told_on)
    becomes = _becomes(who, way, told_on, held)
    first = exits.says.notice.after(told_on) if exits and way in BY_NOTICE else told_on
    day = first if leaves_on is None else leaves_on
    _refuse_early(way, day, first, exits)
    ends = tuple(sorted(name for name in roles if not _may_keep(held, name, becomes)))
    matter = _matter(way, held, becomes)
    decided = route(held, matter).reason if matter else None
    departure = Departure(
        way=way,
        told_on=told_on,
        leaves_on=day,
        becomes=becomes,
        decided_as=matter,
        decided_by=decided.articles() if decided else (),
        access_ends_on=_access_ends(exits, told_on, day),
        reason_asked=bool(exits and exits.says.reason_asked and way in BY_NOTICE),
        roles_end=ends,
        hand_over=_hand_over(held, exits, ends) if way != "death" else (),
    )
    rule = held.maybe("dues", Dues) if way == DUES else None
    article = rule.article if rule else exits.article if exits else None
    return Explained(departure, _reason(who, departure, decided, exits, article))


def first_day(told_on: dt.date, *, charter: Charter) -> tuple[dt.date, Span, str]:
    """The first day on which one may leave who gives notice on a day, the notice asked, and its article.

    Fault: `CharterSilent` without an exit rule.
    """
    rule = charter.on(told_on).rule("exit", Exit)
    return rule.says.notice.after(told_on), rule.says.notice, rule.article


def retired_stage(held: InForce) -> str | None:
    """The stage people retire to, where the membership rule names one."""
    rule = held.maybe("membership", Membership)
    named = [stage.name for stage in rule.says.stages] if rule else []
    return next((name for name in HONOURED if name in named), None)


def _matter(way: Way, held: InForce, becomes: str) -> str | None:
    if way in {DUES, MERGED}:
        return None
    return DISMISS if way == "dismissal" else deciding(held, becomes)


def deciding(held: InForce, stage: str) -> str | None:
    """The matter by which members decide that somebody reaches a stage; None where none leads to it."""
    rule = held.maybe("membership", Membership)
    pairs = pairwise(rule.says.stages) if rule else ()
    return next((one.next_by for one, after in pairs if after.name == stage), None)


def _refuse_absent(who: Person, day: dt.date) -> None:
    if who.stage_on(day) not in {None, FORMER}:
        return
    raise InputFault(
        "{name} is not with the co-op on {day}, so there is nothing to leave.",
        code="departing.not-here",
        next_step="Check the day, or the stages of {name}.",
        name=who.name,
        day=day.isoformat(),
    )


def _becomes(who: Person, way: Way, day: dt.date, held: InForce) -> str:
    if way != "retirement":
        return FORMER
    stage = retired_stage(held)
    rule = held.maybe("membership", Membership)
    article = rule.article if rule else None
    if stage is None:
        raise Refused(
            "The charter knows no stage to retire to.",
            code="departing.no-stage-for-it",
            next_step="Leave altogether, or amend the charter: add the stage “retired”.",
            article=article,
        )
    if who.stage_on(day) not in RETIRING:
        raise Refused(
            "Members retire, and {name} is “{stage}”.",
            code="departing.not-a-member",
            next_step="They can leave altogether.",
            article=article,
            name=who.name,
            stage=who.stage_on(day),
        )
    return stage


def _refuse_early(way: Way, day: dt.date, first: dt.date, exits: Rule[Exit] | None) -> None:
    if day >= first:
        return
    if exits is not None and way in BY_NOTICE:
        raise Refused(
            "Leaving on {day} would be sooner than the charter allows: {first} is the first day.",
            code="departing.too-soon",
            next_step="Leave on {first} or later.",
            article=exits.article,
            day=day.isoformat(),
            first=first.isoformat(),
        )
    raise InputFault(
        "{day} is before {first}, the day it was decided or happened.",
        code="departing.before",
        next_step="Give {first} or a later day.",
        day=day.isoformat(),
        first=first.isoformat(),
    )


def _access_ends(exits: Rule[Exit] | None, told_on: dt.date, leaves_on: dt.date) -> dt.date | None:
    match exits.says.access_ends if exits else None:
        case "on-notice":
            return told_on
        case "on-leaving":
            return leaves_on
    return None


def _may_keep(held: InForce, role: str, stage: str) -> bool:
    """Nobody who has left holds a role; somebody retired does where the role is open to them."""
    rule = held.maybe("role", Role, role)
    return stage != FORMER and rule is not None and stage in rule.says.open_to


def _hand_over(held: InForce, exits: Rule[Exit] | None, roles: Collection[str]) -> tuple[HandOver, ...]:
    """What each role's rule lists; where the exit rule asks for a list, every role and the work besides."""
    asked = exits if exits and exits.says.hand_over else None
    found: list[HandOver] = []
    for name in roles:
        rule = held.maybe("role", Role, name)
        listed = rule.says.hand_over if rule else []
        if rule and listed:
            found += [HandOver(name, thing, rule.article) for thing in listed]
        elif asked:
            found.append(HandOver(name, "", asked.article))
    if asked:
        found.append(HandOver(WORK, "", asked.article))
    return tuple(found)


def _reason(
    who: Person,
    said: Departure,
    decided: Reason | None,
    exits: Rule[Exit] | None,
    article: str | None,
) -> Reason:
    values: dict[str, Value] = {
        "person": who.name,
        "told_on": said.told_on,
        "leaves_on": said.leaves_on,
        "becomes": said.becomes,
    }
    parts: list[Reason] = []
    if said.way in BY_NOTICE and exits:
        parts.append(Reason("departing.notice", {"notice": str(exits.says.notice)}, article))
    if decided:
        article = decided.article
        parts.append(decided)
    if said.access_ends_on and exits:
        parts.append(Reason("departing.access", {"day": said.access_ends_on}, exits.article))
    parts += [_handed_over(one) for one in said.hand_over]
    return Reason(f"departing.way.{said.way}", values, article, tuple(parts))


def _handed_over(one: HandOver) -> Reason:
    values: dict[str, Value] = {"role": one.role, "thing": one.thing}
    if one.role == WORK:
        return Reason("departing.hand-over-work", {}, one.article)
    return Reason("departing.hand-over" if one.thing else "departing.hand-over-role", values, one.article)
