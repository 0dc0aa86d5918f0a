"""The front page, and what waits for someone in a co-op."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from toadlane.coops import providers
from toadlane.coops.access import Place, for_participants
from toadlane.coops.models import Participant
from toadlane.today import reads


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The street: what this is. Someone with one co-op goes straight to their hall."""
    if request.user.is_authenticated and "street" not in request.GET:
        mine = list(Participant.objects.filter(person=request.user).select_related("coop")[:2])
        if len(mine) == 1:
            return redirect(reverse("today:today", args=[mine[0].coop.slug]))
    return render(
        request, "ui/front.html", {"demo_coops": reads.demo_coops(), "my_coops": reads.my_coops(request)}
    )


@require_safe
@for_participants
def today(request: HttpRequest, place: Place) -> HttpResponse:
    """What waits for me, what is due first, each with its one verb; below, the co-op's last days."""
    context = {
        "waiting": providers.waiting(place.member, place.moment),
        "lately": reads.lately(place),
    }
    return render(request, "today/today.html", context)
