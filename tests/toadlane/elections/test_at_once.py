"""Two act on one election in the same moment: it is closed once, drawn once, and filled once."""

from __future__ import annotations

from functools import partial

import pytest

from bylaws.decisions.elections.blt import read_blt, write_blt
from bylaws.decisions.elections.count import count
from tests.toadlane.books.test_paying_at_once import told
from tests.toadlane.crowds import all_at_once
from tests.toadlane.elections.conftest import call, later, put, rank, stand
from tests.toadlane.elections.test_vacancies import BALLOTS, answer, elected, leaves, take_up
from toadlane.coops.models import Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.elections import counting, verbs
from toadlane.elections.models import Election, Vacancy, VacancyOver
from toadlane.elections.standing import standing_of
from toadlane.proposals import verbs as proposals
from toadlane.proposals.life import life_of
from toadlane.proposals.models import Outcome, Step

pytestmark = pytest.mark.django_db(transaction=True)
People = dict[str, Participant]


def test_a_ballot_at_the_close_is_in_the_box_or_told_that_it_is_late(
    called: Election, people: People, noon: Moment
) -> None:
    stand(called, [people[key] for key in ("dee", "eli", "fay", "gil")], noon)
    lines = ("dee eli", "dee", "eli dee", "fay gil", "fay", "dee eli")
    rank(called, list(zip(people.values(), lines, strict=False)), later(noon, 18))
    vote, over = put(called, later(noon, 18)), later(noon, 25)
    cast = partial(
        proposals.cast_vote,
        proposal=vote,
        stance="agree",
        ballot=[(1, 1)],
        by=people["ivy"],
        at=later(noon, 18),
        key="ivy",
    )

    found = all_at_once([told(cast), *[told(lambda: verbs.bring_up_to(election=called, at=over))] * 3])

    assert found[0] in {"done", "proposals.closed"}
    assert found[1:] == ["done"] * 3
    done = standing_of(called)
    assert Outcome.objects.count() == 1
    assert RolePeriod.objects.filter(role="board").count() == len(done.elected) == 3
    papers = counting.kept_papers(life_of(vote), over)
    assert papers is not None
    assert papers.valid == len(lines) + (found[0] == "done")
    again = count(read_blt(write_blt(papers).encode()), "scottish", seats=3)
    assert list(again.winners) == [one.participant.name for one in done.elected]


def test_two_who_draw_the_lot_draw_it_once(people: People, noon: Moment) -> None:
    chair = call("chair", people["ada"], noon)
    stand(chair, [people["dee"], people["eli"]], noon)
    rank(chair, [(people["ada"], "dee"), (people["fay"], "eli")], later(noon, 16))
    tied = later(noon, 20)
    draws = [
        told(partial(verbs.draw, election=chair, by=people[key], at=tied, key=f"draw {key}"))
        for key in ("gil", "hal")
    ]

    found = all_at_once(draws)

    assert found.count("done") == 1
    assert Step.objects.filter(kind="drawn").count() == 1
    assert len(standing_of(chair).elected) == 1


def test_two_who_take_up_a_seat_and_two_who_answer_last_fill_it_once(people: People, noon: Moment) -> None:
    board, gone = elected(people, noon, BALLOTS), later(noon, 60)
    leaves(people["dee"], gone)
    ups = [told(partial(take_up, board, "dee", people[key], gone, key=key)) for key in ("ada", "ivy")]

    assert sorted(all_at_once(ups)) == ["done", "elections.not-vacant"]
    vacancy = Vacancy.objects.select_related("election").get()
    answers = [told(partial(answer, vacancy, people[key], gone)) for key in ("gil", "hal")]
    assert all_at_once(answers) == ["done", "done"]

    assert VacancyOver.objects.count() == 1
    assert RolePeriod.objects.on(gone.day).filter(role="board").count() == 3
