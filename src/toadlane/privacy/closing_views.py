"""Closing a document until a day, and opening it before."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from toadlane.coops.access import Place, for_participants
from toadlane.coops.closures import holding
from toadlane.coops.models import Participant
from toadlane.meetings import reads as documents
from toadlane.meetings.models import Document
from toadlane.meetings.roles import only_bringers
from toadlane.privacy import closing as verbs
from toadlane.privacy.forms import ClosingForm, LookForm
from toadlane.privacy.views import BOTH


@require_http_methods(BOTH)
@for_participants
def closing(request: HttpRequest, place: Place, thread: UUID) -> HttpResponse:
    """Why, until when, and to whom it stays open."""
    document = theirs(place, thread)
    people = Participant.objects.filter(coop=place.coop).exclude(pk=place.member.pk).order_by("name", "key")
    form = ClosingForm(request.POST or None, people=list(people))
    if form.is_valid():
        with form.acting():
            verbs.close_document(document=document, by=place.member, at=place.moment, **form.closing)
            messages.success(request, gettext("Closed. That it is there, why, and its day stay readable."))
            return redirect("meetings:document", place.coop.slug, thread)
    return page_of(request, place, document, form)


@require_POST
@for_participants
def opening(request: HttpRequest, place: Place, thread: UUID) -> HttpResponse:
    """Before its day."""
    document = theirs(place, thread)
    form = LookForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.open_document(document=document, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Open again."))
            return redirect("meetings:document", place.coop.slug, thread)
    return page_of(request, place, document, form)


def theirs(place: Place, thread: UUID) -> Document:
    """The document, for those who keep the papers."""
    document = documents.one(place, thread)
    only_bringers(place.coop, place.member, place.moment)
    return document


def page_of(
    request: HttpRequest, place: Place, document: Document, form: ClosingForm | LookForm
) -> HttpResponse:
    """The page, with what was refused; the form is there while it is open."""
    held = holding(place.coop, place.moment.day).filter(thing=document.thread).select_related("by").first()
    shown = {
        "document": document,
        "form": form,
        "click": LookForm(),
        "closure": held,
        "named": [one.participant.name for one in held.named.select_related("participant")] if held else [],
        "room": "meet",
    }
    return render(request, "privacy/closing.html", shown, status=form.status)
