"""What *Today* and one's calendar say of meetings to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import UUID

from django.db.models import DateTimeField, QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.dates import Dated
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on
from toadlane.meetings import plan_reads, plan_words
from toadlane.meetings.inviting import day_of
from toadlane.meetings.planned_rows import Invited, Meeting, Part, State

SOON: Final = dt.timedelta(days=7)
AT_THE_DOOR: Final = dt.timedelta(minutes=15)
"""So long before it begins one is led to where it is held."""
AT_MOST: Final = 3
BEHIND: Final = dt.timedelta(days=30)


def _mine(who: Any, now: Any, until: Any) -> QuerySet[Any, Any]:
    rows = Invited.objects.filter(participant=who, meeting__state=State.PLANNED)
    rows = rows.filter(meeting__starts_at__gt=now, meeting__starts_at__lte=until)
    return rows.order_by("meeting__starts_at").values_list("meeting", "answer")


MINE = Question(_mine, who=UUIDField(), now=DateTimeField(), until=DateTimeField())


def a_next_one(who: Asking) -> tuple[Question, dict[str, Any]]:
    """Whether any is in the next week."""
    return MINE, _asked(who.participant, who.at)


def _asked(who: Participant, at: Moment) -> dict[str, Any]:
    return {"who": who.pk, "now": at.instant + AT_THE_DOOR, "until": at.instant + SOON}


def for_today(participant: Participant, at: Moment) -> Iterable[Item]:
    """The next meetings of a week, with the part one has in each, and whether one has answered.

    To one that is on or about to begin leads the room in which it is held.
    """
    answers: dict[UUID, str] = dict(MINE(**_asked(participant, at))[:AT_MOST])
    rows = Meeting.objects.filter(pk__in=list(answers)).order_by("starts_at")
    parts = Part.objects.filter(meeting__in=list(answers), participant=participant)
    held: dict[UUID, list[str]] = {}
    for meeting, role in parts.order_by("role").values_list("meeting", "role"):
        held.setdefault(meeting, []).append(plan_words.part(role))
    for row in sight_on(participant, at.day).visible(rows):
        answered = bool(answers[row.pk])
        yield Item(
            title=f"{row.title}, {plan_reads.when(row)}",
            verb=_("Look at the agenda") if answered else _("Say whether you come"),
            url=reverse("meetings:meeting", args=[participant.coop.slug, row.pk]),
            due_on=day_of(row),
            detail=_("Your part: %(part)s") % {"part": ", ".join(held[row.pk])} if row.pk in held else "",
        )


def in_calendar(participant: Participant, at: Moment) -> Iterator[Dated]:
    """One's own meetings, those that were cancelled too, so that calendars take them off."""
    rows = Meeting.objects.filter(invited__participant=participant, ends_at__gt=at.instant - BEHIND)
    stays = rows.exclude(invited__in=Invited.objects.filter(participant=participant, answer="not"))
    yield from _dated(stays, participant, at)


def of_the_coop(participant: Participant, at: Moment) -> Iterator[Dated]:
    """Every meeting of the co-op that they may see."""
    rows = Meeting.objects.filter(coop=participant.coop, ends_at__gt=at.instant - BEHIND)
    yield from _dated(rows, participant, at)


def _dated(rows: QuerySet[Meeting], participant: Participant, at: Moment) -> Iterator[Dated]:
    for row in sight_on(participant, at.day).visible(rows).order_by("starts_at", "pk"):
        yield Dated(
            title=row.title,
            on=day_of(row),
            url=reverse("meetings:meeting", args=[participant.coop.slug, row.pk]),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            zone=row.zone,
            all_day=row.all_day,
            where=row.place or row.link,
            number=str(row.pk),
            edition=row.edition,
            cancelled=row.state == State.CANCELLED,
        )
