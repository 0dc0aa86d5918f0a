"""The pages of accounts: one's own, everyone's, the journal."""

from __future__ import annotations

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bylaws.kernel.money import Money, total
from toadlane.books import account_pages as pages
from toadlane.books import payment_pages, reads, shown_names
from toadlane.books.forms import DayForm
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY
from toadlane.books.owed import owed, owed_to
from toadlane.books.statements import outlook, statement
from toadlane.coops.access import Place, for_participants
from toadlane.coops.models import Participant
from toadlane.coops.sight_words import seen_by
from toadlane.ui.reasons import told

ENTRIES_ON_A_PAGE = 50


@require_safe
@for_participants
def account(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """One member's account: this year and all years, capital, buy-in, what is payable when, leaving."""
    about = place.someone(person)
    place.require_class(MEMBER_MONEY, about=about)
    form = DayForm(request.GET, today=place.moment.day)
    at = replace(place.moment, day=form.day())
    stated = statement(about, at.day)
    rows = reads.allocations(place, about, through=at.day)
    standing, currency = owed_to(about, at.day, rows), place.coop.currency
    ahead = outlook(about, stated, at)
    context = {
        "about": about,
        "on": at.day,
        "form": form,
        "own": about == place.participant,
        "held": stated.held,
        "years": pages.account_years(place, about, rows),
        "claims": standing.claims,
        "waiting": any(claim.waits for claim in standing.open),
        "standing": standing,
        "paid": payment_pages.of_person(about, at.day),
        "buy_in": ahead.buy_in.value if ahead.buy_in else None,
        "buy_in_why": told(ahead.buy_in.reason, currency) if ahead.buy_in else None,
        "leaving": ahead.leaving.value if ahead.leaving else None,
        "leaving_why": told(ahead.leaving.reason, currency) if ahead.leaving else None,
        "leaving_silent": ahead.silent,
        "capital_picture": pages.capital_picture(about, stated.moved, currency),
        "open_to_words": seen_by(place.sight.open_to(MEMBER_MONEY)),
    }
    return render(request, "books/account.html", context)


@require_safe
@for_participants
def accounts(request: HttpRequest, place: Place) -> HttpResponse:
    """Every member's account on one page, as far as the reader may see them."""
    place.require_class(ACCOUNTS)
    held = reads.accounts(place.coop, place.moment.day)
    everyone = list(Participant.objects.filter(coop=place.coop).order_by("name"))
    may_see_all = place.sight.may_see_class(MEMBER_MONEY)
    shown = [p for p in everyone if may_see_all or p == place.participant]
    currency = place.coop.currency
    nothing = Money(0, currency)
    empty = reads.Account(*(nothing for _ in range(5)))
    money = owed(place.coop, place.moment.day).by_person()
    rows = [(who, held.get(who.key, empty), *money.get(who.key, (nothing, nothing))) for who in shown]
    context = {
        "rows": rows,
        "capital": total([account.capital for account in held.values()], currency),
        "hidden": len(everyone) - len(shown),
        "open_to_words": seen_by(place.sight.open_to(MEMBER_MONEY)),
    }
    return render(request, "books/accounts.html", context)


@require_safe
@for_participants
def journal(request: HttpRequest, place: Place) -> HttpResponse:
    """The journal, newest first; members' lines only as far as the reader may see them."""
    place.require_class(ACCOUNTS)
    rows = pages.entries(place).select_related("authority", "reverses").order_by("-happened_on", "-pk")
    page = Paginator(rows, ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    told = pages.journal_lines(place, list(page.object_list))
    context = {
        "page": page,
        "entries": shown_names.shown(place.coop, told),
        "may_export": place.sight.may_see_class(MEMBER_MONEY),
    }
    return render(request, "books/journal.html", context)
