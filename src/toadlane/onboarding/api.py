"""Onboarding as JSON: the same verbs as the pages."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place
from toadlane.coops.api import Click, PersonKey, Slug, participant_at
from toadlane.coops.models import DIRECTORY
from toadlane.onboarding import reads, verbs
from toadlane.onboarding.views import found, step_at

router = Router()


class FirstStepOut(Schema):
    """A step of the list."""

    id: UUID
    says: str


class NewHereOut(Schema):
    """Somebody new, and how many steps they have done."""

    person: str
    since: dt.date
    done: int


class OnboardingOut(Schema):
    """The list in its order, and who is new."""

    steps: list[FirstStepOut]
    newcomers: list[NewHereOut]


class FirstStepsIn(Schema):
    """The whole list; a line that was there keeps who has done it."""

    lines: list[str] = Field(max_length=verbs.MOST * 2)
    key: Click


class TakenStepOut(FirstStepOut):
    """A step of one person; `done_on` and `said_by` are empty where it is not done."""

    done_on: dt.date | None
    said_by: str


class TickIn(Schema):
    """Whether it is done; sent twice, it stays so."""

    done: bool


@router.get("", response=OnboardingOut)
def read_onboarding(request: HttpRequest, coop: Path[Slug]) -> OnboardingOut:
    """The first steps here, and how far whoever is new has come."""
    return _shown(participant_at(request, coop, DIRECTORY))


@router.put("", response=OnboardingOut)
def keep_first_steps(request: HttpRequest, coop: Path[Slug], body: FirstStepsIn) -> OnboardingOut:
    """For those who lead people in: the whole list at once."""
    place = participant_at(request, coop, DIRECTORY)
    verbs.keep_list(coop=place.coop, lines=body.lines, by=place.member, at=place.moment, key=body.key)
    return _shown(place)


@router.get("/{person}", response=list[TakenStepOut])
def read_first_steps(request: HttpRequest, coop: Path[Slug], person: Path[PersonKey]) -> list[TakenStepOut]:
    """The steps of one person."""
    who = found(participant_at(request, coop), person)
    return [
        TakenStepOut(
            id=one.step.pk,
            says=one.step.says,
            done_on=one.done.on if one.done else None,
            said_by=one.done.by.key if one.done else "",
        )
        for one in reads.of_person(who)
    ]


@router.put("/{person}/{step}", response={204: None})
def tick_first_step(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], step: UUID, body: TickIn
) -> Status[None]:
    """A step is done, or is not after all."""
    place = participant_at(request, coop)
    who, one = found(place, person), step_at(place, step)
    act = verbs.tick if body.done else verbs.untick
    act(participant=who, step=one, by=place.member, at=place.moment)
    return Status(204, None)


def _shown(place: Place) -> OnboardingOut:
    return OnboardingOut(
        steps=[FirstStepOut(id=step.pk, says=step.says) for step in reads.steps(place.coop)],
        newcomers=[
            NewHereOut(person=one.participant.key, since=one.since, done=one.done)
            for one in reads.newcomers(place)
        ],
    )
