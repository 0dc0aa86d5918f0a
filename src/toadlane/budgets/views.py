"""The pages of budget rounds: all of them, one from its opening to its end, and its projects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from toadlane.budgets import pages, reads, verbs, words
from toadlane.budgets.forms import OffForm, OpenForm
from toadlane.budgets.models import BudgetRound
from toadlane.budgets.money import there
from toadlane.budgets.standing import rule_in, standing_of
from toadlane.budgets.verbs.opening import next_on
from toadlane.budgets.verbs.running import is_due
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm, carry_out, status_of
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.ways import may_raise_here
from toadlane.roles.held import text_of


@require_safe
@for_participants
def rounds(request: HttpRequest, place: Place) -> HttpResponse:
    """Those under way, those that are over, and what the charter says of them."""
    place.require_class(DECISIONS)
    going, over = reads.rounds(place)
    text = text_of(place.coop, place.moment.day)
    rule = rule_in(text) if text is not None else None
    shown = {
        "going": going,
        "over": over,
        "rule": rule,
        "next_on": next_on(place.coop, rule.says) if rule and not going else None,
        "may_open": rule is not None and not going and may_raise_here(place),
    }
    return render(request, "budgets/rounds.html", shown)


@for_participants
def opening(request: HttpRequest, place: Place) -> HttpResponse:
    """Open a round: what it shares out and its days, as the charter says them."""
    place.require_class(DECISIONS)
    text = text_of(place.coop, place.moment.day)
    rule = rule_in(text) if text is not None else None
    if rule is None or not may_raise_here(place):
        raise absent()
    form = OpenForm(request.POST or None, auto_id="open_%s")

    def again() -> HttpResponse:
        day = place.moment.day
        until = rule.says.gather_for.after(day)
        shown = {
            "form": form,
            "rule": rule,
            "money": there(place.coop, rule.says, place.moment),
            "gather_until": until,
            "vote_until": rule.says.vote_for.after(until),
        }
        return render(request, "budgets/opening.html", shown, status=form.status)

    if request.method == "POST":
        return carry_out(
            place,
            form,
            verbs.open_round,
            there=lambda row: redirect("budgets:round", place.coop.slug, row.pk),
            again=again,
        )
    return again()


@require_safe
@for_participants
def one_round(request: HttpRequest, place: Place, budget_round: UUID) -> HttpResponse:
    """One round."""
    return page_of(request, place, at(place, budget_round), {})


@require_POST
@for_participants
def putting(request: HttpRequest, place: Place, budget_round: UUID) -> HttpResponse:
    """A project is put in."""
    row = at(place, budget_round)
    form = pages.project_form(reads.desk(place, row), request.POST)
    done = gettext("It is in. It can be changed until no more are gathered.")
    return acted(request, place, row, name="putting", form=form, verb=verbs.put_in, done=done)


@for_participants
def project(request: HttpRequest, place: Place, budget_round: UUID, project: int) -> HttpResponse:
    """A project is written anew."""
    row = at(place, budget_round)
    found = reads.desk(place, row)
    asked = found.standing.of(project)
    if asked is None or asked.withdrawn or not asked.is_of(place.member):
        raise absent()
    if not found.gathers and request.method != "POST":
        return redirect("budgets:round", place.coop.slug, row.pk)
    form = pages.project_form(found, request.POST or None, asked)
    shown = {"desk": found, "row": row, "one": asked, "form": form, "click": KeyedForm(auto_id=False)}
    if request.method == "POST":
        return carry_out(
            place,
            form,
            verbs.rewrite,
            budget_round=row,
            project=project,
            there=lambda _text: redirect("budgets:round", place.coop.slug, row.pk),
            again=lambda: render(request, "budgets/project.html", shown, status=form.status),
        )
    return render(request, "budgets/project.html", shown)


@require_POST
@for_participants
def withdrawal(request: HttpRequest, place: Place, budget_round: UUID, project: int) -> HttpResponse:
    """A project is withdrawn."""
    form, done = KeyedForm(request.POST, auto_id=False), gettext("It is withdrawn.")
    row = at(place, budget_round)
    return acted(
        request, place, row, name="click", form=form, verb=verbs.withdraw, done=done, project=project
    )


@require_POST
@for_participants
def calling_off(request: HttpRequest, place: Place, budget_round: UUID) -> HttpResponse:
    """It is called off."""
    form, done = OffForm(request.POST, auto_id="off_%s"), gettext("Called off.")
    return acted(
        request, place, at(place, budget_round), name="off", form=form, verb=verbs.call_off, done=done
    )


def at(place: Place, key: UUID) -> BudgetRound:
    """The round of that key, brought up to now."""
    row = reads.round_at(place, key)
    if is_due(standing_of(row), place.moment):
        verbs.bring_up_to(budget_round=row, at=place.moment)
    return row


def acted(
    request: HttpRequest,
    place: Place,
    row: BudgetRound,
    *,
    name: str,
    form: KeyedForm,
    verb: Callable[..., Any],
    done: str,
    **of: object,
) -> HttpResponse:
    """What is done on the page of a round, and that page again."""

    def there_again(_done: object) -> HttpResponse:
        messages.success(request, done)
        return redirect("budgets:round", place.coop.slug, row.pk)

    return carry_out(
        place,
        form,
        verb,
        budget_round=row,
        there=there_again,
        again=lambda: page_of(request, place, row, {name: form}),
        **of,
    )


def page_of(
    request: HttpRequest, place: Place, row: BudgetRound, sent: Mapping[str, KeyedForm]
) -> HttpResponse:
    """The page of a round, with a form that was sent and refused."""
    found = reads.desk(place, row)
    shown = {
        "desk": found,
        "row": row,
        "heading": words.title(row),
        **pages.of_round(found, sent),
    }
    return render(request, "budgets/round.html", shown, status=status_of(sent))
