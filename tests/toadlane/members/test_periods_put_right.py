"""Stages and roles begin, end with the next, and are put right by rows that replace them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from bylaws.kernel.faults import Fault, RecordMoved, Refused
from tests.toadlane.members.conftest import BEGAN
from toadlane.coops.models import Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.members import verbs
from toadlane.members.entering import Spell
from toadlane.people.models import Person
from toadlane.record import reads as record
from toadlane.record.models import Entry

Days = list[tuple[str, dt.date, dt.date | None]]
SPRING, SUMMER, AUTUMN = dt.date(2023, 3, 1), dt.date(2024, 6, 1), dt.date(2025, 9, 1)


@pytest.fixture
def said(fay: Participant, now: Moment) -> dict[str, Any]:
    return {"by": fay, "at": now, "key": "act"}


def stages(who: Participant) -> Days:
    rows = StagePeriod.objects.filter(participant=who).order_by("valid_from")
    return [(row.stage, row.valid_from, row.valid_until) for row in rows]


def test_a_new_stage_ends_the_one_before_and_is_one_entry(gil: Participant, said: dict[str, Any]) -> None:
    for _ in range(2):
        verbs.begin(StagePeriod, participant=gil, spell=Spell("sabbatical", SUMMER), **said)

    assert stages(gil) == [
        ("candidate", dt.date(2023, 1, 1), dt.date(2023, 10, 1)),
        ("member", dt.date(2023, 10, 1), SUMMER),
        ("sabbatical", SUMMER, None),
    ]
    assert Entry.objects.filter(kind="stage.begun.v1", subject="gil").count() == 1


def test_a_stage_that_begins_between_lasts_until_the_next(gil: Participant, said: dict[str, Any]) -> None:
    verbs.begin(StagePeriod, participant=gil, spell=Spell("trainee", SPRING), **said)

    assert stages(gil)[:3] == [
        ("candidate", dt.date(2023, 1, 1), SPRING),
        ("trainee", SPRING, dt.date(2023, 10, 1)),
        ("member", dt.date(2023, 10, 1), None),
    ]


def test_a_stage_before_the_first_lasts_until_it(gil: Participant, said: dict[str, Any]) -> None:
    verbs.begin(StagePeriod, participant=gil, spell=Spell("intern", BEGAN), **said)

    assert stages(gil)[0] == ("intern", BEGAN, dt.date(2023, 1, 1))


def test_two_stages_cannot_begin_on_one_day(gil: Participant, said: dict[str, Any]) -> None:
    with pytest.raises(Refused) as fault:
        verbs.begin(StagePeriod, participant=gil, spell=Spell("retired", dt.date(2023, 10, 1)), **said)

    assert fault.value.code == "period.overlaps"


def test_nobody_ends_a_membership_by_way_of_time_away(
    gil: Participant, said: dict[str, Any], now: Moment
) -> None:
    person = Person.objects.create(email="gil@sign.example", name="Gil")
    Participant.objects.filter(pk=gil.pk).update(person=person)
    gil.refresh_from_db()
    alone = {**said, "key": "alone"}
    tried: list[Callable[[], object]] = [
        lambda: verbs.begin(StagePeriod, participant=gil, spell=Spell("sabbatical", SUMMER), **alone),
        lambda: verbs.begin(
            StagePeriod, participant=gil, spell=Spell("sabbatical", now.day + dt.timedelta(days=99)), **alone
        ),
    ]
    for act in tried:
        with pytest.raises(Refused) as fault:
            act()
        assert fault.value.code == "members.away"
    asked = verbs.ask_change(kind="sabbatical", participant=gil, said={"valid_from": SUMMER}, **said)
    verbs.confirm_change(change=asked, by=gil, at=now, key="gil")
    [*before, away] = StagePeriod.objects.filter(participant=gil).order_by("valid_from")
    other, tomorrow = {**said, "key": "other"}, now.day + dt.timedelta(days=1)

    acts: list[Callable[[], object]] = [
        lambda: verbs.begin(StagePeriod, participant=gil, spell=Spell("former", now.day), **other),
        lambda: verbs.correct(away, spell=Spell("sabbatical", SUMMER, tomorrow), because="So.", **other),
        lambda: verbs.void(away, because="So.", **other),
    ]
    for act in acts:
        with pytest.raises(Refused) as fault:
            act()
        assert fault.value.code == "members.ends"
    assert [*StagePeriod.objects.filter(participant=gil).order_by("valid_from")] == [*before, away]

    back = verbs.begin(StagePeriod, participant=gil, spell=Spell("member", now.day), **other)
    assert isinstance(back, StagePeriod)
    assert back.stage == "member"


def test_several_roles_are_held_at_once_but_none_twice(gil: Participant, said: dict[str, Any]) -> None:
    verbs.begin(RolePeriod, participant=gil, spell=Spell("accountant", SUMMER), **said)
    with pytest.raises(Refused):
        verbs.begin(
            RolePeriod, participant=gil, spell=Spell("bookkeeper", SUMMER), **{**said, "key": "other"}
        )

    assert gil.roles_on(AUTUMN) == frozenset({"accountant", "bookkeeper"})


def test_a_wrong_day_is_put_right_and_both_rows_stay(gil: Participant, said: dict[str, Any]) -> None:
    candidate = StagePeriod.objects.get(participant=gil, stage="candidate")

    right = Spell("candidate", SPRING, dt.date(2023, 10, 1))
    for _ in range(2):
        verbs.correct(candidate, spell=right, because="the minutes say March", **said)

    assert stages(gil)[0] == ("candidate", SPRING, dt.date(2023, 10, 1))
    assert StagePeriod.written.filter(participant=gil).count() == 3
    entry = Entry.objects.get(kind="stage.corrected.v1")
    told = record.content(entry)
    assert told is not None
    assert (entry.subject, told["what"]["because"]) == ("gil", "the minutes say March")


def test_what_never_was_is_taken_back(gil: Participant, said: dict[str, Any]) -> None:
    candidate = StagePeriod.objects.get(participant=gil, stage="candidate")

    verbs.void(candidate, because="Gil came as a member", **said)

    assert gil.stage_on(SPRING) is None
    assert gil.stage_on(AUTUMN) == "member"


def test_a_stage_taken_back_leaves_its_day_to_another(gil: Participant, said: dict[str, Any]) -> None:
    member = StagePeriod.objects.get(participant=gil, stage="member")
    verbs.void(member, because="never", **said)

    verbs.begin(
        StagePeriod, participant=gil, spell=Spell("intern", dt.date(2023, 10, 1)), **{**said, "key": "again"}
    )

    assert gil.stage_on(AUTUMN) == "intern"


def test_what_was_put_right_meanwhile_is_not_put_right_again(gil: Participant, said: dict[str, Any]) -> None:
    candidate = StagePeriod.objects.get(participant=gil, stage="candidate")
    verbs.void(candidate, because="first", **said)

    with pytest.raises(RecordMoved) as fault:
        verbs.void(candidate, because="second", **{**said, "key": "other"})

    assert fault.value.code == "members.replaced"


@pytest.mark.parametrize(
    ("spell", "because", "code"),
    [
        (Spell("candidate", SPRING, SPRING), "why", "members.backwards"),
        (Spell("candidate", SPRING), "why", "period.overlaps"),
        (Spell("candidate", dt.date(2018, 1, 1), SPRING), "why", "members.before"),
        (Spell("emperor", SPRING, AUTUMN), "why", "members.stage"),
        (Spell("candidate", SPRING, dt.date(2023, 10, 1)), " ", "members.because"),
        (Spell("candidate", SPRING, dt.date(2023, 10, 1)), "x" * 301, "members.because"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    gil: Participant, said: dict[str, Any], spell: Spell, because: str, code: str
) -> None:
    before = stages(gil)
    candidate = StagePeriod.objects.get(participant=gil, stage="candidate")

    with pytest.raises(Fault) as fault:
        verbs.correct(candidate, spell=spell, because=because, **said)

    assert (fault.value.code, stages(gil)) == (code, before)


def test_the_last_who_can_enter_people_keeps_the_role(fay: Participant, said: dict[str, Any]) -> None:
    founder = RolePeriod.objects.get(participant=fay)

    with pytest.raises(Refused) as fault:
        verbs.void(founder, because="done", **said)

    assert (fault.value.code, fay.roles_on(AUTUMN)) == ("members.last", frozenset({"founder"}))


def test_a_founder_hands_over_to_a_bookkeeper(
    fay: Participant, gil: Participant, said: dict[str, Any], now: Moment
) -> None:
    founder = RolePeriod.objects.get(participant=fay, role="founder")

    verbs.correct(founder, spell=Spell("founder", BEGAN, now.day), because="Gil keeps the books", **said)

    assert fay.roles_on(now.day) == frozenset()
    with pytest.raises(Refused):
        verbs.begin(RolePeriod, participant=fay, spell=Spell("founder", now.day), **{**said, "key": "back"})


def test_a_candidate_puts_nothing_right(gil: Participant, bo: Participant, now: Moment) -> None:
    candidate = StagePeriod.objects.get(participant=gil, stage="candidate")

    with pytest.raises(Refused) as fault:
        verbs.void(candidate, because="no", by=bo, at=now, key="act")

    assert fault.value.code == "members.not-founder"
