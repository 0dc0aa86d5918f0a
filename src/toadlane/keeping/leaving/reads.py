"""What the page and the API say of everything that was taken away."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from toadlane.coops.access import Place
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import of_subject, ready
from toadlane.jobs.port import on_their_way
from toadlane.keeping.kept_files import Stage, stage_of
from toadlane.keeping.leaving import making
from toadlane.keeping.leaving.matters import TAKE
from toadlane.keeping.models import TakenFile, Taking
from toadlane.work.roles import BOOKKEEPER

LAST = 20
State = TakenFile.State


@dataclass(frozen=True, slots=True)
class Line:
    """One taking as a list shows it, and what the reader may do about it."""

    taking: Taking
    file: TakenFile | None
    stage: Stage
    name: str
    may_fetch: bool
    may_begin_anew: bool
    may_remove: bool
    sees_decision: bool

    @property
    def says(self) -> str:
        """What went wrong, where something did."""
        return self.file.says if self.file is not None and self.stage == Stage.FAILED else ""

    @property
    def kept_until(self) -> dt.datetime | None:
        """How long the file is there, while it is."""
        return self.file.kept_until if self.file is not None and self.stage == Stage.READY else None

    @property
    def size(self) -> int:
        """The size of the file, while it is there."""
        return self.file.size if self.file is not None and self.stage == Stage.READY else 0

    @property
    def digest(self) -> str:
        """The digest of the export, once it was made; two of one state have the same."""
        return self.file.digest if self.file is not None else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that was taken away, latest first."""

    lines: list[Line]

    @property
    def on_its_way(self) -> bool:
        """Whether a file is being made."""
        return any(line.stage in {Stage.WAITING, Stage.RUNNING} for line in self.lines)

    @property
    def version(self) -> str:
        """Another text whenever the page would look another way."""
        seen = [(line.taking.pk, line.stage, line.says, line.may_fetch) for line in self.lines]
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:32]


def takings(place: Place) -> QuerySet[Taking]:
    """The takings they may see, latest first."""
    rows = Taking.objects.select_related("by", "authority", "file")
    return place.visible(rows).order_by("-recorded_at", "-pk")


def standing(place: Place) -> Standing:
    """The last of them."""
    return Standing(lines(place, takings(place)[:LAST]))


def one(place: Place, taking: UUID) -> Line:
    """One of them."""
    [found] = lines(place, [place.find(takings(place), pk=taking)])
    return found


def lines(place: Place, found: Iterable[Taking]) -> list[Line]:
    """How each stands; one question more while any is being made."""
    files = [(taking, file_of(taking)) for taking in found]
    unfinished = [file.task for _, file in files if file and file.state not in {State.READY, State.FAILED}]
    alive = on_their_way(unfinished)
    return [line(place, taking, file, alive) for taking, file in files]


def file_of(taking: Taking) -> TakenFile | None:
    """The file of a taking; None where it was made on another machine."""
    found: TakenFile | None = getattr(taking, "file", None)
    return found


def line(place: Place, taking: Taking, file: TakenFile | None, alive: Collection[UUID]) -> Line:
    """How one stands, and for whom."""
    stage = Stage.GONE
    if file is not None:
        stage = stage_of(file, making.place_of(file), place.moment.instant, file.task in alive)
    keeps = is_bookkeeper(place)
    mine = place.participant is not None and taking.by_id == place.participant.pk
    return Line(
        taking,
        file,
        stage,
        name=making.download_name(file, place.coop.slug) if file is not None else "",
        may_fetch=keeps and mine and stage == Stage.READY,
        may_begin_anew=keeps and stage == Stage.FAILED,
        may_remove=keeps and stage == Stage.READY,
        sees_decision=place.sight.may_see_class(Authority.information_class),
    )


def is_bookkeeper(place: Place) -> bool:
    """Whether they keep the books today; asks nothing but what `place` knows already."""
    return place.participant is not None and BOOKKEEPER in place.sight.audiences


def decisions(place: Place, *, usable: bool) -> QuerySet[Authority]:
    """Decisions that whoever asks takes everything away: those that can be used, or all."""
    find = ready if usable else of_subject
    return find(place.coop, matter=TAKE, subject=place.member.key)
