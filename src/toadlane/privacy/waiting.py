"""What *Today* says: that a member asks for a second one in an emergency; that something was opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.models import MEMBER, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.notices.models import Notice
from toadlane.privacy.limits import WAITS
from toadlane.privacy.models import Emergency
from toadlane.privacy.telling import OPENED

ASKED = Question(
    lambda coop, who, since: (
        Emergency.objects.filter(coop=coop, agreed=None, happened_on__gte=since)
        .exclude(about=who)
        .exclude(asked_by=who)
        .order_by("happened_on", "pk")
        .values_list("pk", "asked_by__name", "happened_on")
    ),
    coop=models.UUIDField(),
    who=models.UUIDField(),
    since=models.DateField(),
)


def a_request(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """A request about somebody else, for members."""
    said = {"coop": who.coop.pk, "who": who.participant.pk, "since": who.at.day - WAITS}
    return (ASKED, said) if MEMBER in who.audiences else None


def for_members(participant: Participant, at: Moment) -> Iterable[Item]:
    """One for each request that waits, for members it is not about; about whom it is stands on its page."""
    if participant.stage_on(at.day) != MEMBER:
        return
    since: dt.date = at.day - WAITS
    for key, name, asked_on in ASKED(coop=participant.coop_id, who=participant.pk, since=since):
        yield Item(
            title=_("%(name)s asks a second member to agree in an emergency") % {"name": name},
            verb=_("Look at it"),
            url=reverse("privacy:emergency", args=[participant.coop.slug, key]),
            due_on=asked_on + WAITS,
        )


UNSEEN = Question(
    lambda coop, who: (
        Notice.objects.filter(coop=coop, participant=who, kind=OPENED.key, read_at__isnull=True)
        .order_by("told_at", "pk")
        .values_list("pk", flat=True)
    ),
    coop=models.UUIDField(),
    who=models.UUIDField(),
)


def something_opened(who: Asking) -> tuple[Question, dict[str, Any]]:
    """Something of theirs that they have not looked at yet; also for whoever has left."""
    return UNSEEN, {"coop": who.coop.pk, "who": who.participant.pk}


def opened(participant: Participant, _at: Moment) -> Iterable[Item]:
    """One for each time something of theirs was opened, until they have seen why."""
    for (key,) in UNSEEN(coop=participant.coop_id, who=participant.pk):
        yield Item(
            title=_("Something private of yours was opened in an emergency"),
            verb=str(OPENED.verb),
            url=reverse("notices:open", args=[participant.coop.slug, key]),
        )
