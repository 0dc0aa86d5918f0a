"""Where somebody stands, from a charter and a facts file."""

from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import fields, is_dataclass, replace
from typing import Any

from bylaws.charter.charter import Charter
from bylaws.facts.cells import Entry
from bylaws.facts.file import Facts
from bylaws.facts.people import Person
from bylaws.kernel.faults import NotThere
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period, Span
from bylaws.kernel.reasons import Explained, Reason, as_json
from bylaws.membership.admission import MEMBER, candidacy_seconds, members_on
from bylaws.membership.standing import Standing, standing
from bylaws.surplus.buy_in import buy_in
from bylaws.surplus.close import buy_in_rule
from bylaws.words.tell import Told, lines, tell


def somebody(facts: Facts, key: str) -> Person:
    """One person of the facts; fault `standing.person`, with the nearest key there is."""
    if key in facts.people:
        return facts.people[key]
    near = difflib.get_close_matches(key, facts.people, n=1)
    raise NotThere(
        "The facts know nobody by the key “{key}”.",
        code="standing.person",
        next_step="Did you mean “{near}”?" if near else "The keys are: {known}.",
        key=key[:80],
        near=near[0] if near else "",
        known=", ".join(facts.people),
    )


def stands(
    charter: Charter, facts: Facts, who: Person, on: dt.date, hours: list[Entry]
) -> Explained[Standing]:
    """Where somebody stands on a day, with a member's buy-in among the reasons. Faults as for `standing`."""
    first = min((spell.period.from_day for spell in who.spells if spell.period.from_day < on), default=None)
    worked = facts.worked(charter, Period(first, on), hours) if first else ()
    found = standing(
        who,
        joining=facts.joining[who.key],
        seconds=candidacy_seconds(who, worked, charter=charter, on=on),
        members=members_on(facts.people, on),
        charter=charter,
        on=on,
    )
    told = _buy_in(charter, facts, who, on)
    return Explained(found.value, replace(found.reason, parts=(*found.reason.parts, *told)))


def _buy_in(charter: Charter, facts: Facts, who: Person, on: dt.date) -> tuple[Reason, ...]:
    if who.stage_on(on) != MEMBER or buy_in_rule(charter, who) is None:
        return ()
    return (buy_in(who, facts.paid_in(who.key, on), charter=charter, on=on).reason,)


def standing_text(found: Explained[Standing], *, why: bool, language: str, currency: str) -> str:
    """Where somebody stands, in sentences; with `why`, the reasons below each and the articles."""
    told = tell(found.reason, language=language, currency=currency)
    return "\n".join(lines(told) if why else _short(told))


def _short(told: Told) -> list[str]:
    """What is asked and what was done, each by its sentence alone."""
    below = [(part, inner) for part in told.parts for inner in ("", *part.parts)]
    said = [
        f"  - {inner.sentence}" if isinstance(inner, Told) else f"- {part.sentence}" for part, inner in below
    ]
    return [told.sentence, *said]


def standing_as_json(found: Explained[Standing], *, on: dt.date, why: bool) -> dict[str, Any]:
    """Where somebody stands, as JSON: days as ISO 8601, money as decimals, hours in seconds."""
    said = {"format": "toad-lane-standing/1", "on": on.isoformat(), **_plain(found.value)}
    return {**said, "explanation": as_json(found.reason)} if why else said


def _plain(value: Any) -> Any:
    match value:
        case Money():
            return value.decimal()
        case Span():
            return str(value)
        case dt.date():
            return value.isoformat()
        case tuple():
            return [_plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
