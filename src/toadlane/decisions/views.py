"""The pages of decisions: the list, one decision, and entering one from the minutes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bylaws.kernel.faults import InputFault
from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.decisions import reads, verbs
from toadlane.decisions.forms import EntryForm, WithdrawalForm
from toadlane.decisions.models import Authority
from toadlane.jobs.port import told

ON_A_PAGE = 50
WRONG_FIELD = {"authority.day": "decided_on", "authority.article": "article"}


@require_safe
@for_participants
def decide(request: HttpRequest, place: Place) -> HttpResponse:
    """Every decision that lets something happen: how far it is, and what it was used for."""
    place.require_class(Authority.information_class)
    page = Paginator(reads.authorities(place), ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [reads.shown(authority, place) for authority in page.object_list]
    shown = {"page": page, "lines": lines, "may_enter": reads.is_member(place)}
    return render(request, "decisions/decide.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def entry(request: HttpRequest, place: Place) -> HttpResponse:
    """Enter a decision; `?matter=`, `?subject=`, `?fingerprint=` come from the page that needs it."""
    place.require_class(Authority.information_class)
    given = {name: request.GET.get(name, "") for name in ("matter", "subject", "article", "fingerprint")}
    citations, usual = reads.citations(place.coop, place.moment.day, matter=given["matter"])
    given["article"] = given["article"] or usual
    form = EntryForm(request.POST or None, citations=citations, initial=given)
    entered = enter(form, place) if form.is_valid() else None
    if entered is None:
        shown = {"form": form, "may_enter": reads.is_member(place)}
        return render(request, "decisions/entry.html", shown, status=422 if form.is_bound else 200)
    messages.success(request, gettext("Entered. A second member has to confirm it now."))
    return redirect("decisions:authority", place.coop.slug, entered.pk)


def enter(form: EntryForm, place: Place) -> Authority | None:
    """The decision as entered; None when something in the form needs another look, which it then says."""
    try:
        return verbs.enter_authority(by=place.member, at=place.moment, **form.cleaned_data)
    except InputFault as fault:
        form.add_error(WRONG_FIELD.get(fault.code), told(fault))
        return None


@require_safe
@for_participants
def authority(request: HttpRequest, place: Place, authority: UUID) -> HttpResponse:
    """One decision, and the button of whoever may confirm it."""
    return one(request, place, found(place, authority), WithdrawalForm())


@require_POST
@for_participants
def confirmation(request: HttpRequest, place: Place, authority: UUID) -> HttpResponse:
    """A second member confirms."""
    held = found(place, authority)
    form = KeyedForm(request.POST)
    if not form.is_valid():
        return one(request, place, held, WithdrawalForm(), status=422)
    verbs.confirm_authority(authority=held, by=place.member, at=place.moment, **form.cleaned_data)
    messages.success(request, gettext("Confirmed. The decision can be used now, once."))
    return redirect("decisions:authority", place.coop.slug, held.pk)


@require_POST
@for_participants
def withdrawal(request: HttpRequest, place: Place, authority: UUID) -> HttpResponse:
    """A member takes the entry back, and says why."""
    held = found(place, authority)
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return one(request, place, held, form, status=422)
    verbs.withdraw_authority(authority=held, by=place.member, at=place.moment, **form.cleaned_data)
    messages.success(request, gettext("Taken back. It stays in the record, and can no longer be used."))
    return redirect("decisions:authority", place.coop.slug, held.pk)


def found(place: Place, authority: UUID) -> Authority:
    """The decision they asked for, if they may see it."""
    place.require_class(Authority.information_class)
    return place.find(reads.whole(), pk=authority)


def one(
    request: HttpRequest, place: Place, held: Authority, form: WithdrawalForm, *, status: int = 200
) -> HttpResponse:
    """The page of one decision; `form` is the one for taking it back, perhaps with what is wrong in it."""
    shown = {"line": reads.shown(held, place), "confirm": KeyedForm(auto_id="confirm_%s"), "withdraw": form}
    return render(request, "decisions/authority.html", shown, status=status)
