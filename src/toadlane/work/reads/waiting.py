"""What *Today* shows of hours: a week without any, and files that wait for the bookkeeper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import DateField, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.charter.reads import has_charter
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on
from toadlane.work.models import HoursImport
from toadlane.work.reads.hours import entries_of
from toadlane.work.roles import BOOKKEEPER

SUNDAY = 6
AWAY = {None, "sabbatical", "retired", "former"}
OPEN = (HoursImport.State.UPLOADED, HoursImport.State.PREVIEWED)


LOGGED = Question(
    lambda coop, who, first, last: (
        entries_of(coop)
        .filter(participant=who, day__gte=first, day__lte=last)
        .order_by()
        .values_list("day")[:1]
    ),
    coop=UUIDField(),
    who=UUIDField(),
    first=DateField(),
    last=DateField(),
)

UNDONE = Question(
    lambda coop: HoursImport.objects.filter(coop=coop, state__in=OPEN).values_list("pk"), coop=UUIDField()
)


def own_hours(who: Participant, at: Moment) -> Iterator[Item]:
    """This week's hours, for someone who takes part and has logged none since Monday."""
    monday = at.day - dt.timedelta(days=at.day.weekday())
    if who.stage_on(at.day) in AWAY:
        return
    if LOGGED(coop=who.coop_id, who=who.pk, first=monday, last=at.day) or not has_charter(who.coop):
        return
    yield Item(
        title=_("No hours logged this week"),
        verb=_("Log hours"),
        url=reverse("work:hours", args=[who.coop.slug]),
        due_on=monday + dt.timedelta(days=SUNDAY),
    )


def an_import(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """A file that waits, for the bookkeeper."""
    return (UNDONE, {"coop": who.coop.pk}) if BOOKKEEPER in who.audiences else None


def imports(who: Participant, at: Moment) -> Iterator[Item]:
    """Files that were uploaded and are neither in nor given up."""
    if BOOKKEEPER not in sight_on(who, at.day).audiences:
        return
    for source in HoursImport.objects.filter(coop=who.coop, state__in=OPEN).order_by("uploaded_at"):
        yield Item(
            title=_("Hours wait in “%(file)s”") % {"file": source.file_name},
            verb=_("Bring them in"),
            url=reverse("work:import", args=[who.coop.slug, source.pk]),
        )
