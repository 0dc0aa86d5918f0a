"""What the pages of onboarding ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from toadlane.coops.access import Place
from toadlane.coops.models import FORMER, Coop, Participant, StagePeriod
from toadlane.onboarding.models import Done, Step

NEW_FOR = dt.timedelta(days=183)
"""So long after their first stage began somebody is new."""


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step, and when it was done and who said so, if it is."""

    step: Step
    done: Done | None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody new: since when, and how many of the steps they have done."""

    participant: Participant
    since: dt.date
    done: int


def steps(coop: Coop) -> list[Step]:
    """The list in its order."""
    return list(Step.objects.filter(coop=coop).order_by("place", "pk"))


def usual() -> list[str]:
    """A list to begin from, in the reader's language."""
    return [
        _("Sign in, and add a passkey or a second factor"),
        _("Read the charter, and ask what is unclear"),
        _("Fill in how you are reached, and where your pay goes"),
        _("Meet your mentor, or whoever leads people in"),
        _("Learn how hours are written down, and write down your first day"),
        _("Come to a meeting, and meet everybody"),
        _("Look at the books together with the bookkeeper"),
        _("See what is missing until the next stage"),
    ]


def of_person(participant: Participant) -> list[StepShown]:
    """Every step, done or not."""
    done = {one.step_id: one for one in Done.objects.filter(participant=participant).select_related("by")}
    return [StepShown(step, done.get(step.pk)) for step in steps(participant.coop)]


def newcomers(place: Place) -> Sequence[Newcomer]:
    """Whoever is new here today, the newest first; two questions, however many they are."""
    day = place.moment.day
    here = StagePeriod.objects.on(day).filter(coop=place.coop).exclude(stage=FORMER).values("participant")
    began = (
        StagePeriod.objects.filter(coop=place.coop, participant__in=here)
        .values("participant")
        .annotate(since=Min("valid_from"))
        .filter(since__gt=day - NEW_FOR, since__lte=day)
    )
    since = {row["participant"]: row["since"] for row in began}
    found = Participant.objects.filter(pk__in=since).annotate(
        n=Count("steps_done", filter=Q(steps_done__step__coop=place.coop))
    )
    told = [Newcomer(who, since[who.pk], who.n) for who in found]
    return sorted(told, key=lambda one: (-one.since.toordinal(), one.participant.name))
