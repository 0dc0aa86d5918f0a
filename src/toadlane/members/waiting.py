"""What *Today* says: a change of somebody waits for a second member, or for oneself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import DateField, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.models import DIRECTORY, MEMBER, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on
from toadlane.members.models import WAITS, Change

ASKED = Question(
    lambda coop, since, who: (
        Change.objects.filter(coop=coop, answered_on=None, entered_on__gte=since)
        .exclude(by=who)
        .order_by("entered_on", "pk")
        .values_list("pk", "participant", "participant__name")
    ),
    coop=UUIDField(),
    since=DateField(),
    who=UUIDField(),
)


def something_asked(who: Asking) -> tuple[Question, dict[str, Any]]:
    """Something that somebody else said."""
    return ASKED, {"coop": who.coop.pk, "since": who.at.day - WAITS, "who": who.participant.pk}


def to_confirm(participant: Participant, at: Moment) -> Iterable[Item]:
    """For whom it is about, and for members who see who works here."""
    found = ASKED(coop=participant.coop_id, since=at.day - WAITS, who=participant.pk)
    own = [row for row in found if row[1] == participant.pk]
    sees = len(own) < len(found) and participant.stage_on(at.day) == MEMBER
    sees = sees and sight_on(participant, at.day).may_see_class(DIRECTORY)
    for key, about, name in found if sees else own:
        said = _("Something is to change for you: say whether it is so")
        of_other = _("Confirm what is to change for %(name)s, or say that it is not so") % {"name": name}
        yield Item(
            title=said if about == participant.pk else of_other,
            verb=_("Look at it"),
            url=reverse("members:change", args=[participant.coop.slug, key]),
        )
