"""Who is told of meetings: invited in time, told of every move, reminded the day before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_tasks import task

from bylaws.record.canonical import Json
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import inviting, plan_reads, plan_words
from toadlane.meetings.planned_rows import Invited, Meeting, Part, Series, State
from toadlane.meetings.verbs.parts import settle_parts
from toadlane.meetings.verbs.serial import regenerate
from toadlane.notices import kinds
from toadlane.notices.hearing import Said, Settled, hear
from toadlane.notices.kinds import Kind, Values
from toadlane.notices.telling import Telling, tell
from toadlane.record.models import Entry
from toadlane.record.verbs import append

EVERY: Final = dt.timedelta(minutes=5)
GROWS: Final = dt.timedelta(hours=6)
BEFORE: Final = dt.timedelta(days=7)
"""So long before its deadline, or before the meeting, an invitation leaves and the parts are given."""
REMINDED: Final = dt.timedelta(days=1)
AT_ONCE: Final = 100

WORDS: Final = {
    "invited": _("You are invited: {title}, {when}."),
    "moved": _("Moved: {title} is now {when}."),
    "cancelled": _("Cancelled: {title}, {when}."),
    "undone": _("As it was before: {title}, {when}."),
    "series-moved": _("{title} comes back otherwise; the next is {when}."),
    "series-ended": _("{title} comes back no more."),
}
CALLED: Final = Kind(
    "meeting-called",
    label=_("You are invited to a meeting, with the notice the charter gives"),
    words=WORDS,
    verb=_("Say whether you come"),
    binding=True,
)
INVITED: Final = Kind(
    "meeting-invited", label=_("A meeting is planned, moved or cancelled"), words=WORDS, verb=_("Look at it")
)


def with_parts(values: Values) -> Values:
    """What is stored of a meeting that is near, with the reader's parts as words in their language."""
    parts = (plan_words.part(one) for one in values.get("parts", ()))
    return {**values, "part": ", ".join(parts)}


SOON: Final = Kind(
    "meeting-soon",
    label=_("A meeting is near"),
    words={
        "soon": _("{title} is near: {when}."),
        "part": _("{title} is near: {when}. Your part: {part}."),
    },
    verb=_("Look at the agenda"),
    told=with_parts,
)


def to_all(meeting: Meeting, words: str, *, except_for: str = "", stays_away: bool = True) -> Telling:
    """What is told of a meeting to whoever is invited; not of itself to who said they stay away."""
    rows = Invited.objects.filter(meeting=meeting)
    if not stays_away:
        rows = rows.exclude(answer=Invited.Answer.NOT)
    kind = CALLED if meeting.invite_by is not None and words == "invited" else INVITED
    return Telling(
        kind.key,
        to=Participant.objects.filter(pk__in=rows.values("participant")),
        words=words,
        information_class=meeting.information_class,
        of_each=True,
        values={"title": meeting.title, "when": in_words(meeting)},
        url=reverse("meetings:meeting", args=[meeting.coop.slug, meeting.pk]),
        subject=str(meeting.pk),
        needed_by=meeting.starts_at,
        except_for=except_for,
    )


def in_words(meeting: Meeting) -> str:
    """When it is, in the co-op's language, with its zone."""
    with override(meeting.coop.language):
        return f"{plan_reads.when(meeting)} ({meeting.zone})"


def of_one(entry: Entry, said: Said) -> Iterator[Telling | Settled]:
    """A meeting by itself was planned, moved, cancelled or put back."""
    row = Meeting.objects.select_related("coop").filter(coop=entry.coop, pk=UUID(said["meeting"])).first()
    words = entry.kind.split(".")[1]
    if row is None or (words == "planned" and row.invited_at is None and row.invite_by is not None):
        return  # the job invites it, in time
    yield to_all(row, "invited" if words == "planned" else words, except_for=entry.actor)


def of_series(entry: Entry, said: Said) -> Iterator[Telling | Settled]:
    """A series was moved, ended or put back: one notice for all of its meetings."""
    series = Series.objects.select_related("coop").filter(coop=entry.coop, pk=UUID(said["series"])).first()
    ahead = Meeting.objects.select_related("coop").filter(series=series, starts_at__gt=entry.happened_at)
    following = ahead.order_by("starts_at").first() if series is not None else None
    if following is not None:
        words = "series-ended" if entry.kind == "series.ended.v1" else "series-moved"
        yield to_all(following, words, except_for=entry.actor)


def of_asked(entry: Entry, said: Said) -> Iterator[Telling]:
    """Somebody was asked by name: they alone are told."""
    row = Meeting.objects.select_related("coop").filter(coop=entry.coop, pk=UUID(said["meeting"])).first()
    if row is not None:
        telling = to_all(row, "invited")
        asked = Participant.objects.filter(coop=entry.coop, key__in=said["who"])
        yield Telling(**{**_fields(telling), "to": asked})


def _fields(telling: Telling) -> dict[str, Any]:
    return {name: getattr(telling, name) for name in telling.__slots__}


def due(now: dt.datetime) -> QuerySet[Meeting]:
    """Meetings whose invitations leave now, or whose people are to be reminded."""
    planned = Meeting.objects.filter(state=State.PLANNED, starts_at__gt=now)
    near = Q(invited_at=None) & (Q(starts_at__lte=now + BEFORE) | Q(invite_by__lte=now + BEFORE))
    return planned.filter(near | Q(reminded_at=None, starts_at__lte=now + REMINDED))


def something_is_due() -> bool:
    """Whether the job has anything to do."""
    return due(timezone.now()).exists()


@task()
def keep_up() -> None:
    """Invite and remind for every meeting whose time has come."""
    now = timezone.now()
    for row in due(now).select_related("coop", "series").order_by("starts_at")[:AT_ONCE]:
        bring_up_to(row, Moment.of(now, coop=row.coop))


@transaction.atomic
def bring_up_to(meeting: Meeting, at: Moment) -> None:
    """Invite and remind of one; done twice, it is done once."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("coop").get(pk=meeting.pk)
    if held.state != State.PLANNED:
        return
    if held.invited_at is None:
        _invite(held, at)
    if held.reminded_at is None and held.starts_at - at.instant <= REMINDED:
        _remind(held, at)


def _invite(held: Meeting, at: Moment) -> None:
    """Its list as the register is now, its parts, and the letter where its notice asks for one."""
    inviting.invite(held)
    settle_parts(meeting=held, at=at)
    held.invited_at = at.instant
    held.save(update_fields=["invited_at"])
    if held.invite_by is None:
        return
    waiting = Invited.objects.filter(meeting=held, told_at=None)
    keys = sorted(waiting.values_list("participant__key", flat=True))
    waiting.update(told_at=at.instant)
    tell(to_all(held, "invited"), coop=held.coop, at=at.instant, key=f"meeting-called:{held.pk}")
    said: dict[str, Json] = {"meeting": str(held.pk), "by": held.invite_by.isoformat(), "who": [*keys]}
    append(kind="meeting.invited.v1", what=said, by=None, at=at, subject=str(held.pk), coop=held.coop)


def _remind(held: Meeting, at: Moment) -> None:
    """Whoever does not stay away, each with the parts that are theirs."""
    held.reminded_at = at.instant
    held.save(update_fields=["reminded_at"])
    key = f"meeting-soon:{held.pk}:{held.edition}"
    said = {**_fields(to_all(held, "soon", stays_away=False)), "kind": SOON.key}
    parts: dict[Participant, list[str]] = {}
    rows = Part.objects.filter(meeting=held, participant__in=said["to"])
    for row in rows.select_related("participant").order_by("role"):
        parts.setdefault(row.participant, []).append(row.role)
    for who, theirs in parts.items():
        values = {**said["values"], "parts": theirs}
        own = Telling(**{**said, "to": [who], "words": "part", "values": values})
        tell(own, coop=held.coop, at=at.instant, key=f"{key}:part")
    others = said["to"].exclude(pk__in=[who.pk for who in parts])
    tell(Telling(**{**said, "to": others}), coop=held.coop, at=at.instant, key=key)


@task()
def grow_all() -> None:
    """Make the meetings of every series that come into reach, and keep all lists as the register is."""
    now = timezone.now()
    for series in Series.objects.filter(ended_on=None).select_related("coop", "made_by"):
        grow_one(series, Moment.of(now, coop=series.coop))
    for coop in Coop.objects.filter(pk__in=_ahead(now).values("coop")):
        register = inviting.Register(coop)
        for row in _ahead(now).filter(coop=coop).select_related("coop"):
            with transaction.atomic():
                inviting.invite(row, register=register)


def _ahead(now: dt.datetime) -> QuerySet[Meeting]:
    return Meeting.objects.filter(state=State.PLANNED, starts_at__gt=now)


@transaction.atomic
def grow_one(series: Series, at: Moment) -> None:
    """One series; nothing is done to what is there already."""
    held = Series.objects.select_for_update(of=("self",)).select_related("coop", "made_by").get(pk=series.pk)
    if held.ended_on is None:
        regenerate(held, from_nth=held.from_nth, by=held.made_by, at=at)


def anything_grows() -> bool:
    """Whether any series goes on."""
    return Series.objects.filter(ended_on=None).exists()


def listen() -> None:
    """Called once when the application starts."""
    for kind in (CALLED, INVITED, SOON):
        kinds.register(kind)
    heard: Iterable[str] = ("planned", "moved", "cancelled", "undone")
    for what in heard:
        hear(f"meeting.{what}.v1", "meetings", of_one)
    for what in ("moved", "ended", "undone"):
        hear(f"series.{what}.v1", "meetings", of_series)
    hear("meeting.asked.v1", "meetings", of_asked)
