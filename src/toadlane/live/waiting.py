"""What *Today* says: a meeting one is invited to is on, or about to begin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import DateTimeField, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.live.models import Live
from toadlane.meetings.coming_up import AT_THE_DOOR
from toadlane.meetings.planned_rows import Meeting, State

ON = Question(
    lambda coop, who: Live.objects.filter(
        coop=coop, ended_at=None, meeting__invited__participant=who
    ).values_list("meeting", "meeting__title"),
    coop=UUIDField(),
    who=UUIDField(),
)


ABOUT_TO_BEGIN = Question(
    lambda coop, who, now, soon: Meeting.objects.filter(
        coop=coop, state=State.PLANNED, starts_at__lte=soon, ends_at__gt=now, invited__participant=who
    ).values_list("pk", "title"),
    coop=UUIDField(),
    who=UUIDField(),
    now=DateTimeField(),
    soon=DateTimeField(),
)


def asked_of(who: Participant, at: Moment) -> dict[str, Any]:
    """The values of that question."""
    return {"coop": who.coop_id, "who": who.pk, "now": at.instant, "soon": at.instant + AT_THE_DOOR}


def one_about_to_begin(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """A meeting that nobody has opened yet."""
    return ABOUT_TO_BEGIN, asked_of(who.participant, who.at)


def to_be_opened(participant: Participant, at: Moment) -> Iterable[Item]:
    """One for each, until it was to end."""
    for meeting, title in ABOUT_TO_BEGIN(**asked_of(participant, at)):
        yield Item(
            title=_("{title} is about to begin").format(title=title),
            verb=_("Go in"),
            url=reverse("live:live", args=[participant.coop.slug, meeting]),
            due_on=at.day,
        )


def one_that_is_on(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """A meeting that is held now."""
    return ON, {"coop": who.coop.pk, "who": who.participant.pk}


def for_today(participant: Participant, at: Moment) -> Iterable[Item]:
    """One for each."""
    for meeting, title in ON(coop=participant.coop_id, who=participant.pk):
        yield Item(
            title=_("{title} is on now").format(title=title),
            verb=_("Go in"),
            url=reverse("live:live", args=[participant.coop.slug, meeting]),
            due_on=at.day,
        )
