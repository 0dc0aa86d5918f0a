"""The pages of the record."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from toadlane.coops.access import Place, at_coop
from toadlane.record import certificate_views, checkpointing, picture, proving, reads
from toadlane.record.forms import CertificateForm
from toadlane.record.models import Checkpoint
from toadlane.record.rights import keeps_records

ON_A_PAGE = 50


@require_safe
@at_coop
def entries(request: HttpRequest, place: Place) -> HttpResponse:
    """Everything that was done, newest first; `kind` and `subject` narrow it."""
    place.require_class("record")
    kind, subject = request.GET.get("kind", ""), request.GET.get("subject", "")
    found = reads.entries(place, kind=kind, subject=subject)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    first = page.number == 1 and not (kind or subject)
    signed = checkpointing.latest(place.coop)
    shown = {
        "picture": picture.growth(place.coop, place.moment) if first else None,
        "page": page,
        "lines": reads.lines(place, page.object_list),
        "checkpoint": signed,
        "cosigners": reads.cosigners(signed),
        "standings": reads.refusals(place.coop),
        "narrowed": bool(kind or subject),
        "insider": place.participant is not None,
        "sees_jobs": place.sight.may_see_class("jobs"),
    }
    return render(request, "record/entries.html", shown)


@require_safe
@at_coop
def entry(request: HttpRequest, place: Place, entry: UUID) -> HttpResponse:
    """One entry, and whether its content is still what it vouched for."""
    found = certificate_views.entry_at(place, entry)
    keeper = keeps_records(place.participant, place.moment)
    return certificate_views.page(request, place, found, CertificateForm() if keeper else None)


@require_safe
@at_coop
def proof(_request: HttpRequest, place: Place, entry: UUID) -> HttpResponse:
    """What anybody needs to check that an entry stands in the record, as a file."""
    found = certificate_views.entry_at(place, entry)
    proved = proving.proof_of(found)
    if proved is None:
        raise Http404
    response = JsonResponse(proved, json_dumps_params={"indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{place.coop.slug}-{entry}-proof.json"'
    return response


@require_safe
@at_coop
def checkpoints(request: HttpRequest, place: Place) -> HttpResponse:
    """What the record said of itself, latest first."""
    place.require_class("record")
    found = Checkpoint.objects.filter(coop=place.coop).order_by("-size")
    with_lines = found.prefetch_related("cosignatures__witness")
    page = Paginator(with_lines, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "key": checkpointing.key_of(place.coop).told}
    return render(request, "record/checkpoints.html", shown)


@require_safe
@at_coop
def note(_request: HttpRequest, place: Place, size: int) -> HttpResponse:
    """One checkpoint as a signed note."""
    place.require_class("record")
    found = place.find(Checkpoint.objects.all(), size=size)
    return HttpResponse(reads.cosigned(found), content_type="text/plain; charset=utf-8")
