"""Exceptions to rules: those that hold, those that have ended, and recording one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.amending import excepting as verbs
from toadlane.amending.forms import AgreeForm, EndForm, ExceptionForm
from toadlane.amending.models import RuleException
from toadlane.amending.rights import may_adopt
from toadlane.amending.views import BOTH
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place, for_participants
from toadlane.decisions.models import READY, Authority
from toadlane.decisions.reads import whole
from toadlane.proposals.asking import ask
from toadlane.proposals.ways import may_raise_here

SHOWN = 500


@require_safe
@for_participants
def exceptions(request: HttpRequest, place: Place) -> HttpResponse:
    """What is agreed instead of what the charter says, and until when."""
    return listed(request, place)


@require_http_methods(BOTH)
@for_participants
def new_exception(request: HttpRequest, place: Place) -> HttpResponse:
    """Record an exception that members decided on; `?article=` is where somebody comes from."""
    place.require_class("charter")
    ready = decided(place)
    form = ExceptionForm(
        request.POST or None, standing=standing(place), authorities=ready, initial=begun(request)
    )
    if form.is_valid():
        said = form.cleaned_data | {"authority": chosen(ready, form)}
        with form.acting():
            verbs.record_exception(coop=place.coop, by=place.member, at=place.moment, **said)
            messages.success(request, gettext("Recorded. It stands beside its article until it ends."))
            return redirect("amending:exceptions", place.coop.slug)
    return page_of(request, place, ready, form=form)


@require_POST
@for_participants
def asking(request: HttpRequest, place: Place) -> HttpResponse:
    """A draft of a proposal with the exception filled in."""
    place.require_class("charter")
    form = AgreeForm(request.POST, standing=standing(place), auto_id="ask_%s")
    if form.is_valid():
        said = form.cleaned_data
        given = {name: str(said[name]) for name in ("says", "because", "from_day", "until")}
        subject = str(said["number"])
        with form.acting():
            kept = ask(
                acts=verbs.MATTER,
                subject=subject,
                given=given,
                by=place.member,
                at=place.moment,
                key=said["key"],
            )
            messages.success(request, gettext("Everything is filled in. Nobody sees it until you raise it."))
            return redirect("proposals:draft", place.coop.slug, kept.pk)
    return page_of(request, place, decided(place), agreeing=form)


def page_of(
    request: HttpRequest,
    place: Place,
    ready: list[Authority],
    *,
    form: ExceptionForm | None = None,
    agreeing: AgreeForm | None = None,
) -> HttpResponse:
    """The page of a new exception, with whichever of its forms came in."""
    shown = {
        "form": form or ExceptionForm(standing=standing(place), authorities=ready, initial=begun(request)),
        "agreeing": agreeing or AgreeForm(standing=standing(place), initial=begun(request), auto_id="ask_%s"),
        "ready": ready,
        "may_record": may_record(place),
        "may_raise": may_raise_here(place),
        "room": "charter",
    }
    status = agreeing.status if agreeing else form.status if form else 200
    return render(request, "amending/exception.html", shown, status=status)


def begun(request: HttpRequest) -> dict[str, str]:
    """The article that somebody comes from."""
    return {"number": request.GET.get("article", "")}


def standing(place: Place) -> list[tuple[int, str]]:
    """The articles that stand today."""
    held = charter_of(place.coop).on_or_first(place.moment.day)
    return [(one.article.number, one.article.citation) for one in held.standing]


def decided(place: Place) -> list[Authority]:
    """The decisions on exceptions that can be used."""
    return list(place.visible(whole()).filter(READY, matter=verbs.MATTER, fingerprint="")[:SHOWN])


@require_POST
@for_participants
def end(request: HttpRequest, place: Place, exception: UUID) -> HttpResponse:
    """End an exception before its day."""
    place.require_class("charter")
    held = place.find(RuleException.objects.select_related("coop", "ended"), pk=exception)
    form = EndForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.end_exception(exception=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Ended today."))
            return redirect("amending:exceptions", place.coop.slug)
    return listed(request, place, ending=form)


def chosen(ready: list[Authority], form: ExceptionForm) -> Authority:
    """The decision somebody chose."""
    return next(one for one in ready if str(one.pk) == form.cleaned_data["authority"])


def may_record(place: Place) -> bool:
    """Whether they keep the co-op's texts."""
    return may_adopt(place.member, place.moment)


def listed(request: HttpRequest, place: Place, *, ending: EndForm | None = None) -> HttpResponse:
    """The page of all exceptions, the latest first."""
    place.require_class("charter")
    today = place.moment.day
    rows = list(
        place.visible(RuleException.objects.select_related("ended")).order_by("-from_day", "-pk")[:SHOWN]
    )
    shown = {
        "holding": [row for row in rows if row.ends_on > today],
        "over": [row for row in rows if row.ends_on <= today],
        "may_record": may_record(place),
        "may_raise": may_raise_here(place),
        "sees_decisions": place.sight.may_see_class(Authority.information_class),
        "ending": ending,
        "end_form": EndForm(auto_id=False),
        "room": "charter",
    }
    return render(request, "amending/exceptions.html", shown, status=ending.status if ending else 200)
