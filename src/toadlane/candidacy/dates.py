"""The days of evaluations that are arranged, for the calendars of those who are there."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.candidacy.models import EvaluationPlan
from toadlane.coops.dates import Dated
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment


def evaluations(participant: Participant, at: Moment) -> Iterator[Dated]:
    """Those of whoever asks, and those they hold, from today on."""
    plans = EvaluationPlan.objects.filter(coop=participant.coop, on__gte=at.day).select_related("participant")
    for plan in plans.order_by("on", "pk"):
        who = plan.participant
        if who.pk == participant.pk:
            words = _("Your evaluation is arranged")
        elif participant.key in plan.by_whom:
            words = _("You evaluate %(name)s") % {"name": who.name}
        else:
            continue
        yield Dated(words, plan.on, reverse("candidacy:standing", args=[participant.coop.slug, who.key]))
