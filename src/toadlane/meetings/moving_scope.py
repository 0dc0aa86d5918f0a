"""A form that moves or cancels one meeting, all from it on, or its whole series, as the verb it asks for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from toadlane.coops.access import Place
from toadlane.meetings import coming_back, verbs
from toadlane.meetings.inviting import day_of
from toadlane.meetings.plan_forms import CancelForm, MoveForm
from toadlane.meetings.planned_rows import Meeting, Series


def moved(place: Place, row: Meeting, form: MoveForm) -> object:
    """Move what the form says."""
    said = form.cleaned_data
    where = {name: said[name] for name in ("place", "link", "presence")}
    click: dict[str, Any] = {"by": place.member, "at": place.moment, "key": said["key"]}
    if said["scope"] == "one" or row.series is None:
        return verbs.move_meeting(
            meeting=row, hours=form.hours(row.zone), because=said["because"], **where, **click
        )
    nth = first_of(row, said["scope"], place)
    return verbs.move_series(
        series=row.series,
        from_nth=nth,
        changes={**where, **hours_of(row.series, row, nth, form)},
        because=said["because"],
        **click,
    )


def hours_of(series: Series, row: Meeting, nth: int, form: MoveForm) -> dict[str, Any]:
    """The new rhythm of a series one of whose meetings goes to another day: all go as far."""
    said = form.cleaned_data
    shift: dt.timedelta = said["day"] - (row.occurs_on or day_of(row))
    first = Meeting.objects.get(series=series, nth=nth)
    was = first.occurs_on or day_of(first)
    old = (row.occurs_on or day_of(row)).weekday()
    weekdays = {said["day"].weekday() if one == old else one for one in series.weekdays}
    return {
        "from_day": was + shift,
        "starts": form.hour(),
        "lasts": said["lasts"] or series.lasts,
        "days": said["days"] or series.days,
        "weekdays": sorted(weekdays),
    }


def cancelled(place: Place, row: Meeting, form: CancelForm) -> object:
    """Cancel what the form says."""
    said = form.cleaned_data
    click: dict[str, Any] = {"by": place.member, "at": place.moment, "key": said["key"]}
    if said["scope"] == "one" or row.series is None:
        return verbs.cancel_meeting(meeting=row, because=said["because"], **click)
    nth = first_of(row, said["scope"], place)
    return verbs.end_series(series=row.series, from_nth=nth, because=said["because"], **click)


def first_of(row: Meeting, scope: str, place: Place) -> int:
    """From which of its meetings on."""
    first = coming_back.next_in(row.series, place.moment.instant) if row.series and scope == "all" else None
    nth = (first or row).nth
    return nth if nth is not None else 1
