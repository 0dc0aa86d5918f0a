"""Exceptions to rules: those that hold, those that have ended, and recording one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.amending import excepting as verbs
from toadlane.amending.forms import EndForm, ExceptionForm
from toadlane.amending.models import RuleException
from toadlane.amending.rights import may_adopt
from toadlane.amending.views import BOTH
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place, for_participants
from toadlane.decisions.models import READY, Authority
from toadlane.decisions.reads import whole

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
    charter = charter_of(place.coop)
    held = charter.on_or_first(place.moment.day)
    standing = [(one.article.number, one.article.citation) for one in held.standing]
    ready = list(place.visible(whole()).filter(READY, matter=verbs.MATTER)[:SHOWN])
    form = ExceptionForm(
        request.POST or None,
        standing=standing,
        authorities=ready,
        initial={"number": request.GET.get("article", "")},
    )
    if form.is_valid():
        said = form.cleaned_data | {"authority": chosen(ready, form)}
        with form.acting():
            verbs.record_exception(coop=place.coop, by=place.member, at=place.moment, **said)
            messages.success(request, gettext("Recorded. It stands beside its article until it ends."))
            return redirect("amending:exceptions", place.coop.slug)
    shown = {"form": form, "ready": ready, "may_record": may_record(place), "room": "charter"}
    return render(request, "amending/exception.html", shown, status=form.status)


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
        "sees_decisions": place.sight.may_see_class(Authority.information_class),
        "ending": ending,
        "end_form": EndForm(auto_id=False),
        "room": "charter",
    }
    return render(request, "amending/exceptions.html", shown, status=ending.status if ending else 200)
