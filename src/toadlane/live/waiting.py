"""What *Today* says: a meeting one is invited to is on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.live.models import Live

ON = Question(
    lambda coop, who: Live.objects.filter(
        coop=coop, ended_at=None, meeting__invited__participant=who
    ).values_list("meeting", "meeting__title"),
    coop=UUIDField(),
    who=UUIDField(),
)


def one_that_is_on(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """A meeting that is held now."""
    return ON, {"coop": who.coop.pk, "who": who.participant.pk}


def for_today(participant: Participant, _at: Moment) -> Iterable[Item]:
    """One for each."""
    for meeting, title in ON(coop=participant.coop_id, who=participant.pk):
        yield Item(
            title=_("{title} is on now").format(title=title),
            verb=_("Go in"),
            url=reverse("live:live", args=[participant.coop.slug, meeting]),
        )
