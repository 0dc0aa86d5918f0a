"""Giving certificates, on a page and to programs."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import carry_out
from toadlane.record import certificate, kinds, proving, reads
from toadlane.record.forms import CertificateForm
from toadlane.record.models import Entry


@require_POST
@for_participants
def certified(request: HttpRequest, place: Place, entry: UUID) -> HttpResponse:
    """A certificate of an entry as a file; the same click once more is the same certificate."""
    found = entry_at(place, entry)
    form = CertificateForm(request.POST)
    to = request.POST.get("to", "").strip()
    return carry_out(
        place,
        form,
        certificate.certify,
        entry=found,
        there=lambda _given: as_file(place, found, to),
        again=lambda: page(request, place, found, form),
    )


def entry_at(place: Place, entry: UUID) -> Entry:
    """An entry of the record, for whoever may see it."""
    place.require_class(Entry.information_class)
    return place.find(Entry.objects.select_related("sequenced", "coop"), pk=entry)


def as_file(place: Place, entry: Entry, to: str) -> HttpResponse:
    """The archive."""
    made = certificate.archive(place, entry, to=to)
    response = HttpResponse(made, content_type="application/zip")
    name = f"{place.coop.slug}-entry-{entry.sequenced.place}-certificate.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def page(
    request: HttpRequest, place: Place, entry: Entry, form: CertificateForm | None, *, status: int = 0
) -> HttpResponse:
    """One entry, whether it still stands, its proof, and the form of whoever keeps the records."""
    [line] = reads.lines(place, [entry])
    checkpoint = proving.vouching_for(entry)
    shown = {
        "line": line,
        "about_url": kinds.page_of(place, entry),
        "stands": reads.stands(entry),
        "checkpoint": checkpoint,
        "cosigners": reads.cosigners(checkpoint),
        "certificates": certificate.given(entry),
        "form": form,
    }
    return render(request, "record/entry.html", shown, status=status or (form.status if form else 200))
