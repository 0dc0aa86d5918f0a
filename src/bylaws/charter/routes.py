"""The way a matter goes: which rule decides it, by when, and what happens when nobody answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.body import Body
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.role import Role
from bylaws.charter.kinds.subjects import INDIVIDUAL, Subjects, Way
from bylaws.charter.rules import Rule
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, InputFault
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Span
from bylaws.kernel.reasons import Explained, Reason, Value

Unanswered = Literal["passes", "second-call", "lapses", "stays-open", "decides", "waits", "nobody-asked"]
AT_ONCE = Span()


@dataclass(frozen=True, slots=True)
class Leg:
    """One rule on the way; the next begins when its last attempt has failed.

    `earliest` is the first day on which it can be answered, if each leg before failed as early as it
    could; `latest` the last day of its last attempt, None where there is no time limit.
    """

    rule: str
    says: Decision | None
    article: str
    attempts: int
    waits: Span
    """The pause after the last attempt of the leg before."""
    earliest: dt.date
    latest: dt.date | None


@dataclass(frozen=True, slots=True)
class Route:
    """The whole way of a matter that is raised on a day."""

    matter: str
    raised: dt.date
    way: Way
    legs: tuple[Leg, ...]
    unanswered: Unanswered
    articles: tuple[str, ...]

    @property
    def rule(self) -> str:
        """The rule that decides first, or `individual`."""
        return self.way.by

    @property
    def earliest(self) -> dt.date:
        """The first day on which there can be an answer."""
        return self.legs[0].earliest

    @property
    def latest(self) -> dt.date | None:
        """The day by which there is an answer, all attempts taken; None where there is no time limit."""
        return self.legs[-1].latest


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter and where it goes. It has no ways where the charter is silent on it."""

    name: str
    ways: tuple[Way, ...]
    article: str | None
    named: bool
    """Whether a rule of the kind `subjects` names it, instead of leaving it to `otherwise`."""


def route(in_force: InForce, matter: str, amount: Money | None = None) -> Explained[Route]:
    """The way a matter goes that is raised on the day of `in_force`; its text governs to the end.

    Faults: `route.no-subjects`, `route.no-matter`, `route.above-all`, `route.no-rule`, `route.loops` (the
    charter is silent), `route.twice`, `charter.ambiguous` (two rules apply), `route.amount` (it turns on an
    amount that is not given).
    """
    stated, ways = _stated(in_force, matter)
    way = _way(stated, matter, ways, amount)
    if way.by == INDIVIDUAL:
        legs: tuple[Leg, ...] = (
            Leg(INDIVIDUAL, None, stated.article, 1, AT_ONCE, in_force.day, in_force.day),
        )
    else:
        legs = _legs(in_force, way.by, stated.article)
    unanswered = _unanswered(legs[0].says)
    values: dict[str, Value] = {"matter": matter, "raised": in_force.day}
    told = [_leg_reason(leg) for leg in legs if leg.says is not None]
    parts = (*told, Reason(f"route.unanswered.{unanswered}"))
    if way.by == INDIVIDUAL:
        reason = Reason("route.alone", values, stated.article, parts)
    else:
        reason = Reason("route", values | {"rule": way.by}, stated.article, parts)
    return Explained(Route(matter, in_force.day, way, legs, unanswered, reason.articles()), reason)


def elected(in_force: InForce, matter: str, rule: str, *, named_in: str, winners: int) -> Route:
    """The way of an election that is called on the day of `in_force`: by the rule that elects.

    `named_in` is the article of what is filled; `winners` are the seats that are filled by it, in place of as
    many as the rule would fill at most. Faults: `route.no-rule`, `route.loops` (the charter is silent).
    """
    legs = tuple(
        replace(leg, says=leg.says.model_copy(update={"winners": winners}) if leg.says else None)
        for leg in _legs(in_force, rule, named_in)
    )
    articles = tuple(dict.fromkeys((named_in, *(leg.article for leg in legs))))
    return Route(matter, in_force.day, Way(by=rule), legs, _unanswered(legs[0].says), articles)


def mandated(in_force: InForce, matter: str, rule: str) -> Rule[Body] | None:
    """The body that decides a matter by a rule: it has it in its mandate, and decides by that rule.

    One that names no rule of its own decides each matter by the rule of that matter. Fault
    `route.two-bodies` where two have it.
    """
    found = [
        one
        for one in in_force.of_kind("body")
        if isinstance(one.says, Body) and matter in one.says.mandate and one.says.decides_by in {None, rule}
    ]
    if len(found) > 1:
        raise CharterAmbiguous(
            "{articles} each give “{matter}” to a body.",
            code="route.two-bodies",
            next_step="Amend the charter so that one of them holds.",
            article=found[-1].article,
            where=found[-1].where,
            articles=" and ".join(one.article for one in found),
            matter=matter[:60],
        )
    return found[0] if found else None  # type: ignore[return-value]  # of the kind, above


def entrusted(in_force: InForce, roles: Collection[str]) -> dict[str, Rule[Role]]:
    """The matters that whoever holds these roles of the co-op may decide alone, each with the role's rule.

    They may: whatever way the charter has for it beside, such as asking the others, stays open to them.
    """
    found: dict[str, Rule[Role]] = {}
    for one in in_force.of_kind("role"):
        if one.name in roles and isinstance(one.says, Role) and one.says.held_for == "co-op":
            rule = in_force.rule("role", Role, one.name)
            found |= {matter: rule for matter in rule.says.may_decide if matter not in found}
    return found


def matters(in_force: InForce) -> tuple[Matter, ...]:
    """Every matter that the charter names, in the order of the articles, then those of its way in alone.

    Fault: `route.twice` where a matter stands twice.
    """
    named = [matter for rule in _subjects(in_force) for matter in rule.says.matters]
    track = in_force.of_kind("membership")
    says = [rule.says for rule in track if isinstance(rule.says, Membership)]
    leading_on = [matter for one in says for _, matter in one.matters()]
    return tuple(
        _matter(in_force, name, named=name in named) for name in dict.fromkeys([*named, *leading_on])
    )


def where(in_force: InForce, matter: str) -> Matter:
    """Where one matter goes, named or with whatever else is not; fault `route.twice`."""
    named = any(matter in rule.says.matters for rule in _subjects(in_force))
    return _matter(in_force, matter, named=named)


def _matter(in_force: InForce, name: str, *, named: bool) -> Matter:
    try:
        stated, ways = _stated(in_force, name)
    except CharterSilent:
        return Matter(name, (), None, named)
    return Matter(name, ways, stated.article, named)


def _subjects(in_force: InForce) -> list[Rule[Subjects]]:
    return [rule for rule in in_force.of_kind("subjects") if isinstance(rule.says, Subjects)]  # type: ignore[misc]


def _stated(in_force: InForce, matter: str) -> tuple[Rule[Subjects], tuple[Way, ...]]:
    """The rule that says where a matter goes, and the ways it states."""
    rules = _subjects(in_force)
    if not rules:
        raise CharterSilent(
            "The charter does not say who decides what.",
            code="route.no-subjects",
            next_step="Amend it: add a rule of the kind “subjects”.",
        )
    found = [rule for rule in rules if matter in rule.says.matters]
    others = [rule for rule in rules if rule.says.otherwise is not None]
    if len(found or others) > 1:
        twice = found or others
        raise CharterAmbiguous(
            "{articles} each say who decides “{matter}”.",
            code="route.twice",
            next_step="Amend the charter so that one of them holds.",
            article=twice[-1].article,
            where=twice[-1].where,
            articles=" and ".join(rule.article for rule in twice),
            matter=matter[:60],
        )
    if found:
        return found[0], found[0].says.matters[matter]
    if others:
        return others[0], (Way(by=others[0].says.otherwise or ""),)
    raise CharterSilent(
        "The charter does not say who decides “{matter}”.",
        code="route.no-matter",
        next_step="Amend it: name the matter, or add `otherwise`.",
        article=rules[0].article,
        where=rules[0].where,
        matter=matter[:60],
    )


def _way(stated: Rule[Subjects], matter: str, ways: tuple[Way, ...], amount: Money | None) -> Way:
    if amount is None and any(way.up_to is not None for way in ways):
        raise InputFault(
            "Who decides “{matter}” turns on the amount.",
            code="route.amount",
            next_step="Give the amount.",
            article=stated.article,
            matter=matter,
        )
    for way in ways:
        if way.up_to is None or (amount is not None and amount.minor <= way.up_to.minor):
            return way
    raise CharterSilent(
        "The charter does not say who decides “{matter}” above {most}.",
        code="route.above-all",
        next_step="Amend it: add a last line without `up_to`.",
        article=stated.article,
        where=stated.where,
        matter=matter,
        most=ways[-1].up_to,
    )


def _legs(in_force: InForce, first: str, named_in: str) -> tuple[Leg, ...]:
    """The rule, the rule it falls back to, and so on to the end."""
    legs: list[Leg] = []
    earliest: dt.date = in_force.day
    latest: dt.date | None = in_force.day
    name: str | None = first
    pause = AT_ONCE
    while name is not None:
        if name in [leg.rule for leg in legs]:
            raise CharterSilent(
                "The fallbacks go in a circle: {names}. Nothing is ever decided.",
                code="route.loops",
                next_step="Amend one of them so that it falls back to a rule that decides.",
                article=legs[-1].article,
                names=", ".join(f"“{leg.rule}”" for leg in legs),
            )
        rule = in_force.maybe("decision", Decision, name)
        if rule is None:
            raise CharterSilent(
                "{article_named} sends this to the rule “{name}”, which does not exist on {day}.",
                code="route.no-rule",
                next_step="Amend the charter: add a decision rule of that name.",
                article=legs[-1].article if legs else named_in,
                article_named=legs[-1].article if legs else named_in,
                name=name,
                day=in_force.day.isoformat(),
            )
        leg = _leg(rule, pause, earliest, latest)
        legs.append(leg)
        fallback = rule.says.fallback
        earliest, latest = _failed_by(rule.says, earliest, pause), leg.latest
        name = fallback.to if fallback else None
        after = fallback is not None and fallback.cooling_off_after == "each-attempt"
        pause = (fallback.cooling_off if fallback and after else None) or AT_ONCE
    return tuple(legs)


def _leg(rule: Rule[Decision], pause: Span, earliest: dt.date, latest: dt.date | None) -> Leg:
    says = rule.says
    attempts = says.fallback.after_attempts if says.fallback else 1
    opens = _opens(says, earliest, pause)
    soonest = opens if _can_end_at_once(says) else says.open_for.after(opens) if says.open_for else opens
    last = _last_day(says, latest, pause, attempts)
    return Leg(rule.name or "", says, rule.article, attempts, pause, soonest, last)


def _opens(says: Decision, ready: dt.date, pause: Span) -> dt.date:
    """Notice may be given while a pause runs: what is longer counts."""
    return max(pause.after(ready), (says.notice or AT_ONCE).after(ready))


def _can_end_at_once(says: Decision) -> bool:
    """Whether an answer does not have to wait for the end of the time it is open."""
    return says.ends_early or says.method == "delegated"


def _failed_by(says: Decision, ready: dt.date, pause: Span) -> dt.date:
    """The first day on which every attempt can have failed."""
    opened_for, between, ends = says.open_for or AT_ONCE, _between(says), ready
    for nth in range(says.fallback.after_attempts if says.fallback else 1):
        opens = _opens(says, ends, between if nth else pause)
        ends = opens if says.ends_early else opened_for.after(opens)
    return ends


def _between(says: Decision) -> Span:
    return (says.fallback.cooling_off if says.fallback else None) or AT_ONCE


def _last_day(says: Decision, ready: dt.date | None, pause: Span, attempts: int) -> dt.date | None:
    """The last day of the last attempt, each with its second call; None without a time limit."""
    if says.method == "delegated" or says.open_for is None or ready is None:
        return None
    ends = ready
    for nth in range(attempts):
        ends = says.open_for.after(_opens(says, ends, _between(says) if nth else pause))
        if says.second_call:
            ends = says.open_for.after(says.second_call.after.after(ends))
    return ends


def _unanswered(says: Decision | None) -> Unanswered:
    """What becomes of a matter on which nobody says a word."""
    found: Unanswered = "lapses"
    if says is None:
        found = "nobody-asked"
    elif says.method == "delegated":
        found = "waits"
    elif says.method == "advice":
        found = "decides"
    elif says.open_for is None:
        found = "stays-open"
    elif says.quorum is not None:
        found = "second-call" if says.second_call else "lapses"
    elif says.method == "lazy-consent" or says.silence == "consent":
        found = "passes"
    return found


def _leg_reason(leg: Leg) -> Reason:
    values: dict[str, Value] = {"rule": leg.rule, "earliest": leg.earliest}
    if leg.latest is not None:
        values["latest"] = leg.latest
    if leg.attempts > 1:
        code = "route.leg.attempts" if leg.latest else "route.leg.attempts.no-limit"
        return Reason(code, values | {"attempts": leg.attempts}, leg.article)
    return Reason("route.leg" if leg.latest else "route.leg.no-limit", values, leg.article)
