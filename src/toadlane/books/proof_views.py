"""The page of a proof pack, and the pack to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from toadlane.books import proving, reads
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY, YearClose
from toadlane.coops.access import Place, absent, for_participants
from toadlane.coops.sight_words import seen_by


@require_safe
@for_participants
def proof(request: HttpRequest, place: Place, year: int) -> HttpResponse:
    """How an accountant verifies a close on their own machine, step by step."""
    close = standing(place, year)
    context = {
        "year": year,
        "close": close,
        "entry": proving.entry_of(close),
        "file": proving.file_name(close),
        "made_by": proving.MADE_BY,
        "open_to_words": seen_by(place.sight.open_to(MEMBER_MONEY)),
    }
    return render(request, "books/proof.html", context)


@require_safe
@for_participants
def pack(request: HttpRequest, place: Place, year: int) -> HttpResponse:
    """The proof pack itself, with people's names where they are asked for."""
    return download(standing(place, year), names=request.GET.get("names") == "1")


def standing(place: Place, year: int) -> YearClose:
    """The close of a year that stands, for who may see every member's money."""
    place.require_class(ACCOUNTS)
    place.require_class(MEMBER_MONEY)
    close = reads.standing_closes(place.coop).filter(year=year).first()
    if close is None:
        raise absent()
    return close


def download(close: YearClose, *, names: bool) -> HttpResponse:
    """A pack as a file of its own name."""
    response = HttpResponse(proving.proof(close, names=names), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{proving.file_name(close)}"'
    return response
