"""The page of the texts of a proposal: each to be read and compared, and changes suggested and answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.proposals import reads, suggestion_reads, verbs
from toadlane.proposals.choosing import rewrites
from toadlane.proposals.forms import TextForm
from toadlane.proposals.models import LONGEST, Proposal
from toadlane.talk.subjects import may_speak, subject_in

ANSWERS = [("yes", _("Accept: the text is changed, and everybody is asked anew")), ("no", _("Decline"))]


class SuggestForm(TextForm):
    """The text as one would have it, and why."""

    beside: ClassVar[Mapping[str, str]] = {**TextForm.beside, "proposals.suggestion-why": "because"}

    because = forms.CharField(label=_("Why it should be so"), max_length=LONGEST["because"])


class AnswerForm(KeyedForm):
    """What those who wrote it say of a suggestion."""

    beside: ClassVar[Mapping[str, str]] = {"proposals.suggestion-why": "because"}

    because = forms.CharField(
        label=_("Why, if you decline it"), required=False, max_length=LONGEST["because"]
    )
    accepted = forms.ChoiceField(
        label=_("What do you answer?"),
        choices=[
            ("yes", _("Accept: the text is changed, and everybody is asked anew")),
            ("no", _("Decline")),
        ],
        widget=forms.RadioSelect,
    )


@require_http_methods(("GET", "HEAD", "POST"))
@for_participants
def texts(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponseBase:
    """Every text, the difference between two of them, and suggesting another; `?from=` and `?to=`."""
    row = reads.proposal_at(place, proposal)
    form = SuggestForm(request.POST or None, auto_id="suggest_%s")
    if form.is_valid():
        with form.acting():
            verbs.suggest(proposal=row, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Suggested. Those who wrote it answer."))
            return redirect("proposals:texts", place.coop.slug, row.pk)
    return page(request, place, row, form if form.is_bound else None)


@require_POST
@for_participants
def answering(request: HttpRequest, place: Place, proposal: UUID, suggestion: UUID) -> HttpResponseBase:
    """Accept it or decline it."""
    row = reads.proposal_at(place, proposal)
    found = suggestion_reads.suggestion_at(place, suggestion)
    form = AnswerForm(request.POST, auto_id=f"answer_{suggestion}_%s")
    if form.is_valid():
        said = form.cleaned_data
        with form.acting():
            verbs.answer_suggestion(
                suggestion=found,
                accepted=said["accepted"] == "yes",
                because=said["because"],
                by=place.member,
                at=place.moment,
                key=said["key"],
            )
            messages.success(request, gettext("Answered."))
            return redirect("proposals:texts", place.coop.slug, row.pk)
    return page(request, place, row, None, {found.pk: form})


def page(
    request: HttpRequest,
    place: Place,
    row: Proposal,
    form: SuggestForm | None,
    answers: Mapping[UUID, AnswerForm] | None = None,
) -> HttpResponse:
    """The page of the texts; an answer is given by its suggestion when it was sent and refused."""
    found, sent = reads.shown(place, row), dict(answers or {})
    versions = suggestion_reads.versions(row)
    first, last = suggestion_reads.chosen(versions, request.GET.get("from", ""), request.GET.get("to", ""))
    now, going = found.life.text, found.outcome is None
    subject = subject_in(place.coop, "proposal", str(row.pk), place.moment)
    mine = going and rewrites(found.life, place.member, place.moment.day)
    may = going and subject is not None and may_speak(place.sight, subject, place.moment)
    begun = {"title": now.title, "text": now.text, "revision": now.nth}
    suggested = [
        (one, sent.get(one.row.pk) or AnswerForm(auto_id=f"answer_{one.row.pk}_%s"))
        for one in suggestion_reads.suggestions(row, now.nth)
    ]
    shown = {
        "row": row,
        "now": now,
        "versions": versions,
        "first": first,
        "last": last,
        "words": suggestion_reads.between(first, last),
        "suggested": suggested,
        "form": (form or SuggestForm(initial=begun, auto_id="suggest_%s")) if may else None,
        "refused": form if form is not None and not may else None,
        "mine": mine,
        "sent": set(sent),
    }
    status = max([one.status for one in (form, *sent.values()) if one is not None], default=200)
    return render(request, "proposals/texts.html", shown, status=status)
