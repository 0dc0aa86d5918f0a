"""Series: begun from the charter's rule or as one's own, moved from a meeting on, ended, and undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from bylaws.kernel.periods import Span
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import agendas, coming_back, inviting, plan_refusals
from toadlane.meetings.arranging import Frame, ItemWanted, plain, refuse_who_may_not, usable
from toadlane.meetings.coming_back import CADENCE, Rhythm
from toadlane.meetings.planned_rows import MOST, Meeting, Series, SeriesChange, State
from toadlane.meetings.verbs.agenda import put_all
from toadlane.record.verbs import append

HOURS = ("%H:%M",)


@transaction.atomic
def begin_series(
    *,
    frame: Frame,
    rhythm: Rhythm,
    agenda: tuple[ItemWanted, ...] = (),
    by: Participant,
    at: Moment,
    key: str,
) -> Series:
    """A meeting that comes back; one of the charter's (`frame.rule`) is as the charter says, once.

    Faults: `meetings.arrange`, `.rule`, `.twice`, `.too-late`, `.rhythm`, and those of its frame.
    """
    refuse_who_may_not(by, at)
    said: Any = plain({"frame": frame.fields(), "rhythm": rhythm.fields(), "agenda": len(agenda)})
    taken = keys.take(coop=by.coop, key=key, verb="meetings.begin-series", by=by, content=said)
    if not taken.first:
        return Series.objects.select_related("coop").get(coop=by.coop, pk=taken.result)
    frame = usable(frame, by.coop)
    refuse_unfit(by, frame, rhythm, at)
    items = [plain({name: getattr(one, name) for name in ItemWanted.__slots__}) for one in agenda]
    series = Series.objects.create(
        coop=by.coop, made_by=by, made_at=at.instant, agenda=items, **frame.fields(), **rhythm.fields()
    )
    regenerate(series, from_nth=1, by=by, at=at)
    write_down(series, "begun", {}, from_nth=1, by=by, at=at)
    taken.keep(series.pk)
    return series


def refuse_unfit(by: Participant, frame: Frame, rhythm: Rhythm, at: Moment) -> None:
    """What no series may say, and what one of the charter's may not say otherwise."""
    refuse_bad_rhythm(rhythm)
    if frame.rule:
        rule = coming_back.rules_of(by.coop, at.day).get(frame.rule)
        if rule is None:
            raise absent()
        if Series.objects.filter(coop=by.coop, rule=frame.rule, ended_on=None).exists():
            raise plan_refusals.begun_already(rule.article)
        refuse_otherwise(rule, rhythm.every)
    if rhythm.from_day <= at.day:
        raise plan_refusals.in_the_past()
    coming_back.refuse_too_late(rhythm.from_day, rhythm.notice, frame.zone, frame.article, at)


def refuse_bad_rhythm(rhythm: Rhythm) -> None:
    """Faults `meetings.rhythm`, `span.form`, `cadence.never`."""
    if rhythm.starts:
        try:
            dt.datetime.strptime(rhythm.starts, HOURS[0])  # noqa: DTZ007 - an hour of any day
        except ValueError:
            raise plan_refusals.bad_rhythm() from None
    if not 1 <= rhythm.lasts <= MOST["minutes"] or not 1 <= rhythm.days <= MOST["days"]:
        raise plan_refusals.bad_rhythm()
    if rhythm.monthly_by not in {"date", "weekday"} or not set(rhythm.weekdays) <= set(range(7)):
        raise plan_refusals.bad_rhythm()
    span = Span.parse(rhythm.every)
    if not (span.months or span.days):
        raise plan_refusals.bad_rhythm()
    if rhythm.notice:
        Span.parse(rhythm.notice)


def refuse_otherwise(rule: Any, every: str) -> None:
    """A meeting of the charter comes back as the charter says, or as it says for busy times."""
    allowed = {str(rule.says.every), *([str(rule.says.when_busy)] if rule.says.when_busy else [])}
    if str(Span.parse(every)) not in allowed:
        raise plan_refusals.not_the_charters(rule.article)


@transaction.atomic
def move_series(
    *,
    series: Series,
    from_nth: int,
    changes: Mapping[str, Any],
    because: str = "",
    by: Participant,
    at: Moment,
    key: str,
) -> Series:
    """Another rhythm, hour or place from one of its meetings on; those moved by themselves stay.

    `changes` are fields of `coming_back.CADENCE`; `from_day` is the new day of the meeting `from_nth`.
    Faults: `meetings.arrange`, `.settled`, `.too-late`, `.rhythm`, `.rule`, `meetings.in-the-past`.
    """
    content: dict[str, Json] = {"changes": plain(dict(changes)), "nth": from_nth, "series": str(series.pk)}
    held, first = held_for(series, by, at, key=key, verb="move-series", content=content)
    if not first:
        return held
    before = cadence_said(held)
    unknown = set(changes) - set(CADENCE) | ({"ended_on"} & set(changes))
    if unknown or not Meeting.objects.filter(series=held, nth=from_nth).exists():
        raise absent()
    for name, value in changes.items():
        setattr(held, name, value)
    held.from_nth = from_nth
    usable(Frame(**{name: getattr(held, name) for name in Frame.__slots__}), held.coop)
    refuse_bad_rhythm(Rhythm(**{name: getattr(held, name) for name in Rhythm.__slots__}))
    rule = coming_back.rules_of(held.coop, at.day).get(held.rule) if held.rule else None
    if rule is not None:
        refuse_otherwise(rule, held.every)
    if held.from_day <= at.day:
        raise plan_refusals.in_the_past()
    coming_back.refuse_too_late(held.from_day, held.notice, held.zone, held.article, at)
    held.edition += 1
    held.save()
    regenerate(held, from_nth=from_nth, by=by, at=at)
    write_down(held, "moved", before, from_nth=from_nth, by=by, at=at, because=because)
    return held


@transaction.atomic
def end_series(
    *, series: Series, from_nth: int, because: str = "", by: Participant, at: Moment, key: str
) -> Series:
    """From one of its meetings on there are no more: those still planned are cancelled."""
    content: dict[str, Json] = {"because": because, "nth": from_nth, "series": str(series.pk)}
    held, first = held_for(series, by, at, key=key, verb="end-series", content=content)
    if not first:
        return held
    before = cadence_said(held)
    held.ended_on = at.day
    held.edition += 1
    held.save(update_fields=["ended_on", "edition"])
    ahead = Meeting.objects.filter(
        series=held, nth__gte=from_nth, state=State.PLANNED, starts_at__gt=at.instant
    )
    numbers = sorted(nth for nth in ahead.values_list("nth", flat=True) if nth is not None)
    ahead.update(state=State.CANCELLED)
    write_down(
        held, "ended", {**before, "cancelled": numbers}, from_nth=from_nth, by=by, at=at, because=because
    )
    return held


@transaction.atomic
def undo_series(*, series: Series, edition: int, by: Participant, at: Moment, key: str) -> Series:
    """Back to what the series said before its last change; `edition` is the one that was looked at."""
    content: dict[str, Json] = {"edition": edition, "series": str(series.pk)}
    held, first = held_for(series, by, at, key=key, verb="undo-series", content=content, ended=True)
    if not first:
        return held
    last = SeriesChange.objects.filter(series=held).order_by("-nth").first()
    if held.edition != edition or last is None or last.what not in {"moved", "ended"}:
        raise plan_refusals.moved()
    before, was = cadence_said(held), dict(last.before)
    cancelled = was.pop("cancelled", [])
    for name, value in was.items():
        setattr(
            held, name, dt.date.fromisoformat(value) if name in {"from_day", "ended_on"} and value else value
        )
    held.edition += 1
    held.save()
    Meeting.objects.filter(
        series=held, nth__in=cancelled, state=State.CANCELLED, starts_at__gt=at.instant
    ).update(state=State.PLANNED)
    regenerate(held, from_nth=last.from_nth, by=by, at=at)
    write_down(held, "undone", before, from_nth=last.from_nth, by=by, at=at)
    return held


def held_for(
    series: Series,
    by: Participant,
    at: Moment,
    *,
    key: str,
    verb: str,
    content: Mapping[str, Json],
    ended: bool = False,
) -> tuple[Series, bool]:
    """The series in this transaction's hand, and whether this click is the first."""
    if by.coop_id != series.coop_id:
        raise absent()
    refuse_who_may_not(by, at)
    taken = keys.take(coop=by.coop, key=key, verb=f"meetings.{verb}", by=by, content=content)
    held = Series.objects.select_for_update(of=("self",)).select_related("coop").get(pk=series.pk)
    if taken.first:
        if held.ended_on is not None and not ended:
            raise plan_refusals.settled()
        taken.keep(held.pk)
    return held, taken.first


def regenerate(series: Series, *, from_nth: int, by: Participant, at: Moment) -> list[Meeting]:
    """Its meetings as it says now, each new one with who is invited and what is always on its agenda."""
    new, _moved = coming_back.grow(series, from_nth=from_nth, at=at, by=by)
    inviting.invite_all(series.coop, new)
    standing = agendas.standing_items(series)
    always = [ItemWanted(**one) for one in series.agenda]
    for meeting in new:
        put_all(meeting, [*standing, *always], by=None, at=at)
    if new and from_nth > 1:
        agendas.bring_over(series, new[0])
    return new


def cadence_said(series: Series) -> dict[str, Any]:
    """When and where it is, as a change keeps it."""
    kept: dict[str, Any] = plain({name: getattr(series, name) for name in CADENCE})
    return kept


def write_down(
    series: Series,
    what: str,
    before: dict[str, Any],
    *,
    from_nth: int,
    by: Participant,
    at: Moment,
    because: str = "",
) -> SeriesChange:
    """The change as a row that stays, and its entry."""
    last = SeriesChange.objects.filter(series=series).aggregate(last=Max("nth"))["last"] or 0
    row = SeriesChange.objects.create(
        coop=series.coop,
        series=series,
        nth=last + 1,
        what=what,
        from_nth=from_nth,
        before=before,
        after=cadence_said(series),
        because=because,
        by=by,
        happened_at=at.instant,
    )
    said: dict[str, Json] = {
        "after": row.after,
        "because": because,
        "before": row.before,
        "from": from_nth,
        "series": str(series.pk),
        "title": series.title,
    }
    append(kind=f"series.{what}.v1", what=said, by=by, at=at, subject=str(series.pk))
    return row
