"""What is worth a look in the charter as it stands, with the people there are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from toadlane.charter.findings import all_findings, sees_people
from toadlane.coops.access import Place, for_participants
from toadlane.ui.faults import told


@require_safe
@for_participants
def findings(request: HttpRequest, place: Place) -> HttpResponse:
    """What the checks find in the text, and what hangs on who is here, for whoever may see that."""
    place.require_class("charter")
    found = [(where, one.serious, told(one.fault)) for where, one in all_findings(place)]
    shown = {
        "faults": [(serious, fault) for where, serious, fault in found if where == "text"],
        "sees_people": sees_people(place),
        "of_people": [fault for where, _, fault in found if where == "people"],
        "remarks": [fault for where, _, fault in found if where == "perhaps"],
    }
    return render(request, "charter/findings.html", shown)
