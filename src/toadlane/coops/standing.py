"""What somebody is on a day, asked once for every page: stage, roles, and what was opened to them alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import models
from django.db.models.functions import Cast, Concat

from bylaws.membership.seated import FOR
from bylaws.membership.sight import audiences
from toadlane.coops.models import MEMBER, Coop, ExposurePeriod, Participant, RolePeriod, StagePeriod
from toadlane.coops.prepared import Question

STAGE: Final = "stage"
ROLE: Final = "role"
EXPOSURE: Final = "exposure"
Held = tuple[str, str, UUID | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """The audiences somebody belongs to, which classes about whom were opened to them, and their stage."""

    audiences: frozenset[str]
    exposed: frozenset[tuple[str, UUID]] = frozenset()
    stage: str | None = None

    @classmethod
    def from_held(cls, held: Iterable[Held]) -> Standing:
        """From all they are on a day."""
        said = list(held)
        stage = next((name for kind, name, _ in said if kind == STAGE), None)
        roles = [name for kind, name, _ in said if kind == ROLE]
        exposed = {(name, about) for kind, name, about in said if kind == EXPOSURE and about is not None}
        # It was opened to two members: whoever is none any more has lost it with everything else.
        return cls(audiences(stage, roles), frozenset(exposed if stage == MEMBER else ()), stage)


def _held(day: Any, *first: str, **who: Any) -> models.QuerySet[Any, Any]:
    """Stages, roles and exposures on a day, in one question: what it is, its word, about whom."""
    nobody = Cast(models.Value(None), models.UUIDField())
    # A circle's own bookkeeper is not the co-op's; through their role they may sit in another body.
    apart = Concat("role", models.Value(FOR), "held_for", output_field=models.CharField())
    named = models.Case(models.When(held_for="", then=models.F("role")), default=apart)
    roles = RolePeriod.objects.on(day).annotate(named=named)
    parts = (
        (StagePeriod.objects.on(day), STAGE, "stage", nobody),
        (roles, ROLE, "named", nobody),
        (ExposurePeriod.objects.on(day), EXPOSURE, "information_class", models.F("about")),
    )
    asked = [
        held.filter(**who).annotate(is_a=models.Value(kind), of=of).values_list("is_a", word, "of", *first)
        for held, kind, word, of in parts
    ]
    together: models.QuerySet[Any, Any] = asked[0].union(*asked[1:], all=True)
    return together


HELD = Question(lambda who, day: _held(day, participant=who), who=models.UUIDField(), day=models.DateField())


def standing_of(participant: Participant | None, *, on: dt.date) -> Standing:
    """What one participant is on a day; a stranger (None) is the world."""
    return Standing.from_held(HELD(who=participant.pk, day=on) if participant is not None else ())


def standings(participants: Collection[Participant], *, coop: Coop, on: dt.date) -> dict[UUID, Standing]:
    """The same of many of one co-op, in as many questions as for one."""
    held: dict[UUID, list[Held]] = {who.pk: [] for who in participants}
    for kind, name, about, who in _held(on, "participant", coop=coop, participant__in=list(held)):
        held[who].append((kind, name, about))
    return {key: Standing.from_held(said) for key, said in held.items()}
