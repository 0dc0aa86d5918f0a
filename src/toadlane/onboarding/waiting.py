"""What *Today* says to whoever is new: how far they are, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import DateField, Exists, OuterRef, QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.models import Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.onboarding.models import Done, Step
from toadlane.onboarding.reads import NEW_FOR


def _steps(coop: Any, who: Any, after: Any) -> QuerySet[Any, Any]:
    """The list for somebody whose first stage began after a day; empty for all others."""
    of_them = StagePeriod.objects.filter(participant=who)
    return (
        Step.objects.filter(Exists(of_them), ~Exists(of_them.filter(valid_from__lte=after)), coop=coop)
        .annotate(is_done=Exists(Done.objects.filter(participant=who, step=OuterRef("pk"))))
        .order_by("place", "pk")
        .values_list("says", "is_done")
    )


STEPS = Question(_steps, coop=UUIDField(), who=UUIDField(), after=DateField())


def sign(who: Asking) -> tuple[Question, dict[str, Any]]:
    """A first step of somebody new."""
    after = who.at.day - NEW_FOR
    return STEPS, {"coop": who.coop.pk, "who": who.participant.pk, "after": after}


def for_newcomers(participant: Participant, at: Moment) -> Iterable[Item]:
    """One line until all is done, or they are new no more."""
    steps = list(STEPS(coop=participant.coop_id, who=participant.pk, after=at.day - NEW_FOR))
    open_ones = [says for says, done in steps if not done]
    if not open_ones:
        return
    yield Item(
        title=_("Onboarding: %(done)s of %(all)s done")
        % {"done": len(steps) - len(open_ones), "all": len(steps)},
        verb=_("Go on"),
        url=reverse("onboarding:person", args=[participant.coop.slug, participant.key]),
        detail=_("Next: %(step)s") % {"step": open_ones[0]},
    )
