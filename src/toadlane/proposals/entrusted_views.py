"""The page on which whoever holds a role decides what the charter entrusts it with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.decisions import matters
from toadlane.decisions.models import LONGEST, Authority
from toadlane.members import words
from toadlane.proposals import verbs
from toadlane.proposals.entrusted import entrusted_to


class EntrustedForm(KeyedForm):
    """What is decided, in words."""

    matter = forms.ChoiceField(label=_("What it is about"))
    title = forms.CharField(label=_("Title"), max_length=LONGEST["subject"])
    text = forms.CharField(
        label=_("What you decide"),
        max_length=LONGEST["text"],
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("It stands among the decisions at once, with your name and the article of the role."),
    )

    beside: ClassVar[Mapping[str, str]] = {
        "proposals.incomplete": "title",
        "proposals.not-entrusted": "matter",
    }

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField, above


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def by_role(request: HttpRequest, place: Place) -> HttpResponse:
    """The matters of the roles they hold, and the words of what they decide."""
    found = entrusted_to(place.member, place.moment)
    place.shows(Authority.information_class)
    offered = [
        (name, f"{matters.matter(name).label} ({words.said(str(rule.name))})") for name, rule in found.items()
    ]
    form = EntrustedForm(request.POST or None, offered=offered)
    if form.is_valid():
        with form.acting():
            made = verbs.decide_by_role(by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Decided. It stands among the decisions."))
            if place.sight.may_see(made):
                return redirect("decisions:authority", place.coop.slug, made.pk)
            return redirect("proposals:decide", place.coop.slug)
    shown = {"form": form, "articles": sorted({rule.article for rule in found.values()})}
    return render(request, "proposals/by_role.html", shown, status=form.status)
