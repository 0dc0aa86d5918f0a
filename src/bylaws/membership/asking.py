"""What whoever asks to join is told: what is looked for, who leads people in, the way from stage to stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.rules import Rule
from bylaws.kernel.periods import Span
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.admission import MEMBER, room
from bylaws.membership.evaluations import terms_of, why_terms


@dataclass(frozen=True, slots=True)
class StageAhead:
    """A stage on the way to membership: its months and hours, and the matter by which one goes on."""

    name: str
    lasts: Span | None
    hours: int | None
    evaluations: int
    decided_as: str | None


@dataclass(frozen=True, slots=True)
class WayIn:
    """The way into the co-op, as the charter of a day has it. `part_time`: it provides for it."""

    stages: tuple[StageAhead, ...]
    criteria: tuple[str, ...]
    led_by: str | None
    place: str | None
    place_for: Span | None
    part_time: bool
    room: bool
    """Whether there is room for one more member today; whoever begins now may find another answer later."""


def way_in(*, members: int, charter: Charter, on: dt.date) -> Explained[WayIn]:
    """What somebody who asks to join on a day is told (S2-094, S2-098, S2-102, S2-103).

    `members` is how many there are on the day (`members_on`). Faults: `CharterSilent` without a
    membership rule.
    """
    text = charter.on(on)
    rule = text.rule("membership", Membership)
    says = rule.says
    free = room(rule, members, on)
    found = WayIn(
        tuple(_ahead(says)),
        tuple(says.criteria),
        says.led_by,
        says.on_site_first,
        says.on_site_for,
        says.part_time,
        free is None or free.value,
    )
    parts = (*_told(rule), *_evaluated(text, rule), *((free.reason,) if free else ()))
    return Explained(found, Reason("way-in", {"stage": found.stages[0].name}, rule.article, parts))


def _ahead(says: Membership) -> Iterator[StageAhead]:
    """The stages up to membership; where none is called member, all of them."""
    for stage in says.stages:
        decided_as = None if stage.name == MEMBER else stage.next_by
        yield StageAhead(stage.name, stage.lasts, stage.hours, len(stage.evaluations), decided_as)
        if stage.name == MEMBER:
            return


def _told(rule: Rule[Membership]) -> Iterator[Reason]:
    says = rule.says
    for criterion in says.criteria:
        yield Reason("way-in.criterion", {"criterion": criterion}, rule.article)
    if says.led_by is not None:
        yield Reason("way-in.led-by", {"role": says.led_by}, rule.article)
    if says.on_site_first is not None and says.on_site_for is None:
        yield Reason("way-in.place", {"place": says.on_site_first}, rule.article)
    elif says.on_site_first is not None:
        values: dict[str, Value] = {"place": says.on_site_first, "lasts": str(says.on_site_for)}
        yield Reason("way-in.place-for", values, rule.article)
    code = "part-time.provided" if says.part_time else "part-time.not-said"
    yield Reason(code, {}, rule.article)


def _evaluated(text: InForce, rule: Rule[Membership]) -> Iterator[Reason]:
    """What evaluations on the way may be used for: candidates are told before."""
    on_the_way = [stage for stage in rule.says.stages if stage.name != MEMBER]
    said = next((found for stage in on_the_way if (found := terms_of(stage, text))), None)
    if said is not None:
        yield why_terms(*said)
