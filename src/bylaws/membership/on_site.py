"""Where new members begin to work, for how long, and who was let off it (S2-103)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.rules import Rule
from bylaws.facts.joining import Joining, LetOff
from bylaws.facts.people import Person
from bylaws.kernel.faults import CharterSilent
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.time import full_on

State = Literal["done", "begun", "short", "missing", "let-off"]


@dataclass(frozen=True, slots=True)
class OnSite:
    """Somebody's beginning at the co-op's place; on `full_on` it has lasted long enough.

    Where the charter does not say for how long, it has `begun`, and nobody can tell when it is enough.
    """

    place: str
    state: State
    began_on: dt.date | None = None
    full_on: dt.date | None = None


def on_site(who: Person, joining: Joining, *, charter: Charter, on: dt.date) -> Explained[OnSite] | None:
    """Whether somebody began where the charter lets new members begin; None where it asks nothing of them.

    It asks those who came while it said so, and as long as it says so: both the text of one's first day
    and that of `on` name a place. An exception counts from its day, if it was decided by the rule that the
    charter of that day names for exceptions.
    """
    rule = charter.on(on).rule("membership", Membership)
    place = rule.says.on_site_first
    if place is None or not _concerns(who, charter, on):
        return None
    values: dict[str, Value] = {"person": who.name, "place": place}
    let_off = next(_exceptions(joining.let_off, charter, on), None)
    if let_off is not None:
        told = values | {"since": let_off.on, "rule": let_off.by, "why": let_off.why}
        return Explained(OnSite(place, "let-off"), Reason("on-site.let-off", told, rule.article))
    not_counted = tuple(
        Reason("on-site.exception-not-provided", {"since": one.on, "rule": one.by}, rule.article)
        for one in joining.let_off
        if one.on <= on
    )
    found, reason = _at_the_place(rule, place, joining, on)
    return Explained(found, Reason(reason.code, values | dict(reason.values), rule.article, not_counted))


def may_work_elsewhere(who: Person, joining: Joining, *, charter: Charter, on: dt.date) -> Explained[bool]:
    """Whether somebody may work from anywhere on a day: nothing is asked, it is done, or they are let off.

    Fault: `on-site.no-length` where they have begun at the place and the charter does not say for how long.
    """
    asked = on_site(who, joining, charter=charter, on=on)
    if asked is None:
        rule = charter.on(on).rule("membership", Membership)
        return Explained(value=True, reason=Reason("on-site.anywhere", {"person": who.name}, rule.article))
    if asked.value.state == "begun":
        raise CharterSilent(
            "The charter does not say for how long one works at “{place}” before one may work elsewhere.",
            code="on-site.no-length",
            next_step="Amend it: say how long (`on_site_for`), or who may let somebody off.",
            article=asked.reason.article,
            place=asked.value.place,
        )
    return Explained(asked.value.state in {"done", "let-off"}, asked.reason)


def _concerns(who: Person, charter: Charter, on: dt.date) -> bool:
    first = min((spell.period.from_day for spell in who.spells), default=on)
    if first < charter.base_front.starts():
        return False
    rule = charter.on(first).maybe("membership", Membership)
    return rule is not None and rule.says.on_site_first is not None


def _exceptions(let_off: Iterable[LetOff], charter: Charter, on: dt.date) -> Iterator[LetOff]:
    for one in let_off:
        if charter.base_front.starts() <= one.on <= on:
            rule = charter.on(one.on).maybe("membership", Membership)
            if rule is not None and one.by == rule.says.on_site_exceptions_by:
                yield one


def _at_the_place(rule: Rule[Membership], place: str, joining: Joining, on: dt.date) -> tuple[OnSite, Reason]:
    lasts = rule.says.on_site_for
    stays = sorted(
        stay.period for stay in joining.stays if stay.place == place and stay.period.from_day <= on
    )
    if not stays:
        return OnSite(place, "missing"), Reason("on-site.missing")
    began = stays[0].from_day
    if lasts is None:
        return OnSite(place, "begun", began), Reason("on-site.begun", {"began": began})
    full = full_on(_until_now(stays, on), lasts)
    values: dict[str, Value] = {"began": began, "full_on": full}
    if full <= on:
        return OnSite(place, "done", began, full), Reason("on-site.done", values)
    return OnSite(place, "short", began, full), Reason("on-site.short", values)


def _until_now(stays: list[Period], on: dt.date) -> list[Period]:
    """The stays, and where the last one has ended, the one that could begin on the day asked about."""
    last = stays[-1].until
    return [*stays, Period(on, None)] if last is not None and last < on else stays
