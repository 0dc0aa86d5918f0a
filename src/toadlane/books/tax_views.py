"""Consents to written notices, and the figures of a calendar year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from toadlane.books import calendar_years, verbs
from toadlane.books.consent_rows import NOTE_LONGEST
from toadlane.books.forms import ISO, day_input
from toadlane.books.models import MEMBER_MONEY, ConsentGiven
from toadlane.books.payment_views import for_bookkeepers, is_bookkeeper
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.coops.models import Participant
from toadlane.coops.sight_words import seen_by


class ConsentForm(KeyedForm):
    """Somebody consented."""

    beside: ClassVar[Mapping[str, str]] = {
        "consent.future": "given_on",
        "consent.note": "note",
        "consent.year": "year",
    }

    participant = forms.ModelChoiceField(
        queryset=Participant.objects.none(), label=gettext_lazy("Who"), empty_label=gettext_lazy("Choose who")
    )
    how = forms.ChoiceField(label=gettext_lazy("How"), choices=ConsentGiven.How.choices)
    given_on = forms.DateField(
        label=gettext_lazy("Day"),
        widget=day_input(),
        input_formats=[ISO],
        help_text=gettext_lazy("Of the signature, of receiving the copy, or of cashing the cheque."),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Fiscal year, for a cheque"), required=False, min_value=1900, max_value=2999
    )
    note = forms.CharField(label=gettext_lazy("Where the paper is"), required=False, max_length=NOTE_LONGEST)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Participant.objects.filter(coop=place.coop).select_related("coop").order_by("name")
        self.fields["participant"].queryset = people  # type: ignore[attr-defined]


class EndForm(KeyedForm):
    """A consent ended."""

    beside: ClassVar[Mapping[str, str]] = {"consent.end-day": "ended_on"}

    ended_on = forms.DateField(label=gettext_lazy("Ended on"), widget=day_input(), input_formats=[ISO])
    mistaken = forms.BooleanField(
        label=gettext_lazy("It was recorded by mistake, and never was"), required=False
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def consents(request: HttpRequest, place: Place) -> HttpResponse:
    """Who consented when and how, as far as the reader may see; the bookkeeper records more."""
    if request.method == "POST":
        for_bookkeepers(place)
    form = ConsentForm(request.POST or None, place=place, initial={"given_on": place.moment.day})
    if form.is_valid():
        with form.acting():
            verbs.record_consent(by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("The consent is recorded."))
            return redirect("books:consents", place.coop.slug)
    rows = place.visible(ConsentGiven.objects.select_related("participant", "ended"))
    context = {
        "form": form,
        "consents": rows.order_by("participant__name", "given_on", "pk"),
        "bookkeeper": is_bookkeeper(place),
        "open_to_words": seen_by(place.sight.open_to(MEMBER_MONEY)),
    }
    return render(request, "books/consents.html", context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def consent_end(request: HttpRequest, place: Place, consent: UUID) -> HttpResponse:
    """Record that a consent ended."""
    for_bookkeepers(place)
    held = place.find(ConsentGiven.objects.select_related("coop", "participant"), pk=consent)
    form = EndForm(request.POST or None, initial={"ended_on": place.moment.day})
    if form.is_valid():
        with form.acting():
            verbs.end_consent(consent=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("The end of the consent is recorded."))
            return redirect("books:consents", place.coop.slug)
    return render(request, "books/consent_end.html", {"form": form, "consent": held}, status=form.status)


@require_safe
@for_participants
def calendar(request: HttpRequest, place: Place, year: int) -> HttpResponse:
    """The figures of a calendar year by the day of payment."""
    place.require_class(MEMBER_MONEY)
    told = calendar_years.calendar_year(place.coop, year, place.moment.day)
    context = {"told": told, "year": year, "others": _others(place, year)}
    return render(request, "books/calendar.html", context)


@require_safe
@for_participants
def calendar_csv(request: HttpRequest, place: Place, year: int) -> HttpResponse:  # noqa: ARG001
    """The same as a table to take away."""
    place.require_class(MEMBER_MONEY)
    told = calendar_years.calendar_year(place.coop, year, place.moment.day)
    body = calendar_years.comma_separated(told, place.coop.currency)
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{place.coop.slug}-payments-{year}.csv"'
    return response


def _others(place: Place, year: int) -> list[int]:
    """The calendar years before and after that there are figures of."""
    first = charter_of(place.coop).base_front.starts().year
    return [other for other in (year - 1, year + 1) if first <= other <= place.moment.day.year]
