"""The pages of payments: what is owed, one payment, several at once, the receipt, the list, a reversal."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bylaws.kernel.money import total
from toadlane.books import payment_pages as pages
from toadlane.books import verbs
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY
from toadlane.books.owed import DUE, digest, owed
from toadlane.books.payment_forms import PayForm, ReversalForm, SeveralForm, owed_choices
from toadlane.books.verbs.paying import refuse_unusable
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.models import Participant
from toadlane.coops.sight_words import seen_by
from toadlane.ui import figures

ON_A_PAGE = 50


def is_bookkeeper(place: Place) -> bool:
    """Whether they keep the books today; asks nothing but what `place` knows already."""
    return verbs.BOOKKEEPER in place.sight.audiences


def for_bookkeepers(place: Place) -> None:
    """Go on only for whoever keeps the books; to everyone else there is no such page."""
    place.require_class(ACCOUNTS)
    if not is_bookkeeper(place):
        raise absent()


@require_safe
@for_participants
def owed_page(request: HttpRequest, place: Place) -> HttpResponse:
    """What is owed to whom by when; whoever sees no other's money sees their own, also after leaving."""
    standing = pages.seen(place)
    shown = pages.lines(place, standing.open)
    context = {
        "lines": shown,
        "standing": standing,
        "sums": pages.sums(shown, place.coop.currency, place.moment.day),
        "bookkeeper": is_bookkeeper(place),
        "everyone": place.sight.may_see_class(MEMBER_MONEY),
        "open_to_words": seen_by(place.sight.open_to(MEMBER_MONEY)),
    }
    return render(request, "books/owed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def pay(request: HttpRequest, place: Place) -> HttpResponse:
    """Record one payment to one person; `?claim=ada:share/2025` is where it begins."""
    for_bookkeepers(place)
    today = place.moment.day
    free = [claim for claim in owed(place.coop, today).open if not claim.waits]
    named = request.GET.get("claim", "")
    due = [claim for claim in free if f"{claim.person}:{claim.source}" == named and claim.due_on <= today]
    asked = due or [claim for claim in free if f"{claim.person}:{claim.source}" == named]
    initial = {"on": today, "claim": named}
    if asked:
        initial["amount"] = total([claim.open for claim in asked], place.coop.currency).decimal()
    form = PayForm(
        request.POST or None, coop=place.coop, owed=owed_choices(free, figures.money), initial=initial
    )
    if form.is_valid():
        person, source = form.claimed()
        with form.acting():
            payment = verbs.pay(
                participant=Participant.objects.select_related("coop").get(coop=place.coop, key=person),
                source=source,
                amount=form.cleaned_data["amount"],
                how=form.how(),
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, _("The payment is in the journal."))
            return redirect("books:run", place.coop.slug, payment.run)
    return render(request, "books/pay.html", {"form": form, "any": bool(free)}, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def several(request: HttpRequest, place: Place) -> HttpResponse:
    """Pay everyone what is due in one go: choose, look, record."""
    for_bookkeepers(place)
    today = place.moment.day
    standing = owed(place.coop, today)
    scopes = pages.scopes(standing)
    scope = request.GET.get("scope", DUE)
    form = SeveralForm(
        request.POST or None,
        scopes=scopes,
        people={claim.person: claim.name for claim in standing.open},
        initial={"on": today, "scope": scope if scope in scopes else DUE},
    )
    context = {"form": form, "any": len(scopes) > 1}
    if form.is_valid():
        said = form.cleaned_data
        how, but_not = form.how(), said["but_not"]
        due = standing.payable(said["scope"], how.paid_on, but_not=but_not)
        with form.acting():
            if said["expected"]:
                payments = verbs.pay_several(
                    coop=place.coop,
                    scope=said["scope"],
                    expected=said["expected"],
                    how=how,
                    by=place.member,
                    at=place.moment,
                    key=said["key"],
                    but_not=but_not,
                )
                messages.success(request, _("The payments are in the journal."))
                return redirect("books:run", place.coop.slug, payments[0].run)
            refuse_unusable(place.coop, how, place.moment)
        if form.fault is None or form.fault.code in {"payment.changed", "payment.looks-twice"}:
            context |= {
                "due": pages.to_pay(due, place.coop.currency),
                "sum": standing.sum(due),
                "what": scopes[said["scope"]],
                "digest": digest(due),
            }
    return render(request, "books/pay_several.html", context, status=form.status)


@require_safe
@for_participants
def payments(request: HttpRequest, place: Place) -> HttpResponse:
    """Every payment, latest first, as far as the reader may see them; one's own also after leaving."""
    page = Paginator(pages.payments(place), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "paid": pages.paid(page.object_list),
        "calendar_year": place.moment.day.year if place.sight.may_see_class(MEMBER_MONEY) else None,
        "bookkeeper": is_bookkeeper(place),
        "open_to_words": seen_by(place.sight.open_to(MEMBER_MONEY)),
    }
    return render(request, "books/payments.html", context)


@require_safe
@for_participants
def run(request: HttpRequest, place: Place, run: UUID) -> HttpResponse:
    """The receipt of what was recorded in one go, as far as the reader may see it."""
    shown = pages.of_run(place, run)
    if not shown:
        raise absent()
    standing = [one for one in shown if one.reversed_on is None]
    context = {
        "paid": shown,
        "first": shown[0].payment,
        "sum": total([one.payment.amount for one in standing], place.coop.currency),
        "bookkeeper": is_bookkeeper(place),
    }
    return render(request, "books/run.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def reversal(request: HttpRequest, place: Place, payment: UUID) -> HttpResponse:
    """Take a payment back."""
    for_bookkeepers(place)
    held = place.find(pages.whole(), pk=payment)
    form = ReversalForm(request.POST or None, initial={"on": place.moment.day})
    if form.is_valid():
        with form.acting():
            verbs.reverse_payment(payment=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("The payment is taken back; what it paid is owed again."))
            return redirect("books:run", place.coop.slug, held.run)
    [one] = pages.paid([held])
    return render(request, "books/reversal.html", {"form": form, "one": one}, status=form.status)
