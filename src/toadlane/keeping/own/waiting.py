"""What *Today* tells whoever answers corrections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.models import SETS_UP, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.keeping.models import Correction

MOST = 5
OPEN = Question(
    lambda coop: (
        Correction.objects.filter(coop=coop, state=Correction.State.OPEN)
        .order_by("asked_at", "pk")
        .values_list("pk", "participant__name")[:MOST]
    ),
    coop=models.UUIDField(),
)


def one_open(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """A correction that waits, for those who answer."""
    return (OPEN, {"coop": who.coop.pk}) if SETS_UP & who.audiences else None


def for_whoever_answers(participant: Participant, at: Moment) -> Iterator[Item]:
    """Each correction that waits, the oldest first."""
    if not SETS_UP & participant.roles_on(at.day):
        return
    for key, name in OPEN(coop=participant.coop_id):
        title = _("%(name)s asks for a correction") % {"name": name}
        where = reverse("keeping:correction", args=[participant.coop.slug, key])
        yield Item(title, _("Look at it"), where)
