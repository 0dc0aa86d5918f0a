"""The pages of past documents: the list, one document with its versions, and putting it right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.closures import told_to
from toadlane.coops.forms import KeyedForm
from toadlane.files.formats import FORMS, PICTURES
from toadlane.meetings import reads, serving, verbs
from toadlane.meetings.forms import BetterFileForm, CorrectForm, SearchForm, WithdrawForm, as_initial
from toadlane.meetings.gathering_views import people_of
from toadlane.meetings.models import Document
from toadlane.meetings.prose import prose_of
from toadlane.meetings.roles import may_bring

ON_A_PAGE = 50


@require_safe
@for_participants
def documents(request: HttpRequest, place: Place) -> HttpResponse:
    """What they may see of the co-op's past, as they ask for it."""
    standing = reads.standing(place)
    years = reads.years(standing)
    form = SearchForm(request.GET, years=years)
    said = form.cleaned_data if form.is_valid() else {}
    asked = reads.Asked(
        words=said.get("q", ""),
        kind=said.get("kind", ""),
        year=said.get("year"),
        sort=request.GET.get("sort", "-day"),
    )
    page = Paginator(reads.listed(standing, asked), ON_A_PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        place.shows(one.information_class)
    shown = {
        "page": page,
        "form": form,
        "narrowed": bool(asked.words or asked.kind or asked.year),
        "any": bool(years),
        "may_bring": may_bring(place.member, place.moment),
        "closed": told_to(place.member, place.sight.may_see_class, coop=place.coop, on=place.moment.day),
    }
    return render(request, "meetings/documents.html", shown)


@require_safe
@for_participants
def document(request: HttpRequest, place: Place, thread: UUID) -> HttpResponse:
    """One document: what it is, its file, its versions, and what rests on it."""
    return one(request, place, reads.one(place, thread), Sent())


@require_safe
@for_participants
def file(request: HttpRequest, place: Place, thread: UUID, version: UUID | None = None) -> HttpResponseBase:
    """The file, of the version that stands or of an earlier one; `?shown` asks for it in its place."""
    held = reads.one(place, thread) if version is None else reads.version(place, thread, version)
    return serving.as_response(held, shown="shown" in request.GET)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def correction(request: HttpRequest, place: Place, thread: UUID) -> HttpResponse:
    """Say anew what it is."""
    held = reads.one(place, thread)
    if not may_change(place, held):
        return redirect("meetings:document", place.coop.slug, thread)
    form = CorrectForm(request.POST or None, place=place, people=people_of(place), initial=as_initial(held))
    if form.is_valid():
        with form.acting():
            verbs.correct(
                document=reads.version(place, thread, form.cleaned_data["version"]),
                described=form.described(),
                shared=form.shared(),
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, _("Corrected. The version before stays below."))
            return redirect("meetings:document", place.coop.slug, thread)
    shown = {"document": held, "words": held.words, "form": form}
    return render(request, "meetings/correction.html", shown, status=form.status)


@require_POST
@for_participants
def better_file(request: HttpRequest, place: Place, thread: UUID) -> HttpResponse:
    """Give it a better file."""
    held = reads.one(place, thread)
    form = BetterFileForm(request.POST, request.FILES)
    if form.is_valid():
        with form.acting():
            upload = form.cleaned_data["file"]
            verbs.replace_file(
                document=held,
                file=upload,
                name=upload.name or "",
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, _("The better file stands now; the one before stays below."))
            return redirect("meetings:document", place.coop.slug, thread)
    return one(request, place, reads.one(place, thread), Sent(better=form))


@require_POST
@for_participants
def withdrawal(request: HttpRequest, place: Place, thread: UUID) -> HttpResponse:
    """Take it back."""
    held = reads.one(place, thread)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.withdraw(document=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("Withdrawn. It has left the list; this page stays."))
            return redirect("meetings:document", place.coop.slug, thread)
    return one(request, place, reads.one(place, thread), Sent(withdraw=form))


@require_POST
@for_participants
def erasure(request: HttpRequest, place: Place, thread: UUID) -> HttpResponse:
    """Erase its words and files for good."""
    held = reads.one(place, thread)
    form = KeyedForm(request.POST, auto_id="erase_%s")
    if form.is_valid():
        with form.acting():
            verbs.erase(document=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("Erased. Only the digests are left, and nobody can read from them."))
            return redirect("meetings:document", place.coop.slug, thread)
    return one(request, place, reads.one(place, thread), Sent(erase=form))


@dataclass(frozen=True, slots=True)
class Sent:
    """Whichever form of the page came in."""

    better: BetterFileForm | None = None
    withdraw: WithdrawForm | None = None
    erase: KeyedForm | None = None

    @property
    def form(self) -> KeyedForm | None:
        """The one that came in, if any."""
        return self.better or self.withdraw or self.erase


def may_change(place: Place, held: Document) -> bool:
    """Whether they bring documents, and this one still stands."""
    return not hasattr(held, "withdrawal") and may_bring(place.member, place.moment)


def one(request: HttpRequest, place: Place, held: Document, sent: Sent) -> HttpResponse:
    """The page of one document; a form that came in stands above where it can no longer be."""
    words = getattr(held, "words", None)
    changing = may_change(place, held)
    withdrawn = hasattr(held, "withdrawal")
    erasing = withdrawn and words is not None and may_bring(place.member, place.moment)
    placed = (changing and (sent.better or sent.withdraw)) or (erasing and sent.erase)
    context: dict[str, Any] = {
        "document": held,
        "words": words,
        "form": FORMS[held.form],
        "picture": words is not None and held.form in PICTURES,
        "prose": prose_of(held) if words is not None else "",
        "versions": reads.versions(place, held.thread),
        "citing": reads.citing(place, held.thread),
        "may_change": changing,
        "may_erase": erasing,
        "better": sent.better or BetterFileForm(auto_id="better_%s"),
        "withdraw": sent.withdraw or WithdrawForm(auto_id="withdraw_%s"),
        "erase": sent.erase or KeyedForm(auto_id="erase_%s"),
        "above": None if placed else sent.form,
    }
    return render(request, "meetings/document.html", context, status=sent.form.status if sent.form else 200)
