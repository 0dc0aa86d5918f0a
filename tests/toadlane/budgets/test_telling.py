"""Who hears of a budget round, when, and in which words."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from tests.toadlane.budgets.conftest import ask, begin, later, vote
from toadlane.budgets import verbs
from toadlane.budgets.models import BudgetRound
from toadlane.budgets.waiting import for_today, to_open
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.notices import hearing
from toadlane.notices.models import Notice

pytestmark = pytest.mark.django_db
People = dict[str, Participant]


@pytest.fixture(autouse=True)
def _any_day_is_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)


def test_whoever_may_ask_votes_or_asked_hears_of_it(people: People, noon: Moment) -> None:
    row = begin(people, noon)
    ask(row, people, noon)
    vote(row, people, later(noon, 8))
    verbs.bring_up_to(budget_round=row, at=later(noon, 13))

    hearing.work_off()

    told = Counter(Notice.objects.filter(kind__startswith="round-").values_list("kind", flat=True))
    assert told == {"round-opened": 7, "round-vote": 7, "round-over": 8}
    over = Notice.objects.filter(kind="round-over", participant=people["dee"]).select_related("participant")
    assert over.get().says == (
        "Budget round: learning, March 3, 2025: funded are Spanish lessons, "
        "The garden behind the house, Tools to lend."
    )


def test_today_asks_for_a_project_then_for_a_ballot_then_for_the_next_round(
    opened: BudgetRound, people: People, noon: Moment
) -> None:
    cleo, dee = people["cleo"], people["dee"]
    assert [one.verb for one in for_today(cleo, noon)] == ["Put in a project"]
    ask(opened, people, noon)
    assert list(for_today(dee, noon)) == []
    during = later(noon, 8)
    verbs.bring_up_to(budget_round=opened, at=during)
    assert [one.verb for one in for_today(dee, during)] == ["Vote"]
    assert list(for_today(cleo, during)) == []
    vote(opened, people, during, {"dee": "1"})
    assert list(for_today(dee, during)) == []
    verbs.bring_up_to(budget_round=opened, at=later(noon, 13))

    assert list(to_open(dee, later(noon, 14))) == []
    assert [one.verb for one in to_open(dee, later(noon, 190))] == ["See what it shares out"]
    assert list(to_open(cleo, later(noon, 190))) == []
