"""A co-op of the demo that elects each year: last year’s count, a seat that was left, this year’s vote.

Whoever comes as one of the first three has not voted yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from toadlane.coops import clock
from toadlane.coops.models import RolePeriod
from toadlane.elections import verbs
from toadlane.elections.models import Election
from toadlane.elections.standing import standing_of
from toadlane.proposals import verbs as proposals
from toadlane.roles.verbs import give_back
from toadlane.site.demo.plan import FERRY

if TYPE_CHECKING:
    from toadlane.site.demo.load import Loading

POST: Final = "coordination"
STOOD: Final = {
    "bo": "I keep the calendar of the servers, and would keep ours.",
    "cyd": "Three years of minutes, none of them late.",
    "dov": "I ask the questions nobody likes.\n\nAnd I answer the telephone.",
    "eva": "",
    "flo": "The newest of us: I still see what is odd here.",
}
RANKED: Final = {
    "ada": "bo cyd",
    "bo": "bo eva cyd",
    "cyd": "bo cyd",
    "dov": "cyd eva",
    "eva": "eva flo",
    "flo": "dov eva",
    "gil": "dov flo cyd",
    "hal": "bo flo dov",
    "ivy": "eva dov",
}
STANDS: Final = {
    "bo": "One more year. Then somebody else keeps the calendar.",
    "dov": "We write down who can be called at night, and who cannot.",
    "eva": "Two machines less, and the ones we keep looked after.",
    "gil": "",
    "hal": "I would like to learn it.",
}
RANKED_SO_FAR: Final = {"dov": "dov eva", "eva": "eva hal gil", "flo": "hal eva", "hal": "hal bo"}
SAYS: Final = "Three seats for a year. Ask the candidates whatever you like, below."


def elect_each_year(loading: Loading) -> None:
    """One election of a year ago, and one in which people vote now."""
    if loading.plan is not FERRY:
        return
    today = clock.now(loading.coop).day
    first = _called(loading, today - dt.timedelta(days=360), today - dt.timedelta(days=335), STOOD)
    number = loading.at(today - dt.timedelta(days=365))
    verbs.give_number(election=first, number=17, by=loading.people["gil"], at=number, key=loading.key())
    _vote(loading, first, RANKED, today - dt.timedelta(days=352))
    verbs.bring_up_to(election=first, at=loading.at(today - dt.timedelta(days=343)))
    _leave_a_seat(loading, first, today - dt.timedelta(days=120))
    ends = RolePeriod.objects.filter(coop=loading.coop, role=POST).order_by("-valid_until")[0].valid_until
    second = _called(loading, today - dt.timedelta(days=4), ends or today, STANDS)
    _vote(loading, second, RANKED_SO_FAR, today - dt.timedelta(days=2))


def _called(loading: Loading, until: dt.date, from_day: dt.date, stands: Mapping[str, str]) -> Election:
    """Called twelve days before the list is closed; those who stand do so over the next days."""
    called = until - dt.timedelta(days=12)
    row = verbs.call_election(
        post=POST,
        nominations_until=until,
        from_day=from_day,
        says=SAYS,
        by=loading.bookkeeper,
        at=loading.at(called),
        key=loading.key(),
    )
    for nth, (key, says) in enumerate(stands.items(), 1):
        who, at = loading.people[key], loading.at(called + dt.timedelta(days=nth))
        verbs.name_candidate(election=row, person=key, by=who, at=at, key=loading.key())
        if says:
            verbs.write_statement(election=row, says=says, by=who, at=at, key=loading.key())
    return row


def _vote(loading: Loading, row: Election, ballots: Mapping[str, str], day: dt.date) -> None:
    """Each puts into the box whom they want, the first first."""
    at = loading.at(day)
    vote = verbs.bring_up_to(election=row, at=at).proposal
    if vote is None:
        return
    places = {key: nth for nth, key in enumerate(standing_of(row).ballot, 1)}
    for key, line in ballots.items():
        marks: Sequence[tuple[int, int]] = [(places[one], 1) for one in line.split()]
        proposals.cast_vote(
            proposal=vote, stance="agree", ballot=marks, by=loading.people[key], at=at, key=loading.key()
        )


def _leave_a_seat(loading: Loading, row: Election, day: dt.date) -> None:
    """Somebody gives a seat back, and those whom the ballots may name next are asked."""
    eva, at = loading.people["eva"], loading.at(day)
    because = "The night shifts, for now."
    give_back(post=POST, on=day, because=because, by=eva, at=at, key=loading.key())
    until = day + dt.timedelta(days=7)
    by = loading.bookkeeper
    vacancy = verbs.take_up(election=row, person="eva", until=until, by=by, at=at, key=loading.key())
    for nth, key in enumerate(("cyd", "flo"), 1):
        said = loading.at(day + dt.timedelta(days=nth))
        verbs.stand_for_vacancy(
            vacancy=vacancy, stands=True, by=loading.people[key], at=said, key=loading.key()
        )
