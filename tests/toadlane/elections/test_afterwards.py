"""After the count: who is called back, who is erased, and whom the rule's floor leaves out."""

from __future__ import annotations

import pytest

from bylaws.decisions.elections.blt import read_blt, write_blt
from bylaws.decisions.elections.count import count
from tests.toadlane.elections.conftest import call, later, rank, stand
from tests.toadlane.elections.test_vacancies import BALLOTS, STOOD, elected
from toadlane.coops.models import Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.elections import counting, verbs
from toadlane.elections.models import Statement
from toadlane.elections.standing import standing_of
from toadlane.elections.verbs.refilling import to_fill
from toadlane.keeping.own import erasing
from toadlane.proposals.life import life_of
from toadlane.roles import choosing, held

pytestmark = pytest.mark.django_db
People = dict[str, Participant]


def test_whoever_is_called_back_leaves_a_seat_that_the_ballots_fill(people: People, noon: Moment) -> None:
    board, gone = elected(people, noon, BALLOTS), later(noon, 60)
    since = RolePeriod.objects.get(participant=people["dee"]).valid_from
    choice = choosing.Choice("board", "dee", since)
    of = held.post_of(held.require(board.coop, gone.day), "board")
    authority = enter_authority(
        matter=choosing.RECALL,
        subject=choice.subject,
        article=of.article,
        decided_on=gone.day,
        text="We call Dee back.",
        fingerprint=choosing.fingerprint(of, choice),
        by=people["ada"],
        at=gone,
        key="enter",
    )
    confirm_authority(authority=authority, by=people["eli"], at=gone, key="confirm")

    choosing.recall(authority=authority, by=people["ada"], at=gone, key="recall")

    (seat,) = to_fill(standing_of(board), gone)
    assert (seat.who, seat.since) == (people["dee"], gone.day)


def test_whoever_stood_is_erased_and_the_count_stays(people: People, noon: Moment) -> None:
    board = call("board", people["ada"], noon)
    stand(board, [people[key] for key in STOOD], noon)
    verbs.write_statement(election=board, says="I keep time.", by=people["hal"], at=noon, key="says")
    rank(board, list(zip(people.values(), BALLOTS, strict=True)), later(noon, 18))
    before = verbs.bring_up_to(election=board, at=later(noon, 25))
    assert before.proposal is not None
    gone, hal = later(noon, 40), people["hal"]
    stage = StagePeriod.objects.get(participant=hal)
    StagePeriod.objects.create(
        coop=hal.coop,
        participant=hal,
        stage="member",
        valid_from=stage.valid_from,
        valid_until=gone.day,
        replaces=stage,
    )
    StagePeriod.objects.create(coop=hal.coop, participant=hal, stage="former", valid_from=gone.day)
    counted = counting.kept_papers(life_of(before.proposal), gone)

    erasing.erase(participant=hal, by=hal, at=later(noon, 60), key="erase", typed="hal")

    papers = counting.kept_papers(life_of(before.proposal), later(noon, 61))
    assert papers is not None
    assert counted is not None
    assert (papers.orders, papers.valid) == (counted.orders, counted.valid)
    assert "Hal" not in papers.candidates
    assert not Statement.objects.filter(content="I keep time.").exists()
    assert sorted(one.participant.key for one in standing_of(board).elected) == ["dee", "eli", "fay"]


def test_whoever_has_fewer_votes_than_the_rule_asks_is_not_elected_from_the_file_either(
    people: People, noon: Moment
) -> None:
    chair = call("chair", people["ada"], noon)
    stand(chair, [people["dee"], people["eli"]], noon)
    lines = [("ada", "dee"), ("fay", "eli"), ("gil", "dee"), ("hal", "eli"), ("ivy", "dee")]
    rank(chair, [(people[key], line) for key, line in lines], later(noon, 16))
    at = later(noon, 20)
    done = verbs.bring_up_to(election=chair, at=at)
    assert done.proposal is not None
    life = life_of(done.proposal)

    now = life.state(at.instant).value
    papers = counting.papers(life, now, title="Chair")

    assert papers is not None
    again = count(read_blt(write_blt(papers).encode()), "approval", seats=1)
    assert [one.participant.name for one in done.elected] == list(again.winners) == ["Dee"]
    assert (counting.below(life, now), papers.names(sorted(papers.withdrawn))) == (["eli"], ("Eli",))
