"""The pages of payments to others: what waits, a new one and who decides it, one of them, taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bylaws.charter.kinds.subjects import INDIVIDUAL
from bylaws.kernel.money import Money
from toadlane.books.models import ACCOUNTS, Spending
from toadlane.books.payment_forms import ReversalForm
from toadlane.books.payment_views import for_bookkeepers, is_bookkeeper
from toadlane.books.spending import reads, verbs
from toadlane.books.spending.effect import Paying, accounts
from toadlane.books.spending.forms import DecideForm, WentForm, WhatForm
from toadlane.books.spending.rows import SPEND
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import ANSWERED
from toadlane.coops.keys import fresh
from toadlane.decisions.doing import doing_of
from toadlane.decisions.models import Authority, Deed
from toadlane.decisions.reads import whole
from toadlane.proposals.asking import is_theirs
from toadlane.proposals.draft_views import look as look_at_way
from toadlane.proposals.models import ProposalDraft
from toadlane.proposals.ways import may_raise_here
from toadlane.ui.faults import told

ON_A_PAGE = 50
BOTH = ["GET", "HEAD", "POST"]


@require_safe
@for_participants
def spendings(request: HttpRequest, place: Place) -> HttpResponse:
    """What is decided and waits to be paid, and what was paid."""
    place.require_class(ACCOUNTS)
    page = Paginator(reads.spendings(place), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "standing": reads.standing(place), "may_raise": may_raise_here(place)}
    return render(request, "books/spending/spendings.html", shown)


@require_safe
@for_participants
def begin(request: HttpRequest, place: Place) -> HttpResponse:
    """What is to be paid; then who decides a payment of this size, by which article."""
    place.require_class(ACCOUNTS)
    form = WhatForm(
        request.GET or None,
        currency=place.coop.currency,
        accounts=accounts(place.coop, place.moment),
        label_suffix="",
    )
    shown: dict[str, Any] = {"form": form, "may_raise": may_raise_here(place)}
    if form.is_bound and form.is_valid():
        shown |= way_shown(place, form.given())
    return render(request, "books/spending/new.html", shown)


@require_POST
@for_participants
def alone(request: HttpRequest, place: Place) -> HttpResponse:
    """Whoever meets it decides it, up to the charter's limit."""
    place.require_class(ACCOUNTS)
    click = DecideForm(request.POST, auto_id=False)
    shown: dict[str, Any] = {}
    if click.is_valid():
        with click.acting():
            decided = verbs.decide_alone(
                given=click.given(), by=place.member, at=place.moment, key=click.cleaned_data["key"]
            )
            messages.success(request, _("Decided. The others see it, and it waits to be paid."))
            return redirect("books:spending-one", place.coop.slug, decided.pk)
        shown = way_shown(place, click.given())
    form = WhatForm(
        click.data, currency=place.coop.currency, accounts=accounts(place.coop, place.moment), label_suffix=""
    )
    shown |= {"form": form, "may_raise": may_raise_here(place), "refused_form": click}
    return render(request, "books/spending/new.html", shown, status=click.status)


@require_http_methods(BOTH)
@for_participants
def spending(request: HttpRequest, place: Place, authority: UUID) -> HttpResponse:
    """One payment as it was decided: recorded as paid by the bookkeeper, once, then its receipt."""
    place.require_class(ACCOUNTS)
    held = place.find(whole().select_related("coop"), pk=authority)
    doing = doing_of(held, place) if held.matter == SPEND else None
    if doing is None:
        raise absent()
    if request.method == "POST":
        for_bookkeepers(place)
    form = WentForm(request.POST or None, initial={"on": place.moment.day})
    if form.is_valid():
        with form.acting():
            verbs.pay_for(
                authority=held,
                how=form.how(),
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, _("The payment is in the journal."))
            return redirect("books:spending-one", place.coop.slug, held.pk)
    made = reads.of_authority(held)
    unpaid = all(hasattr(one.entry, "reversed_by") for one in made)
    shown = {
        "authority": held,
        "doing": doing,
        "form": form,
        "made": made,
        "bookkeeper": is_bookkeeper(place),
        "payable": unpaid and held.state in (Authority.State.CONFIRMED, Authority.State.USED),
    }
    return render(request, "books/spending/one.html", shown, status=form.status)


@require_http_methods(BOTH)
@for_participants
def reversal(request: HttpRequest, place: Place, spending: UUID) -> HttpResponse:
    """Take a payment back."""
    for_bookkeepers(place)
    held = place.find(Spending.objects.select_related("coop", "entry", "authority"), pk=spending)
    form = ReversalForm(request.POST or None, initial={"on": place.moment.day})
    if form.is_valid():
        with form.acting():
            verbs.reverse_spending(spending=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("The payment is taken back; as it was decided, it can be paid anew."))
            return redirect("books:spending-one", place.coop.slug, held.authority_id)
    return render(request, "books/spending/reversal.html", {"form": form, "one": held}, status=form.status)


def way_shown(place: Place, given: dict[str, str]) -> dict[str, Any]:
    """What it comes to, and who decides a payment of this size; a fault is told in its place."""
    try:
        look = Paying().look(place.coop, "", given, place.moment)
        money = Money.parse(look.amount, place.coop.currency)
        found = verbs.way_of(place.coop, money, place.moment)
    except ANSWERED as fault:
        return {"refused": told(fault)}
    deed = Deed(coop=place.coop, matter=SPEND, subject=look.subject, fingerprint=look.fingerprint)
    deed.facts = dict(look.facts)
    shown: dict[str, Any] = {
        "lines": Paying().lines(deed),
        "given": given,
        "subject": look.subject,
        "fingerprint": look.fingerprint,
    }
    if found.rule == INDIVIDUAL:
        click = DecideForm(initial={**given, "key": fresh()}, auto_id=False)
        return shown | {"alone": click, "article": found.legs[0].article}
    looked = look_at_way(place, SPEND, look.amount, poll=ProposalDraft())
    if looked.way is not None and is_theirs(looked.way, place.member):
        return shown | {
            "entrusted": DecideForm(initial={**given, "key": fresh()}, auto_id=False),
            "looked": looked,
        }
    return shown | {"looked": looked}
