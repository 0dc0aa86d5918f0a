"""A co-op that has elected its coordination in secret, by ranking, and now looks for those who follow."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from toadlane.site.demo.plan import PASSWORD

if TYPE_CHECKING:
    from toadlane.coops.models import Coop, Participant
    from toadlane.coops.moment import Moment
    from toadlane.elections.models import Election

FERRY = "ferry"
NAMES = {
    "ada": "Ada Example",
    "bo": "Bo Sample",
    "cyd": "Cyd Madeup",
    "dov": "Dov Placeholder",
    "eva": "Eva Fictive",
    "flo": "Flo Invented",
    "gil": "Gil Pretend",
}
BALLOTS = {
    "ada": "bo cyd",
    "bo": "bo eva cyd",
    "cyd": "bo cyd",
    "dov": "cyd eva",
    "eva": "eva flo",
    "flo": "dov eva",
    "gil": "dov flo cyd",
}
SAYS = {
    "bo": "I keep the calendar of the servers, and would keep ours.",
    "cyd": "Three years of minutes, none of them late.",
    "dov": "I ask the questions nobody likes.\n\nAnd I answer the telephone.",
}


def furnish_elections() -> None:
    """One election half a year ago, one that was counted this month, and one for which people are named."""
    from toadlane.charter.verbs import adopt_charter
    from toadlane.coops.clock import now
    from toadlane.coops.models import Coop

    coop = Coop.objects.create(slug=FERRY, name="Ferry Servers", currency="USD", time_zone="America/New_York")
    people = {key: _join(coop, key, name) for key, name in NAMES.items()}
    today = now(coop)
    adopt_charter(coop=coop, source=_charter(), by=people["ada"], at=_at(coop, today, -200), key="charter")
    coop.refresh_from_db()
    over = _elect(coop, people, today)
    _name(coop, people, today)
    assert over.elected.count() == len(("three", "two", "one"))


def elections() -> dict[str, str]:
    """The keys of those that a browser looks at."""
    from toadlane.elections.models import Election

    over, going = Election.objects.filter(coop__slug=FERRY).order_by("called_at")
    return {"election over": str(over.pk), "election": str(going.pk)}


def _charter() -> str:
    """That of May First, with three seats that are filled by ranking."""
    from bylaws.charter.adoption import own_text
    from toadlane.site.demo.load import MODELS

    model = (MODELS / "may-first" / "charter.md").read_text(encoding="utf-8")
    day = dt.date(2024, 1, 1)
    text = own_text(model, name="Ferry Servers", modelled_on="May First", adopted=day, from_day=day)
    for was, now in (
        ('method = "approval"', 'method = "ranked"'),
        ("winners = 9", "winners = 3"),
        ("seats = 9", "seats = 3"),
    ):
        assert text.count(was) == 1
        text = text.replace(was, now)
    return text


def _join(coop: Coop, key: str, name: str) -> Participant:
    from tests.journeys.people import email
    from toadlane.coops.models import Participant, StagePeriod
    from toadlane.people.models import Person

    person = Person.objects.welcome(email=email(FERRY, key), name=name, password=PASSWORD)
    joined = Participant.objects.create(coop=coop, key=key, name=name, person=person)
    StagePeriod.objects.create(coop=coop, participant=joined, stage="member", valid_from=dt.date(2024, 1, 1))
    return joined


def _at(coop: Coop, today: Moment, days: int) -> Moment:
    from toadlane.coops.moment import Moment

    return Moment.of(today.instant + dt.timedelta(days=days), coop=coop)


def _elect(coop: Coop, people: dict[str, Participant], today: Moment) -> Election:
    """Counted a while ago: three of four, in four rounds or so."""
    from toadlane.elections import verbs
    from toadlane.elections.standing import standing_of
    from toadlane.proposals import verbs as proposals

    called, voted = _at(coop, today, -120), _at(coop, today, -100)
    row = verbs.call_election(
        post="coordination",
        nominations_until=_at(coop, today, -106).day,
        from_day=_at(coop, today, -60).day,
        by=people["ada"],
        at=called,
        key="elect",
    )
    for key in ("bo", "cyd", "dov", "eva", "flo"):
        verbs.name_candidate(election=row, person=key, by=people[key], at=called, key=f"stand {key}")
    for key, says in SAYS.items():
        verbs.write_statement(election=row, says=says, by=people[key], at=called, key=f"says {key}")
    verbs.give_number(election=row, number=17, by=people["gil"], at=called, key="number")
    vote = verbs.bring_up_to(election=row, at=voted).proposal
    assert vote is not None
    places = {key: nth for nth, key in enumerate(standing_of(row).ballot, 1)}
    for key, line in BALLOTS.items():
        said: dict[str, Any] = {"stance": "agree", "by": people[key], "at": voted, "key": f"vote {key}"}
        proposals.cast_vote(proposal=vote, ballot=[(places[one], 1) for one in line.split()], **said)
    verbs.bring_up_to(election=row, at=_at(coop, today, -80))
    return row


def _name(coop: Coop, people: dict[str, Participant], today: Moment) -> None:
    """The seats are free again in less than a year, and people are named for the time after."""
    from toadlane.coops.models import RolePeriod
    from toadlane.elections import verbs

    ends = RolePeriod.objects.filter(coop=coop, role="coordination").order_by("valid_until").first()
    assert ends is not None
    row = verbs.call_election(
        post="coordination",
        nominations_until=_at(coop, today, 12).day,
        from_day=ends.valid_until or today.day,
        says="Three seats for a year. Ask the candidates whatever you like, below.",
        by=people["ada"],
        at=today,
        key="again",
    )
    verbs.name_candidate(election=row, person="eva", by=people["eva"], at=today, key="eva stands")
    verbs.write_statement(
        election=row, says="Once more, with a calendar.", by=people["eva"], at=today, key="eva says"
    )
    verbs.name_candidate(election=row, person="ada", by=people["bo"], at=today, key="bo names ada")
    verbs.name_candidate(election=row, person="gil", by=people["bo"], at=today, key="bo names gil")
