"""Whoever called an election, stands, is elected or votes leaves the co-op, dies or is erased meanwhile."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.toadlane.charter import texts
from tests.toadlane.elections.conftest import RULES, call, later, rank, stand
from tests.toadlane.elections.test_vacancies import BALLOTS, answer, elected, take_up
from tests.toadlane.elections.test_vacancies import leaves as gives_back
from toadlane.charter import verbs as charter
from toadlane.coops.models import Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.elections import verbs
from toadlane.elections.models import Election, VacancyOver
from toadlane.elections.standing import standing_of
from toadlane.elections.verbs.refilling import to_fill
from toadlane.keeping.own import erasing

pytestmark = pytest.mark.django_db
People = dict[str, Participant]
FIVE = ("dee", "fay", "gil", "hal", "ivy")


def leaves(who: Participant, on: dt.date) -> None:
    """From a day on they take part no longer."""
    stage = StagePeriod.objects.get(participant=who, replaces=None)
    days = {"valid_from": stage.valid_from, "valid_until": on}
    StagePeriod.objects.create(coop=who.coop, participant=who, stage=stage.stage, replaces=stage, **days)
    StagePeriod.objects.create(coop=who.coop, participant=who, stage="former", valid_from=on)


def erased(who: Participant, at: Moment) -> None:
    leaves(who, at.day)
    erasing.erase(participant=who, by=who, at=at, key=f"erase {who.key}", typed=who.key)


def test_whoever_called_it_is_erased_and_it_goes_on(people: People, noon: Moment) -> None:
    board = call("board", people["eli"], noon)
    stand(board, [people[key] for key in ("dee", "fay", "gil")], noon)
    erased(people["eli"], later(noon, 5))
    rank(board, [(people[key], "dee fay gil") for key in FIVE], later(noon, 18))

    done = verbs.bring_up_to(election=board, at=later(noon, 25))

    assert sorted((one.participant.key, one.because) for one in done.elected) == [
        ("dee", ""),
        ("fay", ""),
        ("gil", ""),
    ]


def test_who_is_erased_after_the_vote_and_before_they_begin_is_elected_and_the_seat_is_vacant(
    called: Election, people: People, noon: Moment
) -> None:
    stand(called, [people[key] for key in ("dee", "eli", "fay")], noon)
    rank(called, [(people[key], "dee eli") for key in FIVE], later(noon, 18))
    erased(people["dee"], later(noon, 20))

    done = verbs.bring_up_to(election=called, at=later(noon, 25))

    assert [(one.participant.key, one.because) for one in done.elected] == [
        ("dee", "post.not-open-to"),
        ("eli", ""),
    ]
    assert [seat.who.key for seat in to_fill(standing_of(called), later(noon, 26))] == ["dee"]


def test_whoever_answered_for_a_seat_and_left_is_passed_over_when_the_ballots_are_counted_back(
    people: People, noon: Moment
) -> None:
    board, gone = elected(people, noon, BALLOTS), later(noon, 60)
    gives_back(people["dee"], gone)
    vacancy = take_up(board, "dee", people["ada"], gone)
    answer(vacancy, people["gil"], gone)
    for key in ("gil", "hal"):
        leaves(people[key], later(noon, 62).day)

    for _twice in range(2):
        verbs.bring_up_to(election=board, at=later(noon, 70))

    done = VacancyOver.objects.get()
    assert (done.participant, done.standing, done.period) == (None, [], None)


def test_the_rule_that_elects_is_amended_for_a_day_before_while_people_vote(
    called: Election, people: People, noon: Moment
) -> None:
    stand(called, [people[key] for key in ("dee", "eli", "fay")], noon)
    rank(called, [(people[key], "dee eli fay") for key in FIVE], later(noon, 18))
    day = later(noon, 1).day.isoformat()
    source = texts.amendment(day, 3, "replaces = [4, 5]", adopted=day) + RULES.replace('"ballot"', '"paper"')
    at = later(noon, 19)
    charter.adopt_amendment(coop=called.coop, name="anew", source=source, by=people["ada"], at=at, key="anew")

    done = verbs.bring_up_to(election=called, at=later(noon, 25))

    assert sorted(one.participant.key for one in done.elected) == ["dee", "eli", "fay"]
