"""The register as the rules of `bylaws` ask for it: who was what when, and who held what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import F, QuerySet, UUIDField

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.body import Body
from bylaws.facts.joining import Joining
from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.periods import Period
from bylaws.membership.posts import posts
from bylaws.membership.terms import Tenure, holders
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.prepared import Question


def _held(coop: Any) -> QuerySet[Any, Any]:
    rows = RolePeriod.objects.filter(coop=coop).exclude(valid_until=F("valid_from"))
    return rows.values_list("role", "held_for", "participant__key", "valid_from", "valid_until")


def _people(coop: Any) -> QuerySet[Any, Any]:
    rows = Participant.objects.filter(coop=coop).order_by("key")
    stage = ("stage", "valid_from", "valid_until", "replaced_by")
    return rows.values_list("key", "name", *(f"stageperiods__{name}" for name in stage))


Terms = Callable[[Coop, dt.date], Mapping[str, Joining]]


def _nothing(_coop: Coop, _on: dt.date) -> Mapping[str, Joining]:
    return {}


_told: list[Terms] = [_nothing]


def tell_terms(told: Terms) -> None:
    """Called by the room that keeps on what terms people take part, when the application starts."""
    _told[:] = [told]


def terms(coop: Coop, on: dt.date) -> Mapping[str, Joining]:
    """By key, on what terms people take part on a day: dues, part of the time, organisations."""
    return _told[0](coop, on)


HELD = Question(_held, coop=UUIDField())
PEOPLE = Question(_people, coop=UUIDField())


def persons(coop: Coop) -> dict[str, Person]:
    """Everybody who ever took part, by key, in one question."""
    names: dict[str, str] = {}
    spells: dict[str, list[Spell]] = {}
    for key, name, stage, since, until, replaced in PEOPLE(coop=coop.pk):
        names[key] = name
        if stage is not None and replaced is None and until != since:
            spells.setdefault(key, []).append(Spell(stage, Period(since, until)))
    return {key: person(key, name, spells.get(key, [])) for key, name in names.items()}


def tenures(coop: Coop) -> tuple[Tenure, ...]:
    """Every stretch of days in which somebody held a role or seat, in one question."""
    rows = HELD(coop=coop.pk)
    return tuple(
        Tenure(who, role, held_for, Period(since, until)) for role, held_for, who, since, until in rows
    )


def holding(
    text: InForce, people: Mapping[str, Person], held: tuple[Tenure, ...], *, on: dt.date
) -> dict[str, frozenset[str]]:
    """Who holds each of the co-op's roles and belongs to each body on a day; to an assembly by stage."""
    found: dict[str, frozenset[str]] = {}
    for one in held:
        if not one.held_for and on in one.period:
            found[one.name] = found.get(one.name, frozenset()) | {one.person}
    for of in posts(text):
        if not of.held_for:
            here = frozenset(one.person for one in holders(of, held, on=on))
            found[of.name] = found.get(of.name, frozenset()) | here
    for rule in text.of_kind("body"):
        if rule.name and isinstance(rule.says, Body) and rule.says.form == "assembly":
            found[rule.name] = frozenset(
                who.key for who in people.values() if who.stage_on(on) in rule.says.open_to
            )
    return found
