"""Somebody who runs the installation, with backups that went well, and not."""

from __future__ import annotations

import datetime as dt

from tests.journeys.people import OPERATOR
from toadlane.site.demo.plan import PASSWORD

FILE = "toadlane-2026-01-05T031500Z.toadlane"
FULL = "The disk is full; no backup was made there. Make room or name another folder, and try again."


def furnish_the_house() -> None:
    """Olive, and what her page of backups shows."""
    from toadlane.keeping.models import Keeping
    from toadlane.people.models import Person

    olive = Person.objects.welcome(email=OPERATOR, name="Olive Operator", password=PASSWORD)
    olive.operates = True
    olive.save(update_fields=["operates"])
    begun = dt.datetime.now(dt.UTC) - dt.timedelta(hours=9)
    for number, (kind, state, says) in enumerate(
        (("backup", "good", ""), ("drill", "good", ""), ("backup", "failed", FULL))
    ):
        at = begun + dt.timedelta(hours=number)
        Keeping.objects.create(
            kind=kind,
            state=state,
            says=says,
            key=f"stage-{number}",
            file=FILE if state == "good" else "",
            size=1_900_000,
            asked_by=olive.email if number else "",
            asked_at=at,
            finished_at=at,
        )
