"""What the rules are asked about: who is what, who holds what, and the charter's text of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet, UUIDField

from bylaws.charter.charter import InForce
from bylaws.facts.people import Person
from bylaws.kernel.reasons import Reason
from bylaws.membership.posts import Post, post, posts
from bylaws.membership.seated import FOR, held_for
from bylaws.membership.terms import Tenure, holders
from bylaws.membership.turns import turn
from toadlane.charter.reads import adopted, parsed
from toadlane.coops.access import absent
from toadlane.coops.models import Coop
from toadlane.coops.prepared import Question
from toadlane.members import register
from toadlane.roles.models import Filling, TurnPassed


def _passed(coop: Any) -> QuerySet[Any, Any]:
    return TurnPassed.objects.filter(coop=coop).values_list(
        "role", "held_for", "participant__key", "recorded_at"
    )


def _begun(coop: Any) -> QuerySet[Any, Any]:
    rows = Filling.objects.filter(coop=coop, way=Filling.Way.TURN)
    return rows.values_list("role", "held_for", "recorded_at")


PASSED = Question(_passed, coop=UUIDField())
BEGUN = Question(_begun, coop=UUIDField())


@dataclass(frozen=True)
class Held:
    """A co-op on a day: its charter's text, its people with their stages, and all that was ever held."""

    coop: Coop
    day: dt.date
    text: InForce
    people: Mapping[str, Person]
    tenures: tuple[Tenure, ...]
    passed: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def posts(self) -> tuple[Post, ...]:
        """Every role and every body's seats."""
        return posts(self.text)

    def holding(self, of: Post) -> tuple[Tenure, ...]:
        """Who holds one now."""
        return holders(of, self.tenures, on=self.day)

    def order(self, of: Post) -> tuple[str, ...]:
        """Whose turn it is, first to last."""
        return self.turn(of)[0]

    def turn(self, of: Post) -> tuple[tuple[str, ...], Reason]:
        """The same with its reason."""
        passed = self.passed.get(of.key, frozenset())
        found = turn(of, self.people, self.tenures, on=self.day, passed=passed)
        return found.value, self.named(found.reason)

    def name(self, key: str) -> str:
        """What somebody is called."""
        known = self.people.get(key)
        return known.name if known else key

    def named(self, reason: Reason) -> Reason:
        """A reason with people by their names."""
        values = dict(reason.values)
        if isinstance(values.get("person"), str):
            values["person"] = self.name(str(values["person"]))
        return replace(reason, values=values, parts=tuple(self.named(part) for part in reason.parts))


def text_of(coop: Coop, day: dt.date) -> InForce | None:
    """The charter's text of a day; None while there is no charter."""
    digests = adopted(coop)
    return parsed(coop.pk, digests).on_or_first(day) if digests else None


def held_in(coop: Coop, day: dt.date) -> Held | None:
    """All of it in four questions; None where the charter has no role and no body."""
    text = text_of(coop, day)
    if text is None or not (text.of_kind("role") or text.of_kind("body")):
        return None
    return Held(coop, day, text, register.persons(coop), register.tenures(coop), _passed_lately(coop))


def post_of(held: Held, key: str) -> Post:
    """The role or seats of an address such as “webmaster” or “circle-leader~product-circle”."""
    name, _sign, of = key.partition(FOR)
    return post(held.text, name, of)


def post_in(held: Held | None, key: str) -> Post | None:
    """The same, or None where the charter of the day has none of that name, or more than one."""
    name, _sign, of = key.partition(FOR)
    found = [one for one in held.posts() if one.key == (name, of)] if held else []
    return found[0] if len(found) == 1 else None


def key_of(of: Post) -> str:
    """How an address names it."""
    return held_for(*of.key)


def require(coop: Coop, day: dt.date) -> Held:
    """The same of a co-op whose charter has some; elsewhere there is nothing."""
    found = held_in(coop, day)
    if found is None:
        raise absent()
    return found


def _passed_lately(coop: Coop) -> dict[tuple[str, str], frozenset[str]]:
    """Who passed since a turn was last taken."""
    last: dict[tuple[str, str], dt.datetime] = {}
    for role, of, at in BEGUN(coop=coop.pk):
        last[role, of] = max(at, last.get((role, of), at))
    found: dict[tuple[str, str], set[str]] = {}
    for role, of, who, at in PASSED(coop=coop.pk):
        if (role, of) not in last or at > last[role, of]:
            found.setdefault((role, of), set()).add(who)
    return {key: frozenset(people) for key, people in found.items()}
