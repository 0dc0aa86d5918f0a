"""What the pages of notices ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import models
from django.db.models import Aggregate, Case, CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.coops.sight import Matter, Sight
from toadlane.notices import calendars, kinds
from toadlane.notices.kinds import Kind
from toadlane.notices.models import Choice, Notice, hours_of
from toadlane.notices.telling import how_soon
from toadlane.notices.timing import Hours, When
from toadlane.people.proving import is_proven

OWN: Final = "-"
"""Stands before the class of what is about the reader."""


def notices(place: Place, *, kind: str = "", unread: bool = False) -> QuerySet[Notice]:
    """What somebody was told and may see now, the latest first."""
    rows = place.visible(Notice.objects.filter(participant=place.member)).select_related("coop")
    if kind:
        rows = rows.filter(kind=kind)
    if unread:
        rows = rows.filter(read_at__isnull=True)
    return rows.order_by("-told_at", "-pk")


def kinds_of(place: Place) -> list[Kind]:
    """The kinds of which somebody was told anything that they may see, by name."""
    found = notices(place).order_by().values_list("kind", flat=True).distinct()
    return sorted((kinds.kind(key) for key in found), key=lambda one: str(one.label))


class Joined(Aggregate):
    """Texts one after the other, with commas between."""

    template = "GROUP_CONCAT(%(expressions)s)"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """There it is called otherwise."""
        return self.as_sql(compiler, connection, template="STRING_AGG(%(expressions)s, ',')", **more)


def unread_classes() -> Subquery:
    """The classes of what a participant has not read, for `beside`: one text, asked with who they are."""
    mine = Notice.objects.filter(participant=OuterRef("pk"), read_at__isnull=True)
    sign = Case(models.When(about=F("participant"), then=Value(OWN)), default=Value(""))
    said = Joined(Concat(sign, F("information_class"), output_field=CharField()))
    found = mine.order_by().values("participant").annotate(said=said).values("said")
    return Subquery(found, output_field=CharField())


def unread(said: Any, sight: Sight) -> int:
    """How many of them the reader may see: a count tells nothing of what is hidden."""
    found = Counter(str(said).split(",")) if said else Counter[str]()
    return sum(count for one, count in found.items() if sight.may_see(matter(one, sight)))


def matter(said: str, sight: Sight) -> Matter:
    """A class, and whether it is about the reader."""
    about = sight.participant if said.startswith(OWN) else None
    return Matter(sight.coop, said.removeprefix(OWN), about)


@dataclass(frozen=True, slots=True)
class Chosen:
    """How soon somebody is written to about one kind."""

    kind: Kind
    when: When


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything about how somebody is written to, in one co-op and at which hours."""

    chosen: Sequence[Chosen]
    hours: Hours
    zone: str
    proven: bool
    calendar: str


def settings_of(participant: Participant) -> Settings:
    """How it stands, chosen or usual."""
    found = Participant.objects.select_related("coop", "person__rhythm").get(pk=participant.pk)
    said = dict(Choice.objects.filter(participant=found).values_list("kind", "when"))
    person = found.person
    return Settings(
        chosen=[
            Chosen(kind, how_soon(kind, said.get(kind.key, ""))) for kind in kinds.known() if kind.by_letter
        ],
        hours=hours_of(found),
        zone=person.time_zone if person else "",
        proven=person is not None and is_proven(person),
        calendar=calendars.address_of(found),
    )


def labels(of_kinds: Iterable[str]) -> list[str]:
    """What kinds are called."""
    return [str(kinds.kind(key).label) for key in of_kinds]


def before(rows: QuerySet[Notice], last: Notice) -> QuerySet[Notice]:
    """Those that come after one in the list."""
    earlier = models.Q(told_at__lt=last.told_at)
    return rows.filter(earlier | models.Q(told_at=last.told_at, pk__lt=last.pk))


def coops_of(person: UUID) -> list[Coop]:
    """The co-ops somebody belongs to, by name."""
    return list(
        Coop.objects.filter(pk__in=Participant.objects.filter(person=person).values("coop")).order_by("name")
    )
