"""One rule of a draft as a form that writes its fence; the text and the form say the same."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from toadlane.amending import article_views, reads
from toadlane.amending.fences import and_rule, fences, with_rule
from toadlane.amending.forms import ArticleForm, RuleKindForm
from toadlane.amending.models import DraftedArticle
from toadlane.amending.slots import Said, form_of, told_in
from toadlane.amending.views import BOTH
from toadlane.coops import keys
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.ui.languages import rules_language


@require_http_methods(BOTH)
@for_participants
def rule(request: HttpRequest, place: Place, name: str, number: int, nth: int) -> HttpResponse:
    """Edit the `nth` rule of an article as a form, counted from 1."""
    desk, held = article_views.found(place, name, number)
    written = fences(held.source)
    if not 1 <= nth <= len(written):
        raise absent()
    sent = KeyedForm(request.POST or None)
    if sent.is_valid():
        with sent.acting():
            do = request.POST.get("do", "")
            from toadlane.amending.rewriting import rewritten  # noqa: PLC0415 — as in slots

            toml = rewritten(written[nth - 1].toml, said(request), do=do)
            text = with_rule(held.source, nth - 1, toml)
            return kept(request, place, held, text, page=f"rule/{nth}/")
    return page(request, desk, held, nth, sent)


@require_POST
@for_participants
def new_rule(request: HttpRequest, place: Place, name: str, number: int) -> HttpResponse:
    """Add a rule of a kind at the end of an article, to be filled in."""
    desk, held = article_views.found(place, name, number)
    form = RuleKindForm(request.POST)
    if form.is_valid():
        text = and_rule(held.source, f'kind = "{form.cleaned_data["kind"]}"')
        return kept(request, place, held, text, page=f"rule/{len(fences(text))}/")
    return article_views.page(request, desk, held, ArticleForm(initial=article_views.begun(held)), above=form)


def said(request: HttpRequest) -> Said:
    """Everything that was sent, by the names of the controls."""
    return {name: request.POST.getlist(name) for name in request.POST}


def kept(request: HttpRequest, place: Place, held: DraftedArticle, text: str, *, page: str) -> HttpResponse:
    """Keep the article with its rule; of two edits at once both are shown, as text."""
    edition = request.POST.get("edition", "")
    form = ArticleForm({"key": keys.fresh(), "source": text, "edition": edition})
    if form.is_valid() and article_views.keep(place, held, form, clean=False) is not None:
        messages.success(request, gettext("Kept."))
        there = reverse("amending:article", args=[place.coop.slug, held.draft.name, held.number])
        return redirect(f"{there}{page}")
    desk, now = article_views.found(place, held.draft.name, held.number)
    return article_views.page(request, desk, now, form)


def page(
    request: HttpRequest, desk: reads.Desk, held: DraftedArticle, nth: int, sent: KeyedForm
) -> HttpResponse:
    """The form of one rule, with what was found in its article."""
    written = fences(held.source)[nth - 1]
    form = told_in(form_of(written.toml), rules_language())
    shown = article_views.about(desk, held) | {
        "form": form,
        "sent": sent,
        "nth": nth,
        "toml": written.toml,
        "button": KeyedForm(auto_id=False),
        "room": "charter",
    }
    return render(request, "amending/rule.html", shown, status=sent.status)
