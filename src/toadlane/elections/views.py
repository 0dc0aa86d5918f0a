"""The pages of elections: all of them, one from its call to its end, and the count to walk through."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from bylaws.decisions.elections.blt import write_blt
from bylaws.decisions.elections.counted import Counted
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.forms import KeyedForm, carry_out, status_of
from toadlane.coops.models import ROLES
from toadlane.elections import listing, pages, reads, term_calendar, verbs, words
from toadlane.elections.calling import TO_CHANGE, USUAL, all_electable
from toadlane.elections.forms import (
    AnswerForm,
    CallForm,
    NameForm,
    NumberForm,
    OffForm,
    ProposeForm,
    ReasonForm,
    StatementForm,
)
from toadlane.elections.models import Election
from toadlane.elections.standing import standing_of
from toadlane.elections.vacancies import refill_is_due
from toadlane.elections.verbs.running import is_due
from toadlane.members.register import persons
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.ways import may_raise_here
from toadlane.roles.held import held_in


@require_safe
@for_participants
def elections(request: HttpRequest, place: Place) -> HttpResponse:
    """Those under way, those that are over, and what can be elected."""
    place.require_class(DECISIONS)
    going, over = listing.elections(place)
    found = held_in(place.coop, place.moment.day)
    shown = {
        "going": going,
        "over": over,
        "posts": all_electable(found) if found else [],
        "may_call": may_raise_here(place),
        "sees_terms": place.sight.may_see_class(ROLES),
    }
    return render(request, "elections/elections.html", shown)


@require_safe
@for_participants
def terms(request: HttpRequest, place: Place) -> HttpResponse:
    """Which terms end in the next two years, and what has to be done by when so that others follow."""
    place.require_class(DECISIONS)
    place.require_class(ROLES)
    found = held_in(place.coop, place.moment.day)
    if found is None:
        raise absent()
    until = term_calendar.horizon(place.moment.day)
    shown = {"terms": term_calendar.ahead(found), "until": until, "may_call": may_raise_here(place)}
    return render(request, "elections/terms.html", shown)


@for_participants
def calling(request: HttpRequest, place: Place) -> HttpResponse:
    """Call an election; `?post=` says of what, and `?until=` shows the days that follow."""
    place.require_class(DECISIONS)
    found = held_in(place.coop, place.moment.day)
    posts = all_electable(found) if found else []
    if not posts or not may_raise_here(place):
        raise absent()
    asked = request.GET.get("post", "")
    until = place.moment.day + USUAL
    of = next((one for one in posts if one.key == asked), posts[0])
    change = until + TO_CHANGE if of.post.without_candidates else None
    first = {
        "post": of.key,
        "nominations_until": until,
        "change_until": change,
        "from_day": of.usual_from(change or until),
    }
    named = [(one.key, one.title) for one in posts]
    changes = any(one.post.without_candidates for one in posts)
    form = CallForm(request.POST or None, posts=named, changes=changes, initial=first, auto_id="call_%s")
    if request.method == "POST":
        return carry_out(
            place,
            form,
            verbs.call_election,
            there=lambda row: redirect("elections:election", place.coop.slug, row.pk),
            again=lambda: pages.calling(request, form, posts),
        )
    return pages.calling(request, form, posts)


@require_safe
@for_participants
def election(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:
    """One election."""
    return page_of(request, place, at(place, election), {})


@require_POST
@for_participants
def naming(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:
    """Somebody is named."""
    row = at(place, election)
    people = [(key, who.name) for key, who in persons(place.coop).items()]
    form = NameForm(request.POST, people=people, auto_id="name_%s")
    return acted(
        request,
        place,
        row,
        name="naming",
        form=form,
        verb=verbs.name_candidate,
        done=gettext("They are on the list."),
    )


@require_POST
@for_participants
def reasoning(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:
    """Somebody is named, with reasons."""
    row = at(place, election)
    people = [(key, who.name) for key, who in persons(place.coop).items()]
    form = ReasonForm(request.POST, people=people, auto_id="reason_%s")
    done, verb = gettext("Everybody reads whom you name, and why."), verbs.name_with_reasons
    return acted(request, place, row, name="reason", form=form, verb=verb, done=done)


@require_POST
@for_participants
def proposing(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:
    """Whomever the reasons speak for is proposed."""
    row = at(place, election)
    people = [(key, who.name) for key, who in persons(place.coop).items()]
    form = ProposeForm(request.POST, people=people, auto_id="propose_%s")
    done = gettext("Proposed. The others are asked.")
    return acted(request, place, row, name="propose", form=form, verb=verbs.propose, done=done)


@require_POST
@for_participants
def answering(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:
    """Whoever was named says whether they stand."""
    form = AnswerForm(request.POST, auto_id=False)
    return acted(
        request,
        place,
        at(place, election),
        name="answer",
        form=form,
        verb=verbs.answer,
        done=gettext("Thank you."),
    )


@require_POST
@for_participants
def withdrawal(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:
    """Somebody stands no longer."""
    form = KeyedForm(request.POST, auto_id=False)
    done = gettext("You are no longer on the list.")
    return acted(request, place, at(place, election), name="click", form=form, verb=verbs.withdraw, done=done)


@require_POST
@for_participants
def statement(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:
    """Somebody who stands says something of themselves."""
    form = StatementForm(request.POST, auto_id="state_%s")
    done = gettext("Everybody reads it beside your name.")
    return acted(
        request,
        place,
        at(place, election),
        name="statement",
        form=form,
        verb=verbs.write_statement,
        done=done,
    )


@require_POST
@for_participants
def number(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:
    """A number for a lot."""
    form = NumberForm(request.POST, auto_id="number_%s")
    done = gettext("It is part of the lot, should one be drawn.")
    return acted(
        request, place, at(place, election), name="number", form=form, verb=verbs.give_number, done=done
    )


@require_POST
@for_participants
def lot(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:
    """The lot is drawn."""
    form = KeyedForm(request.POST, auto_id=False)
    done = gettext("The lot is drawn; its seed stands below.")
    return acted(request, place, at(place, election), name="click", form=form, verb=verbs.draw, done=done)


@require_POST
@for_participants
def calling_off(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:
    """It is called off."""
    form = OffForm(request.POST, auto_id="off_%s")
    done = gettext("Called off.")
    return acted(request, place, at(place, election), name="off", form=form, verb=verbs.call_off, done=done)


@require_safe
@for_participants
def count(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:
    """The count, round by round."""
    found, came_to = counted(place, election)
    shown = {"desk": found, "row": found.row, "command": found.command, **pages.walk(came_to)}
    shown["compared"] = pages.beside(came_to, found.compared)
    return render(request, "elections/count.html", shown)


@require_safe
@for_participants
def blt(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:  # noqa: ARG001 - a view
    """The ballots as a file that other programs count as well."""
    found, came_to = counted(place, election)
    return _file(write_blt(came_to.election), "text/plain; charset=utf-8", found.file("blt"))


@require_safe
@for_participants
def data(request: HttpRequest, place: Place, election: UUID) -> HttpResponse:  # noqa: ARG001 - a view
    """Every round as data."""
    found, came_to = counted(place, election)
    told = json.dumps(reads.whole(came_to, found.compared), ensure_ascii=False, indent=1)
    return _file(told, "application/json", found.file("json"))


def _file(content: str, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def at(place: Place, key: UUID) -> Election:
    """The election of that key, brought up to now."""
    row = reads.election_at(place, key)
    if is_due(standing_of(row), place.moment) or refill_is_due(row, place.moment):
        verbs.bring_up_to(election=row, at=place.moment)
    return row


def counted(place: Place, key: UUID) -> tuple[reads.Desk, Counted]:
    """One whose count may be walked through; absent otherwise."""
    found = reads.desk(place, at(place, key))
    if found.count is None:
        raise absent()
    return found, found.count


def acted(
    request: HttpRequest,
    place: Place,
    row: Election,
    *,
    name: str,
    form: KeyedForm,
    verb: Callable[..., Any],
    done: str,
) -> HttpResponse:
    """What is done on the page of an election, and that page again."""

    def there(_done: object) -> HttpResponse:
        messages.success(request, done)
        return redirect("elections:election", place.coop.slug, row.pk)

    return carry_out(
        place,
        form,
        verb,
        election=row,
        there=there,
        again=lambda: page_of(request, place, row, {name: form}),
    )


def page_of(request: HttpRequest, place: Place, row: Election, sent: Mapping[str, KeyedForm]) -> HttpResponse:
    """The page of an election, with a form that was sent and refused."""
    found = reads.desk(place, row)
    shown = {
        "desk": found,
        "row": row,
        "heading": words.title(row.post),
        **pages.of_election(found, sent),
    }
    return render(request, "elections/election.html", shown, status=status_of(sent))
