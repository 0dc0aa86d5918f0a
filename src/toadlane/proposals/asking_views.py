"""“Have it decided here”: one click on the page of whatever it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.decisions import matters
from toadlane.decisions.models import LONGEST
from toadlane.proposals import asking
from toadlane.proposals.draft_views import refuse_strangers

GIVEN = "given-"


class AskForm(KeyedForm):
    """What is to be decided, and what its page says of it."""

    acts = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST["matter"])
    subject = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST["subject"])

    def given(self) -> dict[str, str]:
        """What its page says of it."""
        return {name.removeprefix(GIVEN): self.data[name] for name in self.data if name.startswith(GIVEN)}


@require_POST
@for_participants
def ask(request: HttpRequest, place: Place) -> HttpResponse:
    """A draft with everything filled in; a refusal says why on a page of its own, with the way back."""
    refuse_strangers(place)
    form = AskForm(request.POST, auto_id=False)
    if form.is_valid():
        said = form.cleaned_data
        with form.acting():
            kept = asking.ask(given=form.given(), by=place.member, at=place.moment, **said)
            messages.success(request, gettext("Everything is filled in. Nobody sees it until you raise it."))
            return redirect("proposals:draft", place.coop.slug, kept.pk)
    return render(request, "proposals/refused.html", shown(place, form), status=form.status)


def shown(place: Place, form: AskForm) -> dict[str, Any]:
    """What was asked for, in words, with the way back to its page."""
    acts, subject = str(form.data.get("acts", "")), str(form.data.get("subject", ""))
    of = matters.matter(acts[: LONGEST["matter"]])
    return {"form": form, "title": of.title(subject), "back": of.page(place.coop, subject)}
