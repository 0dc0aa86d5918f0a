"""What a story may ask of meetings: when they come back, whose turn a part is, where minutes stand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.meeting import Meeting
from bylaws.charter.rules import Rule
from bylaws.facts.file import Facts
from bylaws.meetings.agenda import buffer_of
from bylaws.meetings.calendar import comes_back, days, latest_notice
from bylaws.meetings.minutes import (
    Approval,
    Minutes,
    MinutesRule,
    may_approve,
    may_correct,
    missing,
    rule_of,
    standing,
)
from bylaws.meetings.parts import Taken, open_to, turns
from tests.scenarios.joining import Found, yes

TIMES = 3


def _rule(charter: Charter, wants: dict[str, Any]) -> Rule[Meeting]:
    return charter.on(wants["on"]).rule("meeting", Meeting, wants["name"])


def _meets(charter: Charter, _facts: Facts, wants: dict[str, Any]) -> Found:
    """The next days of a meeting that begins to come back, and until when people are invited to each."""
    rule = _rule(charter, wants)
    says = rule.says
    found = list(islice(days(comes_back(says, today=wants["on"])), TIMES))
    said: dict[str, Any] = {"days": found}
    if says.notice is not None:
        said["invited_by"] = [latest_notice(day, says.notice) for day in found]
    if says.lasts is not None:
        said["kept_free"] = buffer_of(says.lasts // 60)
    return said, [rule.article]


def _invited(charter: Charter, facts: Facts, wants: dict[str, Any]) -> dict[str, str]:
    """Whom a meeting invites on its day, by key, with their stage."""
    stages = {key: one.stage_on(wants["on"]) for key, one in facts.people.items()}
    who = _rule(charter, wants).says.who
    return {key: stage for key, stage in stages.items() if stage in who}


def _calls(charter: Charter, facts: Facts, wants: dict[str, Any]) -> Found:
    """Whom a meeting invites; everyone of its stages, whatever else they do not take part in."""
    return {"invited": sorted(_invited(charter, facts, wants))}, [_rule(charter, wants).article]


def _parts(charter: Charter, facts: Facts, wants: dict[str, Any]) -> Found:
    """Whose turn each part of a meeting is, of who is invited and may take it, after who took it before."""
    rule, text = _rule(charter, wants), charter.on(wants["on"])
    invited = _invited(charter, facts, wants)
    taken = [Taken(one["part"], one["who"], one["on"]) for one in wants.get("taken", [])]
    stages = {part: open_to(text, part) for part in rule.says.roles}
    able = {
        part: [key for key, stage in invited.items() if of is None or stage in of]
        for part, of in stages.items()
    }
    held = len({one.on for one in taken})
    found = turns(rule.says.roles, able, taken, dict.fromkeys(invited, held), absent=wants.get("absent", []))
    return {one.part: one.who or "nobody" for one in found}, [rule.article]


def _minutes(charter: Charter, facts: Facts, wants: dict[str, Any]) -> tuple[MinutesRule, Minutes]:
    """The minutes of a story: of a meeting `held_on`, with who was `present`."""
    invited = _invited(charter, facts, {**wants, "on": wants["held_on"]})
    here = [key for key, one in facts.people.items() if one.stage_on(wants["on"]) not in {None, "former"}]
    said = [Approval(who, 1) for who in wants.get("approved", [])]
    contested = wants.get("contested", [])
    said += [Approval(who, 1, wants["noted_on"], who in contested) for who in wants.get("noted", [])]
    minutes = Minutes(
        present=wants["present"],
        invited=[*invited],
        here=here,
        sent_on=wants.get("sent_on"),
        pending=wants.get("pending", []),
        approvals=said,
        due_on=wants.get("next_on"),
    )
    return rule_of(charter, wants["name"], on=wants["held_on"]), minutes


def _stands(charter: Charter, facts: Facts, wants: dict[str, Any]) -> Found:
    """Where the minutes of a meeting stand: their phase, to when corrections are suggested, who lacks."""
    found = standing(*_minutes(charter, facts, wants), on=wants["on"])
    now = found.value
    said: dict[str, Any] = {"phase": now.phase, "lacks": now.lacks, "by": list(now.entitled)}
    if now.window_to is not None:
        said["corrections_to"] = now.window_to
    return said | ({"late": True} if now.late else {}), [found.reason]


def _lacking(charter: Charter, _facts: Facts, wants: dict[str, Any]) -> Found:
    """The parts its minutes have to hold that are empty and do not say that there was nothing."""
    rule = rule_of(charter, wants["name"], on=wants["on"])
    filled = dict.fromkeys(wants.get("filled", []), 1)
    return {"missing": list(missing(rule, filled, wants.get("none", [])))}, [rule.article or ""]


def _approves(charter: Charter, facts: Facts, wants: dict[str, Any]) -> Found:
    """Whether somebody may approve them."""
    reason = yes(may_approve(*_minutes(charter, facts, wants), wants["person"], on=wants["on"]))
    return {"may": "approve"}, [reason]


def _corrects(charter: Charter, facts: Facts, wants: dict[str, Any]) -> Found:
    """Whether somebody may suggest a correction."""
    reason = yes(may_correct(*_minutes(charter, facts, wants), wants["person"], on=wants["on"]))
    return {"because": reason.code}, [reason]


ASKS: dict[str, Callable[[Charter, Facts, dict[str, Any]], Found]] = {
    "may-approve": _approves,
    "may-correct": _corrects,
    "meets": _meets,
    "meeting-invites": _calls,
    "meeting-parts": _parts,
    "minutes": _stands,
    "minutes-lack": _lacking,
}
