"""What did we decide about this, when, who was there, and why: one search over all that meetings leave."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.access import Place
from toadlane.meetings import reads as documents
from toadlane.meetings.inviting import day_of
from toadlane.meetings.models import Document
from toadlane.meetings.planned_rows import Meeting, Series
from toadlane.minutes import reads, years
from toadlane.minutes.joined import Joined, Source
from toadlane.minutes.models import Line, Minutes, Part, Present
from toadlane.minutes.register import Asked, Decided, decisions, lines, url_of

KINDS: Final = ("minutes", "decisions", "actions", "documents")
LONGEST: Final = 280


@dataclass
class Found:
    """One thing that was found: what it is, its words, its day, who was there, and why where it says so."""

    kind: str
    label: str
    text: str
    on: dt.date
    url: str
    where: str = ""
    there: list[str] = field(default_factory=list)
    why: str = ""
    minutes: UUID | None = None
    open: bool = False


def find(place: Place, asked: Asked, kind: str = "") -> Joined[Found]:
    """Lines of minutes, agreements and documents with all the words, the latest first.

    Without words: every set of minutes and every document, as one list.
    """
    sources: list[Source[Found]] = []
    if kind in {"", "minutes"}:
        sources.append(_of_lines(place, asked, Part.ISSUES) if asked.words else _of_minutes(place, asked))
    if asked.words and kind in {"", "actions"}:
        sources.append(_of_lines(place, asked, Part.ACTIONS))
    if kind == "decisions" or (asked.words and not kind):
        sources += [_as_found(one) for one in decisions(place, replace(asked, sort="")).sources]
    if kind in {"", "documents"} and not asked.series and not asked.person:
        sources.append(_of_documents(place, asked))
    return Joined(*sources, last_first=True)


def _of_lines(place: Place, asked: Asked, part: str) -> Source[Found]:
    rows = lines(place, asked).filter(part=part)
    plain = rows.order_by().select_related(None)
    return Source(
        lambda: (((at,), key) for key, at in plain.values_list("pk", "minutes__meeting__starts_at")),
        lambda keys: {one.pk: _line(one) for one in rows.filter(pk__in=keys)},
    )


def _of_minutes(place: Place, asked: Asked) -> Source[Found]:
    rows = reads.seen(place)
    if asked.series:
        rows = rows.filter(pk__in=lines(place, asked).order_by().values("minutes"))
    if asked.year is not None:
        rows = rows.filter(meeting__in=years.meetings_of(place.coop, asked.year).values("pk"))
    if asked.person:
        rows = rows.filter(present__participant__key=asked.person, present__there=True)
    plain = rows.order_by().select_related(None)
    return Source(
        lambda: (((at,), key) for key, at in plain.values_list("pk", "meeting__starts_at")),
        lambda keys: {one.pk: _whole(one) for one in rows.filter(pk__in=keys)},
    )


def _as_found(source: Source[Decided]) -> Source[Found]:
    return Source(source.order, lambda keys: {key: _decision(one) for key, one in source.read(keys).items()})


def _of_documents(place: Place, asked: Asked) -> Source[Found]:
    wanted = documents.Asked(asked.words, "", asked.year)
    rows = documents.listed(documents.standing(place), wanted)
    plain = rows.order_by().select_related(None)
    zone = zoneinfo.ZoneInfo(place.coop.time_zone)
    return Source(
        lambda: (
            ((dt.datetime.combine(day, dt.time.max, tzinfo=zone),), key)
            for key, day in plain.values_list("pk", "happened_on")
        ),
        lambda keys: {one.pk: _document(one) for one in rows.filter(pk__in=keys)},
    )


def _whole(one: Minutes) -> Found:
    url = reverse("minutes:one", args=[one.coop.slug, one.pk])
    state = _("approved") if hasattr(one, "frozen") else _("not approved yet")
    return Found("minutes", _("minutes"), str(one), day_of(one.meeting), url, where=state, minutes=one.pk)


def _line(one: Line) -> Found:
    label = str(one.get_part_display())
    text = f"{one.title}. {one.text}" if one.title and one.text else one.title or one.text
    return Found(
        kind="actions" if one.part == Part.ACTIONS else "minutes",
        label=label,
        text=text[:LONGEST],
        on=day_of(one.minutes.meeting),
        url=url_of(one),
        where=str(one.minutes),
        minutes=one.minutes_id,
    )


def _decision(one: Decided) -> Found:
    text = f"{one.title}. {one.text}" if one.title and one.text else one.title or one.text
    why = _("The proposal says why, and who stood where.") if one.proposal else ""
    where = f"{one.where}, {one.state}"
    label = _("decision")
    return Found("decisions", label, text[:LONGEST], one.on, one.url, where, why=why, minutes=one.minutes)


def _document(one: Document) -> Found:
    words = getattr(one, "words", None)
    title = words.title if words else str(one.get_kind_display())
    why = words.text[:LONGEST] if words else ""
    url = reverse("meetings:document", args=[one.coop.slug, one.thread])
    return Found(
        "documents", _("document"), title, one.happened_on, url, str(one.get_kind_display()), why=why
    )


def say_who_was_there(found: Sequence[Found]) -> Sequence[Found]:
    """By name, for everything on a page that a meeting left."""
    keys = {one.minutes for one in found if one.minutes}
    there: dict[UUID, list[str]] = {}
    rows = Present.objects.filter(minutes__in=keys, there=True).order_by("participant__name")
    for minutes, name in rows.values_list("minutes", "participant__name"):
        there.setdefault(minutes, []).append(name)
    for one in found:
        one.there = there.get(one.minutes, []) if one.minutes else []
    return found


def series_of(place: Place) -> list[tuple[str, str]]:
    """The series of meetings of which there are minutes they may see."""
    meetings = Meeting.objects.filter(minutes__in=reads.seen(place).values("pk"))
    rows = Series.objects.filter(coop=place.coop, pk__in=meetings.values("series")).order_by("title")
    return [(str(one.pk), one.title) for one in rows]


def years_of(place: Place) -> list[int]:
    """The years of which there are minutes or documents they may see."""
    meetings = Meeting.objects.filter(minutes__in=reads.seen(place).values("pk"))
    return sorted({*years.years_of(meetings), *documents.years(documents.standing(place))}, reverse=True)


def people_of(place: Place) -> list[tuple[str, str]]:
    """Whoever was there in a meeting of which they may see the minutes."""
    rows = Present.objects.filter(minutes__in=reads.seen(place).values("pk"), there=True)
    found = rows.order_by("participant__name").values_list("participant__key", "participant__name").distinct()
    return list(found)
