"""Several at once: people of a firm that is taken over, and of another co-op in a merger (S2-104…106)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.rules import Rule
from bylaws.facts.people import Person, Spell
from bylaws.kernel.faults import InputFault, Refused
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.admission import SEATED, members_on, room, stage_of

GONE = frozenset({None, "former"})


@dataclass(frozen=True, slots=True)
class OfFirm:
    """Somebody of a firm that is taken over, and the day they agreed to join; None if they did not."""

    key: str
    name: str
    agreed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """Who comes in at once, with their stages; who stays out; the matter members decide it as.

    `fits` says whether there is room for all of them under `members_at_most`.
    """

    people: tuple[Person, ...]
    stay_out: tuple[str, ...]
    decided_as: str
    fits: bool


def join_with_firm(
    firm: Sequence[OfFirm], ours: Mapping[str, Person], *, charter: Charter, on: dt.date
) -> Explained[Together]:
    """Who of a firm joins on the day it is taken over: each who agreed by then, as what the charter says.

    Nobody is taken over without agreeing. Whoever begins as a member has been no candidate; what a member
    contributes begins on that day. Faults: `firm.not-provided`, `together.key-twice`.
    """
    rule = charter.on(on).rule("membership", Membership)
    stage, matter = rule.says.firm_joins_as, rule.says.firm_joins_by
    if stage is None or matter is None:
        raise Refused(
            "The charter does not let people of a firm join with it.",
            code="firm.not-provided",
            next_step="Let each ask to join, or amend the article: as what they join, and who decides.",
            article=rule.article,
        )
    _refuse_twice([one.key for one in firm], ours)
    joining = [one for one in firm if one.agreed_on is not None and one.agreed_on <= on]
    people = tuple(Person(one.key, one.name, (Spell(stage, Period(on, None)),)) for one in joining)
    out = [one for one in firm if one not in joining]
    free = _room(rule, people, ours, on)
    parts = (
        *(Reason("together.joins", {"person": one.name, "stage": stage}, rule.article) for one in joining),
        *(Reason("together.not-agreed", {"person": one.name}, rule.article) for one in out),
    )
    found = Together(people, tuple(one.key for one in out), matter, free is None or free.value)
    return Explained(found, Reason("together.firm", _told(found, on), rule.article, _with_room(parts, free)))


def merge(
    theirs: Iterable[Person], ours: Mapping[str, Person], *, charter: Charter, on: dt.date
) -> Explained[Together]:
    """Who comes in when another co-op merges with this one on a day: all who are there, as what they are.

    Each keeps their stages with their first days, so that months begun there go on here. Whoever had left
    by then stays out. Faults: `merger.not-provided`, `together.key-twice`, `people.unknown-stage` for
    a stage this charter does not name.
    """
    rule = charter.on(on).rule("membership", Membership)
    if rule.says.merger_by is None:
        raise Refused(
            "The charter does not provide for a merger with another co-op.",
            code="merger.not-provided",
            next_step="Amend the article first: say as what matter the members decide it.",
            article=rule.article,
        )
    everyone = sorted(theirs, key=lambda one: one.key)
    _refuse_twice([one.key for one in everyone], ours)
    people = tuple(one for one in everyone if one.stage_on(on) not in GONE)
    out = [one for one in everyone if one not in people]
    free = _room(rule, people, ours, on)
    parts = (
        *(_keeps(one, stage_of(rule, one, on).name, rule) for one in people),
        *(Reason("together.gone", {"person": one.name}, rule.article) for one in out),
    )
    found = Together(people, tuple(one.key for one in out), rule.says.merger_by, free is None or free.value)
    return Explained(
        found, Reason("together.merger", _told(found, on), rule.article, _with_room(parts, free))
    )


def _room(
    rule: Rule[Membership], people: Collection[Person], ours: Mapping[str, Person], on: dt.date
) -> Explained[bool] | None:
    coming = sum(one.stage_on(on) in SEATED for one in people)
    return room(rule, members_on(ours, on), on, coming=coming) if coming else None


def _keeps(who: Person, stage: str, rule: Rule[Membership]) -> Reason:
    values: dict[str, Value] = {"person": who.name, "stage": stage, "since": who.first_day_as(stage)}
    return Reason("together.keeps", values, rule.article)


def _with_room(parts: Iterable[Reason], free: Explained[bool] | None) -> tuple[Reason, ...]:
    return (*parts, free.reason) if free else (*parts,)


def _told(found: Together, on: dt.date) -> dict[str, Value]:
    return {"on": on, "matter": found.decided_as, "people": len(found.people)}


def _refuse_twice(keys: Sequence[str], ours: Mapping[str, Person]) -> None:
    """Two people of one key cannot be told apart; whoever is here already does not come in once more."""
    for nth, key in enumerate(keys):
        if key in ours or key in keys[:nth]:
            raise InputFault(
                "The key “{key}” stands for two people.",
                code="together.key-twice",
                next_step="Give whoever comes in a key of their own; who is here already is left out.",
                key=key[:80],
            )
