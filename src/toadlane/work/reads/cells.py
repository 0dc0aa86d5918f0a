"""The same cells that `bylaws.facts.cells` adds up from single entries, added up by the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet, UUIDField

from bylaws.charter.charter import Charter
from bylaws.facts.cells import Cell, cuts, not_there
from bylaws.facts.file import check_work
from bylaws.facts.people import Person, Spell, Stretch, person, stretches
from bylaws.kernel.periods import Period
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.prepared import Question
from toadlane.work import sums
from toadlane.work.models import UNDER_WAY, TimeEntry
from toadlane.work.sums import Kept, Reach, Sum

Piece = tuple[str, str, dt.date, Stretch, int]
"""A person's key, a kind of work, one of their stretches with its first day, and the seconds in it."""
Stage = tuple[str, dt.date, dt.date | None]


def _told(stages: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return stages.values_list("participant__key", "stage", "valid_from", "valid_until")


STAGES = Question(lambda coop: _told(StagePeriod.objects.filter(coop=coop)), coop=UUIDField())
STAGES_OF = Question(lambda who: _told(StagePeriod.objects.filter(participant=who)), who=UUIDField())


def people_of(coop: Coop, *, only: Participant | None = None) -> Mapping[str, Person]:
    """Everyone who takes or took part, by key, with their stages as they stand; two queries.

    `only` one of them, where the others do not matter; one query.
    """
    stages: dict[str, list[Stage]] = {}
    for who, stage, start, end in STAGES_OF(who=only.pk) if only else STAGES(coop=coop.pk):
        if end is None or start < end:
            stages.setdefault(who, []).append((stage, start, end))
    if only:
        return {only.key: person(only.key, only.name, _spells(stages.get(only.key, ())))}
    rows = Participant.objects.filter(coop=coop).order_by("key").values_list("key", "name")
    alike: dict[tuple[Stage, ...], tuple[Spell, ...]] = {}
    found: dict[str, Person] = {}
    for key, name in rows:
        own = tuple(stages.get(key, ()))
        if own not in alike:
            alike[own] = person(key, name, _spells(own)).spells
        found[key] = Person(key, name, alike[own])
    return found


def _spells(stages: Iterable[Stage]) -> list[Spell]:
    return [Spell(stage, Period(start, end)) for stage, start, end in stages]


def cells_for(coop: Coop, charter: Charter, period: Period, people: Mapping[str, Person]) -> tuple[Cell, ...]:
    """The hours of a period as cells, sorted; three queries at most, however many hours there are.

    `people` is what `people_of` gave. Faults: `hours.not-there`, `hours.unknown-work`, and those of the
    charter where it names no kinds of work.
    """
    common = cuts(charter, period)
    found = sums.by_kind(coop, period, cuts=common)
    here = {kept: people[key] for kept, key in sums.people_by_key(coop).items()}
    pieces = _pieces(coop, found, here, period, common)
    cells: list[Cell] = []
    for who, work, _, stretch, seconds in pieces:
        if seconds and stretch.stage is None:
            raise not_there(people[who], _first_day(coop, who, work, stretch.period))
        if seconds:
            cells.append(Cell(who, work, str(stretch.stage), stretch.period, seconds))
    check_work(cells, charter)
    return tuple(cells)


def _pieces(
    coop: Coop, found: list[Sum], people: Mapping[Kept, Person], period: Period, common: Sequence[dt.date]
) -> list[Piece]:
    """Seconds by person, kind and stretch. Whoever changes stage within the period is asked about again."""
    alike: dict[int, tuple[Stretch, ...]] = {}  # whose spells are one and the same have the same stretches
    for one in people.values():
        if id(one.spells) not in alike:
            alike[id(one.spells)] = stretches(one, period, common)
    usual = len(common) + 1
    pieces: list[Piece] = []
    again: list[tuple[str, Stretch, Reach]] = []
    for who, work, parts in found:
        one = people[who]
        runs, key = alike[id(one.spells)], one.key
        if len(runs) == usual:
            pieces += [(key, work, run.period.from_day, run, s) for run, s in zip(runs, parts, strict=True)]
        else:
            again += [(key, run, _reach(who, work, run.period)) for run in runs]
    asked = sums.by_reach(coop, [reach for _, _, reach in again])
    pieces += [
        (key, reach.work, reach.from_day, run, s) for (key, run, reach), s in zip(again, asked, strict=True)
    ]
    return sorted(pieces)  # no two begin alike


def _reach(who: Kept, work: str, period: Period) -> Reach:
    return Reach(who, work, period.from_day, period.until or dt.date.max)


def _first_day(coop: Coop, who: str, work: str, period: Period) -> dt.date:
    """The first day of the hours that no stage covers, for the sentence that names it."""
    entries = TimeEntry.objects.filter(coop=coop, participant__key=who, work=work)
    days = entries.filter(day__gte=period.from_day, day__lt=period.until).exclude(source__state__in=UNDER_WAY)
    return days.order_by("day").values_list("day", flat=True)[0]
