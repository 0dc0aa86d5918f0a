"""A co-op that brings its past: balances put together in one, posted in another."""

from __future__ import annotations

from typing import Any

from tests.journeys.people import NEW_YEAR, email
from toadlane.site.demo.plan import PASSWORD

TABLE = """What,Who,Year,Due on,Amount
Paid in,Ada Example,,,1000.00
Paid in,Bo Example,,,400.00
Qualified notice,Ada Example,2023,,310.50
Non-qualified notice,Bo Example,2024,,75.25
Losses carried,Bo Example,,,25.25
Instalment owed,Ada Example,,2025-06-30,80.00
Collective account,,,,2500.00
Fund,education,,,300.00
Bank and cash,,,,4790.50
Paid in,Cy Example,,,200.00
"""


def furnish_pasts() -> None:
    """Millrace has a draft with something amiss; Weir's balances are posted."""
    _bring("millrace", "Millrace Joinery Cooperative")
    _bring("weir", "Weir Bakery Cooperative", sound=True)


def _bring(slug: str, name: str, *, sound: bool = False) -> None:
    from tests.toadlane.books.texts import HARBOUR
    from toadlane.books.opening import reads, verbs
    from toadlane.books.opening.tables import Reading, Told
    from toadlane.charter.verbs import adopt_charter
    from toadlane.coops.clock import now
    from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
    from toadlane.decisions.verbs import confirm_authority, enter_authority
    from toadlane.people.models import Person
    from toadlane.sheets.reading import read

    coop = Coop.objects.create(slug=slug, name=name, currency="USD", time_zone="UTC")
    for key, called in (("ada", "Ada Example"), ("bo", "Bo Example")):
        person = Person.objects.welcome(email=email(slug, key), name=called, password=PASSWORD)
        who = Participant.objects.create(coop=coop, key=key, name=called, person=person)
        StagePeriod.objects.create(coop=coop, participant=who, stage="member", valid_from=NEW_YEAR)
    ada, bo = Participant.objects.filter(coop=coop).select_related("coop").order_by("key")
    RolePeriod.objects.create(coop=coop, participant=ada, role="bookkeeper", valid_from=NEW_YEAR)
    at = now(coop)
    adopt_charter(coop=coop, source=HARBOUR, by=ada, at=at, key="charter")
    table = (
        TABLE.replace("Paid in,Cy Example,,,200.00\n", "").replace("4790.50", "4640.50") if sound else TABLE
    )
    first_year = reads.first_years(coop, at)[0]
    found = Reading(read("past.csv", table.encode()).sheet(), reads.names_of(coop), "USD", Told()).read()
    said: dict[str, Any] = {"coop": coop, "by": ada, "at": at}
    draft = verbs.bring_file(
        first_year=first_year, found=found, file_name="past.csv", seen=0, key="file", **said
    )
    if sound:
        authority = enter_authority(
            matter=verbs.POST,
            subject=str(first_year),
            article="9",
            decided_on=at.day,
            text="These are the balances we bring.",
            by=ada,
            at=at,
            key="enter",
            fingerprint=reads.look(draft).fingerprint,
        )
        confirm_authority(authority=authority, by=bo, at=at, key="confirm")
        verbs.post_opening(authority=authority, key="post", **said)
