"""Choosing a model by a few answers, comparing two, and taking one article of another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from bylaws.charter.references import citations, citing_words
from toadlane.charter import choosing, founding_text, shelf
from toadlane.charter.choosing_forms import ChoosingForm, ComparingForm, TakeForm
from toadlane.charter.founding_views import require_founding
from toadlane.charter.models import CharterDraft
from toadlane.charter.shelf import Model
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import ANSWERED
from toadlane.ui.faults import Told, told


@require_safe
@for_participants
def choose(request: HttpRequest, place: Place) -> HttpResponse:
    """A few questions, and the models by how near they come; each answer cites its article."""
    require_founding(place)
    form = ChoosingForm(request.GET or None)
    answers = form.answers() if form.is_valid() else {}
    shown: dict[str, object] = {"form": form, "answers": answers}
    if answers:
        ranked = choosing.nearest(answers)
        meeting = [one for one in ranked if one.met]
        shown |= {"nearest": ranked[0], "ranked": (meeting, [one for one in ranked if not one.met])}
    return render(request, "charter/choosing.html", shown, status=422 if form.errors else 200)


@require_safe
@for_participants
def compare(request: HttpRequest, place: Place) -> HttpResponse:
    """Two models side by side, subject by subject."""
    require_founding(place)
    first, second = shelf.models()[:2]
    usual = {"one": first.key, "other": second.key}
    form = ComparingForm({**usual, **request.GET.dict()} if request.GET else usual)
    models = (shelf.model(form.cleaned_data[name]) for name in usual) if form.is_valid() else ()
    return page_of(request, place, form, tuple(models))


@require_POST
@for_participants
def take(request: HttpRequest, place: Place) -> HttpResponse:
    """An article of a model goes into the draft."""
    require_founding(place)
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise absent()
    said = form.cleaned_data
    model, beside = shelf.model(said.pop("model")), shelf.model(said.pop("beside"))
    try:
        founding_text.take_article(coop=place.coop, model=model, by=place.member, at=place.moment, **said)
    except ANSWERED as fault:
        chosen = ComparingForm({"one": model.key, "other": beside.key})
        return page_of(request, place, chosen, (model, beside), fault=told(fault))
    messages.success(request, taken_says(model, said["number"]))
    return redirect("charter:draft", place.coop.slug)


def page_of(
    request: HttpRequest,
    place: Place,
    form: ComparingForm,
    models: tuple[Model, ...],
    *,
    fault: Told | None = None,
) -> HttpResponse:
    """The page of two models, or of the form alone where there are not two."""
    draft = CharterDraft.objects.filter(coop=place.coop).first()
    shown: dict[str, object] = {"form": form, "models": models, "draft": draft, "fault": fault}
    if len(models) == 2:  # noqa: PLR2004 — two are compared
        shown["subjects"] = choosing.seen(models[0], models[1], draft.source if draft else None)
    status = fault.status if fault else 422 if form.errors else 200
    return render(request, "charter/comparing.html", shown, status=status)


def taken_says(model: Model, number: int) -> str:
    """That it is in the draft, and which articles of the model it speaks of by their numbers there."""
    held = choosing.held(model)
    article = next(one.article for one in held.standing if one.article.number == number)
    cited = sorted(
        {one.number for one in citations(article.prose, citing_words(held.standing)) if one.number}
    )
    if not cited:
        return gettext("The article is in your text now.")
    words = gettext(
        "The article is in your text now. It speaks of other articles by their numbers in the model"
        " ({numbers}): put in those of your own."
    )
    return words.format(numbers=", ".join(str(number) for number in cited))
