"""Looking at what would be released or paid out, deciding on it, and carrying it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bylaws.kernel.faults import Fault
from bylaws.kernel.money import Money, total
from bylaws.kernel.reasons import Reason
from toadlane.books import going, payouts, verbs
from toadlane.books.forms import ISO, CloseForm, day_input, in_currency
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY, Payout
from toadlane.books.owed import SHARE, owed
from toadlane.books.owed_words import words
from toadlane.books.paid_out import latest_paid_on
from toadlane.books.payment_forms import PayoutReversalForm
from toadlane.books.payment_views import for_bookkeepers, is_bookkeeper
from toadlane.books.payout_pages import PaidOut, carried_out
from toadlane.books.verbs import releasing
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.models import Participant
from toadlane.decisions.reads import of_subject, ready
from toadlane.sheets.fields import MoneyField
from toadlane.ui.faults import told as told_fault
from toadlane.ui.reasons import told


class AvailableForm(forms.Form):
    """How much money there is."""

    available = MoneyField(
        currency="USD",
        label=gettext_lazy("Money there is for it"),
        help_text=gettext_lazy("What the members found in the bank account."),
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_currency(self, currency, "available")


class RedemptionForm(AvailableForm):
    """As of which day, with how much money."""

    on = forms.DateField(label=gettext_lazy("As of"), widget=day_input(), input_formats=[ISO])


class NoticeForm(forms.Form):
    """The day someone gave notice."""

    notice_on = forms.DateField(
        label=gettext_lazy("Notice given on"), widget=day_input(), input_formats=[ISO]
    )
    solvent = forms.BooleanField(
        label=gettext_lazy("The members found that the co-op can afford it, as the charter asks"),
        required=False,
    )


@dataclass
class Act:
    """One act on a decision: what is looked at, what it comes to, and what stands in the way."""

    matter: str
    subject: str
    title: str
    lead: str
    button: str
    look: forms.Form
    rows: list[tuple[str, str, dt.date | None, Money]] = field(default_factory=list)
    reason: Reason | None = None
    fingerprint: str = ""
    fault: Fault | None = None
    before: list[PaidOut] = field(default_factory=list)
    """What was carried out of the same already."""

    @property
    def given(self) -> dict[str, str]:
        """What was looked with, as a decision names it."""
        said = self.look.cleaned_data if self.look.is_bound and self.look.is_valid() else {}
        return {name: _given(value) for name, value in said.items()}

    def reckon(self, work: Callable[[], None]) -> None:
        """Look at what it comes to; a refusal is shown in its place."""
        try:
            work()
        except Fault as fault:
            self.fault = fault


def _given(value: object) -> str:
    """Money by its digits, days as in 2025-03-31, yes as yes."""
    if isinstance(value, Money):
        return value.decimal()
    if isinstance(value, dt.date):
        return value.isoformat()
    return "yes" if value else ""


def _form(request: HttpRequest, place: Place, act: Act) -> CloseForm:
    """The decision to act on: those that can be chosen, or the one that was."""
    if request.method != "POST":
        return CloseForm(authorities=ready(place.coop, matter=act.matter, subject=act.subject))
    for_bookkeepers(place)
    taken = of_subject(place.coop, matter=act.matter, subject=act.subject)
    return CloseForm(request.POST, authorities=taken)


def _done(request: HttpRequest, place: Place) -> HttpResponse:
    messages.success(request, _("Done as decided. It can be paid now."))
    return redirect("books:owed", place.coop.slug)


def _page(request: HttpRequest, place: Place, act: Act, form: CloseForm) -> HttpResponse:
    coop = place.coop
    context = {
        "act": act,
        "form": form,
        "sum": total([amount for *_rest, amount in act.rows], coop.currency),
        "why": told(act.reason, coop.currency) if act.reason else None,
        "refused": told_fault(act.fault) if act.fault else None,
        "bookkeeper": is_bookkeeper(place),
        "decided": form.is_bound or form.fields["authority"].queryset.exists(),  # type: ignore[attr-defined]
    }
    return render(request, "books/decided_act.html", context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def release(request: HttpRequest, place: Place, year: int, due_on: str) -> HttpResponse:
    """One day's instalments of a year, and their release."""
    place.require_class(ACCOUNTS)
    coop, today = place.coop, place.moment.day
    try:
        day = dt.date.fromisoformat(due_on)
    except ValueError:
        raise absent() from None
    close = releasing.standing_close(coop, year)
    look = AvailableForm(request.GET or None, currency=coop.currency)
    act = Act(
        verbs.RELEASE,
        releasing.subject_of_release(year, day),
        _("Release an instalment"),
        _("It goes out only when the members have looked at the bank account and found the money there."),
        _("Release the instalment"),
        look,
    )
    named = (f"{SHARE}/{year}", day)
    waiting = [one for one in owed(coop, today).open if one.waits and (one.source, one.due_on) == named]
    if place.sight.may_see_class(MEMBER_MONEY):
        act.rows = [(one.name, one.words, one.due_on, one.open) for one in waiting]
    else:
        whole = total([one.open for one in waiting], coop.currency)
        act.rows = [(_("Everyone"), words(named[0]), day, whole)]

    def reckon() -> None:
        available = look.cleaned_data["available"]
        found = releasing.releasable(coop, year, day, available, today)
        act.reason = found.reason
        act.fingerprint = releasing.fingerprint_of_release(close, day, found.value, available)

    if look.is_valid():
        act.reckon(reckon)
    form = _form(request, place, act)
    if look.is_valid() and form.is_valid():
        with form.acting():
            verbs.release_instalments(
                coop=coop,
                year=year,
                due_on=day,
                available=look.cleaned_data["available"],
                by=place.member,
                at=place.moment,
                **form.cleaned_data,
            )
            return _done(request, place)
    return _page(request, place, act, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def redemption(request: HttpRequest, place: Place) -> HttpResponse:
    """Notices that are due to be paid back, as far as the money reaches."""
    place.require_class(MEMBER_MONEY)
    coop, today = place.coop, place.moment.day
    look = RedemptionForm(request.GET or None, currency=coop.currency, initial={"on": today})
    valid = look.is_valid()
    on = look.cleaned_data["on"] if valid else today
    act = Act(
        verbs.REDEEM,
        on.isoformat(),
        _("Pay notices back"),
        _("What was kept in members' accounts and is due by the charter, the oldest first."),
        _("Let it be owed in money"),
        look,
        before=carried_out(place, kind=Payout.Kind.REDEMPTION),
    )
    names = dict(Participant.objects.filter(coop=coop).values_list("key", "name"))

    def reckon() -> None:
        found = payouts.redemption(coop, on=on, available=look.cleaned_data["available"])
        act.rows = [
            (names[one.person], words(f"redemption/{one.held}"), one.due_on, one.amount)
            for one in found.parts
        ]
        act.reason, act.fingerprint = found.reason, found.fingerprint

    if valid:
        act.reckon(reckon)
    form = _form(request, place, act)
    if look.is_valid() and form.is_valid():
        with form.acting():
            verbs.redeem_notices(
                coop=coop,
                on=on,
                available=look.cleaned_data["available"],
                by=place.member,
                at=place.moment,
                **form.cleaned_data,
            )
            return _done(request, place)
    return _page(request, place, act, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def leaving(request: HttpRequest, place: Place, person: str) -> HttpResponse:
    """What someone who left is paid."""
    about = place.someone(person)
    place.require_class(MEMBER_MONEY, about=about)
    gone = going.of(about)
    look = NoticeForm(request.GET or None, initial={"notice_on": gone.notice_on} if gone else {})
    act = Act(
        verbs.PAY_OUT,
        about.key,
        _("Pay out %(name)s, who left") % {"name": about.name},
        _("What the charter gives whoever leaves: how much, in which parts, when."),
        _("Let it be owed in money"),
        look,
        before=carried_out(place, kind=Payout.Kind.LEAVING, about=about),
    )

    def reckon() -> None:
        found = payouts.departure(about, at=place.moment, **look.cleaned_data)
        act.rows = [(about.name, words(f"leaving/{one.held}"), one.due_on, one.amount) for one in found.parts]
        act.reason, act.fingerprint = found.reason, found.fingerprint

    if look.is_valid():
        act.reckon(reckon)
    form = _form(request, place, act)
    if look.is_valid() and form.is_valid():
        with form.acting():
            verbs.pay_out_leaver(
                participant=about,
                **look.cleaned_data,
                by=place.member,
                at=place.moment,
                **form.cleaned_data,
            )
            return _done(request, place)
    return _page(request, place, act, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def payout_reversal(request: HttpRequest, place: Place, payout: UUID) -> HttpResponse:
    """Take a payout back."""
    for_bookkeepers(place)
    held = place.find(Payout.objects.select_related("coop", "entry__reversed_by"), pk=payout)
    form = PayoutReversalForm(request.POST or None, initial={"on": place.moment.day})
    if form.is_valid():
        with form.acting():
            verbs.reverse_payout(payout=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, _("The payout is taken back; members hold what it took again."))
            return redirect("books:owed", place.coop.slug)
    context = {
        "form": form,
        "payout": held,
        "shown": carried_out(place, only=held),
        "paid": latest_paid_on(held),
    }
    return render(request, "books/payout_reversal.html", context, status=form.status)
