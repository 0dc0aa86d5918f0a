"""The pages of decisions: the list, one decision, and entering one from the minutes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm, asked_key, key_in_address
from toadlane.coops.keys import fresh, seen
from toadlane.decisions import effects, matters, papers, reads, verbs
from toadlane.decisions.doing import doing_of
from toadlane.decisions.forms import EntryForm, WithdrawalForm
from toadlane.decisions.models import Authority

ON_A_PAGE = 50
ENTERED = gettext_lazy("Entered. A second member has to confirm it now.")
ENTERED_BEFORE = gettext_lazy("This was entered already, and stands as it was. A second member confirms it.")


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
    there = key_in_address(request)
    if there is not None:
        return there
    given = {name: request.GET.get(name, "") for name in ("matter", "subject", "article", "fingerprint")}
    offered = papers.kept().offered(place) if reads.is_member(place) else []
    given |= reads.from_paper(offered, request.GET.get("document", ""))
    given["key"] = asked_key(request) or fresh()
    citations, usual = reads.citations(place.coop, place.moment.day, matter=given["matter"])
    given["article"] = given["article"] or usual
    form = EntryForm(request.POST or None, citations=citations, offered=offered, initial=given)
    if form.is_valid():
        with form.acting():
            before = seen(coop=place.coop, key=form.cleaned_data["key"])
            entered = verbs.enter_authority(by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, ENTERED_BEFORE if before else ENTERED)
            return redirect("decisions:authority", place.coop.slug, entered.pk)
    shown = {
        "form": form,
        "may_enter": reads.is_member(place),
        "given": given,
        "by_proposal": bool(given["subject"]) and matters.matter(given["matter"]).by_proposal,
        "at_once": effects.says_all(given["matter"]),
    }
    return render(request, "decisions/entry.html", shown, status=form.status)


@require_safe
@for_participants
def authority(request: HttpRequest, place: Place, authority: UUID) -> HttpResponse:
    """One decision, and the button of whoever may confirm it."""
    return one(request, place, found(place, authority))


@require_POST
@for_participants
def confirmation(request: HttpRequest, place: Place, authority: UUID) -> HttpResponse:
    """A second member confirms."""
    held = found(place, authority)
    form = KeyedForm(request.POST, auto_id="confirm_%s")
    if form.is_valid():
        with form.acting():
            verbs.confirm_authority(authority=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(request, gettext("Confirmed. The decision can be used now, once."))
            return redirect("decisions:authority", place.coop.slug, held.pk)
    return one(request, place, found(place, authority), confirm=form)


@require_POST
@for_participants
def withdrawal(request: HttpRequest, place: Place, authority: UUID) -> HttpResponse:
    """A member takes the entry back, and says why."""
    held = found(place, authority)
    form = WithdrawalForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.withdraw_authority(authority=held, by=place.member, at=place.moment, **form.cleaned_data)
            messages.success(
                request, gettext("Taken back. It stays in the record, and can no longer be used.")
            )
            return redirect("decisions:authority", place.coop.slug, held.pk)
    return one(request, place, found(place, authority), withdraw=form)


def found(place: Place, authority: UUID) -> Authority:
    """The decision they asked for, if they may see it."""
    place.require_class(Authority.information_class)
    return place.find(reads.whole(), pk=authority)


def one(
    request: HttpRequest,
    place: Place,
    held: Authority,
    *,
    confirm: KeyedForm | None = None,
    withdraw: WithdrawalForm | None = None,
) -> HttpResponse:
    """The page of one decision, with whichever of its forms came in; above, where it can no longer stand."""
    line, sent = reads.shown(held, place), confirm or withdraw
    cited = papers.kept().found(place, [held.document] if held.document else [])
    shown = {
        "line": line,
        "paper": next(iter(cited.values()), None),
        "confirm": confirm or KeyedForm(auto_id="confirm_%s"),
        "withdraw": withdraw or WithdrawalForm(),
        "above": confirm or (None if line.may_withdraw else withdraw),
        "doing": doing_of(held, place),
        "act": KeyedForm(auto_id="doing_%s"),
    }
    return render(request, "decisions/authority.html", shown, status=sent.status if sent else 200)
