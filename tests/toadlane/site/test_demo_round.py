"""The co-op of the demo that shares out a fund: a round that is counted, and one that waits for a ballot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from toadlane.budgets.models import BudgetRound
from toadlane.budgets.standing import Step, standing_of
from toadlane.budgets.waiting import for_today
from toadlane.coops import clock
from toadlane.coops.models import Participant
from toadlane.decisions.models import AuthorityUse
from toadlane.site.demo import plan
from toadlane.site.demo.load import load


def test_one_round_is_counted_and_in_the_other_the_visitor_has_not_voted(
    db: None, tmp_path: Path, settings: Any
) -> None:
    settings.DATA = tmp_path
    load((plan.RIVERSIDE,), say=lambda _name: None)
    rows = BudgetRound.objects.select_related("coop").order_by("opened_at")
    over, voting = (standing_of(row) for row in rows)
    at = clock.now(over.row.coop)

    assert over.ended is not None
    assert over.ended.kind == Step.OVER
    assert sorted(over.grants) == [1, 3, 4]
    assert AuthorityUse.objects.filter(authority__project__isnull=False).count() == 1
    assert voting.votes(at.instant)
    for key in [person.key for person in plan.RIVERSIDE.people[:3]]:
        waits = list(for_today(Participant.objects.get(key=key), at))
        assert [one.verb for one in waits] == ["Vote"]
