"""Where people are named for an election, beside the co-op of the demo that votes in one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from toadlane.site.demo.plan import FERRY, PASSWORD

JETTY = replace(FERRY, slug="jetty", name="Jetty Servers")


def furnish_elections() -> None:
    """One stands and says why, two were named and asked."""
    from django.contrib.auth.hashers import make_password

    from toadlane.coops.clock import now
    from toadlane.coops.models import Participant
    from toadlane.elections import verbs
    from toadlane.site.demo.load import live_through

    live_through(JETTY, make_password(PASSWORD))
    found = Participant.objects.select_related("coop").filter(coop__slug=JETTY.slug)
    people = {one.key: one for one in found}
    today = now(people["ada"].coop)
    row = verbs.call_election(
        post="coordination",
        nominations_until=today.day + dt.timedelta(days=12),
        from_day=today.day + dt.timedelta(days=40),
        says="Three seats for a year. Ask the candidates whatever you like, below.",
        by=people["ada"],
        at=today,
        key="call",
    )
    verbs.name_candidate(election=row, person="eva", by=people["eva"], at=today, key="eva stands")
    verbs.write_statement(
        election=row, says="Once more, with a calendar.", by=people["eva"], at=today, key="eva says"
    )
    verbs.name_candidate(election=row, person="ada", by=people["bo"], at=today, key="bo names ada")
    verbs.name_candidate(election=row, person="gil", by=people["bo"], at=today, key="bo names gil")


def elections() -> dict[str, str]:
    """The keys of those that a browser looks at."""
    from toadlane.elections.models import Election, Vacancy
    from toadlane.elections.standing import standing_of

    over, voting = Election.objects.filter(coop__slug=FERRY.slug).order_by("called_at")
    vote = standing_of(voting).proposal
    assert vote is not None
    return {
        "election over": str(over.pk),
        "election voting": str(voting.pk),
        "election vote": str(vote.pk),
        "vacancy": str(Vacancy.objects.get(election=over).pk),
        "election": str(Election.objects.get(coop__slug=JETTY.slug).pk),
    }
