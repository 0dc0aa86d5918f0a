"""What somebody would try who has left, or would get somebody in: each way that once led around a rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from bylaws.kernel.faults import Refused
from tests.toadlane.leaving.conftest import GOES, TODAY, click, on
from toadlane.candidacy.models import Evaluation, EvaluationWords, Evaluator
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Matter, sight_on
from toadlane.keeping.own.erasing import erase
from toadlane.leaving.models import Departure
from toadlane.leaving.verbs import come_back
from toadlane.members.entering import NewPerson, Spell
from toadlane.members.standing import MOVING_IN, kept_here_since
from toadlane.members.verbs import bring_in, invite
from toadlane.members.verbs.periods import begin, correct, void
from toadlane.people.models import Person
from toadlane.privacy import verbs as privacy
from toadlane.privacy.models import Look

DAY = dt.timedelta(days=1)
Give = Callable[..., Departure]


@pytest.fixture(autouse=True)
def house(settings: Any, tmp_path: Path) -> None:
    """With a key of its own for what is sealed."""
    settings.DATA, settings.DETAILS_KEY = tmp_path, ""


@pytest.fixture
def talk(ada: Participant, bo: Participant, eli: Participant) -> Evaluation:
    """Eli evaluated Bo, and Ada wrote it down."""
    row = Evaluation.objects.create(
        coop=bo.coop,
        participant=bo,
        stage="candidate",
        held_on=TODAY,
        views=["peers"],
        outcome="goes-well",
        entered_by=ada,
        entered_on=TODAY,
    )
    Evaluator.objects.create(coop=bo.coop, evaluation=row, participant=eli)
    EvaluationWords.objects.create(coop=bo.coop, evaluation=row, participant=bo, content="Said in trust.")
    return row


def test_who_evaluated_somebody_reads_it_no_longer_once_they_have_left(
    talk: Evaluation, eli: Participant, give: Give
) -> None:
    give(eli)
    kept_link, client = reverse("candidacy:evaluation", args=["harbour", "bo", talk.pk]), Client()
    assert eli.person is not None
    found = []

    for day in (GOES - DAY, GOES):
        with time_machine.travel(dt.datetime.combine(day, dt.time(16), dt.UTC), tick=False):
            client.force_login(eli.person)
            answer = client.get(kept_link)
            found.append((answer.status_code, b"Said in trust." in answer.content))

    words, rows = EvaluationWords.objects.get(), EvaluationWords.objects.all()
    sights = [sight_on(eli, day) for day in (GOES - DAY, GOES)]
    assert found == [(200, True), (404, False)]
    assert [(one.may_see(words), [*one.visible(rows)]) for one in sights] == [(True, [words]), (False, [])]


def test_a_role_that_was_entered_during_the_notice_is_held_by_nobody_who_has_left(
    ada: Participant, dee: Participant, eli: Participant, noon: Moment, give: Give
) -> None:
    give(eli)
    begin(RolePeriod, participant=eli, spell=Spell("bookkeeper", TODAY), by=ada, at=noon, key=click())
    bank = Matter(eli.coop, "payment-details", dee)

    sees = [sight_on(eli, day).may_see(bank) for day in (GOES - DAY, GOES)]
    with pytest.raises(Refused) as refused:
        invite(participant=dee, email="eve@elsewhere.example", by=eli, at=on(GOES, noon), key=click())

    assert (sees, [eli.roles_on(day) for day in (GOES - DAY, GOES)]) == (
        [True, False],
        [frozenset({"bookkeeper"}), frozenset()],
    )
    assert refused.value.code == "members.not-founder"


def test_the_bookkeeper_of_one_circle_enters_nobody(ada: Participant, eli: Participant, noon: Moment) -> None:
    RolePeriod.objects.create(
        coop=eli.coop, participant=eli, role="bookkeeper", held_for="garden-circle", valid_from=TODAY
    )

    with pytest.raises(Refused) as refused:
        begin(RolePeriod, participant=eli, spell=Spell("founder", TODAY), by=eli, at=noon, key=click())

    assert refused.value.code == "members.not-founder"


@pytest.mark.parametrize("detour", ["retired", "former"])
def test_no_detour_leads_to_a_stage_that_members_decide_on(
    detour: str, governed: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    """By retiring, by leaving for a day, or by putting right what was right."""
    aside = Spell(detour, TODAY + DAY)
    member = Spell("member", TODAY + 2 * DAY)
    away = begin(StagePeriod, participant=bo, spell=aside, by=ada, at=noon, key=click())
    changed = Spell("member", aside.valid_from)
    ways: list[Callable[[], object]] = [
        lambda: begin(StagePeriod, participant=bo, spell=member, by=ada, at=noon, key=click()),
        lambda: correct(away, spell=changed, because="So.", by=ada, at=noon, key=click()),
    ]
    refused = []

    for way in ways:
        with pytest.raises(Refused) as fault:
            way()
        refused.append(fault.value.code)

    assert refused == ["members.decided", "members.decided"]
    assert bo.stage_on(TODAY + 3 * DAY) == detour


def test_time_away_and_back_is_entered_without_a_decision(
    ada: Participant, eli: Participant, noon: Moment
) -> None:
    Participant.objects.filter(pk=eli.pk).update(person=None)  # of somebody who signs in, two say so
    eli.refresh_from_db()
    for word, after in (("retired", 1), ("member", 5)):
        spell = Spell(word, TODAY + after * DAY)
        begin(StagePeriod, participant=eli, spell=spell, by=ada, at=noon, key=click())

    assert [eli.stage_on(TODAY + n * DAY) for n in (0, 1, 5)] == ["member", "retired", "member"]


def test_the_same_key_sent_a_day_later_is_another_look(
    ada: Participant, dee: Participant, noon: Moment
) -> None:
    privacy.keep_details(participant=dee, said={"bank": "one"}, by=dee, at=noon, key=click())
    kept = []

    for late in (0, 5, 24 * 60, 24 * 60 + 5):
        at = Moment.of(noon.instant + dt.timedelta(minutes=late), coop=dee.coop)
        privacy.look(about=dee, information_class="payment-details", by=ada, at=at, key="look")
        kept.append(Look.objects.count())

    assert kept == [1, 1, 2, 2]


def test_the_reason_of_an_emergency_is_no_longer_read_by_whoever_left(
    ada: Participant, dee: Participant, eli: Participant, noon: Moment, give: Give
) -> None:
    asked = privacy.ask_in_emergency(
        about=eli,
        information_class="personal-details",
        because="Eli is ill.",
        days=1,
        by=dee,
        at=noon,
        key=click(),
    )
    privacy.agree_in_emergency(emergency=asked, by=ada, at=noon, key=click())
    give(dee)
    page, answers = reverse("privacy:emergency", args=["harbour", asked.pk]), []

    with time_machine.travel(dt.datetime.combine(GOES, dt.time(16), dt.UTC), tick=False):
        for who in (ada, eli, dee):
            client = Client()
            client.force_login(Person.objects.get(participants=who))
            answers.append(client.get(page))

    assert [(one.status_code, b"Eli is ill." in one.content) for one in answers] == [
        (200, True),
        (200, True),
        (404, False),
    ]


def test_nobody_is_erased_who_is_to_come_back(
    governed: Coop, ada: Participant, bo: Participant, noon: Moment, give: Give
) -> None:
    give(bo)
    after = on(GOES, noon)
    soon = GOES + 3 * DAY
    back = come_back(participant=bo, stage="candidate", from_day=soon, by=ada, at=after, key=click())

    with pytest.raises(Refused) as refused:
        erase(participant=bo, by=bo, at=after, key=click(), typed="bo")
    void(back, because="They stay away.", by=ada, at=after, key=click())
    erase(participant=bo, by=bo, at=after, key=click(), typed="bo")

    assert refused.value.code == "erasure.still-here"


@pytest.mark.parametrize("since", [dt.date(2024, 1, 1), dt.date(2025, 3, 3)])
def test_once_a_co_op_has_moved_in_nobody_is_brought_in_as_what_members_decide(
    governed: Coop, ada: Participant, noon: Moment, since: dt.date
) -> None:
    moved_in = on(kept_here_since(governed) + MOVING_IN, noon)
    accomplice = NewPerson("Gil Example", stages=(Spell("member", since),))
    newcomer = NewPerson("Hal Example", stages=(Spell("candidate", moved_in.day),))

    with pytest.raises(Refused) as refused:
        bring_in(coop=governed, people=[accomplice], by=ada, at=moved_in, key=click())
    bring_in(coop=governed, people=[newcomer], by=ada, at=moved_in, key=click())
    (nobody_yet,) = bring_in(
        coop=governed, people=[NewPerson("Ida Example")], by=ada, at=moved_in, key=click()
    )
    with pytest.raises(Refused) as later:
        begin(
            StagePeriod,
            participant=nobody_yet,
            spell=Spell("member", moved_in.day),
            by=ada,
            at=moved_in,
            key=click(),
        )

    assert {refused.value.code, later.value.code} == {"members.decided"}
    assert not Participant.objects.filter(name="Gil Example").exists()
    before = on(moved_in.day - DAY, noon)
    assert bring_in(coop=governed, people=[accomplice], by=ada, at=before, key=click())
