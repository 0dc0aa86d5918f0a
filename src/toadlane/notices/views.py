"""The pages of notices: the list, what is sent to whom and when, and the link that stops letters."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.models import Participant
from toadlane.notices import links, marking, reads, verbs
from toadlane.notices.forms import ChoicesForm, HoursForm, as_set
from toadlane.notices.models import Notice
from toadlane.people.models import Person

ON_A_PAGE = 30


@require_safe
@for_participants
def notices(request: HttpRequest, place: Place) -> HttpResponse:
    """What somebody was told, the latest first; `kind` and `unread` narrow it."""
    kind, unread = request.GET.get("kind", ""), "unread" in request.GET
    found = reads.notices(place, kind=kind.replace("\x00", ""), unread=unread)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "kinds": reads.kinds_of(place),
        "kind": kind,
        "unread": unread,
        "until": place.moment.instant.isoformat(),
    }
    return render(request, "notices/notices.html", shown)


@require_safe
@for_participants
def open_notice(request: HttpRequest, place: Place, notice: UUID) -> HttpResponseBase:
    """To what a notice is about; whoever goes there has read it."""
    found = place.find(Notice.objects.filter(participant=place.member).select_related("coop"), pk=notice)
    if request.method == "GET":
        marking.read([found.pk], by=place.member, at=place.moment.instant)
    return redirect(found.address or "notices:notices", *([] if found.address else [place.coop.slug]))


@require_POST
@for_participants
def reading_one(_request: HttpRequest, place: Place, notice: UUID) -> HttpResponseBase:
    """One notice is read."""
    found = place.find(Notice.objects.filter(participant=place.member), pk=notice)
    marking.read([found.pk], by=place.member, at=place.moment.instant)
    return redirect("notices:notices", place.coop.slug)


@require_POST
@for_participants
def reading(request: HttpRequest, place: Place) -> HttpResponseBase:
    """Everything is read that the page showed or could have shown."""
    try:
        until = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        until = None
    if until is None or until.tzinfo is None:
        until = place.moment.instant
    marking.read_all(by=place.member, at=place.moment.instant, until=until)
    return redirect("notices:notices", place.coop.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def choices(request: HttpRequest, place: Place) -> HttpResponse:
    """What is sent to me: how soon, of each kind; and at which hours."""
    stands = reads.settings_of(place.member)
    form = ChoicesForm(request.POST or None, chosen=stands.chosen, auto_id="choice_%s")
    if form.is_valid():
        with form.acting():
            verbs.choose(choices=form.choices(), by=place.member, at=place.moment.instant)
            messages.success(request, _("Kept."))
            return redirect("notices:choices", place.coop.slug)
    return page_of(request, stands, form=form)


@require_http_methods(["POST"])
@for_participants
def hours(request: HttpRequest, place: Place) -> HttpResponse:
    """At which hours, and by which clock."""
    stands = reads.settings_of(place.member)
    form = HoursForm(request.POST, auto_id="hours_%s")
    if form.is_valid():
        with form.acting():
            person = Person.objects.get(pk=str(request.user.pk))
            zone = form.cleaned_data["time_zone"]
            verbs.set_hours(form.wanted(), zone=zone, by=person, at=place.moment.instant)
            messages.success(request, _("Kept."))
            return redirect("notices:choices", place.coop.slug)
    return page_of(request, stands, wanted=form)


def page_of(
    request: HttpRequest,
    stands: reads.Settings,
    *,
    form: ChoicesForm | None = None,
    wanted: HoursForm | None = None,
) -> HttpResponse:
    """The whole page around whichever form was sent."""
    shown_choices = form or ChoicesForm(chosen=stands.chosen, auto_id="choice_%s")
    shown_hours = wanted or HoursForm(initial=as_set(stands.hours, stands.zone), auto_id="hours_%s")
    shown = {"form": shown_choices, "hours": shown_hours, "stands": stands}
    status = max(shown_choices.status, shown_hours.status)
    return render(request, "notices/choices.html", shown, status=status)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponseBase:
    """From a person's own page: to the one co-op they belong to, or to which of them."""
    here = reads.coops_of(UUID(str(request.user.pk)))
    if len(here) == 1:
        return redirect("notices:choices", here[0].slug)
    return render(request, "notices/mine.html", {"coops": here})


@csrf_exempt  # a mail program sends it by itself, signed in nowhere; the signed link is all it needs
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The link in letters that stops them. Opened it asks; sent, it is done; both also signed out."""
    asked = links.read(token)
    reader = (
        Participant.objects.select_related("coop").filter(pk=asked.participant).first() if asked else None
    )
    if asked is None or reader is None or not asked.kinds:
        raise absent()
    done = request.method == "POST"
    if done:
        verbs.stop(reader, asked.kinds, at=timezone.now())
    shown = {"labels": reads.labels(asked.kinds), "coop_of": reader.coop, "done": done, "token": token}
    return render(request, "notices/stop.html", shown)
