"""The co-op of the demo that elects: last year’s count, and a vote that waits for whoever comes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from toadlane.coops import clock
from toadlane.coops.models import Participant, RolePeriod
from toadlane.elections.models import Election, VacancyOver
from toadlane.elections.standing import standing_of
from toadlane.proposals.life import life_of
from toadlane.proposals.waiting import for_today
from toadlane.site.demo import plan
from toadlane.site.demo.load import load


def test_one_election_is_counted_and_in_the_other_the_visitor_has_not_voted(
    db: None, tmp_path: Path, settings: Any
) -> None:
    settings.DATA = tmp_path
    load((plan.FERRY,), say=lambda _name: None)
    over, voting = (standing_of(row) for row in Election.objects.select_related("coop").order_by("called_at"))
    at = clock.now(over.row.coop)

    assert [one.participant.key for one in over.elected] == ["bo", "eva", "dov"]
    sit = RolePeriod.objects.on(at.day).filter(role="coordination")
    assert sorted(one.participant.key for one in sit) == ["bo", "dov", "flo"]
    assert VacancyOver.objects.get().vacancy.elected.participant.key == "eva"
    assert voting.proposal is not None
    now = life_of(voting.proposal).state(at.instant).value
    assert (now.open, sorted(now.voted or ())) == (True, ["dov", "eva", "flo", "hal"])
    for key in [person.key for person in plan.FERRY.people[:3]]:
        waits = list(for_today(Participant.objects.get(key=key), at))
        assert [(one.title, one.verb) for one in waits] == [("Election: coordination", "Vote")]
