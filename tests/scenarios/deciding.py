"""Stories about a matter that is decided: how many members there are, how they stand, where it stands."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.days import day_ending, day_of
from bylaws.decisions.elections.countback import countback
from bylaws.decisions.elections.dates import dates
from bylaws.decisions.elections.papers import election
from bylaws.decisions.electorate import Register, electorate
from bylaws.decisions.proposal import (
    Box,
    Choice,
    Decided,
    Drawn,
    Electing,
    Event,
    Opened,
    Position,
    Proposal,
    raised,
)
from bylaws.decisions.state import state
from bylaws.facts.file import Facts
from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Reason
from bylaws.membership.posts import COUNTBACK, post

Found = tuple[dict[str, Any], Iterable[Reason | str]]
VOTES: dict[str, Choice] = {
    "A": "agree",
    "R": "reservation",
    "D": "disagree",
    "X": "abstain",
    "S": "stand-aside",
    "B": "block",
}
SINCE = Period(dt.date(2020, 1, 1), None)
AN_HOUR = dt.timedelta(hours=1)


def _decide(charter: Charter, _: Facts, wants: dict[str, Any]) -> Found:
    """At noon of a day; each attempt is opened as soon as it can be, and all speak an hour later."""
    zone = zoneinfo.ZoneInfo(charter.base_front.time_zone)
    noon = dt.datetime.combine(wants["raised"], dt.time(12), zone)
    amount = wants.get("amount")
    told = raised(
        charter,
        wants.get("matter", "role"),
        at=noon,
        by="m1",
        amount=Money.parse(amount, charter.base_front.currency) if amount else None,
        options=tuple(wants.get("options", ())),
        electing=_electing(charter, wants),
    )
    asked = dt.datetime.combine(wants["on"], dt.time(12), zone)
    for votes in wants["votes"]:
        told = _attempt(charter, told, wants, votes, asked)
    found = state(told, asked)
    now = found.value
    said: dict[str, Any] = {"phase": now.phase, "rule": now.rule}
    said |= {"attempt": now.attempt} if now.attempts > 1 else {}
    said |= {"until": day_ending(now.next_at, told.zone)} if now.next_at else {}
    said |= {"chosen": list(now.chosen)} if now.chosen else {}
    said |= {"takes_part": len(now.voices)} if wants.get("who") else {}
    return said, [found.reason]


def _electing(charter: Charter, wants: dict[str, Any]) -> Electing | None:
    """Where a story `elects` people to a body or a role: by its rule, to its seats or to some of them."""
    if "elects" not in wants:
        return None
    found = post(charter.on(wants["raised"]), wants["elects"], wants.get("held_for", ""))
    return Electing(found.chosen_by or "", found.article, wants.get("seats") or found.seats or 1)


def _attempt(
    charter: Charter, told: Proposal, wants: dict[str, Any], votes: Any, until: dt.datetime
) -> Proposal:
    ready = state(told, until).value.opens_at
    opens = max(told.raised_at, ready) if ready else told.raised_at
    if opens > until:
        return told
    rule = state(told, opens).value.rule
    holders = {role: {who} for role, who in wants.get("holders", {}).items()}
    holders |= {body: {f"m{n}" for n in seats} for body, seats in wants.get("bodies", {}).items()}
    those = electorate(
        charter,
        Register(_people(wants), holders),
        rule=rule,
        raised_on=day_of(told.raised_at, told.zone),
        on=day_of(opens, told.zone),
        raised_by="m1",
        about={f"m{n}" for n in wants.get("about", ())},
        matter=wants.get("matter", "role"),
        within=wants.get("held_for", ""),
    )
    positions = _positions(votes, opens + AN_HOUR)
    secret = state(replace(told, events=(*told.events, Opened(opens, those))), opens).value.secret
    box = Box(frozenset(one.by for one in positions), positions) if secret else None
    events: list[Event] = [*told.events, Opened(opens, those, box)]
    if "decided_on" in wants:
        decided = dt.datetime.combine(wants["decided_on"], dt.time(11), opens.tzinfo)
        events.append(Decided(decided, wants["decided_by"]))
    if "lot" in wants:
        events.append(Drawn(until - AN_HOUR, tuple(wants["lot"])))
    return replace(told, events=tuple(events), positions=(*told.positions, *(() if secret else positions)))


def _people(wants: dict[str, Any]) -> tuple[Person, ...]:
    members = [person(f"m{n}", f"M{n}", [Spell("member", SINCE)]) for n in range(1, wants["members"] + 1)]
    more = wants.get("candidates", 0)
    return (*members, *(person(f"c{n}", f"C{n}", [Spell("candidate", SINCE)]) for n in range(1, more + 1)))


def _positions(votes: Any, at: dt.datetime) -> tuple[Position, ...]:
    """“AAD-B”: how each stands, in order; or a list of options for each."""
    if isinstance(votes, list):
        return tuple(Position(f"m{n}", at, ballot=tuple(one)) for n, one in enumerate(votes, 1))
    return tuple(
        Position(f"m{n}", at + dt.timedelta(seconds=n), VOTES[vote], why="it harms us" if vote == "B" else "")
        for n, vote in enumerate(votes, 1)
        if vote != "-"
    )


def _election_days(charter: Charter, _: Facts, wants: dict[str, Any]) -> Found:
    """The last day on which people are named, those of the ballot, and the first of whom it elects."""
    text = charter.on(wants["on"])
    found = post(text, wants["elects"])
    rule = text.rule("decision", Decision, found.chosen_by)
    zone = charter.base_front.time_zone
    its = dates(rule.says, wants["named_until"], zone=zone)
    said: dict[str, Any] = {"opens": day_of(its.opens_at, zone), "seated_from": its.seated_from}
    said |= {"closes": day_ending(its.closes_at, zone)} if its.closes_at else {}
    return said, [found.article, rule.article]


def _comes_next(charter: Charter, _: Facts, wants: dict[str, Any]) -> Found:
    """Who has a seat that was left early, of those who stand for it: by the papers, if the body says so."""
    found = post(charter.on(wants["on"]), wants["elects"])
    if found.vacancies != COUNTBACK:
        return {"filled": "anew"}, [found.article]
    names = wants["options"]
    papers = election(names, [tuple(map(names.index, one)) for one in wants["votes"]], seats=wants["seats"])
    away = [name for name in names if name not in (wants["left"], *wants["stand"])]
    counted = countback(papers, wants["left"], without=away, lot=wants.get("lot", ()))
    said: dict[str, Any] = {"filled": found.vacancies, "next": list(counted.winners)}
    said |= {"waits": list(counted.election.names(counted.tie.level))} if counted.tie else {}
    return said, [found.article, counted.reason]


ASKS: dict[str, Callable[[Charter, Facts, dict[str, Any]], Found]] = {
    "decide": _decide,
    "election-days": _election_days,
    "comes-next": _comes_next,
}
