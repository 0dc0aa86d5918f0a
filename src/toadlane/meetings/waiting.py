"""What *Today* says of past documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Count, DateField, QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toadlane.coops.closures import closed_to
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on
from toadlane.meetings.models import Document, Gathering

LATELY: Final = dt.timedelta(days=14)

OWN = Question(
    lambda who: (
        Gathering.objects.filter(who=who, settled_at=None)
        .annotate(count=Count("files"))
        .order_by("pk")
        .values_list("pk", "count")
    ),
    who=UUIDField(),
)


def _new(coop: Any, who: Any, since: Any, on: Any) -> QuerySet[Any, Any]:
    """Documents as they stand that others first brought since a day."""
    brought = Document.objects.filter(coop=coop, replaces=None, entered_on__gte=since).exclude(entered_by=who)
    standing = Document.objects.filter(coop=coop, replaced_by=None, withdrawal=None)
    rows = standing.filter(thread__in=brought.values("thread"))
    rows = rows.exclude(thread__in=closed_to(who, coop, on).values("thing"))
    return rows.order_by("pk").values_list("thread", "information_class", "about")


NEW = Question(_new, coop=UUIDField(), who=UUIDField(), since=DateField(), on=DateField())


def own(who: Asking) -> tuple[Question, dict[str, Any]]:
    """Files that are not described."""
    return OWN, {"who": who.participant.pk}


def new(who: Asking) -> tuple[Question, dict[str, Any]]:
    """Documents of others that are new."""
    day = who.at.day
    return NEW, {"coop": who.coop.pk, "who": who.participant.pk, "since": day - LATELY, "on": day}


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


def lately(participant: Participant, at: Moment) -> Iterable[Item]:
    """Past documents that others brought in within a fortnight, of those they may see."""
    found = NEW(coop=participant.coop_id, who=participant.pk, since=at.day - LATELY, on=at.day)
    if not found:
        return
    sight = sight_on(participant, at.day)
    seen = [thread for thread, named, about in found if about == participant.pk or sight.may_see_class(named)]
    if not seen:
        return
    count = len(seen)
    title = ngettext("%(count)s past document is new here", "%(count)s past documents are new here", count)
    slug = participant.coop.slug
    one = reverse("meetings:document", args=[slug, seen[0]])
    url = one if count == 1 else reverse("meetings:documents", args=[slug])
    yield Item(title=title % {"count": count}, verb=_("Read"), url=url)
