"""Looks at private rows of other rooms, written down as they are handed out."""

from __future__ import annotations

from django.db import transaction

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.privacy.models import Look


@transaction.atomic
def noted(information_class: str, about: Participant, by: Participant, at: Moment, where: str) -> None:
    """One look; what cannot be written down is not shown."""
    Look.objects.create(
        coop_id=by.coop_id, about=about, by=by, of_class=information_class, at=at.instant, where=where
    )
