"""Everything that belongs to one co-op: which models, in which order, and how a row is written down.

Nothing is listed by hand: a room that adds a model has it exported. A field that nobody taught to be
written down stops the export, so that none is left out in silence.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import RecordBroken
from toadlane.coops.models import Coop
from toadlane.coops.rows import BookRow
from toadlane.people.models import Person

Model = type[models.Model]
Plain = Any
OF_THE_COOP: Final = "coop"
People = Mapping[str, uuid.UUID | None]
"""Whose account an address is; None for one that waits until it is shown to be theirs."""
PEOPLE: Final = ("email", "name", "language", "time_zone", "joined_at")
WRITTEN_AS_IT_IS: Final = (
    models.CharField,
    models.TextField,
    models.BooleanField,
    models.IntegerField,
)


def tenants() -> tuple[Model, ...]:
    """Every model whose rows belong to one co-op, those a row points at before it.

    What is edited comes before the book wherever it can, as in life: hours are there before their seal.
    """
    return lined_up(tuple(filter(belongs, apps.get_models())))


@cache
def lined_up(belonging: tuple[Model, ...]) -> tuple[Model, ...]:
    """The same models, in the order in which they can be brought in."""
    waits_for = {model: needed_by(model) & set(belonging) for model in belonging}
    ordered: list[Model] = []
    while waits_for:
        ready = [model for model, others in waits_for.items() if not others]
        if not ready:
            raise not_written_down(min(waits_for, key=in_line), "a circle of references")
        ordered.append(first := min(ready, key=in_line))
        del waits_for[first]
        for others in waits_for.values():
            others.discard(first)
    return tuple(ordered)


def in_line(model: Model) -> tuple[bool, str]:
    """Which of two that can both come comes first."""
    return issubclass(model, BookRow), model._meta.label


def belongs(model: Model) -> bool:
    """Whether a model's rows each name their co-op."""
    return any(
        field.name == OF_THE_COOP and field.related_model is Coop for field in model._meta.concrete_fields
    )


def needed_by(model: Model) -> set[Model]:
    """The models a model's rows point at, itself apart."""
    found = {field.related_model for field in model._meta.concrete_fields if field.is_relation}
    return {other for other in found if isinstance(other, type) and other is not model}


@dataclass(frozen=True, slots=True)
class Column:
    """One field, and how its values are written down and read."""

    field: Any
    write: Callable[[Any], Plain]
    read: Callable[[Plain], Any]

    @property
    def name(self) -> str:
        """What it is called in a row."""
        name: str = self.field.name
        return name


def columns(model: Model, emails: Mapping[uuid.UUID, str], people: People) -> list[Column]:
    """Every field of a model but the co-op, which is the same in all of them."""
    fields = [field for field in model._meta.concrete_fields if field.name != OF_THE_COOP]
    return [column(model, field, emails, people) for field in fields]


def column(model: Model, field: Any, emails: Mapping[uuid.UUID, str], people: People) -> Column:
    """How one field's values are written down."""
    if field.is_relation:
        if field.related_model is Person:
            return Column(field, lambda key: emails[key], lambda said: people[a_text(said)])
        if belongs(field.related_model):
            return Column(field, str, an_id)
        raise not_written_down(model, field.name)
    for kind, write, read in KINDS:
        if isinstance(field, kind):
            return Column(field, write, read)
    if isinstance(field, WRITTEN_AS_IT_IS):
        return Column(field, lambda value: value, of_its_kind(field))
    raise not_written_down(model, field.name)


def an_instant(value: dt.datetime) -> str:
    """In UTC, to the microsecond."""
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_instant(said: Plain) -> dt.datetime:
    """The same back; a ValueError for anything else."""
    return dt.datetime.strptime(a_text(said), "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=dt.UTC)


def read_day(said: Plain) -> dt.date:
    """A day as in 2025-03-31."""
    return dt.datetime.strptime(a_text(said), "%Y-%m-%d").replace(tzinfo=dt.UTC).date()


def some_bytes(value: Any) -> str:
    """In base64."""
    return base64.b64encode(bytes(value)).decode("ascii")


def read_bytes(said: Plain) -> bytes:
    """The same back."""
    try:
        return base64.b64decode(a_text(said), validate=True)
    except binascii.Error as error:
        raise ValueError("base64") from error


def an_id(said: Plain) -> uuid.UUID:
    """The key of a row."""
    return uuid.UUID(a_text(said))


def a_text(said: Plain) -> str:
    """Text that every database can hold."""
    if not isinstance(said, str) or "\x00" in said:
        raise ValueError("text")
    said.encode("utf-8")
    return said


def of_its_kind(field: Any) -> Callable[[Plain], Any]:
    """A reader of text, whole numbers, yes and no, or JSON, each of its own kind and no other."""
    wanted = bool if isinstance(field, models.BooleanField) else int
    if isinstance(field, models.CharField | models.TextField):
        return a_text

    def read(said: Plain) -> Any:
        if type(said) is not wanted:
            raise ValueError(wanted.__name__)
        return said

    return read


def in_order(value: Any) -> Plain:
    """JSON with its names in order: one engine keeps the order they were written in, another does not."""
    return json.loads(json.dumps(value, sort_keys=True))


def json_of_text(said: Plain) -> Plain:
    """JSON whose texts every database can hold."""
    match said:
        case str():
            a_text(said)
        case dict():
            for name, value in said.items():
                a_text(name)
                json_of_text(value)
        case list():
            for value in said:
                json_of_text(value)
    return said


KINDS: Final[tuple[tuple[type, Callable[[Any], Plain], Callable[[Plain], Any]], ...]] = (
    (models.UUIDField, str, an_id),
    (models.DateTimeField, an_instant, read_instant),
    (models.DateField, dt.date.isoformat, read_day),
    (models.DecimalField, str, lambda said: Decimal(a_text(said))),
    (models.BinaryField, some_bytes, read_bytes),
    (models.JSONField, in_order, json_of_text),
)


def written(row: models.Model, of: list[Column]) -> dict[str, Plain]:
    """A row as it is written down: names of fields, plain values, null for what is absent."""
    values = ((one, getattr(row, one.field.attname)) for one in of)
    return {one.name: None if value is None else one.write(value) for one, value in values}


def read(model: Model, said: Plain, of: list[Column], coop: Coop) -> models.Model:
    """A row from what was written down; a ValueError or ValidationError names the field that is amiss.

    `no_more` of a model says which fields older versions wrote down besides.
    """
    known = {one.name for one in of} | getattr(model, "no_more", frozenset())
    if not isinstance(said, dict) or said.keys() - known:
        raise ValueError(", ".join(sorted(said.keys() - known)[:3]) if isinstance(said, dict) else "")
    row = model(coop_id=coop.pk)
    for one in of:
        if one.name in said:
            setattr(row, one.field.attname, valid(one, said[one.name]))
        elif not (one.field.null or one.field.has_default() or one.field.blank):
            raise ValueError(one.name)
    return row


def valid(one: Column, said: Plain) -> Any:
    """A value that the field takes."""
    if said is None:
        if not one.field.null:
            raise ValueError(one.name)
        return None
    try:
        value = one.read(said)
        one.field.run_validators(value)
    except (ValueError, KeyError, ArithmeticError, ValidationError, RecursionError) as error:
        raise ValueError(one.name) from error
    if one.field.choices and value not in {known for known, _ in one.field.flatchoices} and value != "":
        raise ValueError(one.name)
    return value


def not_written_down(model: Model, what: str) -> RecordBroken:
    """A field nobody taught to be exported: ours to mend, before anybody thinks that they have everything."""
    return RecordBroken(
        gettext_noop("Nobody said how “{field}” of {model} is exported."),
        code="export.unknown",
        next_step=gettext_noop("Teach it in the room that keeps the exports. Nothing was exported."),
        field=what,
        model=model._meta.label,
    )
