"""Places that wait in a co-op that moved in, until somebody shows that they read mail at the address."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from toadlane.coops.models import Participant
from toadlane.members.models import Invitation, Seat
from toadlane.people.models import Person


@transaction.atomic
def take(person: Person, **_told: Any) -> None:
    """Somebody has shown that an address is theirs: whatever place waited for it is taken.

    It leaves no entry in a record: that they take part is there since they first came in.
    """
    for seat in Seat.objects.filter(email=person.email).select_related("participant"):
        who = Participant.objects.select_for_update(no_key=True).get(pk=seat.participant_id)
        if who.person_id is None and not here_already(who, person):
            Participant.objects.filter(pk=who.pk).update(person=person)
            open_ones = Invitation.objects.filter(participant=who, accepted_at=None, withdrawn_at=None)
            open_ones.update(withdrawn_at=timezone.now())
            seat.delete()


def here_already(who: Participant, person: Person) -> bool:
    """Whether they take part in that co-op under another name."""
    return Participant.objects.filter(coop=who.coop_id, person=person).exists()
