"""The pages of meetings to come: the list, planning one, beginning a series."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bylaws.charter.kinds.hours import Hours
from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm, carry_out, status_of
from toadlane.coops.models import FORMER
from toadlane.meetings import coming_back, doors, plan_reads, plan_words, verbs
from toadlane.meetings.arranging import Wanted, may_arrange
from toadlane.meetings.meeting_views import Act
from toadlane.meetings.plan_forms import (
    BeginForm,
    CancelForm,
    EditionForm,
    FindForm,
    OftenForm,
    PlanForm,
    SeriesForm,
)
from toadlane.meetings.planned_rows import Series, SeriesChange, State
from toadlane.members.standing import stages_of
from toadlane.members.words import said as in_words

BOTH = ("GET", "HEAD", "POST")
ON_A_PAGE = 30


@require_safe
@for_participants
def meet(request: HttpRequest, place: Place) -> HttpResponse:
    """The next meetings, those before, the series, and the way to documents of the past."""
    form = FindForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    series = plan_reads.all_series(place)
    before = Paginator(plan_reads.past(place, words), ON_A_PAGE).get_page(request.GET.get("page"))
    ahead = plan_reads.ahead(place)
    for one in [*ahead, *before.object_list]:
        place.shows(one.information_class)
    arranges = may_arrange(place.member, place.moment)
    behind = list(before.object_list)
    kept = doors.kept_of(place, behind)
    shown = {
        "ahead": ahead,
        "past": before,
        "behind": [(one, kept.get(one.pk, ())) for one in behind],
        "form": form,
        "words": words,
        "series": series,
        "begin": [begin_form(place, rule) for rule in plan_reads.not_begun(place, series)]
        if arranges
        else [],
        "may_arrange": arranges,
    }
    return render(request, "meetings/meet.html", shown)


def begin_form(place: Place, rule: Any, sent: Any = None) -> tuple[Any, BeginForm]:
    """A meeting of the charter with the form that begins it, one click away from its first."""
    rhythm = coming_back.rhythm_of(rule, place.moment.day)
    initial = {"rule": rule.name, "day": rhythm.from_day, "starts": rhythm.starts or None}
    return rule, BeginForm(sent, initial=initial, auto_id=f"{rule.name}_%s")


@require_POST
@for_participants
def beginning(request: HttpRequest, place: Place) -> HttpResponse:
    """Begin one of the charter's meetings."""
    form = BeginForm(request.POST)
    if form.is_valid():
        with form.acting():
            said = form.cleaned_data
            hour = said["starts"].strftime("%H:%M") if said["starts"] else ""
            as_it_says = coming_back.of_the_charter(place.coop, said["rule"], place.moment.day)
            series = verbs.begin_series(
                **as_it_says(said["day"], hour), by=place.member, at=place.moment, key=said["key"]
            )
            messages.success(request, gettext("It comes back from now on, as the charter says."))
            return redirect("meetings:series", place.coop.slug, series.pk)
    return render(request, "meetings/refused.html", {"form": form}, status=form.status)


@require_http_methods(BOTH)
@for_participants
def planning(request: HttpRequest, place: Place) -> HttpResponse:
    """Plan one meeting."""
    refuse_unless_arranges(place)
    form = PlanForm(request.POST or None, **offered(place))
    if form.is_valid():
        with form.acting():
            frame = form.frame()
            wanted = Wanted(frame, form.hours(frame.zone or place.coop.time_zone), form.items())
            meeting = verbs.plan_meeting(
                wanted=wanted, by=place.member, at=place.moment, key=form.cleaned_data["key"]
            )
            messages.success(request, gettext("Planned. Whoever is invited sees it now."))
            return redirect("meetings:meeting", place.coop.slug, meeting.pk)
    return render(request, "meetings/planning.html", {"form": form}, status=form.status)


@require_http_methods(BOTH)
@for_participants
def series_new(request: HttpRequest, place: Place) -> HttpResponse:
    """Begin a series of one's own."""
    refuse_unless_arranges(place)
    form = SeriesForm(request.POST or None, **offered(place))
    if form.is_valid():
        with form.acting():
            series = verbs.begin_series(
                frame=form.frame(),
                rhythm=form.rhythm(),
                agenda=form.items(),
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, gettext("It comes back from now on."))
            return redirect("meetings:series", place.coop.slug, series.pk)
    return render(request, "meetings/planning.html", {"form": form, "comes_back": True}, status=form.status)


def refuse_unless_arranges(place: Place) -> None:
    """The page is not there for whoever may not plan."""
    if not may_arrange(place.member, place.moment):
        raise plan_reads.absent()


def stages(place: Place) -> list[tuple[str, str]]:
    """Of whom people are invited."""
    return [(one, in_words(one)) for one in stages_of(place.coop, place.moment) if one != FORMER]


def offered(place: Place) -> dict[str, Any]:
    """What one chooses from, and what is chosen to begin with."""
    text = coming_back.text_of(place.coop, place.moment.day)
    hours = text.maybe("hours", Hours) if text is not None else None
    works = [(kind.name, in_words(kind.name)) for kind in hours.says.kinds] if hours is not None else []
    return {"stages": stages(place), "works": works, "initial": begun(place)}


def begun(place: Place) -> dict[str, object]:
    """What a new meeting begins with: everybody, in a week, at ten."""
    return {
        "who": [one for one, _name in stages(place)],
        "day": coming_back.a_week_from(place.moment.day),
        "starts": coming_back.TEN,
    }


@require_safe
@for_participants
def series(request: HttpRequest, place: Place, series: UUID) -> HttpResponse:
    """One series: how it comes back, its meetings, what was changed."""
    return series_page(request, place, plan_reads.series_at(place, series))


def series_page(
    request: HttpRequest, place: Place, row: Series, sent: dict[str, KeyedForm] | None = None
) -> HttpResponse:
    """The page, with a form that came in if there is one."""
    sent = sent or {}
    rows = plan_reads.meetings(place).filter(series=row)
    ahead = rows.filter(state__in=plan_reads.LIVE, ends_at__gt=place.moment.instant).order_by("starts_at")
    coming = list(ahead[: plan_reads.AHEAD])
    changes = list(SeriesChange.objects.filter(series=row).select_related("by").order_by("-nth")[:20])
    arranges = may_arrange(place.member, place.moment)
    undo = arranges and bool(changes) and changes[0].what in {"moved", "ended"}
    shown = {
        "series": row,
        "ahead": coming,
        "past": list(rows.filter(ends_at__lte=place.moment.instant).order_by("-starts_at")[:ON_A_PAGE]),
        "changes": changes,
        "often_form": sent.get("often") or (often_form(row, coming) if arranges and coming else None),
        "end_form": sent.get("end") or (CancelForm(in_series=False, auto_id="end_%s") if arranges else None),
        "undo": EditionForm(initial={"edition": row.edition}, auto_id=False) if undo else None,
        "above": next(iter(sent.values()), None),
        "may_arrange": arranges and row.ended_on is None,
    }
    return render(request, "meetings/series.html", shown, status=status_of(sent))


def often_form(row: Series, coming: list[Any], data: Any = None) -> OftenForm:
    """The rhythm as it is, from the next meeting on."""
    first = next((one for one in coming if one.state == State.PLANNED), None)
    initial = {
        "every": row.every,
        "weekdays": [str(one) for one in row.weekdays],
        "monthly_by": row.monthly_by,
        "day": first.occurs_on if first else None,
        "starts": row.starts or None,
        "lasts": row.lasts,
        "days": row.days,
    }
    form = OftenForm(data, initial=initial, auto_id="often_%s")
    if row.every not in plan_words.EVERY:
        every: Any = form.fields["every"]
        every.choices = [(row.every, plan_words.often(row.every)), *every.choices]
    return form


@require_POST
@for_participants
def series_acts(request: HttpRequest, place: Place, series: UUID, act: str) -> HttpResponse:
    """Change how it comes back, end it, or undo the last change."""
    row = plan_reads.series_at(place, series)
    asked = _of_series(act, request, place, row)

    def there(_done: object) -> HttpResponse:
        messages.success(request, asked.done)
        return redirect("meetings:series", place.coop.slug, row.pk)

    def again() -> HttpResponse:
        return series_page(request, place, plan_reads.series_at(place, series), {act: asked.form})

    return carry_out(place, asked.form, asked.verb, there=there, again=again, series=row)


def _of_series(act: str, request: HttpRequest, place: Place, row: Series) -> Act:
    first = coming_back.next_in(row, place.moment.instant)
    nth = first.nth if first is not None and first.nth else row.from_nth
    match act:
        case "often":
            done = gettext("It comes back so from its next meeting on.")
            return Act(often_form(row, [], request.POST), partial(verbs.move_series, from_nth=nth), done)
        case "end":
            form = CancelForm(request.POST, in_series=False, auto_id="end_%s")
            return Act(form, partial(verbs.end_series, from_nth=nth), gettext("It comes back no more."))
        case "undo":
            return Act(EditionForm(request.POST), verbs.undo_series, gettext("It is as it was before."))
        case _:
            raise plan_reads.absent()
