"""Documents to take away: written notices and the books of a year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from toadlane.books import exports, notices, reads
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY
from toadlane.coops.access import Place, absent, for_participants
from toadlane.record.printed import printed_line


@require_safe
@for_participants
def notice(request: HttpRequest, place: Place, year: int, person: str) -> HttpResponse:  # noqa: ARG001
    """One member's written notice of allocation, as a PDF."""
    return notice_of(place, year, person)


def notice_of(place: Place, year: int, person: str) -> HttpResponse:
    """The same for whoever asks, by a page or by the API."""
    about = place.someone(person)
    place.require_class(MEMBER_MONEY, about=about)
    close = reads.standing_closes(place.coop).filter(year=year).first()
    if close is None or not close.allocations.filter(participant=about).exists():
        raise absent()
    pdf = notices.pdf(close, about, checkpoint=printed_line(place.coop, place.moment))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{place.coop.slug}-{year}-{about.key}.pdf"'
    return response


@require_safe
@for_participants
def export(request: HttpRequest, place: Place, year: int, form: str) -> HttpResponse:  # noqa: ARG001
    """A year's entries for an accountant: Beancount, hledger or CSV. Needs sight of every member's money."""
    return entries_of(place, year, form)


def entries_of(place: Place, year: int, form: str) -> HttpResponse:
    """The file, for the page and for programs."""
    place.require_class(ACCOUNTS)
    place.require_class(MEMBER_MONEY)
    written = exports.FORMS.get(form)
    if written is None:
        raise absent()
    body = written.write(exports.entries_of_year(place.coop, year))
    response = HttpResponse(body, content_type=f"{written.media}; charset=utf-8")
    name = f"{place.coop.slug}-{year}.{written.suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
