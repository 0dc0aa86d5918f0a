"""From nothing to a charter: choose a model or bring a text, fill its blanks, read it, adopt it."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bylaws.charter.lineage import Taken, origins
from toadlane.charter import founding_text, lineage, shelf
from toadlane.charter.founding_forms import AdoptForm, ModelForm, TextForm
from toadlane.charter.models import CharterDraft
from toadlane.charter.reading import unadopted
from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import ANSWERED
from toadlane.ui.faults import told

BOTH = ["GET", "HEAD", "POST"]


@require_safe
@for_participants
def adoption(request: HttpRequest, place: Place) -> HttpResponse:
    """The ways to a charter."""
    require_founding(place)
    draft = CharterDraft.objects.filter(coop=place.coop).first()
    return render(request, "charter/adoption.html", {"models": shelf.models(), "draft": draft})


@require_http_methods(BOTH)
@for_participants
def model(request: HttpRequest, place: Place, model: str) -> HttpResponse:
    """One model: what it is modelled on, its blanks, and the whole of it to read."""
    require_founding(place)
    found = shelf.model(model).reckoned_in(place.coop.currency)
    usual = {
        "name": place.coop.name,
        "jurisdiction": found.jurisdiction,
        "adopted": place.moment.day,
        "from_day": place.coop.began_on or place.moment.day,
        "blank-fiscal-year": place.coop.fiscal_year_starts,
    }
    form = ModelForm(request.POST or None, model=found, initial=usual)
    if form.is_valid():
        source = founding_text.from_model(
            found,
            answers=form.answers(),
            name=form.cleaned_data["name"],
            jurisdiction=form.cleaned_data["jurisdiction"],
            time_zone=place.coop.time_zone,
            **form.days(),
        )
        keep(place, source, found.key, lineage.of_model(found, source))
        return redirect("charter:draft", place.coop.slug)
    shown = {"model": found, "form": form, "other_currency": found.currency != place.coop.currency}
    return render(request, "charter/model.html", shown, status=422 if form.errors else 200)


@require_http_methods(BOTH)
@for_participants
def draft(request: HttpRequest, place: Place) -> HttpResponse:
    """The text itself: what is wrong with it, what it says in plain words, and the button that adopts it."""
    require_founding(place)
    kept = CharterDraft.objects.filter(coop=place.coop).first()
    form = TextForm(
        request.POST or None, request.FILES or None, initial={"source": kept.source if kept else ""}
    )
    if form.is_valid():
        try:
            keep(place, form.cleaned_data["source"], kept.model if kept else "")
        except ANSWERED as fault:
            form.add_error("source", told(fault).says)
        else:
            return redirect("charter:draft", place.coop.slug)
    return page_of(request, place, kept, form)


@require_POST
@for_participants
def founding(request: HttpRequest, place: Place) -> HttpResponse:
    """The founder adopts the draft."""
    require_founding(place)
    form = AdoptForm(request.POST)
    if form.is_valid():
        with form.acting():
            founding_text.adopt_draft(coop=place.coop, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("The charter is adopted."))
            return redirect("charter:charter", place.coop.slug)
    kept = CharterDraft.objects.filter(coop=place.coop).first()
    text = TextForm(initial={"source": kept.source if kept else ""})
    return page_of(request, place, kept, text, adopt=form)


def page_of(
    request: HttpRequest,
    place: Place,
    kept: CharterDraft | None,
    form: TextForm,
    *,
    adopt: AdoptForm | None = None,
) -> HttpResponse:
    """The page of the draft; `adopt` is given when adopting it was refused."""
    judged = founding_text.judge(kept.source) if kept else None
    findings = [(one.serious, told(one.fault)) for one in judged.findings] if judged else []
    shown: dict[str, object] = {"form": form, "draft": kept, "judged": judged, "findings": findings}
    shown["adopt"] = adopt
    if kept and judged and judged.charter is not None:
        known = origins(kept.source, lineage.of_draft(kept.taken))
        who, preamble, articles = unadopted(judged.charter, known)
        front = judged.charter.base_front
        shown |= {"who": who, "preamble": preamble, "articles": articles, "front": front}
        shown["other_currency"] = front.currency != place.coop.currency
    if kept and judged and judged.adoptable and adopt is None:
        shown["adopt"] = AdoptForm(initial={"digest": kept.digest}, auto_id="adopt_%s")
    status = 422 if form.errors else adopt.status if adopt else 200
    return render(request, "charter/draft.html", shown, status=status)


def keep(place: Place, source: str, model: str, taken: Sequence[Taken] | None = None) -> None:
    """Keep the draft, as whoever is here."""
    founding_text.keep_draft(
        coop=place.coop, source=source, model=model, by=place.member, at=place.moment, taken=taken
    )


def require_founding(place: Place) -> None:
    """These pages are for whoever sets the co-op up, until it has a charter."""
    founding_text.only_founders(place.coop, place.member, place.moment)
    founding_text.refuse_adopted(place.coop)
