"""The page for strangers, and the applications for those who lead people in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.candidacy import hiring, limits, verbs
from toadlane.candidacy.asking import find, listed, page_for, warnings_of
from toadlane.candidacy.forms import AcceptForm, ApplyForm, DeclineForm, FindForm, PageForm
from toadlane.candidacy.leading import require_leading
from toadlane.candidacy.links import application_of
from toadlane.candidacy.models import CONFIRMED_WITHIN, Application, JoiningPage
from toadlane.candidacy.steps import articles_for
from toadlane.candidacy.views import ROOM
from toadlane.charter.reads import charter_of
from toadlane.coops import clock
from toadlane.coops.access import Place, absent, at_coop, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import authority_at, ready
from toadlane.members.leading import track

ON_A_PAGE = 50
BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
def apply(request: HttpRequest, coop: str) -> HttpResponseBase:
    """Anybody reads what the co-op looks for, and applies, while the page is open."""
    return applying(request, coop=coop, page=page_for(coop))


@at_coop
def applying(request: HttpRequest, place: Place, page: JoiningPage) -> HttpResponse:
    """The open page, or the application sent from it."""
    form = ApplyForm(request.POST or None)
    if form.is_valid():
        if limits.too_many(request):
            return render(request, "candidacy/too_many.html", {"place": place}, status=429)
        with form.acting():
            if not limits.mailbox_full(request, form.cleaned_data["email"]):
                verbs.apply(
                    coop=place.coop, at=place.moment, place=limits.place_of(request), **form.cleaned_data
                )
            return redirect("candidacy:applied", place.coop.slug)
    shown = {"page": page, "form": form, "rule": track(place.coop, place.moment.day), "place": place}
    return render(request, "candidacy/apply.html", shown, status=form.status)


@require_safe
def applied(request: HttpRequest, coop: str) -> HttpResponseBase:
    """The same words for every address."""
    page_for(coop)
    return thanking(request, coop=coop)


@at_coop
def thanking(request: HttpRequest, place: Place) -> HttpResponse:
    """That a letter is on its way."""
    return render(request, "candidacy/applied.html", {"place": place, "days": CONFIRMED_WITHIN.days})


@never_cache
@require_http_methods(BOTH)
def confirmation(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the letter says that the address is theirs."""
    asked = application_of(token)
    over = asked.confirmed_at is None and timezone.now() >= asked.sent_at + CONFIRMED_WITHIN
    if over or not asked.words:
        raise absent()
    form = KeyedForm(request.POST or None)
    if form.is_valid():
        with form.acting():
            verbs.confirm_address(application=asked, at=clock.now(asked.coop), key=form.cleaned_data["key"])
            return redirect(request.path)
    shown = {"asked": asked, "coop_name": asked.coop.name, "form": form}
    return render(request, "candidacy/confirmation.html", shown, status=form.status)


@require_http_methods(BOTH)
@for_participants
def page(request: HttpRequest, place: Place) -> HttpResponse:
    """Write what strangers read, and open the page to them."""
    require_leading(place)
    row = JoiningPage.objects.filter(coop=place.coop).first()
    usual = {"says": row.says, "is_open": row.is_open} if row else {}
    form = PageForm(request.POST or None, initial=usual)
    if form.is_valid():
        with form.acting():
            verbs.state_page(coop=place.coop, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Kept."))
            return redirect("candidacy:applications", place.coop.slug)
    shown = {"form": form, "rule": track(place.coop, place.moment.day)}
    return render(request, "candidacy/page.html", shown | ROOM, status=form.status)


@require_safe
@for_participants
def applications(request: HttpRequest, place: Place) -> HttpResponse:
    """Who asks to join, what waits first; names that could be taken for another's say so."""
    require_leading(place)
    row = JoiningPage.objects.filter(coop=place.coop).first()
    form = FindForm(request.GET or None)
    sought = form.cleaned_data["name"] if form.is_valid() else ""
    page = Paginator(listed(place.coop, name=sought), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "form": form,
        "sought": sought,
        "is_open": row is not None and row.is_open,
    }
    return render(request, "candidacy/applications.html", shown | ROOM)


@require_safe
@for_participants
def application(request: HttpRequest, place: Place, application: UUID) -> HttpResponse:
    """One application, and the three answers there are."""
    require_leading(place)
    return one(request, place, find(place.coop, application))


@require_POST
@for_participants
def acceptance(request: HttpRequest, place: Place, application: UUID) -> HttpResponse:
    """Take somebody in."""
    require_leading(place)
    asked = find(place.coop, application)
    form = accept_form(place, asked, request.POST)
    if form.is_valid():
        with form.acting():
            told = dict(form.cleaned_data)
            decision = told.pop("decision", None)
            authority = authority_at(place, decision) if decision else None
            who = verbs.accept(
                application=asked, authority=authority, by=place.member, at=place.moment, **told
            )
            messages.success(request, gettext("%(name)s is taken in and invited.") % {"name": who.name})
            return redirect("candidacy:standing", place.coop.slug, who.key)
    return one(request, place, asked, accept=form)


@require_POST
@for_participants
def refusal(request: HttpRequest, place: Place, application: UUID) -> HttpResponse:
    """Say no in a letter."""
    require_leading(place)
    asked = find(place.coop, application)
    form = DeclineForm(request.POST, auto_id="decline_%s")
    if form.is_valid():
        with form.acting():
            verbs.decline(application=asked, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Your letter is on its way."))
            return redirect("candidacy:applications", place.coop.slug)
    return one(request, place, asked, decline=form)


@require_POST
@for_participants
def keeping(request: HttpRequest, place: Place, application: UUID) -> HttpResponse:
    """Lay it aside, or take it up again."""
    require_leading(place)
    asked = find(place.coop, application)
    form = KeyedForm(request.POST, auto_id="keep_%s")
    if form.is_valid():
        with form.acting():
            kept = request.POST.get("kept") == "yes"
            verbs.keep(
                application=asked, kept=kept, by=place.member, at=place.moment, key=form.cleaned_data["key"]
            )
            messages.success(request, gettext("Kept."))
            return redirect("candidacy:applications", place.coop.slug)
    return one(request, place, asked, keep=form)


def accept_form(place: Place, asked: Application, typed: object = None) -> AcceptForm:
    """As what, from when, by which decision."""
    day = place.moment.day
    usable: list[Authority] | None = None
    if hiring.asks_for_decision(place.coop, day):
        usable = list(ready(place.coop, matter=hiring.HIRE, subject=hiring.subject_of(asked)))
    stages = hiring.entrances(place.coop, day)
    initial = {"name": asked.name[:120], "from_day": day}
    return AcceptForm(typed, stages=stages, ready=usable, initial=initial, auto_id="accept_%s")


def one(
    request: HttpRequest,
    place: Place,
    asked: Application,
    *,
    accept: AcceptForm | None = None,
    decline: DeclineForm | None = None,
    keep: KeyedForm | None = None,
) -> HttpResponse:
    """The page of one application; a form is given when it was sent and refused."""
    sent = accept or decline or keep
    day = place.moment.day
    form = accept or accept_form(place, asked)
    shown: dict[str, object] = {
        "asked": asked,
        "warnings": warnings_of(place.coop, asked),
        "accept_form": form,
        "decline_form": decline or DeclineForm(auto_id="decline_%s"),
        "keep_form": keep or KeyedForm(auto_id="keep_%s"),
        "sent": sent,
        "decided": hiring.asks_for_decision(place.coop, day),
    }
    stage = hiring.entrances(place.coop, day)[0]
    if shown["decided"]:
        shown["article"] = next(iter(articles_for(charter_of(place.coop), hiring.HIRE, day)), "")
    shown["subject"], shown["matter"] = hiring.subject_of(asked), hiring.HIRE
    shown["fingerprint"] = hiring.fingerprint(asked, stage)
    return render(request, "candidacy/application.html", shown | ROOM, status=sent.status if sent else 200)
