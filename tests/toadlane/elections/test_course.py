"""An election from its call to the day somebody sits: lists, votes, counts, seats."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.decisions.elections.blt import read_blt, write_blt
from bylaws.decisions.elections.count import count
from bylaws.kernel.faults import Fault
from tests.toadlane.elections.conftest import call, later, put, rank, stand
from toadlane.coops.models import Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.models import AuthorityUse
from toadlane.elections import counting, verbs
from toadlane.elections.models import Election
from toadlane.elections.standing import Step, standing_of
from toadlane.proposals.life import life_of
from toadlane.record.models import Entry
from toadlane.roles.models import Filling

pytestmark = pytest.mark.django_db
People = dict[str, Participant]


def test_a_board_is_elected_in_secret_and_seated_for_its_terms(
    called: Election, people: People, noon: Moment
) -> None:
    stand(called, [people[key] for key in ("dee", "eli", "fay", "gil")], noon)
    ballots = [
        ("ada", "dee eli"),
        ("dee", "dee fay"),
        ("eli", "eli dee"),
        ("fay", "fay gil"),
        ("gil", "gil fay"),
        ("hal", "dee eli"),
        ("ivy", "eli fay"),
    ]
    rank(called, [(people[key], line) for key, line in ballots], later(noon, 18))

    done = verbs.bring_up_to(election=called, at=later(noon, 25))

    assert [one.participant.key for one in done.elected] == ["dee", "eli", "fay"]
    first = noon.day + dt.timedelta(days=31)
    terms = {
        (one.participant.key, one.valid_from, one.valid_until)
        for one in RolePeriod.objects.filter(role="board")
    }
    whole, half = first.replace(year=first.year + 2), first.replace(year=first.year + 1)
    assert terms == {("dee", first, whole), ("eli", first, half), ("fay", first, half)}
    assert AuthorityUse.objects.get().authority.matter == "elect"
    assert {(one.way, one.election) for one in Filling.objects.all()} == {("chosen", called.pk)}


def test_anybody_counts_the_same_from_the_file(called: Election, people: People, noon: Moment) -> None:
    stand(called, [people[key] for key in ("dee", "eli", "fay", "gil", "hal")], noon)
    lines = ("dee eli", "dee eli", "dee fay", "eli gil", "gil", "fay gil dee", "gil fay")
    rank(called, list(zip(people.values(), lines, strict=True)), later(noon, 18))
    done = verbs.bring_up_to(election=called, at=later(noon, 25))
    assert done.proposal is not None
    life = life_of(done.proposal)

    papers = counting.papers(life, life.state(later(noon, 25).instant).value, title="Board")
    assert papers is not None
    again = count(read_blt(write_blt(papers).encode()), "scottish", seats=3)

    assert list(again.winners) == [one.participant.name for one in done.elected]
    assert papers.valid == 7


def test_a_tie_waits_for_a_lot_made_of_the_closed_box_and_the_numbers_people_gave(
    people: People, noon: Moment
) -> None:
    chair = call("chair", people["ada"], noon)
    stand(chair, [people["dee"], people["eli"]], noon)
    verbs.give_number(election=chair, number=17, by=people["fay"], at=noon, key="number")
    rank(chair, [(people["ada"], "dee"), (people["fay"], "eli")], later(noon, 16))
    tied = later(noon, 20)
    assert verbs.bring_up_to(election=chair, at=tied).ended is None
    with pytest.raises(Fault) as late:
        verbs.give_number(election=chair, number=18, by=people["gil"], at=tied, key="late")

    step = verbs.draw(election=chair, by=people["gil"], at=tied, key="draw")
    again = verbs.draw(election=chair, by=people["gil"], at=tied, key="draw")

    assert late.value.code == "elections.number"
    assert again.pk == step.pk
    assert step.because.endswith(" fay=17")
    done = standing_of(chair)
    assert [one.participant.key for one in done.elected] == step.options[:1]


def test_whoever_is_named_answers_and_may_change_their_mind_until_the_list_closes(
    called: Election, people: People, noon: Moment
) -> None:
    dee, eli = people["dee"], people["eli"]
    verbs.name_candidate(election=called, person="dee", by=eli, at=noon, key="name")
    verbs.answer(election=called, stands=False, by=dee, at=noon, key="no")
    verbs.answer(election=called, stands=True, by=dee, at=noon, key="yes")
    verbs.write_statement(election=called, says="I keep time.", by=dee, at=noon, key="says")
    verbs.write_statement(election=called, says="I keep the time.", by=dee, at=noon, key="says more")

    assert [(one.who.key, one.words) for one in standing_of(called).standing] == [("dee", "I keep the time.")]
    verbs.withdraw(election=called, by=dee, at=noon, key="withdraw")
    assert standing_of(called).standing == []
    assert [one.kind for one in Entry.objects.filter(subject=str(called.pk)).order_by("pk")] == [
        "election.called.v1",
        "election.named.v1",
        "election.declined.v1",
        "election.accepted.v1",
        "election.stated.v1",
        "election.stated.v1",
        "election.withdrawn.v1",
    ]


def test_where_nobody_stands_it_is_over_and_where_fewer_stand_than_seats_they_are_voted_on(
    called: Election, people: People, noon: Moment
) -> None:
    chair = call("chair", people["ada"], noon, key="chair")
    stand(called, [people["dee"]], noon)
    closed = later(noon, 15)

    assert set(verbs.bring_up_to(election=chair, at=closed).steps) == {Step.NOBODY_STANDS}
    assert put(called, closed).options.count() == 1


def test_a_candidate_who_left_before_the_list_closed_is_not_on_the_ballot(
    called: Election, people: People, noon: Moment
) -> None:
    stand(called, [people["dee"], people["eli"]], noon)
    period = StagePeriod.objects.get(participant=people["dee"])
    StagePeriod.objects.create(
        coop=called.coop,
        participant=people["dee"],
        stage="member",
        valid_from=period.valid_from,
        valid_until=noon.day + dt.timedelta(days=3),
        replaces=period,
    )

    put(called, later(noon, 15))

    assert standing_of(called).ballot == ("eli",)
