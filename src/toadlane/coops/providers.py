"""What waits for someone: rooms above fill this list, *Today* reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Exists, QuerySet, UUIDField

from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.sight import sight_on


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits, with its one verb."""

    title: str
    verb: str
    url: str
    due_on: dt.date | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who looks at *Today*, when, and the audiences they belong to then."""

    participant: Participant
    at: Moment
    audiences: frozenset[str]

    @property
    def coop(self) -> Coop:
        """Theirs."""
        return self.participant.coop


Provider = Callable[[Participant, Moment], Iterable[Item]]
Sign = Callable[[Asking], tuple[Question, Mapping[str, Any]] | None]
"""A question without whose answer a provider has nothing to say, and its values; None: nothing for them."""
_providers: dict[str, tuple[Provider, Sign | None]] = {}


def register(name: str, provider: Provider, sign: Sign | None = None) -> None:
    """Called once by each room when the application starts; the name keeps a second call harmless.

    The signs of all rooms are asked for in one question; a room whose sign is not there is not asked.
    """
    _providers[name] = (provider, sign)


def waiting(participant: Participant, at: Moment) -> list[Item]:
    """Everything that waits for someone: what is due first comes first, then what has no day."""
    items = [item for provider in _with_something(participant, at) for item in provider(participant, at)]
    return sorted(items, key=lambda item: (item.due_on is None, item.due_on or dt.date.max))


def _with_something(participant: Participant, at: Moment) -> list[Provider]:
    """Those whose sign is there, and those that have none."""
    who = Asking(participant, at, sight_on(participant, at.day).audiences)
    signs = {name: sign(who) for name, (_provider, sign) in _providers.items() if sign}
    asked = {name: said for name, said in signs.items() if said is not None}
    there = dict(zip(asked, _answers(participant.coop, list(asked.values())), strict=True))
    return [
        provider for name, (provider, sign) in _providers.items() if sign is None or there.get(name, False)
    ]


def _answers(coop: Coop, asked: list[tuple[Question, Mapping[str, Any]]]) -> tuple[bool, ...]:
    """Whether each of some questions has an answer, in one."""
    if not asked:
        return ()
    values = {f"{nth}{name}": value for nth, (_q, said) in enumerate(asked) for name, value in said.items()}
    (found,) = _together(tuple(question for question, _said in asked))(coop=coop.pk, **values)
    return tuple(bool(there) for there in found)


@lru_cache(maxsize=64)
def _together(questions: tuple[Question, ...]) -> Question:
    """One row of yes and no; there are as many of these as kinds of people who look, by their roles."""

    def ask(coop: Any, **_places: Any) -> QuerySet[Any, Any]:
        signs = {f"sign{nth}": Exists(one.asked(str(nth))) for nth, one in enumerate(questions)}
        return Coop.objects.filter(pk=coop).annotate(**signs).values_list(*signs)

    return Question(ask, coop=UUIDField())
