"""A circle chooses for itself who leads it: its own people name somebody, with reasons, and consent."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.charter import texts
from tests.toadlane.decisions.conftest import joins
from tests.toadlane.elections.conftest import MEMBERS, RULES, SEEN, later
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.elections import verbs
from toadlane.elections.models import Election
from toadlane.elections.standing import standing_of
from toadlane.elections.term_calendar import ahead
from toadlane.elections.waiting import for_today
from toadlane.proposals import verbs as proposals
from toadlane.proposals.models import Elector, Proposal
from toadlane.roles.held import require

pytestmark = pytest.mark.django_db
People = dict[str, Participant]
LEADER = """
```toml rule
kind = "role"
name = "leader"
does = ["keeps it to its aim"]
open_to = ["member"]
filled = "election"
elected_by = "accord"
without_candidates = true
held_for = "body"
term = "P1Y"
```
"""
SITS = ("dee", "eli", "fay")


@pytest.fixture
def people(harbour: Coop, ada: Participant, noon: Moment) -> People:
    """Seven members, of whom three sit on the board; each body chooses who leads it."""
    source = texts.HARBOUR.replace("\n## Article 6", f"{RULES}{LEADER}\n## Article 6", 1)
    source = source.replace("[[classes]]", f"{SEEN}[[classes]]", 1)
    charter.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="charter")
    others = {key: joins(harbour, key, "member", dt.date(2024, 2, 1)) for key in MEMBERS}
    for key in SITS:
        RolePeriod.objects.create(
            coop=harbour, participant=others[key], role="board", valid_from=dt.date(2025, 1, 1)
        )
    return {"ada": ada, **others}


def call(people: People, noon: Moment, post: str) -> Election:
    """Ten days to name somebody, and five to change it."""
    return verbs.call_election(
        post=post,
        nominations_until=later(noon, 10).day,
        change_until=later(noon, 15).day,
        from_day=later(noon, 31).day,
        by=people["ada"],
        at=noon,
        key=post,
    )


def name(row: Election, who: str, by: Participant, at: Moment) -> None:
    verbs.name_with_reasons(election=row, person=who, because="They listen.", by=by, at=at, key=by.key)


def test_its_own_people_name_and_consent_and_whoever_is_proposed_leads_it(
    people: People, noon: Moment
) -> None:
    row = call(people, noon, "leader~board")
    name(row, "gil", people["dee"], noon)
    verbs.propose(
        election=row, people=["gil"], because="Gil listens.", by=people["ada"], at=later(noon, 17), key="p"
    )
    vote = standing_of(row).proposal
    assert vote is not None
    deciding = Elector.objects.filter(attempt__proposal=vote, part="decides")
    assert sorted(deciding.values_list("participant__key", flat=True)) == list(SITS)
    for key in SITS:
        at = later(noon, 17)
        proposals.take_position(
            proposal=vote, stance="agree", because="", by=people[key], at=at, key=f"stand {key}"
        )

    done = verbs.bring_up_to(election=row, at=later(noon, 25))

    assert [one.participant.key for one in done.elected] == ["gil"]
    leads = RolePeriod.objects.get(role="leader")
    assert (leads.participant.key, leads.held_for) == ("gil", "board")
    assert Proposal.objects.get().within == "board"


def test_whoever_is_of_another_circle_neither_names_anybody_nor_is_asked(
    people: People, noon: Moment
) -> None:
    row = call(people, noon, "leader~board")

    with pytest.raises(Fault) as refused:
        name(row, "dee", people["gil"], noon)

    assert refused.value.code == "elections.name"
    asked = {key: [one.verb for one in for_today(people[key], noon)] for key in ("dee", "gil")}
    assert asked == {"dee": ["Name somebody, and say why"], "gil": []}


def test_while_nobody_sits_in_it_all_choose(people: People, noon: Moment) -> None:
    row = call(people, noon, "leader~care")
    (term,) = [one for one in ahead(require(row.coop, noon.day)) if one.key == "leader~care" and one.election]
    assert term.days is not None
    assert (term.days.named_until, term.days.opens, term.days.closes) == (row.change_until, None, None)

    name(row, "dee", people["gil"], noon)

    assert [one.participant.key for one in standing_of(row).namings] == ["dee"]
