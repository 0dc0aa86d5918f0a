"""What is kept of one person, as tables: in one co-op, or here apart from any co-op."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import models

from bylaws.charter.kinds.transparency import NOT_FOR_WHOM_IT_IS_ABOUT
from bylaws.kernel.faults import RecordBroken
from toadlane.coops.models import Coop, Participant
from toadlane.coops.sight import Sight
from toadlane.jobs.port import told as in_words
from toadlane.keeping.databases import LOT
from toadlane.keeping.own.holdings import Holding, Model, holdings, ours
from toadlane.people.models import Person
from toadlane.people.proving import is_proven
from toadlane.people.sealing import unseal

Row = dict[str, Any]
WITHHELD: Final = frozenset(
    {"password", "key", "session_key", "secret", "sealed_key", "body", "searched", "coop"}
)
"""What would let somebody in, what is no word of anybody's, and what is the same in every row."""
LIES_WITH: Final[Mapping[str, str]] = {"notices.Notice": "participant"}
"""Whose a row is where it names somebody else as well: what others were told about me lies with them."""
SEALED: Final = frozenset({("privacy.Detail", "sealed")})
"""What is kept closed by a key of the installation, and is theirs to read."""
TOLD_OF_OTHERS: Final = ("email", "verified", "primary", "type", "ip", "user_agent", "name")
"""Of rows that libraries keep, besides days and times: theirs hold secrets under names we cannot know."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one kind that are theirs: all their columns, or only that they did it and when."""

    holding: Holding
    whole: models.QuerySet[Any]
    brief: models.QuerySet[Any] | None

    @property
    def name(self) -> str:
        """What it is called in files, such as `work-timeentry`."""
        return self.holding.label.replace(".", "-").lower()

    @property
    def columns(self) -> list[Any]:
        """The fields that are told of a whole row."""
        fields = self.holding.model._meta.concrete_fields
        if not ours(self.holding.model):
            return [field for field in fields if told_of_a_library(field)]
        return [field for field in fields if field.name not in self.withheld]

    @property
    def withheld(self) -> frozenset[str]:
        """What is left out; the key by which the books know somebody is no secret."""
        return WITHHELD - ({"key"} if self.holding.model is Participant else set())

    def rows(self, keys: Mapping[UUID, str]) -> Iterator[Row]:
        """Each row by the names of its fields, with participants by their keys."""
        said = self.columns
        for row in self.whole.iterator(LOT):
            yield {field.name: told(row, field, keys) for field in said}
        if self.brief is not None:
            names = {link.path for link in self.holding.links if not link.about}
            few = [field for field in said if field.primary_key or field.name in names or is_a_day(field)]
            for row in self.brief.iterator(LOT):
                yield {field.name: told(row, field, keys) for field in few}

    def count(self) -> int:
        """How many rows there are."""
        return self.whole.count() + (self.brief.count() if self.brief is not None else 0)


def of_a_participant(who: Participant, sight: Sight) -> list[Table]:
    """Everything of one co-op, by the rows' own fields; what the record says is gathered apart."""
    whose = {"participant": who.pk, "key": who.key}
    found = [table(one, whose, who, sight) for one in holdings() if one.in_a_coop]
    return [one for one in found if one.count()]


def table(holding: Holding, whose: Mapping[str, Any], who: Participant, sight: Sight) -> Table:
    """One kind of rows: whole where they are about them, or where they may see them."""
    mine = in_the_coop(holding, holding.rows(whose, about=True), who)
    if getattr(holding.model, "information_class", "") in NOT_FOR_WHOM_IT_IS_ABOUT:
        mine = mine.none()  # the box of a vote about somebody is not theirs to read
    if holding.label in LIES_WITH:
        mine = mine.filter(**{LIES_WITH[holding.label]: who.pk})
    done = in_the_coop(holding, holding.rows(whose, about=False), who).exclude(pk__in=mine.values("pk"))
    if not hasattr(holding.model, "information_class"):
        return Table(holding, mine, done)
    seen = sight.visible(done)
    theirs = models.Q(pk__in=mine.values("pk")) | models.Q(pk__in=seen.values("pk"))
    whole: models.QuerySet[Any] = models.QuerySet(holding.model).filter(theirs).order_by("pk")
    return Table(holding, whole, done.exclude(pk__in=seen.values("pk")))


def in_the_coop(holding: Holding, rows: models.QuerySet[Any], who: Participant) -> models.QuerySet[Any]:
    """Keys of participants mean somebody in one co-op alone."""
    return rows.filter(coop=who.coop_id) if holding.of_a_coop else rows


def of_a_person(person: Person) -> list[Table]:
    """What is kept apart from any co-op: the account, its addresses and sessions, letters if it is proven."""
    whose = {"person": person.pk} | ({"email": person.email} if is_proven(person) else {})
    apart = [one for one in holdings() if not one.in_a_coop]
    found = [Table(one, one.rows(whose, about=True) | one.rows(whose, about=False), None) for one in apart]
    return [one for one in found if one.count()]


def told_of_a_library(field: Any) -> bool:
    """Whether a field of a library's row is told."""
    return is_a_day(field) or field.name in TOLD_OF_OTHERS


def is_a_day(field: Any) -> bool:
    """Whether a field holds a day or an instant."""
    return isinstance(field, models.DateField)


def told(row: models.Model, field: Any, keys: Mapping[UUID, str]) -> Any:
    """A value of a row as it is handed over; what is kept sealed, opened, or why it cannot be."""
    value = getattr(row, field.attname)
    if (row._meta.label, field.name) not in SEALED:
        return plain(value, field, keys)
    try:
        return unseal(value)
    except RecordBroken as fault:
        return in_words(fault)


def plain(value: Any, field: Any, keys: Mapping[UUID, str]) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, UUID):
        return keys.get(value, str(value)) if field.is_relation else str(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds")
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value) if isinstance(value, dt.date | dt.time | dt.timedelta | Decimal) else value


def keys_in(coop: Coop) -> dict[UUID, str]:
    """The keys of all participants of a co-op, so that rows name them as the books do."""
    return dict(Participant.objects.filter(coop=coop).values_list("pk", "key"))


def headings(table: Table) -> dict[str, str]:
    """What the columns are called, in the language now in use."""
    return {field.name: str(field.verbose_name) for field in table.columns}


def title(model: Model) -> str:
    """What rows of a kind are called."""
    return str(model._meta.verbose_name_plural)
