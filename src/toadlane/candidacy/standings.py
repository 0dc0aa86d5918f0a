"""Where people stand on a day, by the charter and by what is known of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Count, DateField, Exists, OuterRef, Q, QuerySet, Subquery, UUIDField

from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained
from bylaws.membership.admission import SEATED, members_on
from bylaws.membership.standing import Standing, standing
from bylaws.membership.time import SABBATICAL, paused_stage
from toadlane.candidacy.hours import seconds_of
from toadlane.candidacy.told import ways_in
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.prepared import Question
from toadlane.members.leading import track
from toadlane.work.reads import people_of

Found = Explained[Standing]
WHO = ("id", "coop_id", "person_id", "key", "name")


def standing_of(who: Participant, on: dt.date) -> Found:
    """Where one person stands on a day. Faults as of `bylaws.membership.standing`, and `charter.none`."""
    people = people_of(who.coop)
    return _of(who.coop, [who], people, members_on(people, on), on)[who.key]


def on_the_way(coop: Coop, on: dt.date) -> list[tuple[Participant, Found]]:
    """Everybody whom a decision can lead on, by name; a fixed number of questions."""
    stages = leading_on(coop, on)
    if not stages:
        return []
    whom: dict[str, Participant] = {}
    spells: dict[str, list[Spell]] = {}
    members = 0
    for stage, since, until, seated, *row in somebody_at(stages)(coop=coop.pk, day=on):
        who = Participant.from_db(DEFAULT_DB_ALIAS, WHO, row)
        whom.setdefault(who.key, who).coop = coop
        members = seated or 0
        if since != until:
            spells.setdefault(who.key, []).append(Spell(stage, Period(since, until)))
    people = {key: person(key, who.name, spells[key]) for key, who in whom.items()}
    coming = [who for key, who in whom.items() if _stage(people[key], on) in stages]
    found = _of(coop, coming, people, members, on)
    return [(who, found[who.key]) for who in coming]


def leading_on(coop: Coop, on: dt.date) -> tuple[str, ...]:
    """The stages of a day from which a decision leads on."""
    rule = track(coop, on)
    return tuple(sorted(stage.name for stage in rule.says.stages if stage.next_by)) if rule else ()


@lru_cache(maxsize=64)
def somebody_at(stages: tuple[str, ...]) -> Question:
    """All stages of those who are at one of some stages on a day, or away and may come back to one.

    Each row says besides how many members there are, and who it is.
    """

    def ask(coop: Any, day: Any) -> QuerySet[Any, Any]:
        here = StagePeriod.objects.on(day).filter(coop=coop)
        was = StagePeriod.objects.filter(participant=OuterRef("participant"), stage__in=stages)
        whom = here.filter(Q(stage__in=stages) | Q(Exists(was), stage=SABBATICAL)).values("participant")
        seated = here.filter(stage__in=SEATED).values("coop").annotate(count=Count("pk")).values("count")
        rows = StagePeriod.objects.filter(coop=coop, participant__in=whom)
        rows = rows.annotate(seated=Subquery(seated))
        whose = ("participant", "coop", *(f"participant__{name}" for name in ("person", "key", "name")))
        rows = rows.order_by("participant__name", "participant__key", "valid_from")
        told: QuerySet[Any, Any] = rows.values_list("stage", "valid_from", "valid_until", "seated", *whose)
        return told

    return Question(ask, coop=UUIDField(), day=DateField())


def _stage(who: Person, on: dt.date) -> str | None:
    return paused_stage(who, on) or who.stage_on(on)


def _of(
    coop: Coop,
    whom: Sequence[Participant],
    people: Mapping[str, Person],
    members: int,
    on: dt.date,
) -> dict[str, Found]:
    if not whom:
        return {}
    charter = charter_of(coop)
    seconds = seconds_of(coop, {who: people[who.key] for who in whom}, charter, on)
    told = ways_in(whom)
    return {
        who.key: standing(
            people[who.key],
            joining=told[who.key],
            seconds=seconds[who.key],
            members=members,
            charter=charter,
            on=on,
        )
        for who in whom
    }
