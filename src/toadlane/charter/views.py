"""The charter as a page, and as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from bylaws.charter.writing import write_in_force
from bylaws.kernel.faults import InputFault
from toadlane.charter import reads
from toadlane.charter.forms import DayForm
from toadlane.charter.lineage import of_texts
from toadlane.charter.models import CharterText
from toadlane.charter.past import lineage_of, versions
from toadlane.charter.reading import reading
from toadlane.coops.access import Place, at_coop
from toadlane.coops.models import SETS_UP


@require_safe
@at_coop
def charter(request: HttpRequest, place: Place) -> HttpResponse:
    """The whole charter, as of today or of `?on=`; `?rules=open` shows each rule as it is written."""
    place.require_class("charter")
    layout = place.layout
    digests = reads.adopted(place.coop)
    if not digests:
        may_found = bool(SETS_UP & place.sight.audiences)
        return render(request, "charter/none.html", {"layout": layout, "may_found": may_found})
    first = reads.parsed(place.coop.pk, digests).base_front.starts()
    form = DayForm(request.GET if "on" in request.GET else None, first=first)
    on = form.cleaned_data["on"] if form.is_valid() else None
    read = reading(place.coop, digests, on or max(first, place.moment.day))
    shown = {
        "layout": layout,
        "form": form,
        "first": first,
        "reading": read,
        "changes": [(day, [text for text in read.texts if text.from_day == day]) for day in read.days],
        "earlier": max((day for day in read.days if day < read.since), default=None),
        "later": min((day for day in read.days if day > read.since), default=None),
        "on": on,
        "rules_open": request.GET.get("rules") == "open",
        "may_try": place.participant is not None and place.sight.may_see_class("accounts"),
    }
    return render(request, "charter/charter.html", shown, status=422 if form.errors else 200)


@require_safe
@at_coop
def article(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """To one article, at its place in the charter."""
    place.require_class("charter")
    page = reverse("charter:charter", args=[place.coop.slug])
    asked = request.GET.get("on")
    query = f"?{urlencode({'on': asked})}" if asked else ""
    return HttpResponseRedirect(f"{page}{query}#article-{number}")


@require_safe
@at_coop
def history(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Every version an article had, has and will have, each against the one before."""
    place.require_class("charter")
    digests = reads.digests_of(place.coop)
    charter = reads.parsed(place.coop.pk, digests)
    known = of_texts(place.coop.pk, digests)
    shown = {
        "layout": place.layout,
        "number": number,
        "versions": versions(charter, number, place.moment.day),
        "lineage": lineage_of(charter, number, place.moment.day, known),
    }
    return render(request, "charter/history.html", shown)


@require_safe
@at_coop
def text_in_force(request: HttpRequest, place: Place) -> HttpResponse:
    """One text that says what charter and amendments together say on a day."""
    place.require_class("charter")
    read = reads.charter_of(place.coop)
    first = read.base_front.starts()
    form = DayForm(request.GET, first=first)
    if not form.is_valid():
        raise InputFault(
            gettext_noop("There is no charter of “{on}” to download."),
            code="charter.day",
            next_step=gettext_noop("Ask for a day from {first} on, written as 2025-03-01."),
            on=request.GET.get("on", ""),
            first=first.isoformat(),
        )
    day = form.cleaned_data["on"] or max(first, place.moment.day)
    return _file(write_in_force(read, day), f"{place.coop.slug}-charter-{day.isoformat()}.md")


@require_safe
@at_coop
def adopted_text(_: HttpRequest, place: Place, name: str) -> HttpResponse:
    """One adopted text to the letter; its SHA-256 is the digest in the record."""
    place.require_class("charter")
    found = place.find(CharterText.objects.all(), name=name)
    return _file(found.source, f"{place.coop.slug}-{name}.md")


def _file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
