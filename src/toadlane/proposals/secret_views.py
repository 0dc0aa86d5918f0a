"""The pages of a secret vote: a ballot goes into the box, the list after the close, and what is protected."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.proposals import reads, secrecy, verbs
from toadlane.proposals.views import acted, page_of, vote_form


@require_POST
@for_participants
def vote(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Put a ballot into the box. The answer is the receipt, and nothing of it is kept to be shown again."""
    row = reads.proposal_at(place, proposal)
    found = reads.shown(place, row)
    form = vote_form(found, request.POST)
    if form.is_valid():
        with form.acting():
            cast = verbs.cast_vote(proposal=row, by=place.member, at=place.moment, **form.handed())
            few = secrecy.too_few(found.deciding)
            return render(
                request, "proposals/voted.html", {"row": row, "shown": found, "cast": cast, "few": few}
            )
    return page_of(request, place, reads.proposal_at(place, row.pk), {"stand": form})


@require_POST
@for_participants
def asking(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Somebody who decides asks that it be secret."""
    form = KeyedForm(request.POST, auto_id=False)
    done = gettext("From now on it is secret.")
    return acted(request, place, proposal, "click", form, verbs.ask_secrecy, done)


@require_safe
@for_participants
def ballots(request: HttpRequest, place: Place, proposal: UUID) -> HttpResponse:
    """Every ballot by its code, after the close; whoever looks for one does so without telling us which."""
    found = reads.shown(place, reads.proposal_at(place, proposal))
    boxes = secrecy.published(place, found)
    shown = {"shown": found, "row": found.life.row, "boxes": boxes}
    return render(request, "proposals/ballots.html", shown)


@require_safe
@for_participants
def protects(request: HttpRequest, place: Place) -> HttpResponse:  # noqa: ARG001 - the page is the same for all
    """What a secret vote here protects, and what it does not."""
    return render(request, "proposals/protects.html", {})
