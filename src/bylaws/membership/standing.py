"""Where somebody stands on a day: their stage, what is done and missing, what changes with the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.kinds.buy_in import BuyIn
from bylaws.charter.kinds.membership import Membership, Stage
from bylaws.charter.rules import Rule
from bylaws.facts.joining import NOTHING_TOLD, Joining
from bylaws.facts.people import Person, Spell
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period, Span
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.admission import (
    MEMBER,
    SECONDS_IN_AN_HOUR,
    ready_for_next_stage,
    room,
    stage_after,
    stage_of,
)
from bylaws.membership.dues import DuesStanding, dues
from bylaws.membership.evaluations import (
    DueEvaluation,
    EvaluationTerms,
    days_due,
    evaluations,
    latest,
    terms_of,
    why,
    why_terms,
)
from bylaws.membership.on_site import OnSite, on_site
from bylaws.membership.time import days_in, full_on, paused_stage, run_of


@dataclass(frozen=True, slots=True)
class TimeInStage:
    """The months a stage asks for: `days` spent by the day asked about, `away` not counted, and `left`."""

    lasts: Span
    began_on: dt.date
    full_on: dt.date
    days: int
    away: int
    left: int


@dataclass(frozen=True, slots=True)
class HoursInStage:
    """The hours a stage asks for, in seconds."""

    needed: int
    seconds: int

    @property
    def missing(self) -> int:
        """Seconds still to be worked; none where there are enough."""
        return max(0, self.needed - self.seconds)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands. What the charter does not ask for at this stage is None, or empty.

    `next_stage` is decided as the matter `decided_as`; `ready` says whether what the stage asks is done,
    `earliest` the first day on which it can be as far as time goes. `returns_to` is the stage that somebody
    on a sabbatical comes back to; time and hours are then those of it. `rights_after` come with the next.
    """

    person: str
    stage: str
    since: dt.date
    returns_to: str | None
    next_stage: str | None
    decided_as: str | None
    ready: bool
    earliest: dt.date | None
    time: TimeInStage | None
    hours: HoursInStage | None
    room: bool | None
    evaluations: tuple[DueEvaluation, ...]
    on_site: OnSite | None
    dues: DuesStanding | None
    buy_in: Money | None
    """What the charter of the day asks of whoever becomes a member next; None before another stage."""
    rights: tuple[str, ...]
    rights_after: tuple[str, ...]
    led_by: str | None
    evaluated: EvaluationTerms | None = None
    """Whose views evaluations of the stage ask for, who reads them, and whether they bear on admission."""


def standing(
    who: Person,
    *,
    joining: Joining = NOTHING_TOLD,
    seconds: int,
    members: int,
    charter: Charter,
    on: dt.date,
) -> Explained[Standing]:
    """Where somebody stands on a day, with every reason (S1-003…006, S2-092…103).

    `seconds` are those that count for candidacy (`candidacy_seconds`), `members` how many there are on the
    day (`members_on`). Evaluations and the place of work are told and never stand in the way of a
    decision: what stands in its way is months, hours and room. The text of `on` holds. Faults:
    `people.no-stage`, `people.unknown-stage`, `dues.band`, and `CharterSilent` without a membership rule.
    """
    text = charter.on(on)
    rule = text.rule("membership", Membership)
    present, returns_to = stage_of(rule, who, on), paused_stage(who, on)
    there = _as_if_back(who, returns_to, on) if returns_to else who
    asked = stage_of(rule, there, on)
    after = stage_after(rule.says, asked)
    ready = ready_for_next_stage(there, seconds, members=members, charter=charter, on=on)
    time = _time(asked, there, on)
    said = terms_of(asked, text)
    talks = _talks(asked, there, joining, text, on)
    place = on_site(who, joining, charter=charter, on=on)
    owed = dues(who, joining, charter=charter, on=on)
    comes_in = _buy_in(text) if after and after.name == MEMBER else None
    free = room(rule, members, on) if after and after.name == MEMBER else None
    found = Standing(
        person=who.key,
        stage=present.name,
        since=run_of(who, present.name, on)[-1].from_day,
        returns_to=returns_to,
        next_stage=after.name if after else None,
        decided_as=asked.next_by if after else None,
        ready=ready.value and not returns_to,
        earliest=_earliest(time, on) if after else None,
        time=time,
        hours=HoursInStage(SECONDS_IN_AN_HOUR * asked.hours, seconds) if asked.hours is not None else None,
        room=free.value if free else None,
        evaluations=tuple(one.value for one in talks),
        on_site=place.value if place else None,
        dues=owed.value if owed else None,
        buy_in=comes_in.value if comes_in else None,
        rights=tuple(present.rights),
        rights_after=tuple(after.rights) if after else (),
        led_by=rule.says.led_by,
        evaluated=said[0] if said else None,
    )
    reasons = [ready.reason, *(one.reason for one in talks), *([why_terms(*said)] if said else [])]
    reasons += [one.reason for one in (place, comes_in, owed) if one]
    reasons += [*_part_time(joining, rule, on), *_rights(found, rule.article)]
    return Explained(found, _top(found, who.name, rule.article, tuple(reasons)))


def _as_if_back(who: Person, returns_to: str, on: dt.date) -> Person:
    """Somebody on a sabbatical as they would stand if they came back on the day."""
    before = [
        replace(spell, period=Period(spell.period.from_day, min(spell.period.until or on, on)))
        for spell in who.spells
        if spell.period.from_day < on
    ]
    return replace(who, spells=(*before, Spell(returns_to, Period(on, None))))


def _time(stage: Stage, who: Person, on: dt.date) -> TimeInStage | None:
    if stage.lasts is None:
        return None
    periods = run_of(who, stage.name, on)
    full = full_on(periods, stage.lasts)
    began, days = periods[0].from_day, days_in(periods, on)
    return TimeInStage(stage.lasts, began, full, days, (on - began).days - days, max(0, (full - on).days))


def _earliest(time: TimeInStage | None, on: dt.date) -> dt.date:
    return max(on, time.full_on) if time else on


def _talks(
    stage: Stage, who: Person, joining: Joining, text: InForce, on: dt.date
) -> tuple[Explained[DueEvaluation], ...]:
    """Each evaluation of the stage with its reason, cited from the article that says what it is about.

    Where nothing leads on, as for members, it is the last one and those to come.
    """
    periods = run_of(who, stage.name, on)
    said = terms_of(stage, text)
    terms, article = said or (None, text.rule("membership", Membership).article)
    since, due = periods[0].from_day, days_due(stage, periods, text, until=on)
    if stage.next_by is None:
        since, due = latest(due, since, on=on)
    found = evaluations(due, joining.evaluated, terms, since=since, on=on)
    return tuple(Explained(one, why(one, article)) for one in found)


def _buy_in(text: InForce) -> Explained[Money] | None:
    rule = text.maybe("buy-in", BuyIn)
    if rule is None:
        return None
    parts = rule.says.plan.count if rule.says.plan else 1
    values: dict[str, Value] = {"amount": rule.says.amount, "parts": parts}
    code = "buy-in.on-admission" if parts == 1 else "buy-in.from-admission"
    return Explained(rule.says.amount, Reason(code, values, rule.article))


def _part_time(joining: Joining, rule: Rule[Membership], on: dt.date) -> Iterator[Reason]:
    """Of whoever works a part of the time: what the charter says of it, and that it takes nothing off."""
    share = joining.share_on(on)
    if share is None and not joining.part_time:
        return
    whole = (Reason("part-time.share", {"share": str(share)}, rule.article),) if share is not None else ()
    code = "part-time.provided" if rule.says.part_time else "part-time.not-said"
    yield Reason(code, {}, rule.article, whole)


def _rights(found: Standing, article: str) -> Iterator[Reason]:
    if found.rights:
        yield Reason("standing.rights", {"rights": ", ".join(found.rights)}, article)
    gained = [right for right in found.rights_after if right not in found.rights]
    if gained:
        values: dict[str, Value] = {"next": found.next_stage, "rights": ", ".join(gained)}
        yield Reason("standing.rights-gained", values, article)


def _top(found: Standing, name: str, article: str, parts: tuple[Reason, ...]) -> Reason:
    values: dict[str, Value] = {"person": name, "stage": found.stage, "since": found.since}
    if found.returns_to:
        return Reason("standing.paused", values | {"returns": found.returns_to}, article, parts)
    return Reason("standing", values, article, parts)
