"""From one stage to the next: the months and the hours of a stage, and whether there is room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.membership import Membership, Stage
from bylaws.charter.rules import Rule
from bylaws.facts.cells import Cell
from bylaws.facts.people import Person
from bylaws.kernel.faults import InputFault, NotThere
from bylaws.kernel.periods import Span
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.evaluations import days_due
from bylaws.membership.time import PAUSES, full_on, paused_stage, run_of

SECONDS_IN_AN_HOUR = 3600
MEMBER = "member"
SEATED = frozenset({MEMBER, "sabbatical"})


def ready_for_next_stage(
    who: Person, seconds: int, *, members: int, charter: Charter, on: dt.date
) -> Explained[bool]:
    """Whether someone has done what their stage asks before members decide on the next one.

    The months **and** the hours have to be done (S2-093), and where the next stage is membership there
    has to be room under `members_at_most`. The membership rule of the day `on` holds. `seconds` are
    those that count for candidacy, worked in the present stage before `on` (`candidacy_seconds`);
    `members` is how many there are on `on` (`members_on`). A no has the parts that are not done as reasons.
    Faults: `people.no-stage`, `people.unknown-stage`, and `CharterSilent` without such a rule.
    """
    rule = charter.on(on).rule("membership", Membership)
    stage = stage_of(rule, who, on)
    after = stage_after(rule.says, stage)
    values: dict[str, Value] = {"person": who.name, "stage": stage.name, "on": on}
    if after is None:
        return Explained(value=False, reason=Reason("stage.no-next", values, rule.article))
    asked = [
        *_months(rule, stage, who, on),
        *_hours(rule, stage, seconds),
        *filter(None, [room(rule, members, on) if after.name == MEMBER else None]),
    ]
    done = all(part.value for part in asked)
    parts = tuple(part.reason for part in asked)
    values |= {"next": after.name, "matter": stage.next_by}
    return Explained(done, Reason("stage.ready" if done else "stage.not-ready", values, rule.article, parts))


def candidacy_seconds(who: Person, cells: Iterable[Cell], *, charter: Charter, on: dt.date) -> int:
    """Seconds worked in the stage of the day `on` that count for candidacy by the text of the day worked.

    `cells` reach from the first day of the stage to `on`; those of others, or of another stage, are left
    out, and so are those of an earlier time in the stage that another stage has ended. On a sabbatical
    it is the stage one comes back to. Work from before the charter counts by its first text.
    """
    stage = paused_stage(who, on) or who.stage_on(on)
    counted = run_of(who, stage, on) if stage else ()
    return sum(
        cell.seconds
        for cell in cells
        if cell.person == who.key
        and cell.stage == stage
        and cell.period.from_day >= counted[0].from_day
        and cell.work in _counting(charter, cell.period.from_day)
    )


def _counting(charter: Charter, day: dt.date) -> frozenset[str]:
    return charter.on_or_first(day).rule("hours", Hours).says.counting_for("candidacy")


def members_on(people: Mapping[str, Person], on: dt.date) -> int:
    """How many members there are on a day; someone on sabbatical is one of them, and keeps their place."""
    return sum(who.stage_on(on) in SEATED for who in people.values())


def evaluation_days(who: Person, *, charter: Charter, on: dt.date) -> tuple[dt.date, ...]:
    """The days on which evaluations of the present stage are due, past and to come, in order.

    They are counted like the months of the stage: time away from it does not count. Of those that come
    back without an end, the first after `on` is the last told. Faults as for `ready_for_next_stage`.
    """
    text = charter.on(on)
    stage = stage_of(text.rule("membership", Membership), who, on)
    return days_due(stage, run_of(who, stage.name, on), text, until=on)


def time_in_stage_full_on(who: Person, stage: str, lasts: Span, *, on: dt.date | None = None) -> dt.date:
    """The first day on which a span of time has been spent in a stage.

    Counted from the first day of the stage by the calendar: nine months from 31 May are full on the last
    day of February. Days away from the stage, such as a sabbatical, push the day on by as many days;
    whoever comes back to a stage after a later one begins anew. `on`: as known by that day. The person
    has been in the stage on some day.
    """
    return full_on(run_of(who, stage, on), lasts)


def room(rule: Rule[Membership], members: int, on: dt.date, *, coming: int = 1) -> Explained[bool] | None:
    """Whether as many as come at once find room under `members_at_most`; None where no limit holds.

    `members` is how many there are on the day `on` without them (`members_on`).
    """
    at_most, until = rule.says.members_at_most, rule.says.members_at_most_until
    if at_most is None or (until is not None and on >= until):
        return None
    free = members + coming <= at_most
    code = "members.room" if free else "members.full"
    return Explained(free, Reason(code, {"members": members, "at_most": at_most}, rule.article))


def stage_of(rule: Rule[Membership], who: Person, on: dt.date) -> Stage:
    """The stage somebody is in on a day, as the charter states it.

    A sabbatical, or having left, asks for nothing and leads nowhere where the charter does not name it.
    Faults: `people.no-stage`, `people.unknown-stage`.
    """
    name = who.stage_on(on)
    if name is None:
        raise NotThere(
            "{name} is not with the co-op on {on}.",
            code="people.no-stage",
            next_step="Check the day, or the stages of {name}.",
            name=who.name,
            on=on.isoformat(),
        )
    found = next((stage for stage in rule.says.stages if stage.name == name), None)
    if found is None and name in PAUSES:
        return Stage(name=name)
    if found is None:
        raise InputFault(
            "{name} is “{stage}”, a stage the charter does not name.",
            code="people.unknown-stage",
            next_step="The stages are {stages}.",
            article=rule.article,
            name=who.name,
            stage=name,
            stages=", ".join(stage.name for stage in rule.says.stages),
        )
    return found


def stage_after(says: Membership, stage: Stage) -> Stage | None:
    """The stage that members decide on next; None where no decision leads on."""
    if stage.next_by is None:
        return None
    following = says.stages[says.stages.index(stage) + 1 :]
    return following[0] if following else None


def _months(rule: Rule[Membership], stage: Stage, who: Person, on: dt.date) -> tuple[Explained[bool], ...]:
    if stage.lasts is None:
        return ()
    full = time_in_stage_full_on(who, stage.name, stage.lasts, on=on)
    done = full <= on
    code = "stage.months-done" if done else "stage.months-short"
    return (Explained(done, Reason(code, {"lasts": str(stage.lasts), "full_on": full}, rule.article)),)


def _hours(rule: Rule[Membership], stage: Stage, seconds: int) -> tuple[Explained[bool], ...]:
    if stage.hours is None:
        return ()
    needed = stage.hours * SECONDS_IN_AN_HOUR
    done = seconds >= needed
    code = "stage.hours-done" if done else "stage.hours-short"
    return (Explained(done, Reason(code, {"seconds": seconds, "needed": needed}, rule.article)),)
