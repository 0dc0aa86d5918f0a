"""What the pages and the API say of one's own data."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from toadlane.coops.access import Place, absent
from toadlane.coops.models import SETS_UP, Participant
from toadlane.jobs.port import on_their_way
from toadlane.keeping.kept_files import Stage, stage_of
from toadlane.keeping.models import Correction, OwnFile
from toadlane.keeping.own import making
from toadlane.people.models import Person

LAST = 10
SHOWN = 50
State = OwnFile.State


@dataclass(frozen=True, slots=True)
class Line:
    """One file of theirs, and how it stands."""

    file: OwnFile
    stage: Stage
    name: str

    @property
    def may_fetch(self) -> bool:
        """Whether it is there."""
        return self.stage == Stage.READY

    @property
    def under_way(self) -> bool:
        """Whether it is being made."""
        return self.stage in {Stage.WAITING, Stage.RUNNING}

    @property
    def says(self) -> str:
        """What went wrong, where something did."""
        return self.file.says if self.stage == Stage.FAILED else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Their files, latest first."""

    lines: list[Line]

    @property
    def on_its_way(self) -> bool:
        """Whether one is being made."""
        return any(line.under_way for line in self.lines)

    @property
    def version(self) -> str:
        """Another text whenever the page would look another way."""
        seen = [(line.file.pk, line.stage, line.file.done, line.says) for line in self.lines]
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:32]


def files_of(person: Person) -> QuerySet[OwnFile]:
    """Theirs alone."""
    return OwnFile.objects.filter(person=person).select_related("only").order_by("-asked_at", "-pk")


def standing(person: Person, now: dt.datetime) -> Standing:
    """The last of them."""
    return Standing(lines(files_of(person)[:LAST], now))


def one(person: Person, file: UUID, now: dt.datetime) -> Line:
    """One of theirs; nobody else's is there."""
    found = files_of(person).filter(pk=file).first()
    if found is None:
        raise absent()
    [line] = lines([found], now)
    return line


def lines(found: Iterable[OwnFile], now: dt.datetime) -> list[Line]:
    """How each stands; one question more while any is being made."""
    rows = list(found)
    alive = on_their_way([row.task for row in rows if row.state in {State.WAITING, State.RUNNING}])
    stages = [stage_of(row, making.place_of(row), now, row.task in alive) for row in rows]
    return [Line(row, stage, making.download_name(row)) for row, stage in zip(rows, stages, strict=True)]


def taking_part(person: Person) -> list[Participant]:
    """Who they are in each co-op here."""
    found = Participant.objects.filter(person=person).select_related("coop")
    return list(found.order_by("coop__name", "pk"))


def answers(place: Place) -> bool:
    """Whether they answer corrections here today; asks nothing but what `place` knows already."""
    return place.participant is not None and bool(SETS_UP & place.sight.audiences)


def corrections(place: Place) -> QuerySet[Correction]:
    """Those they may read: all for whoever answers them, else their own; the open ones first."""
    found = Correction.objects.filter(coop=place.coop).select_related("participant", "answered_by")
    mine = found if answers(place) else found.filter(participant=place.member)
    return mine.order_by("answered_at", "-asked_at")


def correction(place: Place, key: UUID) -> Correction:
    """One of them."""
    found = corrections(place).filter(pk=key).first()
    if found is None:
        raise absent()
    found.coop = place.coop
    return found
