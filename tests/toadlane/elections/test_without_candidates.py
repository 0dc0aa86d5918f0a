"""An election without candidates: reasons, a change round, somebody proposed, consent, a seat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bylaws.kernel.faults import Fault
from tests.toadlane.books.test_paying_at_once import told
from tests.toadlane.broom import sweep
from tests.toadlane.crowds import all_at_once
from tests.toadlane.elections.conftest import later
from toadlane.coops.models import Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.elections import verbs
from toadlane.elections.models import Election, ElectionStep, Naming, NamingWords
from toadlane.elections.standing import Step, standing_of
from toadlane.elections.waiting import for_today
from toadlane.elections.waking import wake_all
from toadlane.keeping import exporting, importing
from toadlane.proposals import verbs as proposals

pytestmark = pytest.mark.django_db
People = dict[str, Participant]
SignedIn = Callable[[Participant], Client]


@pytest.fixture
def called(people: People, noon: Moment) -> Election:
    """Ten days to name somebody, five to change it, and a month until they begin."""
    return verbs.call_election(
        post="care",
        nominations_until=noon.day + dt.timedelta(days=10),
        change_until=noon.day + dt.timedelta(days=15),
        from_day=noon.day + dt.timedelta(days=31),
        by=people["ada"],
        at=noon,
        key="call",
    )


def name(row: Election, who: str, by: Participant, at: Moment, because: str = "They listen.") -> Naming:
    key = f"{by.key} {at.day}"
    return verbs.name_with_reasons(election=row, person=who, because=because, by=by, at=at, key=key)


def propose(
    row: Election, whom: list[str], by: Participant, at: Moment, key: str = "propose"
) -> ElectionStep:
    return verbs.propose(election=row, people=whom, because="They listen.", by=by, at=at, key=key)


def consent(row: Election, people: People, at: Moment, *, against: str = "") -> None:
    vote = standing_of(row).proposal
    assert vote is not None
    proposals.bring_up_to(proposal=vote, at=at)
    for key, who in people.items():
        stance = "block" if key == against else "agree"
        because = "They are away all winter." if stance == "block" else ""
        proposals.take_position(
            proposal=vote, stance=stance, because=because, by=who, at=at, key=f"stand {key}"
        )


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Fault) as fault:
        act()
    return fault.value.code


def test_whomever_the_reasons_speak_for_is_proposed_consented_to_and_seated(
    called: Election, people: People, noon: Moment
) -> None:
    name(called, "dee", people["ada"], noon)
    name(called, "eli", people["fay"], noon, "Eli asks first.")
    name(called, "eli", people["ada"], later(noon, 12), "Fay is right.")
    over = later(noon, 17)
    step = propose(called, ["eli"], people["ada"], over)
    again = propose(called, ["eli"], people["ada"], over)
    consent(called, people, over)

    done = verbs.bring_up_to(election=called, at=later(noon, 25))

    assert step.pk == again.pk
    assert [(one.by.key, one.participant.key) for one in done.last_namings] == [
        ("ada", "eli"),
        ("fay", "eli"),
    ]
    assert [one.participant.key for one in done.elected] == ["eli"]
    sits = RolePeriod.objects.get(role="care")
    assert (sits.participant.key, sits.valid_from) == ("eli", noon.day + dt.timedelta(days=31))


def test_no_more_are_proposed_than_there_are_seats(called: Election, people: People, noon: Moment) -> None:
    whom = ["dee", "eli", "fay"]
    for key, by in zip(whom, ("ada", "gil", "hal"), strict=True):
        name(called, key, people[by], noon)

    assert refused(lambda: propose(called, whom, people["ada"], later(noon, 17))) == "elections.whom"
    assert propose(called, whom[:2], people["ada"], later(noon, 17), key="two").candidates == whom[:2]


def test_an_objection_that_stands_seats_nobody(called: Election, people: People, noon: Moment) -> None:
    name(called, "dee", people["ada"], noon)
    propose(called, ["dee"], people["ada"], later(noon, 17))
    consent(called, people, later(noon, 17), against="eli")

    done = verbs.bring_up_to(election=called, at=later(noon, 60))

    assert (done.ended and done.ended.kind, done.elected) == (Step.OVER, [])
    assert not RolePeriod.objects.filter(role="care").exists()


def test_where_nobody_is_named_it_is_over_when_both_rounds_are(
    called: Election, people: People, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, 11))
    wake_all.func()
    assert standing_of(called).ended is None
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, 16))
    wake_all.func()
    wake_all.func()

    assert set(standing_of(called).steps) == {Step.NOBODY_STANDS}
    assert people["ada"].key == "ada"


def test_today_asks_for_a_name_then_for_a_change_then_for_a_proposal(
    called: Election, people: People, noon: Moment
) -> None:
    ada, dee = people["ada"], people["dee"]

    def verbs_of(who: Participant, at: Moment) -> list[str]:
        return [one.verb for one in for_today(who, at)]

    assert verbs_of(dee, noon) == ["Name somebody, and say why"]
    name(called, "eli", dee, noon)
    assert verbs_of(dee, noon) == []
    assert verbs_of(dee, later(noon, 12)) == ["See who is named"]
    assert verbs_of(ada, later(noon, 12)) == ["Name somebody, and say why"]
    assert (verbs_of(ada, later(noon, 17)), verbs_of(dee, later(noon, 17))) == (["Propose somebody"], [])


def test_it_is_refused_to_the_wrong_people_twice_too_soon_and_too_late(
    called: Election, people: People, noon: Moment, bo: Participant
) -> None:
    ada, dee = people["ada"], people["dee"]
    stands: dict[str, Any] = {"election": called, "person": "dee", "by": dee, "at": noon, "key": "stands"}
    assert refused(lambda: verbs.name_candidate(**stands)) == "elections.without-candidates"
    assert refused(lambda: name(called, "dee", bo, noon)) == "elections.name"
    assert refused(lambda: name(called, "dee", ada, noon, " ")) == "elections.why"
    assert refused(lambda: name(called, "dee", ada, noon, "x" * 2001)) == "elections.long"
    assert refused(lambda: name(called, "bo", ada, noon)) == "elections.may-not-stand"
    assert refused(lambda: name(called, "no\x00body", ada, noon)) == "not-there"
    name(called, "dee", ada, noon)
    other: dict[str, Any] = {"election": called, "person": "eli", "because": "No.", "by": ada, "at": noon}
    assert refused(lambda: verbs.name_with_reasons(**other, key="other")) == "elections.round"
    assert refused(lambda: propose(called, ["dee"], ada, noon)) == "elections.propose"
    over = later(noon, 17)
    assert refused(lambda: name(called, "dee", people["eli"], over)) == "elections.round"
    assert refused(lambda: propose(called, ["dee"], dee, over)) == "elections.propose"
    for whom in ([], ["eli"], ["dee", "eli", "fay"]):
        assert refused(lambda whom=whom: propose(called, whom, ada, over)) == "elections.whom"  # type: ignore[misc]
    propose(called, ["dee"], ada, over)
    assert refused(lambda: propose(called, ["dee"], ada, over, key="more")) == "elections.over"


@pytest.mark.parametrize(("post", "change"), [("care", None), ("care", 10), ("care", 500), ("chair", 15)])
def test_the_change_round_goes_with_it_and_comes_after_nominations(
    people: People, noon: Moment, post: str, change: int | None
) -> None:
    said: dict[str, Any] = {
        "post": post,
        "nominations_until": later(noon, 10).day,
        "change_until": later(noon, change).day if change else None,
        "from_day": later(noon, 60).day,
    }
    call = partial(verbs.call_election, **said, by=people["ada"], at=noon, key="call")

    assert refused(call) == "elections.change"


def test_its_pages_lead_through_both_rounds_and_nothing_typed_runs(
    called: Election, people: People, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: noon)
    ada, page = signed_in(people["ada"]), f"/c/harbour/elections/{called.pk}/"
    assert "Last day of the change round" in ada.get("/c/harbour/elections/new/").content.decode()
    sent = {"person": "dee", "because": "<script>go()</script> listens", "key": "one"}
    assert [ada.post(f"{page}reasons/", sent).status_code for _twice in range(2)] == [302, 302]
    shown = ada.get(page).content.decode()
    assert ("&lt;script&gt;" in shown, "named by 1 now" in shown, "everybody names somebody" in shown) == (
        True,
        True,
        True,
    )
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, 17))
    assert "Both rounds are over" in ada.get(page).content.decode()
    body = {"people": ["dee"], "because": "Dee listens.", "key": "two"}
    room = f"/api/v1/coops/harbour/elections/{called.pk}"

    answer = ada.post(f"{room}/proposal", body, content_type="application/json")

    assert answer.status_code == 201, answer.content
    told_of = answer.json()
    assert [one["person"] for one in told_of["namings"]] == ["dee"]
    assert told_of["proposal"]
    assert "Proposed: Dee." in ada.get(page).content.decode()
    vote = ada.get(reverse("proposals:proposal", args=["harbour", told_of["proposal"]]))
    assert "Dee listens." in vote.content.decode()
    NamingWords.objects.all().delete()
    assert "listens" not in ada.get(page).content.decode()
    assert ada.get(f"{page}count/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_who_propose_at_once_propose_once(called: Election, people: People, noon: Moment) -> None:
    name(called, "dee", people["ada"], noon)
    acts = [told(partial(propose, called, ["dee"], people["ada"], later(noon, 17), key)) for key in "ab"]

    assert sorted(all_at_once(acts)) == ["done", "elections.over"]
    assert ElectionStep.objects.filter(kind=Step.PUT_TO_VOTE).count() == 1


@pytest.mark.django_db(transaction=True)
def test_names_and_reasons_go_along_with_the_co_op(
    called: Election, people: People, noon: Moment, tmp_path: Path
) -> None:
    name(called, "dee", people["ada"], noon)
    name(called, "eli", people["ada"], later(noon, 12), "Fay is right.")
    instant = later(noon, 13).instant
    left = exporting.export("harbour", tmp_path, at=instant)
    sweep(connection)

    importing.bring_in(left.file)

    again = exporting.export("harbour", tmp_path, at=instant + dt.timedelta(days=1))
    assert again.digest == left.digest
    arrived = standing_of(Election.objects.select_related("coop").get())
    assert [(one.nth, one.words.content) for one in sorted(arrived.namings, key=lambda one: one.nth)] == [
        (1, "They listen."),
        (2, "Fay is right."),
    ]


def test_its_page_takes_as_many_questions_for_six_who_name_somebody_as_for_one(
    called: Election, people: People, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, page, asked = signed_in(people["ada"]), f"/c/harbour/elections/{called.pk}/", []

    def look(days: int) -> int:
        monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, days))
        ada.get(page)
        with CaptureQueriesContext(connection) as seen:
            assert ada.get(page).status_code == 200
        return len(seen)

    for more in (("dee",), ("eli", "fay", "gil", "hal", "ivy")):
        for key in more:
            name(called, "ada" if key == "eli" else "eli", people[key], noon)
        asked.append([look(0), look(12), look(17)])
    propose(called, ["eli", "ada"], people["ada"], later(noon, 17))

    assert asked[0] == asked[1]
    assert look(17) < 100
