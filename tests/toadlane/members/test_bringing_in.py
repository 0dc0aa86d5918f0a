"""Bringing people in: everybody or nobody, each with what they are since when."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from bylaws.kernel.faults import Fault, InputFault, NotThere, Refused
from tests.toadlane.charter import texts
from tests.toadlane.conftest import join
from tests.toadlane.members.conftest import BEGAN, GIL, Bring
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.members import verbs
from toadlane.members.entering import NewPerson, Spell
from toadlane.members.models import Invitation
from toadlane.record import reads as record
from toadlane.record.models import Entry


def test_somebody_comes_with_stages_a_role_and_an_invitation(gil: Participant) -> None:
    days = [dt.date(2022, 12, 31), dt.date(2023, 1, 1), dt.date(2023, 9, 30), dt.date(2023, 10, 1)]

    assert (gil.key, gil.name, gil.person) == ("gil", "Gil Example", None)
    assert [gil.stage_on(day) for day in days] == [None, "candidate", "candidate", "member"]
    assert gil.roles_on(dt.date(2024, 1, 1)) == frozenset({"bookkeeper"})
    assert Invitation.objects.get(participant=gil).email == "gil@harbour.example"


def test_the_record_tells_keys_and_days_and_neither_names_nor_addresses(gil: Participant) -> None:
    entry = Entry.objects.get(coop=gil.coop, kind="people.brought-in.v1")
    said = record.content(entry)

    assert said is not None
    assert said["what"] == {
        "people": [
            {
                "participant": "gil",
                "roles": [{"from": "2024-01-01", "until": None, "word": "bookkeeper"}],
                "stages": [
                    {"from": "2023-01-01", "until": "2023-10-01", "word": "candidate"},
                    {"from": "2023-10-01", "until": None, "word": "member"},
                ],
            }
        ]
    }


def test_the_same_click_twice_brings_them_in_once(bring: Bring) -> None:
    assert bring(GIL, NewPerson("Hal Example")) == bring(GIL, NewPerson("Hal Example"))
    assert Participant.objects.count() == 3


def test_two_of_one_name_get_keys_of_their_own(bring: Bring) -> None:
    people = bring(*[NewPerson("Gil Example")] * 3, NewPerson("李明"), NewPerson("李明"))

    assert [who.key for who in people] == ["gil", "gil-example", "gil-2", "person", "person-2"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"name": ""}, "members.name"),
        ({"name": "x" * 121}, "members.name"),
        ({"name": "Gil\x00"}, "members.name"),
        ({"name": "\u202eliG"}, "members.name"),
        ({"email": "gil"}, "members.email"),
        ({"email": "gil@harbour.example\nBcc: all@harbour.example"}, "members.email"),
        ({"email": "FAY@harbour.example"}, "members.twice"),
        ({"stages": (Spell("emperor", BEGAN),)}, "members.stage"),
        ({"stages": (Spell("member", BEGAN - dt.timedelta(days=1)),)}, "members.before"),
        ({"stages": (Spell("member", dt.date(2205, 1, 1)),)}, "members.ahead"),
        ({"stages": (Spell("candidate", BEGAN), Spell("member", BEGAN))}, "members.same-day"),
        ({"stages": (Spell("candidate", BEGAN, BEGAN),)}, "members.backwards"),
        (
            {
                "stages": (
                    Spell("candidate", BEGAN, dt.date(2020, 1, 1)),
                    Spell("member", dt.date(2019, 5, 1)),
                )
            },
            "members.same-day",
        ),
        ({"roles": (Spell("Boss!", BEGAN),)}, "members.role"),
        ({"roles": (Spell("bookkeeper", dt.date(1999, 1, 1)),)}, "members.before"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_is_brought_in(
    bring: Bring, said: dict[str, Any], code: str
) -> None:
    with pytest.raises(InputFault) as fault:
        bring(NewPerson("Hal Example", "hal@harbour.example"), replace(GIL, **said))

    assert (fault.value.code, Participant.objects.count(), Invitation.objects.count()) == (code, 1, 0)


def test_one_address_stands_for_one_person(bring: Bring) -> None:
    with pytest.raises(InputFault) as fault:
        bring(GIL, replace(GIL, name="Gil Again"))

    assert fault.value.code == "members.twice"


def test_where_the_day_the_co_op_began_is_unknown_any_day_goes(coop: Coop, bring: Bring) -> None:
    Coop.objects.filter(pk=coop.pk).update(began_on=None)
    coop.refresh_from_db()

    (gil,) = bring(replace(GIL, stages=(Spell("member", dt.date(1960, 1, 1)),)))

    assert gil.stage_on(dt.date(1960, 1, 1)) == "member"


def test_with_a_charter_its_stages_and_former_are_all_there_are(
    coop: Coop, fay: Participant, now: Moment, bring: Bring
) -> None:
    adopt_charter(coop=coop, source=texts.HARBOUR, by=fay, at=now, key="charter")

    bring(NewPerson("Hal", stages=(Spell("former", BEGAN),)))
    with pytest.raises(InputFault) as fault:
        bring(NewPerson("Ida", stages=(Spell("intern", BEGAN),)), key="other")

    assert (fault.value.code, "candidate, member, former" in fault.value.next_step) == ("members.stage", True)


def test_without_a_rule_of_stages_the_usual_ones_are_there(
    coop: Coop, fay: Participant, now: Moment, bring: Bring
) -> None:
    adopt_charter(coop=coop, source=texts.FRONT, by=fay, at=now, key="charter")

    assert bring(NewPerson("Ida", stages=(Spell("intern", BEGAN),)))[0].stage_on(BEGAN) == "intern"


def test_only_founder_and_bookkeeper_bring_in(
    coop: Coop, bring: Bring, bo: Participant, ada: Participant
) -> None:
    with pytest.raises(Refused) as fault:
        bring(GIL, by=bo)

    assert fault.value.code == "members.not-founder"
    assert bring(GIL, by=ada)[0].name == GIL.name


def test_nobody_of_another_co_op_brings_in(bring: Bring) -> None:
    elsewhere = Coop.objects.create(slug="elsewhere", name="E", currency="USD", time_zone="UTC")
    stranger = join(elsewhere, "zed", "member", BEGAN)
    RolePeriod.objects.create(coop=elsewhere, participant=stranger, role="founder", valid_from=BEGAN)

    with pytest.raises(NotThere):
        bring(GIL, by=stranger)


@pytest.mark.parametrize("count", [0, 1001])
def test_nobody_and_too_many_are_refused(bring: Bring, count: int) -> None:
    with pytest.raises(Fault) as fault:
        bring(*[NewPerson("Hal")] * count)

    assert fault.value.code == "members.count"


def test_five_hundred_come_at_once(bring: Bring, coop: Coop) -> None:
    people = [
        NewPerson(f"Person {n}", f"p{n}@harbour.example", (Spell("member", BEGAN),)) for n in range(500)
    ]

    bring(*people)

    assert Participant.objects.filter(coop=coop).count() == 501
    assert StagePeriod.objects.filter(coop=coop).count() == 501
    assert Invitation.objects.filter(coop=coop).count() == 500


def test_a_name_is_put_right_and_the_key_stays(gil: Participant, fay: Participant, now: Moment) -> None:
    for _ in range(2):
        verbs.rename(participant=gil, name="  Gill   Example ", by=fay, at=now, key="name")

    assert (gil.name, gil.key) == ("Gill Example", "gil")
    assert Entry.objects.filter(kind="person.renamed.v1").count() == 1
