"""What *Today* says of past documents."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Item
from toadlane.meetings.models import Gathering

OWN = Question(
    lambda who: (
        Gathering.objects.filter(who=who, settled_at=None)
        .annotate(count=Count("files"))
        .order_by("pk")
        .values_list("pk", "count")
    ),
    who=UUIDField(),
)


def gatherings(participant: Participant, _at: Moment) -> Iterable[Item]:
    """Files somebody brought and has not described yet; their own alone."""
    for key, count in OWN(who=participant.pk):
        title = ngettext(
            "%(count)s past document waits for its title and day",
            "%(count)s past documents wait for their titles and days",
            count,
        )
        yield Item(
            title=title % {"count": count},
            verb=_("Describe and bring in"),
            url=reverse("meetings:gathering", args=[participant.coop.slug, key]),
        )
