"""Which rows say something of a person, found by what their fields point at, so that no room is forgotten.

Of a row that is about somebody, everything is theirs. Of a row they only wrote or answered for, they are
given the whole where they may see it, and else that they did it and when: the rest is somebody else's.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import models

from toadlane.coops.models import Coop, Participant
from toadlane.people.models import Person

Model = type[models.Model]
HIMSELF: Final = "pk"
ABOUT: Final = frozenset({"participant", "person", "about", "subject", "candidate", "holder"})
"""What a field is called that points at whom a row is about; others point at whoever did something."""
BY_KEY: Final = frozenset({"by", "actor", "asked_by", "withdrawn_by", "person"})
"""Fields that hold a participant's key as text, besides all whose names end so."""
DOING: Final = "_by"
DEEPEST: Final = 2
NO_ROWS_OF_THEIR_OWN: Final[Mapping[str, str]] = {
    "record.Opening": "goes along with its entry",
    "record.Unsequenced": "goes along with its entry",
    "record.Sequenced": "goes along with its entry",
    "record.Checkpoint": "says how many entries there are, of nobody",
    "record.Subtree": "numbers over entries, of nobody",
    "record.Entry": "gathered by what it says, not by its fields alone",
}
OF_THE_HOUSE: Final = "toadlane."
PEOPLE: Final = (Participant, Person)


@dataclass(frozen=True, slots=True)
class Link:
    """One way from a row to a person: by which fields, to what of them, and whether it is about them."""

    path: str
    by: str
    """What is compared: “participant”, “person”, “key” or “email”."""
    about: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """A model with rows that say something of people."""

    model: Model
    links: tuple[Link, ...]

    @property
    def label(self) -> str:
        """Its stored name, such as `work.TimeEntry`."""
        return self.model._meta.label

    @property
    def of_a_coop(self) -> bool:
        """Whether its rows each belong to one co-op."""
        return belongs(self.model)

    @property
    def in_a_coop(self) -> bool:
        """Whether its rows are told of in a co-op: they belong to one, or hang on a participant."""
        hangs = any(link.by == "participant" for link in self.links)
        return self.of_a_coop or hangs

    def rows(self, whose: Mapping[str, Any], *, about: bool) -> models.QuerySet[Any]:
        """The rows that are about them, or those that they wrote or answered for."""
        found = models.Q(pk__in=[])
        for link in self.links:
            if link.about == about and whose.get(link.by):
                found |= models.Q(**{link.path: whose[link.by]})
        return models.QuerySet(self.model).filter(found).order_by("pk")


def belongs(model: Model) -> bool:
    """Whether each row of a model names its co-op."""
    return any(field.name == "coop" and field.related_model is Coop for field in model._meta.concrete_fields)


@functools.cache
def holdings() -> tuple[Holding, ...]:
    """Every model with rows that say something of people, in the order of rooms and names."""
    found = [Holding(model, tuple(links(model))) for model in apps.get_models()]
    kept = [one for one in found if one.links and one.label not in NO_ROWS_OF_THEIR_OWN]
    return tuple(sorted(kept, key=lambda one: (one.model._meta.app_label, one.label)))


def links(model: Model, depth: int = 0) -> Iterator[Link]:
    """The ways from its rows to a person; through what a row hangs on, where it names nobody itself."""
    own = list(_own(model))
    yield from own
    declared = getattr(model, "about_field", "")
    if "__" in declared:
        yield Link(declared, "participant", about=True)
    elif not own and depth < DEEPEST:
        yield from _through(model, depth)


def _own(model: Model) -> Iterator[Link]:
    declared = getattr(model, "about_field", "")
    if model in PEOPLE:
        yield Link(HIMSELF, "participant" if model is Participant else "person", about=True)
        return
    for field in model._meta.concrete_fields:
        about = field.name == declared or field.name in ABOUT
        if field.is_relation and field.related_model is Participant:
            yield Link(field.name, "participant", about)
        elif field.is_relation and field.related_model is Person:
            yield Link(field.name, "person", about or not field.name.endswith(DOING))
        elif names_a_key(model, field):
            yield Link(field.name, "key", about)
    if not belongs(model) and not names_somebody(model):
        yield from _by_address(model)


def _by_address(model: Model) -> Iterator[Link]:
    """For rows that say by an address alone whose they are."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.EmailField):
            yield Link(field.name, "email", about=True)
        elif isinstance(field, models.CharField) and field.name in BY_KEY:
            yield Link(field.name, "email", about=False)


def names_somebody(model: Model) -> bool:
    """Whether a row points at a participant or a person."""
    return any(field.is_relation and field.related_model in PEOPLE for field in model._meta.concrete_fields)


def names_a_key(model: Model, field: Any) -> bool:
    """Whether a text field of a co-op's rows holds the key of a participant."""
    said = field.name in BY_KEY or field.name.endswith(DOING)
    return said and belongs(model) and isinstance(field, models.CharField)


def _through(model: Model, depth: int) -> Iterator[Link]:
    for field in model._meta.concrete_fields:
        other = field.related_model if field.is_relation else None
        if isinstance(other, type) and other not in {model, Coop} and ours(other):
            for link in links(other, depth + 1):
                if link.about:
                    yield Link(f"{field.name}__{link.path}", link.by, about=True)


def ours(model: Model) -> bool:
    """Whether a model is the house's own, not a library's."""
    return model.__module__.startswith(OF_THE_HOUSE)
