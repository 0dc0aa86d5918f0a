"""Questions to the charter: search in one's own words, every matter, and the way one goes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bylaws.charter.charter import InForce
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent
from toadlane.charter import asking, reads
from toadlane.charter.asking_forms import AmountForm, AskForm
from toadlane.coops.access import Place, at_coop
from toadlane.ui.faults import told

EXAMPLES = (
    _("What applies to hiring?"),
    _("Who may spend 800?"),
    _("What if nobody answers in three days?"),
    _("How is the surplus shared?"),
)


@require_safe
@at_coop
def ask(request: HttpRequest, place: Place) -> HttpResponse:
    """A question, and what of the charter answers it; without one, every matter and who decides it."""
    held = _held(place)
    form = AskForm(request.GET if request.GET.get("q") else None)
    question = form.cleaned_data["q"] if form.is_valid() else ""
    shown = {
        "layout": place.layout,
        "form": form,
        "question": question,
        "answers": asking.answers(held, question) if question else (),
        "matters": asking.matters(held),
        "examples": EXAMPLES,
    }
    return render(request, "charter/ask.html", shown, status=422 if form.errors else 200)


@require_safe
@at_coop
def matter(request: HttpRequest, place: Place, matter: str) -> HttpResponse:
    """The way one matter goes that is raised today: who decides, by when, and what silence does."""
    held = _held(place)
    found = asking.where(held, matter)
    form = AmountForm(request.GET if "amount" in request.GET else None, currency=held.front.currency)
    amount = form.cleaned_data["amount"] if form.is_valid() else None
    shown = {"layout": place.layout, "matter": found, "form": form}
    if amount is not None or not found.turns_on_amount:
        try:
            shown["walk"] = asking.walk(held, matter, amount)
        except (CharterSilent, CharterAmbiguous) as fault:
            shown["fault"] = told(fault)
    return render(request, "charter/matter.html", shown, status=422 if form.errors else 200)


def _held(place: Place) -> InForce:
    """What holds today, or on its first day where that is still to come."""
    place.require_class("charter")
    charter = reads.charter_of(place.coop)
    return charter.on_or_first(place.moment.day)
