"""Where people are named for an election, beside the co-op of the demo that votes in one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from toadlane.site.demo.plan import FERRY, PASSWORD

if TYPE_CHECKING:
    from toadlane.coops.models import Participant
    from toadlane.coops.moment import Moment
    from toadlane.elections.models import Election

CARE = """```toml rule
kind = "decision"
name = "accord"
method = "consent"
open_for = "P3D"
eligible = ["member"]
blocks = "with-reason"
may_block = ["member"]
```

```toml rule
kind = "body"
name = "care"
form = "circle"
open_to = ["member"]
filled = "election"
seats = 2
elected_by = "accord"
term = "P1Y"
without_candidates = true
mandate = []
```

"""
CIRCLE = CARE[CARE.index('```toml rule\nkind = "body"') :]
CIRCLES = "".join(CIRCLE.replace('"care"', f'"{name}"') for name in ("welcome", "learning"))
KEEPERS = """```toml rule
kind = "role"
name = "keepers"
"""
JETTY = replace(
    FERRY,
    slug="jetty",
    name="Jetty Servers",
    otherwise=(*FERRY.otherwise, (KEEPERS, CARE + CIRCLES + KEEPERS)),
)


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
    name_without_candidates(people, today)
    propose_without_candidates(people, today)


def name_without_candidates(people: dict[str, Participant], today: Moment) -> None:
    """Two named by three, one of whom was moved by what another said."""
    from toadlane.coops.moment import Moment
    from toadlane.elections import verbs

    called = Moment.of(today.instant - dt.timedelta(days=10), coop=people["ada"].coop)
    row = verbs.call_election(
        post="care",
        nominations_until=today.day - dt.timedelta(days=3),
        change_until=today.day + dt.timedelta(days=3),
        from_day=today.day + dt.timedelta(days=40),
        by=people["ada"],
        at=called,
        key="care",
    )
    for who, whom, because, at in (
        ("bo", "hal", "Hal asks how one is, and waits for the answer.", called),
        ("cyd", "ivy", "Ivy has the time.", called),
        ("dov", "ivy", "Ivy would learn from it.", called),
        ("cyd", "hal", "What Bo says is so.", today),
    ):
        verbs.name_with_reasons(
            election=row, person=whom, because=because, by=people[who], at=at, key=f"{who} {at.day}"
        )


def propose_without_candidates(people: dict[str, Participant], today: Moment) -> None:
    """One in which both rounds are over, and one in which somebody is proposed."""
    from toadlane.coops.moment import Moment
    from toadlane.elections import verbs

    called = Moment.of(today.instant - dt.timedelta(days=20), coop=people["ada"].coop)

    def name_ivy(post: str) -> Election:
        row = verbs.call_election(
            post=post,
            nominations_until=today.day - dt.timedelta(days=10),
            change_until=today.day - dt.timedelta(days=5),
            from_day=today.day + dt.timedelta(days=40),
            by=people["ada"],
            at=called,
            key=post,
        )
        verbs.name_with_reasons(
            election=row, person="ivy", because="Ivy asks.", by=people["bo"], at=called, key=f"{post} ivy"
        )
        return row

    name_ivy("welcome")
    verbs.propose(
        election=name_ivy("learning"),
        people=["ivy"],
        because="Bo’s reason.",
        by=people["ada"],
        at=today,
        key="propose",
    )


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
        "election": str(Election.objects.get(coop__slug=JETTY.slug, post="coordination").pk),
        "without candidates": str(Election.objects.get(coop__slug=JETTY.slug, post="care").pk),
        "to propose": str(Election.objects.get(coop__slug=JETTY.slug, post="welcome").pk),
        "proposed": str(Election.objects.get(coop__slug=JETTY.slug, post="learning").pk),
    }
