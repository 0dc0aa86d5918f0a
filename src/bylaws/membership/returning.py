"""Coming back: the same person in a stage anew, with what they were before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.membership import Membership
from bylaws.facts.people import Person, Spell
from bylaws.kernel.faults import InputFault, Refused
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.departing import FORMER, HONOURED, deciding


@dataclass(frozen=True, slots=True)
class Return:
    """What coming back comes to; `before` are the stretches of time somebody was here, the first first."""

    stage: str
    from_day: dt.date
    decided_as: str | None
    """The matter members decide it by, as for anybody who reaches the stage; None where nobody decides."""
    before: tuple[Spell, ...]


def returning(who: Person, stage: str, *, from_day: dt.date, charter: Charter) -> Explained[Return]:
    """What it takes for somebody who left to come back as something from a day on.

    The membership rule of that day holds: where a decision leads to the stage, it leads back to it too
    (S2-099). Faults: `returning.never-left` for somebody who was never here or is still, `returning.stage`
    for a stage the charter does not name or nobody comes back to, `returning.not-free` where a later
    stage stands already, and `CharterSilent` without a membership rule.
    """
    rule = charter.on(from_day).rule("membership", Membership)
    before = tuple(spell for spell in who.spells if spell.stage != FORMER)
    if not any(spell.period.from_day < from_day for spell in before) or _is_here(who, from_day):
        raise Refused(
            "{name} has not left by {day}, so they cannot come back.",
            code="returning.never-left",
            next_step="Give a day after they left; what they are now is changed on their own page.",
            name=who.name,
            day=from_day.isoformat(),
        )
    named = [one.name for one in rule.says.stages if one.name not in {FORMER, *HONOURED}]
    if stage not in named:
        raise InputFault(
            "Nobody comes back as “{stage}”.",
            code="returning.stage",
            next_step="Choose one of these: {stages}.",
            article=rule.article,
            stage=stage[:40],
            stages=", ".join(named),
        )
    _refuse_taken(who, from_day)
    matter = deciding(charter.on(from_day), stage)
    values: dict[str, Value] = {"person": who.name, "from_day": from_day, "stage": stage}
    parts = [Reason("returning.decided", {"matter": matter}, rule.article)] if matter else []
    parts += [_was(spell, from_day) for spell in before]
    return Explained(
        Return(stage, from_day, matter, before), Reason("returning", values, rule.article, tuple(parts))
    )


def _is_here(who: Person, day: dt.date) -> bool:
    return who.stage_on(day) not in {None, FORMER, *HONOURED}


def _refuse_taken(who: Person, from_day: dt.date) -> None:
    later = next((spell for spell in who.spells if spell.period.from_day >= from_day), None)
    if later is None:
        return
    raise Refused(
        "{name} is entered as “{stage}” from {day} already.",
        code="returning.not-free",
        next_step="Give a later day, or put that stage right first.",
        name=who.name,
        stage=later.stage,
        day=later.period.from_day.isoformat(),
    )


def _was(spell: Spell, from_day: dt.date) -> Reason:
    values: dict[str, Value] = {
        "stage": spell.stage,
        "from_day": spell.period.from_day,
        "until": spell.period.until or from_day,
    }
    return Reason("returning.was", values)
