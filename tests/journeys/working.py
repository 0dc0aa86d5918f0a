"""Broadside, on the Design Action model: four members, and Lin, who has been a candidate for nine months."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bylaws.kernel.periods import add_months
from tests.journeys.people import BROADSIDE, email
from toadlane.site.demo.plan import PASSWORD

if TYPE_CHECKING:
    from toadlane.coops.models import Coop, Participant

TALKED_AFTER = (4, 8)
"""Months after which the others told Lin how they see the work."""


def furnish_month() -> None:
    """Lin came nine months and a few days ago, and was talked with twice."""
    from toadlane.candidacy import verbs
    from toadlane.coops.clock import now
    from toadlane.coops.models import Coop, Participant

    coop = Coop.objects.get(slug=BROADSIDE.slug)
    gil = Participant.objects.select_related("coop").get(coop=coop, key="gil")
    hana = Participant.objects.get(coop=coop, key="hana")
    at = now(coop)
    came = add_months(at.day, -9) - dt.timedelta(days=3)
    lin = candidate(coop, came)
    for months in TALKED_AFTER:
        verbs.hold_evaluation(
            participant=lin,
            held_on=add_months(came, months),
            by_whom=[hana],
            views=["peers"],
            outcome="goes-well",
            line="Sets type well.",
            content="We talked for an hour.",
            by=gil,
            at=at,
            key=f"after {months} months",
        )


def candidate(coop: Coop, came: dt.date) -> Participant:
    """Lin, with an account."""
    from toadlane.coops.models import Participant, StagePeriod
    from toadlane.people.models import Person

    person = Person.objects.welcome(email=email(coop.slug, "lin"), name="Lin Example", password=PASSWORD)
    lin = Participant.objects.create(coop=coop, key="lin", name="Lin Example", person=person)
    StagePeriod.objects.create(coop=coop, participant=lin, stage="candidate", valid_from=came)
    return lin
