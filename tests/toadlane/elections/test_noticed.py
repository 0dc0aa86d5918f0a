"""What somebody sees of an election, hears of it and is asked; and the edges of who may do what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.decisions.conftest import joins
from tests.toadlane.elections.conftest import call, later, rank, stand
from tests.toadlane.elections.test_people_go import leaves
from tests.toadlane.elections.test_vacancies import BALLOTS, STOOD, take_up
from toadlane.coops.models import Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.elections import verbs
from toadlane.elections.models import Election
from toadlane.elections.waiting import for_today
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.roles.verbs import give_back

pytestmark = pytest.mark.django_db
People = dict[str, Participant]
SignedIn = Callable[[Participant], Client]


@pytest.fixture(autouse=True)
def _any_day_is_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)


def voted(row: Election, people: People, noon: Moment) -> None:
    stand(row, [people[key] for key in STOOD], noon)
    rank(row, list(zip(people.values(), BALLOTS, strict=True)), later(noon, 18))


def test_whoever_sees_decisions_and_no_positions_finds_no_ballot_of_a_secret_election(
    called: Election, people: People, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleo = joins(called.coop, "cleo", "candidate", dt.date(2025, 2, 1))
    voted(called, people, noon)
    verbs.bring_up_to(election=called, at=later(noon, 25))
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, 26))
    page, api = f"/c/harbour/elections/{called.pk}/", f"/api/v1/coops/harbour/elections/{called.pk}"
    ways = (f"{page}count/", f"{page}count.blt", f"{page}count.json", f"{api}/count")

    found = {
        who.key: [signed_in(who).get(way).status_code for way in (page, *ways)]
        for who in (cleo, people["hal"])
    }

    assert found == {"cleo": [200, 404, 404, 404, 404], "hal": [200] * 5}
    shown = signed_in(cleo).get(page).content.decode()
    assert "Walk through the count" not in shown
    assert "Dee" in shown


def test_today_asks_whoever_has_not_been_named_and_nobody_who_has_answered(
    called: Election, people: People, noon: Moment
) -> None:
    verbs.name_candidate(election=called, person="dee", by=people["eli"], at=noon, key="name")
    stand(called, [people["fay"]], noon)
    verbs.name_candidate(election=called, person="gil", by=people["eli"], at=noon, key="gil")
    verbs.answer(election=called, stands=False, by=people["gil"], at=noon, key="no")

    asked = {key: [one.verb for one in for_today(who, noon)] for key, who in people.items()}

    assert asked["dee"] == ["Say whether you stand"]
    assert asked["fay"] == asked["gil"] == []
    assert asked["hal"] == asked["eli"] == ["Name somebody, or stand"]


def test_whoever_stood_and_left_hears_nothing_of_what_came_of_it(
    called: Election, people: People, noon: Moment
) -> None:
    voted(called, people, noon)
    leaves(people["hal"], later(noon, 20).day)
    verbs.bring_up_to(election=called, at=later(noon, 25))

    hearing.work_off()

    told = Notice.objects.filter(kind="election-over").values_list("participant__key", flat=True)
    assert sorted(told) == sorted({*people} - {"hal"})


def test_who_is_seated_late_begins_on_that_day(called: Election, people: People, noon: Moment) -> None:
    voted(called, people, noon)
    late = later(noon, 40)

    verbs.bring_up_to(election=called, at=late)

    begun = RolePeriod.objects.filter(role="board").values_list("valid_from", flat=True)
    assert {*begun} == {late.day}
    assert late.day > called.from_day


def test_a_seat_that_the_charter_has_filled_anew_is_not_filled_from_ballots(
    people: People, noon: Moment
) -> None:
    chair = call("chair", people["ada"], noon)
    stand(chair, [people["dee"], people["eli"]], noon)
    rank(chair, [(people[key], "dee") for key in ("ada", "fay", "gil", "hal", "ivy")], later(noon, 16))
    verbs.bring_up_to(election=chair, at=later(noon, 20))
    gone = later(noon, 60)
    give_back(post="chair", on=gone.day, because="Too much.", by=people["dee"], at=gone, key="back")

    with pytest.raises(Fault) as refused:
        take_up(chair, "dee", people["ada"], gone)

    assert refused.value.code == "elections.countback"
