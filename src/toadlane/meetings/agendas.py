"""What is on an agenda by itself, and what comes over from a meeting to the next."""

from __future__ import annotations

from typing import Final

from django.db.models import Max
from django.utils.translation import gettext_noop

from bylaws.meetings.agenda import Line, carried
from toadlane.meetings.arranging import ItemWanted
from toadlane.meetings.planned_rows import Aim, Fate, Item, Meeting, Series, State
from toadlane.people.spelling import folded

GAP: Final = 16
"""Between two items, so that one can be put between them."""
STANDING: Final = {
    "finances": gettext_noop("Where the money stands"),
    "last-minutes": gettext_noop("Minutes of the last meeting"),
    "open-actions": gettext_noop("Actions that are due"),
    "candidates": gettext_noop("Candidates whose time has come"),
    "proposals": gettext_noop("Proposals that close soon"),
}
"""What fills itself, with its title; the first three are the charter's words (`opens-with`)."""
MINUTES_OF: Final = {"finances": 10, "last-minutes": 5, "open-actions": 10, "candidates": 10, "proposals": 5}


def standing_items(of: Series | Meeting) -> list[ItemWanted]:
    """The items its charter puts before it unasked."""
    return [standing_item(name) for name in of.opens_with if name in STANDING]


def standing_item(name: str) -> ItemWanted:
    """One of them."""
    return ItemWanted(STANDING[name], MINUTES_OF[name], Aim.INFORM, standing=name)


def last_order(meeting: Meeting) -> int:
    """Where its last item stands."""
    found: int | None = Item.objects.filter(meeting=meeting).aggregate(last=Max("order"))["last"]
    return found or 0


def carry_over(meeting: Meeting, to: Meeting) -> list[Item]:
    """Items of a meeting that are open come over to another, each once, with who brings it and its time.

    What the other one has on its agenda already, in the same words, does not stand on it twice: what a
    series puts before each of its meetings would else grow by itself every week.
    """
    rows = {str(row.pk): row for row in Item.objects.filter(meeting=meeting).order_by("order", "pk")}
    there = {_words(row) for row in Item.objects.filter(meeting=to).exclude(fate=Fate.DROPPED)}
    lines = [
        Line(key, row.fate, bool(row.standing) or _words(row) in there)  # type: ignore[arg-type]  # one of its choices
        for key, row in rows.items()
    ]
    found = [rows[key] for key in carried(lines)]
    last = last_order(to)
    new = [
        Item(
            coop_id=to.coop_id,
            meeting=to,
            order=last + GAP * nth,
            title=row.title,
            about=row.about,
            minutes=row.minutes,
            aim=row.aim if to.decides or row.aim != Aim.DECIDE else Aim.DISCUSS,
            owner=row.owner,
            carried_from=row,
            put_by=row.put_by,
            put_at=row.put_at,
        )
        for nth, row in enumerate(found, 1)
    ]
    Item.objects.bulk_create(new)
    Item.objects.filter(pk__in=[row.pk for row in found]).update(fate=Fate.CARRIED)
    return new


def _words(row: Item) -> tuple[str, str]:
    return folded(row.title), folded(row.about)


def carry_to_next(meeting: Meeting) -> list[Item]:
    """To the next planned meeting of its series; without one they stay open until there is one."""
    if meeting.series_id is None:
        return []
    ahead = Meeting.objects.filter(
        series=meeting.series_id, state=State.PLANNED, starts_at__gt=meeting.starts_at
    ).exclude(pk=meeting.pk)
    following = ahead.order_by("starts_at").first()
    return carry_over(meeting, following) if following is not None else []


def take_back(meeting: Meeting) -> None:
    """A cancelled meeting is held after all: what had come over from it and is still open returns."""
    rows = list(Item.objects.filter(carried_from__meeting=meeting, fate=Fate.OPEN))
    back = [row.carried_from_id for row in rows if row.carried_from_id is not None]
    Item.objects.filter(pk__in=[row.pk for row in rows]).delete()
    Item.objects.filter(pk__in=back).update(fate=Fate.OPEN)


def bring_over(series: Series, to: Meeting) -> None:
    """What the last meeting of a series left open, once there is a next one."""
    over = Meeting.objects.filter(series=series, state__in=[State.OVER, State.CANCELLED])
    last = over.filter(starts_at__lt=to.starts_at).order_by("-starts_at").first()
    if last is not None:
        carry_over(last, to)
