"""The pages of privacy: what others see of me, who looked, my details, and the whole table."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.coops.access import Place, at_coop, for_participants
from toadlane.coops.sight_words import audience_words, class_word
from toadlane.privacy import details, reads, verbs, waiting
from toadlane.privacy.forms import DetailsForm, LookForm
from toadlane.privacy.models import ACCESS_LOG, Detail

BOTH = ["GET", "HEAD", "POST"]


@require_safe
@for_participants
def privacy(request: HttpRequest, place: Place) -> HttpResponse:
    """What others see of whoever asks, and who looked."""
    place.require_class(ACCESS_LOG, about=place.member)
    shown = {
        "rows": reads.of_me(place),
        "looks": [(look, class_word(look.of_class)) for look in reads.looks(place)],
        "emergencies": reads.emergencies(place),
        "unseen": list(waiting.opened(place.member, place.moment)),
        "others": reads.to_look_at(place),
        "article": place.sight.opened.article,
        "is_member": "member" in place.sight.audiences,
        "room": "people",
    }
    return render(request, "privacy/privacy.html", shown)


@require_safe
@at_coop
def who_sees_what(request: HttpRequest, place: Place) -> HttpResponse:
    """The whole table; for whoever may read the charter."""
    place.require_class("charter")
    *classes, otherwise = reads.table(place)
    shown = {
        "rows": classes,
        "otherwise": otherwise,
        "article": place.sight.opened.article,
        "room": "people",
    }
    return render(request, "privacy/who_sees_what.html", shown)


@require_http_methods(BOTH)
@for_participants
def own_details(request: HttpRequest, place: Place) -> HttpResponse:
    """What somebody keeps about themselves."""
    seen = {name: audience_words(place.sight.open_to(name)) for name in details.CLASSES}
    place.shows("personal-details")
    place.shows("payment-details")
    place.shows("leave-reasons")
    form = DetailsForm(
        request.POST or None,
        seen_by=seen,
        initial=details.own(place.member) if request.method != "POST" else None,
    )
    if form.is_valid():
        with form.acting():
            verbs.keep_details(
                participant=place.member,
                said=form.said,
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, gettext("Kept."))
            return redirect("privacy:privacy", place.coop.slug)
    return render(request, "privacy/details.html", {"form": form, "room": "people"}, status=form.status)


@require_safe
@for_participants
def others(request: HttpRequest, place: Place) -> HttpResponse:
    """Of whom somebody may look at what, each with a button that writes the look down."""
    for name in details.CLASSES:
        place.shows(name)
    shown = {"kept": reads.to_look_at(place), "form": LookForm(), "room": "people"}
    return render(request, "privacy/others.html", shown)


@require_POST
@for_participants
def look(request: HttpRequest, place: Place, person: str, of_class: str) -> HttpResponse:
    """Written down first, then shown; the page is kept by no browser."""
    about = place.someone(person)
    form = LookForm(request.POST)
    if form.is_valid():
        with form.acting():
            kept = verbs.look(
                about=about,
                information_class=of_class,
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            place.shows(of_class)
            labelled = [(Detail.Kind(kind).label, text) for kind, text in kept.items()]
            shown = {"about": about, "kept": labelled, "what": class_word(of_class), "room": "people"}
            return render(request, "privacy/looked.html", shown)
    shown = {"kept": reads.to_look_at(place), "form": LookForm(), "refused": form, "room": "people"}
    return render(request, "privacy/others.html", shown, status=form.status)
