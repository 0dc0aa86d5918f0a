"""What *Today* says of minutes: to write, to correct or approve, to answer; and what one promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import DateField, DateTimeField, Exists, OuterRef, Q, QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.meetings.planned_rows import Meeting, State
from toadlane.meetings.planned_rows import Part as Taken
from toadlane.minutes.life import WRITES, life_of
from toadlane.minutes.models import Action, Approval, Minutes, Present
from toadlane.minutes.telling import page_of

AHEAD: Final = dt.timedelta(days=7)
BACK: Final = dt.timedelta(days=60)
MOST: Final = 5


def _open(coop: Any, who: Any) -> QuerySet[Any, Any]:
    mine = {"minutes": OuterRef("pk"), "participant": who}
    there, said = Present.objects.filter(**mine), Approval.objects.filter(**mine)
    rows = Minutes.objects.filter(coop=coop, frozen=None)
    return rows.filter(Exists(there) | Exists(said) | Q(begun_by=who)).values_list("pk")


def _unwritten(coop: Any, who: Any, since: Any, until: Any) -> QuerySet[Any, Any]:
    mine = Taken.objects.filter(participant=who, role__in=sorted(WRITES))
    rows = Meeting.objects.filter(coop=coop, ends_at__gte=since, ends_at__lte=until, minutes=None)
    rows = rows.exclude(state=State.CANCELLED).filter(Exists(mine.filter(meeting=OuterRef("pk"))))
    return rows.order_by("-starts_at").values_list("pk", "title")


def _promised(coop: Any, who: Any, until: Any) -> QuerySet[Any, Any]:
    rows = Action.objects.filter(coop=coop, who=who, over_on=None, line__struck_at=None)
    soon = rows.filter(Q(due_on=None) | Q(due_on__lte=until))
    return soon.order_by("due_on", "pk").values_list(
        "pk", "line__text", "due_on", "line__minutes__meeting__title"
    )


OPEN = Question(_open, coop=UUIDField(), who=UUIDField())
UNWRITTEN = Question(
    _unwritten, coop=UUIDField(), who=UUIDField(), since=DateTimeField(), until=DateTimeField()
)
PROMISED = Question(_promised, coop=UUIDField(), who=UUIDField(), until=DateField())


def an_open_one(who: Asking) -> tuple[Question, dict[str, Any]]:
    """Minutes of a meeting that one was in, or which one is said to approve; not approved yet."""
    return OPEN, {"coop": who.coop.pk, "who": who.participant.pk}


def an_unwritten_one(who: Asking) -> tuple[Question, dict[str, Any]]:
    """A meeting whose minutes one is to write."""
    return UNWRITTEN, _lately(who.participant, who.at)


def a_promise(who: Asking) -> tuple[Question, dict[str, Any]]:
    """Something that one promised in a meeting."""
    return PROMISED, {"coop": who.coop.pk, "who": who.participant.pk, "until": who.at.day + AHEAD}


def _lately(who: Participant, at: Moment) -> dict[str, Any]:
    return {"coop": who.coop_id, "who": who.pk, "since": at.instant - BACK, "until": at.instant}


def unwritten(participant: Participant, at: Moment) -> Iterator[Item]:
    """One for each meeting that is over and has no minutes, for its scribe and its facilitator."""
    for key, title in UNWRITTEN(**_lately(participant, at))[:MOST]:
        yield Item(
            title=_("{title} is over").format(title=title),
            verb=_("Write its minutes"),
            url=reverse("minutes:minutes", args=[participant.coop.slug, key]),
        )


def for_today(participant: Participant, at: Moment) -> Iterable[Item]:
    """One for each set of minutes that waits for something one can do."""
    keys = [key for (key,) in OPEN(coop=participant.coop_id, who=participant.pk)]
    rows = Minutes.objects.filter(pk__in=keys).select_related("coop", "meeting__coop", "begun_by", "frozen")
    for row in rows.order_by("-begun_at")[:MOST]:
        yield from _of(row, participant, at)


def _of(row: Minutes, who: Participant, at: Moment) -> Iterator[Item]:
    life = life_of(row, at)
    title = _("Minutes: {title}").format(title=row)
    url = page_of(row)
    noted = life.noted_for(who)
    if noted is not None:
        detail = _("{name} noted that you approve them.").format(name=noted.said_by.name)
        verb, until = _("Say if you did not approve them"), life.noted[noted]
        yield Item(title=title, verb=verb, url=url, due_on=until, detail=detail)
    if life.phase == "draft" and life.writes(who):
        yield Item(title=title, verb=_("Finish them and send them out"), url=url)
    elif life.waiting and life.writes(who):
        yield Item(title=title, verb=_("Answer the corrections"), url=url)
    elif noted is None and life.may_approve(who).value:
        due = life.now.value.window_to
        yield Item(title=title, verb=_("Correct or approve them"), url=url, due_on=due)


def promised(participant: Participant, at: Moment) -> Iterator[Item]:
    """One for each thing that one promised in a meeting, and that is due soon or has no day."""
    found = PROMISED(coop=participant.coop_id, who=participant.pk, until=at.day + AHEAD)
    for key, text, due_on, meeting in found[:20]:
        yield Item(
            title=text[:160],
            verb=_("Do it, and say so"),
            url=reverse("minutes:actions", args=[participant.coop.slug]) + f"?state=mine#action-{key}",
            due_on=due_on,
            detail=_("Promised in: {title}").format(title=meeting),
        )
