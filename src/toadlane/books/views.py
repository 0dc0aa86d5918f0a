"""The pages of years: list, figures, preview, close, correction, reasons."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bylaws.kernel.money import Money
from bylaws.surplus.why import why_person
from toadlane.books import journal, pages, reads, verbs, ways, years
from toadlane.books.checklist import allows, checklist
from toadlane.books.consents import lacking
from toadlane.books.forms import BuyInForm, CloseForm, CorrectForm, FiguresForm
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY
from toadlane.books.owed import owed
from toadlane.charter.reads import charter_of, has_charter
from toadlane.coops import keys
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm, asked_key, key_in_address
from toadlane.coops.sight_words import seen_by
from toadlane.decisions.reads import of_subject, ready
from toadlane.ui.reasons import told


@require_safe
@for_participants
def money(request: HttpRequest, place: Place) -> HttpResponse:
    """The money room: the co-op's accounts, the years, the way to one's own account."""
    place.require_class(ACCOUNTS)
    coop = place.coop
    sums = journal.balances(coop, person="")
    funds = {name.removeprefix("fund/"): -minor for name, minor in sums.items() if name.startswith("fund/")}
    everyone = reads.accounts(coop, place.moment.day)
    capital = sum((held.capital.minor for held in everyone.values()), 0)
    chartered = has_charter(coop)
    to_close = years.years_to_close(coop, place.moment) if chartered else []
    context = {
        "collective": Money(-sums.get("collective", 0), coop.currency),
        "funds": [(name, Money(minor, coop.currency)) for name, minor in sorted(funds.items())],
        "capital": Money(capital, coop.currency),
        "standing": owed(coop, place.moment.day),
        "years": pages.year_lines(coop, to_close),
        "has_charter": chartered,
        "groups": ways.groups(place, has_charter=chartered),
    }
    return render(request, "books/money.html", context)


@require_safe
@for_participants
def year(request: HttpRequest, place: Place, year: int) -> HttpResponse:
    """One fiscal year: closed, or what stands between it and its close."""
    place.require_class(ACCOUNTS)
    return _shown(request, place, year)


def _shown(request: HttpRequest, place: Place, year: int, form: KeyedForm | None = None) -> HttpResponse:
    """The year's page; with a form that was sent in with something amiss, and what was typed in it."""
    history = list(reads.closes(place.coop).filter(year=year))
    standing = next((close for close in history if not hasattr(close, "reversal")), None)
    if standing is not None:
        return _closed_year(request, place, standing, history, form)
    return _open_year(request, place, year, history, form)


def _closed_year(
    request: HttpRequest, place: Place, close: Any, history: list[Any], form: KeyedForm | None
) -> HttpResponse:
    corrections = ready(place.coop, matter=verbs.CORRECT, subject=str(close.year))
    context = {
        "year": close.year,
        "close": close,
        "history": history,
        "result": pages.kept_result(place, close),
        "bookkeeper": _is_bookkeeper(place),
        "correct_form": form if isinstance(form, CorrectForm) else CorrectForm(authorities=corrections),
        "corrections": corrections,
        "above": None if isinstance(form, CorrectForm) and _is_bookkeeper(place) else form,
        "may_export": place.sight.may_see_class(MEMBER_MONEY),
        "open_to_words": seen_by(place.sight.open_to(MEMBER_MONEY)),
    }
    return render(request, "books/closed_year.html", context, status=form.status if form else 200)


def _open_year(
    request: HttpRequest, place: Place, year: int, history: list[Any], form: KeyedForm | None
) -> HttpResponse:
    coop = place.coop
    later = years.closed_after(coop, year)
    figures, preview = reads.figures(coop, year), None if later else reads.preview(coop, year)
    charter = charter_of(coop)
    period = charter.for_year(year)[0]
    taken = list(of_subject(coop, matter=verbs.CLOSE, subject=str(year)))
    fitting = [one.pk for one in taken if allows(one, preview)]
    decided = ready(coop, matter=verbs.CLOSE, subject=str(year)).filter(pk__in=fitting)
    closing = form if isinstance(form, CloseForm) and not isinstance(form, CorrectForm) else None
    steps = checklist(
        coop,
        year,
        stated=figures,
        preview=preview,
        authorities=taken,
        hours=reads.hours_within(coop, period),
        bookkeeper=_is_bookkeeper(place),
        lacking=lacking(coop, charter, preview) if place.sight.may_see_class(MEMBER_MONEY) else (),
    )
    context = {
        "year": year,
        "history": history,
        "later": later,
        "left_open": years.left_open_before(coop, year, place.moment),
        "figures": figures,
        "preview": preview,
        "result": pages.result(place, year, preview.result) if preview else None,
        "steps": steps,
        "bookkeeper": _is_bookkeeper(place),
        "key": keys.fresh(),
        "close_form": closing or CloseForm(authorities=decided),
        "above": None if closing and preview and _is_bookkeeper(place) else form,
        "may_export": place.sight.may_see_class(MEMBER_MONEY),
        "open_to_words": seen_by(place.sight.open_to(MEMBER_MONEY)),
    }
    return render(request, "books/open_year.html", context, status=form.status if form else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def figures(request: HttpRequest, place: Place, year: int) -> HttpResponse:
    """State a year's surplus and tax."""
    place.require_class(ACCOUNTS)
    if not _is_bookkeeper(place):
        raise absent()
    stated = reads.figures(place.coop, year)
    initial = {}
    if stated:
        for name, minor in (("surplus", stated.surplus_minor), ("tax", stated.tax_minor)):
            initial[name] = Money(minor, place.coop.currency).decimal()
    form = FiguresForm(request.POST or None, coop=place.coop, initial={**initial, "key": keys.fresh()})
    if form.is_valid():
        with form.acting():
            verbs.state_figures(
                coop=place.coop, year=year, by=place.member, at=place.moment, **form.cleaned_data
            )
            messages.success(request, _("The figures of %(year)s are stated.") % {"year": year})
            return redirect("books:year", place.coop.slug, year)
    return render(request, "books/figures.html", {"form": form, "year": year}, status=form.status)


@require_POST
@for_participants
def preview(request: HttpRequest, place: Place, year: int) -> HttpResponse:
    """Reckon the close for the members to look at."""
    place.require_class(ACCOUNTS)
    form = KeyedForm(request.POST, auto_id="preview_%s")
    if form.is_valid():
        with form.acting():
            verbs.preview_close(
                coop=place.coop, year=year, by=place.member, at=place.moment, **form.cleaned_data
            )
            messages.success(
                request, _("The close of %(year)s has been reckoned; nothing is posted.") % {"year": year}
            )
            return redirect("books:year", place.coop.slug, year)
    return _shown(request, place, year, form)


@require_POST
@for_participants
def closure(request: HttpRequest, place: Place, year: int) -> HttpResponse:
    """Close the year as decided; a second click finds the decision used, and is told of the same close."""
    place.require_class(ACCOUNTS)
    form = CloseForm(request.POST, authorities=of_subject(place.coop, matter=verbs.CLOSE, subject=str(year)))
    if form.is_valid():
        with form.acting():
            verbs.close_year(
                coop=place.coop, year=year, by=place.member, at=place.moment, **form.cleaned_data
            )
            messages.success(request, _("%(year)s is closed.") % {"year": year})
            return redirect("books:year", place.coop.slug, year)
    return _shown(request, place, year, form)


@require_POST
@for_participants
def correction(request: HttpRequest, place: Place, year: int) -> HttpResponse:
    """Put a close right by a reversing entry; a second click is told of the same one."""
    place.require_class(ACCOUNTS)
    close = reads.closes(place.coop).filter(year=year).first()
    if close is None:
        raise absent()
    taken = of_subject(place.coop, matter=verbs.CORRECT, subject=str(year))
    form = CorrectForm(request.POST, authorities=taken)
    if form.is_valid():
        with form.acting():
            verbs.correct_close(close=close, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(
                request, _("The close of %(year)s is reversed; it can be closed anew.") % {"year": year}
            )
            return redirect("books:year", place.coop.slug, year)
    return _shown(request, place, year, form)


@require_safe
@for_participants
def why(request: HttpRequest, place: Place, year: int, person: str) -> HttpResponse:
    """Why a person's year came out as it did, down to hours and articles."""
    about = place.someone(person)
    place.require_class(MEMBER_MONEY, about=about)
    closing = reads.reckoned_year(place.coop, year)
    if closing is None or person not in closing.facts.people:
        raise absent()
    whole = told(why_person(closing, person).reason, currency=closing.currency)
    template = "books/part/why.html" if getattr(request, "htmx", False) else "books/why.html"
    return render(request, template, {"reasons": whole.parts or (whole,), "year": year, "about": about})


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def buy_in(request: HttpRequest, place: Place) -> HttpResponse:
    """Receive money towards a buy-in."""
    place.require_class(ACCOUNTS)
    if not _is_bookkeeper(place):
        raise absent()
    there = key_in_address(request)
    if there is not None:
        return there
    key = asked_key(request) or keys.fresh()
    form = BuyInForm(request.POST or None, coop=place.coop, initial={"on": place.moment.day, "key": key})
    if form.is_valid():
        with form.acting():
            verbs.receive_buy_in(by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("The payment is in the journal."))
            return redirect(reverse("books:journal", args=[place.coop.slug]))
    return render(request, "books/buy_in.html", {"form": form}, status=form.status)


def _is_bookkeeper(place: Place) -> bool:
    return verbs.BOOKKEEPER in place.sight.audiences
