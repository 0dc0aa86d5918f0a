"""A seat that falls vacant is filled by the ballots that elected whoever held it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bylaws.decisions.elections.blt import read_blt
from bylaws.decisions.elections.countback import countback
from bylaws.kernel.faults import Fault
from tests.toadlane.elections.conftest import call, later, put, rank, stand
from toadlane.coops.models import Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.elections import verbs
from toadlane.elections.models import Election, Vacancy, VacancyOver
from toadlane.elections.standing import standing_of
from toadlane.elections.verbs.refilling import to_fill
from toadlane.elections.waiting import for_today, to_call
from toadlane.elections.waking import something_goes, wake_all
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.proposals import verbs as proposals
from toadlane.record.models import Entry
from toadlane.roles.verbs import give_back

pytestmark = pytest.mark.django_db
People = dict[str, Participant]
SignedIn = Callable[[Participant], Client]
STOOD = ("dee", "eli", "fay", "gil", "hal")
BALLOTS = ("dee gil", "dee gil hal", "dee hal", "eli fay", "eli", "fay gil", "fay hal")


@pytest.fixture
def over(people: People, noon: Moment) -> Election:
    """Dee, Eli and Fay sit on the board; Gil and Hal stood and were not elected."""
    return elected(people, noon, BALLOTS)


def elected(
    people: People, noon: Moment, ballots: tuple[str, ...], stood: tuple[str, ...] = STOOD
) -> Election:
    board = call("board", people["ada"], noon)
    stand(board, [people[key] for key in stood], noon)
    rank(board, list(zip(people.values(), ballots, strict=False)), later(noon, 18))
    verbs.bring_up_to(election=board, at=later(noon, 25))
    return board


def leaves(who: Participant, at: Moment) -> None:
    give_back(post="board", on=at.day, because="Too much.", by=who, at=at, key=f"{who.key} leaves {at.day}")


def take_up(row: Election, person: str, by: Participant, at: Moment, **more: Any) -> Vacancy:
    """With a week to answer."""
    until = at.day + dt.timedelta(days=more.pop("days", 7))
    return verbs.take_up(election=row, person=person, until=until, by=by, at=at, **{"key": "up", **more})


def answer(vacancy: Vacancy, who: Participant, at: Moment, *, stands: bool = True) -> None:
    verbs.stand_for_vacancy(vacancy=vacancy, stands=stands, by=who, at=at, key=f"{who.key} {vacancy.pk}")


def test_the_ballots_of_whoever_left_say_who_sits_there_for_the_rest_of_the_term(
    over: Election, people: People, noon: Moment
) -> None:
    gone = later(noon, 60)
    leaves(people["dee"], gone)
    until = RolePeriod.written.get(participant=people["dee"], replaces=None).valid_until

    vacancy = take_up(over, "dee", people["ada"], gone)
    again = take_up(over, "dee", people["ada"], gone)
    answer(vacancy, people["gil"], gone)
    assert not VacancyOver.objects.exists()
    answer(vacancy, people["hal"], gone)

    assert again.pk == vacancy.pk
    assert vacancy.asked == ["gil", "hal"]
    sits = RolePeriod.objects.get(participant=people["gil"])
    assert (sits.role, sits.valid_from, sits.valid_until) == ("board", gone.day, until)
    kinds = Entry.objects.filter(subject=str(over.pk), kind__contains="vacancy").order_by("pk")
    assert [one.kind.split(".")[1] for one in kinds] == [
        "vacancy-opened",
        "vacancy-answered",
        "vacancy-answered",
        "vacancy-closed",
        "vacancy-over",
    ]
    for entry in kinds:
        hearing.tell_whom_it_concerns(entry)
    told = Notice.objects.filter(kind__in=("election-vacant", "election-refilled"))
    assert {(one.kind, one.participant.key) for one in told.filter(kind="election-vacant")} == {
        ("election-vacant", "gil"),
        ("election-vacant", "hal"),
    }
    assert told.filter(kind="election-refilled").count() == len(people)


def test_whoever_does_not_stand_is_passed_over_and_nobody_waits_past_the_last_day(
    over: Election, people: People, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = later(noon, 60)
    leaves(people["dee"], gone)
    vacancy = take_up(over, "dee", people["ada"], gone)
    answer(vacancy, people["hal"], gone)
    asked = [one.title for one in for_today(people["gil"], gone)]

    assert something_goes()
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, 68))
    wake_all.func()
    wake_all.func()

    assert asked == ["Vacant seat: board"]
    done = VacancyOver.objects.get()
    assert (done.participant, done.standing, done.seed) == (people["hal"], ["hal"], "")
    assert not something_goes()


def test_where_nobody_stands_for_it_it_takes_an_election(
    over: Election, people: People, noon: Moment
) -> None:
    gone = later(noon, 60)
    leaves(people["dee"], gone)
    before = sorted(one.title for one in to_call(people["ada"], gone))
    vacancy = take_up(over, "dee", people["ada"], gone)
    while_asked = sorted(one.title for one in to_call(people["ada"], gone))
    for key in ("gil", "hal"):
        answer(vacancy, people[key], gone, stands=False)

    assert VacancyOver.objects.get().period is None
    others = [f"Call an election: {post}" for post in ("care", "chair", "treasurer")]
    assert (before, while_asked) == ([*others, "Vacant seat: board"], others)
    assert "Call an election: board" in [one.title for one in to_call(people["ada"], gone)]
    with pytest.raises(Fault) as refused:
        take_up(over, "dee", people["ada"], gone, key="again")
    assert refused.value.code == "elections.not-vacant"


def test_a_seat_left_again_is_counted_back_from_whoever_was_elected_to_it_first(
    over: Election, people: People, noon: Moment
) -> None:
    first, second = later(noon, 60), later(noon, 90)
    leaves(people["dee"], first)
    vacancy = take_up(over, "dee", people["ada"], first)
    answer(vacancy, people["gil"], first)
    answer(vacancy, people["hal"], first, stands=False)
    leaves(people["gil"], second)

    again = take_up(over, "gil", people["ada"], second, key="again")
    answer(again, people["hal"], second)
    answer(again, people["gil"], second, stands=False)

    assert again.elected == vacancy.elected
    assert [one.participant.key for one in VacancyOver.objects.order_by("happened_at")] == ["gil", "hal"]


def test_those_level_are_told_apart_by_a_lot_that_nobody_could_foresee(people: People, noon: Moment) -> None:
    board = elected(people, noon, ("dee gil", "dee hal", "eli", "eli", "fay", "fay"))
    gone = later(noon, 60)
    leaves(people["dee"], gone)
    vacancy = take_up(board, "dee", people["ada"], gone)
    for key in ("gil", "hal"):
        answer(vacancy, people[key], gone)

    done = VacancyOver.objects.get()
    closed = Entry.objects.get(kind="election.vacancy-closed.v1")
    assert done.seed == bytes(closed.commitment).hex()
    assert done.participant in (people["gil"], people["hal"])


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Fault) as fault:
        act()
    return fault.value.code


def test_it_is_refused_to_the_wrong_people_too_soon_too_late_and_twice(
    over: Election, people: People, noon: Moment, bo: Participant
) -> None:
    gone, ada = later(noon, 60), people["ada"]
    assert refused(lambda: take_up(over, "dee", ada, gone)) == "elections.not-vacant"
    leaves(people["dee"], gone)
    assert refused(lambda: take_up(over, "dee", bo, gone)) == "elections.call"
    assert refused(lambda: take_up(over, "no\x00body", ada, gone, key="b")) == "elections.not-vacant"
    assert refused(lambda: take_up(over, "dee", ada, gone, days=0, key="c")) == "elections.answers"
    assert refused(lambda: take_up(over, "dee", ada, gone, days=5000, key="d")) == "elections.answers"
    vacancy = take_up(over, "dee", ada, gone, key="e")
    assert refused(lambda: take_up(over, "dee", ada, gone, key="f")) == "elections.not-vacant"
    assert refused(lambda: answer(vacancy, ada, gone)) == "elections.not-asked"
    answer(vacancy, people["gil"], gone)
    twice: dict[str, Any] = {"stands": False, "by": people["gil"], "at": gone, "key": "twice"}
    assert refused(lambda: verbs.stand_for_vacancy(vacancy=vacancy, **twice)) == "elections.not-asked"
    assert refused(lambda: answer(vacancy, people["hal"], later(noon, 68))) == "elections.not-asked"


def test_few_secret_votes_and_lists_without_losers_leave_nobody_to_come_next(
    people: People, noon: Moment
) -> None:
    few = elected(people, noon, ("dee eli", "eli", "fay dee", "dee"))
    leaves(people["dee"], later(noon, 60))
    assert refused(lambda: take_up(few, "dee", people["ada"], later(noon, 60))) == "elections.no-papers"


def test_where_all_who_stood_sit_nobody_is_left(people: People, noon: Moment) -> None:
    all_sit = elected(people, noon, ("dee eli", "dee", "eli", "fay", "fay dee"), stood=STOOD[:3])
    leaves(people["dee"], later(noon, 60))
    assert refused(lambda: take_up(all_sit, "dee", people["ada"], later(noon, 60))) == "elections.none-left"


def test_a_seat_whose_term_ran_out_is_not_vacant(over: Election, people: People, noon: Moment) -> None:
    leaves(people["dee"], later(noon, 60))

    assert len(to_fill(standing_of(over), later(noon, 700))) == 1
    assert to_fill(standing_of(over), later(noon, 800)) == []


def test_it_is_filled_on_its_page_and_anybody_counts_the_same(
    over: Election, people: People, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = later(noon, 60)
    leaves(people["dee"], gone)
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: gone)
    ada, gil, hal = (signed_in(people[key]) for key in ("ada", "gil", "hal"))
    page = f"/c/harbour/elections/{over.pk}/"
    assert "A seat is vacant" in ada.get(page).content.decode()
    sent = {"person": "dee", "until": gone.day + dt.timedelta(days=3), "key": "one"}

    answers = [ada.post(f"{page}vacancies/", sent) for _twice in range(2)]
    seat = f"{page}vacancies/{Vacancy.objects.get().pk}/"
    assert [one["Location"] for one in answers] == [seat, seat]
    assert "Do you stand for it?" in gil.get(seat).content.decode()
    assert "Do you stand for it?" not in ada.get(seat).content.decode()
    gil.post(f"{seat}answer/", {"stands": "yes", "key": "two"})
    told = hal.post(
        f"/api/v1/coops/{seat.removeprefix('/c/')}answer",
        {"stands": True, "key": "three"},
        content_type="application/json",
    )

    assert told.status_code == 201, told.content
    (vacancy,) = told.json()["vacancies"]
    assert (vacancy["person"], vacancy["over"], vacancy["standing"]) == ("gil", True, ["gil", "hal"])
    shown = ada.get(seat).content.decode()
    assert "--countback Dee" in shown
    assert "Gil" in shown
    assert countback(read_blt(ada.get(f"{page}count.blt").content), "Dee").winners == ("Gil",)
    of_the_api = ada.get(f"/api/v1/coops/harbour/elections/{over.pk}/vacancies/{vacancy['id']}/count").json()
    assert of_the_api["elected"] == ["Gil"]
    assert "filled" in ada.get(page).content.decode()
    assert ada.get(f"{page}vacancies/{over.pk}/").status_code == 404


def test_its_page_asks_the_same_number_of_questions_however_many_have_answered(
    over: Election, people: People, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = later(noon, 60)
    leaves(people["dee"], gone)
    vacancy = take_up(over, "dee", people["ada"], gone)
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: gone)
    browser, page = signed_in(people["ada"]), f"/c/harbour/elections/{over.pk}/vacancies/{vacancy.pk}/"
    asked = []
    for who in (None, "gil"):
        if who:
            answer(vacancy, people[who], gone)
        browser.get(page)
        with CaptureQueriesContext(connection) as questions:
            assert browser.get(page).status_code == 200
        asked.append(len(questions))

    assert asked[0] == asked[1] < 100


def test_the_list_asks_for_vacant_seats_once_however_many_elections_are_over(
    over: Election, people: People, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = later(noon, 60)
    for key in ("dee", "eli"):
        leaves(people[key], gone)
    take_up(over, "dee", people["ada"], gone)
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: gone)
    browser, asked, seen = signed_in(people["ada"]), [], 0
    for post in (None, "chair"):
        if post:
            row = call(post, people["ada"], gone, key=post)
            stands: dict[str, Any] = {
                "person": "gil",
                "by": people["gil"],
                "at": gone,
                "key": "gil for chair",
            }
            verbs.name_candidate(election=row, **stands)
            vote, at = put(row, later(gone, 16)), later(gone, 16)
            says: dict[str, Any] = {
                "stance": "agree",
                "ballot": [(1, 1)],
                "by": people["fay"],
                "key": "fay for gil",
            }
            proposals.take_position(proposal=vote, at=at, **says)
            verbs.bring_up_to(election=row, at=later(gone, 40))
            monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(gone, 40))
        browser.get("/api/v1/coops/harbour/elections/")
        with CaptureQueriesContext(connection) as questions:
            told = browser.get("/api/v1/coops/harbour/elections/").json()
        asked.append(len([one for one in questions if "elections_vacancy" in one["sql"]]))
        seen = sum(len(one["vacancies"]) for one in told)

    assert (asked[0], seen) == (asked[1], 1)
