"""The only place that asks what time it is for people; verbs are told."""

from __future__ import annotations

from django.utils import timezone

from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment


def now(coop: Coop) -> Moment:
    """This moment, with the co-op's own day."""
    return Moment.of(timezone.now(), coop=coop)
