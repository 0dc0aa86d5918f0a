"""Hours: one's own by the week, another's where the charter opens them, everyone's sums."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bylaws.kernel.periods import YEARS_FROM, YEARS_UNTIL, fiscal_year, fiscal_year_of
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Participant
from toadlane.work import verbs
from toadlane.work.forms import HoursForm, as_typed
from toadlane.work.models import TimeEntry
from toadlane.work.reads import hours as reads
from toadlane.work.reads.seals import seal_on
from toadlane.work.roles import is_bookkeeper
from toadlane.work.verbs.entries import removed_before

ON_A_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def hours(request: HttpRequest, place: Place) -> HttpResponse:
    """My hours of this month, and the form to log more."""
    return _month(request, place, place.member)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def person(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """Somebody's hours, where the charter opens them; the bookkeeper may log for them."""
    those = Participant.objects.filter(coop=place.coop).select_related("coop")
    who = those.filter(key=person).first()
    if who is None:
        raise absent()
    place.require_class("hours", about=who)
    return _month(request, place, who)


def _month(request: HttpRequest, place: Place, who: Participant) -> HttpResponse:
    charter = reads.charter_if_any(place.coop)
    first = month_asked(request.GET.get("month", ""), place.moment.day)
    may_log = who == place.member or is_bookkeeper(place.member, place.moment)
    kinds = reads.kinds_between(charter, first, place.moment.day)
    form = HoursForm(request.POST or None, kinds=kinds, initial={"day": default_day(first, place.moment.day)})
    if request.method == "POST" and form.is_valid():
        with form.acting():
            verbs.log_hours(participant=who, by=place.member, at=place.moment, **form.said())
            messages.success(request, _("Logged."))
            return redirect(f"{request.path}?month={form.cleaned_data['day']:%Y-%m}")
    shown = {
        "month": reads.month_of(who, first, charter),
        "who": who,
        "mine": who == place.member,
        "form": form if may_log and kinds else None,
        "above": None if may_log and kinds else form,
        "no_charter": charter is None,
        "no_work": charter is not None and not kinds,
        "may_log": may_log,
        "bookkeeper": is_bookkeeper(place.member, place.moment),
        "is_now": first == place.moment.day.replace(day=1),
    }
    return render(request, "work/hours.html", shown, status=form.status)


def month_asked(said: str, today: dt.date) -> dt.date:
    """The first day of the month in `?month=2025-03`; this month for anything else."""
    try:
        asked = dt.date.fromisoformat(f"{said}-01")
    except ValueError:
        asked = today
    within = YEARS_FROM < asked.year < YEARS_UNTIL
    return (asked if within else today).replace(day=1)


def default_day(first: dt.date, today: dt.date) -> dt.date:
    """Today, in a month that has it; else the month's first day."""
    return today if first == today.replace(day=1) else first


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def entry(request: HttpRequest, place: Place, entry: UUID) -> HttpResponse:
    """One entry, to change it."""
    held = found(place, entry)
    form = form_of(place, held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.acting():
            verbs.change_hours(entry=held, by=place.member, at=place.moment, **form.said())
            messages.success(request, _("Changed."))
            return redirect(month_url(place, held.participant, form.cleaned_data["day"]))
    return one(request, place, held, form)


def one(
    request: HttpRequest, place: Place, held: TimeEntry, form: HoursForm, remove: KeyedForm | None = None
) -> HttpResponse:
    """The page of one entry, with whichever of its forms came in."""
    shown = {
        "entry": held,
        "form": form,
        "remove": remove or KeyedForm(auto_id="remove_%s"),
        "back": month_url(place, held.participant, held.day),
        "mine": held.participant == place.member,
        "sealed": seal_on(place.coop, held.day) is not None,
    }
    return render(request, "work/entry.html", shown, status=(remove or form).status)


def form_of(place: Place, held: TimeEntry, typed: QueryDict | None) -> HoursForm:
    """The form to change an entry, as it stands or as it came in."""
    kinds = reads.kinds_between(reads.charter_if_any(place.coop), held.day, place.moment.day)
    kinds += [] if held.work in kinds else [held.work]
    return HoursForm(typed, kinds=kinds, initial=as_typed(held))


@require_POST
@for_participants
def removal(request: HttpRequest, place: Place, entry: UUID) -> HttpResponse:
    """Remove one entry."""
    form = KeyedForm(request.POST, auto_id="remove_%s")
    if form.is_valid() and removed_before(coop=place.coop, key=form.cleaned_data["key"]):
        return redirect("work:hours", place.coop.slug)
    held = found(place, entry)
    if form.is_valid():
        with form.acting():
            verbs.remove_hours(entry=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("Removed."))
            return redirect(month_url(place, held.participant, held.day))
    return one(request, place, held, form_of(place, held, None), form)


def found(place: Place, entry: UUID) -> TimeEntry:
    """The entry, if they may see it and may touch it; to everyone else there is none."""
    rows = reads.entries_of(place.coop).select_related("participant", "participant__coop", "coop")
    held = place.find(rows, pk=entry)
    if held.participant != place.member and not is_bookkeeper(place.member, place.moment):
        raise absent()
    return held


def month_url(place: Place, who: Participant, day: dt.date) -> str:
    """The page of someone's month."""
    slug = place.coop.slug
    page = reverse("work:hours", args=[slug])
    if who != place.member:
        page = reverse("work:person", args=[slug, who.key])
    return f"{page}?month={day:%Y-%m}"


@require_http_methods(["GET", "HEAD"])
@for_participants
def everyone(request: HttpRequest, place: Place) -> HttpResponse:
    """Everyone's sums of a fiscal year, as far as the charter opens them."""
    starts = place.coop.fiscal_year_starts
    now = fiscal_year_of(place.moment.day, starts)
    year = year_asked(request.GET.get("year", ""), now)
    period = fiscal_year(year, starts)
    place.shows("hours")
    rows = reads.everyones(place, period)
    totals = dict(reads.by_kind(pair for row in rows for pair in row.by_kind.items()))
    shown = {
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "kinds": list(totals),
        "totals": totals,
        "total": sum(totals.values()),
        "people": len(rows),
        "year": year,
        "period": period,
        "last_day": (period.until or period.from_day) - reads.ONE_DAY,
        "before": year - 1,
        "after": year + 1 if year < now else None,
        "all_seen": place.sight.may_see_class("hours"),
        "bookkeeper": is_bookkeeper(place.member, place.moment),
    }
    return render(request, "work/everyone.html", shown)


def year_asked(said: str, now: int) -> int:
    """The fiscal year in `?year=2025`; this one for anything else."""
    year = int(said) if said.isascii() and said.isdecimal() and len(said) == len("2025") else now
    return year if YEARS_FROM < year <= now else now
