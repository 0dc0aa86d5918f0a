"""Who may see what, as the charter's transparency rule was seeded."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from toadlane.coops import sight
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod, Visibility
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Matter, Sight
from toadlane.jobs.models import Progress
from toadlane.record import verbs as record
from toadlane.record.models import Entry

MONDAY = dt.date(2025, 3, 3)
DAY = dt.timedelta(days=1)
CLASSES = {
    "accounts": ["members", "candidates"],
    "directory": ["world"],
    "directory-of-candidates": ["candidates"],
    "member-money": ["bookkeeper", "accountant"],
    "wellbeing": ["self"],
}


@pytest.fixture
def seeded(harbour: Coop, ada: Participant, noon: Moment) -> Coop:
    sight.seed(coop=harbour, classes=CLASSES, by=ada, at=noon)
    return harbour


@pytest.fixture
def people(ada: Participant, bo: Participant) -> dict[str, Participant | None]:
    return {"ada": ada, "bo": bo, "nobody": None}


@pytest.mark.parametrize(
    ("information_class", "who", "expected"),
    [
        ("accounts", "ada", "sees"),
        ("accounts", "bo", "sees"),
        ("accounts", "nobody", "sees not"),
        ("directory", "ada", "sees"),
        ("directory", "bo", "sees"),
        ("directory", "nobody", "sees"),
        ("directory-of-candidates", "ada", "sees"),
        ("directory-of-candidates", "bo", "sees"),
        ("directory-of-candidates", "nobody", "sees not"),
        ("member-money", "ada", "sees"),
        ("member-money", "bo", "sees not"),
        ("member-money", "nobody", "sees not"),
        ("wellbeing", "ada", "sees not"),
        ("record", "ada", "sees"),
        ("record", "bo", "sees not"),
        ("record", "nobody", "sees not"),
        ("personal-details", "ada", "sees not"),
    ],
)
def test_each_class_is_open_to_its_audiences_and_to_nobody_else(
    seeded: Coop, people: dict[str, Participant | None], information_class: str, who: str, expected: str
) -> None:
    sees = sight.may_see(people[who], Matter(seeded, information_class), MONDAY)

    assert sees is (expected == "sees")


@pytest.mark.parametrize("information_class", [*CLASSES, "record", "personal-details"])
def test_everyone_sees_what_is_about_themselves(
    seeded: Coop, bo: Participant, information_class: str
) -> None:
    assert sight.may_see(bo, Matter(seeded, information_class, about=bo), MONDAY)


def test_who_left_sees_their_own_and_no_more(seeded: Coop, ada: Participant) -> None:
    [membership] = StagePeriod.objects.filter(participant=ada)
    [office] = RolePeriod.objects.filter(participant=ada)
    ended = {"coop": seeded, "participant": ada, "valid_from": membership.valid_from, "valid_until": MONDAY}
    StagePeriod.objects.create(**ended, stage="member", replaces=membership)
    RolePeriod.objects.create(**ended, role="bookkeeper", replaces=office)
    others, own = Matter(seeded, "accounts"), Matter(seeded, "accounts", about=ada)

    seen = [sight.may_see(ada, thing, day) for thing, day in product((others, own), (MONDAY - DAY, MONDAY))]

    assert seen == [True, False, True, True]


def test_a_member_of_one_coop_is_a_stranger_in_another(ada: Participant) -> None:
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")

    assert not sight.may_see(ada, Matter(quay, "accounts", about=ada), MONDAY)
    assert not Sight.of(ada, coop=ada.coop, on=MONDAY).may_see(Matter(quay, "accounts"))


def test_without_any_seed_members_see_what_is_not_personal(
    harbour: Coop, ada: Participant, bo: Participant
) -> None:
    seen = [
        sight.may_see(who, Matter(harbour, name), MONDAY)
        for who, name in product((ada, bo, None), ("accounts", "personal-details"))
    ]

    assert seen == [True, False, False, False, False, False]


def test_a_charter_may_open_what_it_does_not_name_to_candidates_too(
    harbour: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    sight.seed(coop=harbour, classes=CLASSES, otherwise=["members", "candidates"], by=ada, at=noon)

    assert sight.may_see(bo, Matter(harbour, "record"), MONDAY)
    assert not sight.may_see(bo, Matter(harbour, "member-money"), MONDAY)


def test_a_new_seed_says_no_more_and_no_less_than_the_charter(
    seeded: Coop, ada: Participant, noon: Moment
) -> None:
    kept = Visibility.objects.get(coop=seeded, information_class="directory").pk

    sight.seed(coop=seeded, classes={"directory": ["world"], "hours": ["members"]}, by=ada, at=noon)

    table = Visibility.objects.filter(coop=seeded).order_by("information_class")
    assert list(table.values_list("information_class", "audience")) == [
        ("directory", "world"),
        ("hours", "members"),
        ("otherwise", "members"),
    ]
    assert table.get(information_class="directory").pk == kept


def test_a_list_shows_what_each_may_see(
    seeded: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    mine = record.append(kind="coop.founded.v1", what={}, by=ada, at=noon)
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    record.append(kind="coop.founded.v1", what={}, by=None, at=noon, coop=quay)

    seen = [list(sight.visible(Entry.objects.all(), to=who, on=MONDAY)) for who in (ada, bo, None)]

    assert seen == [[mine], [], []]


@pytest.mark.parametrize(
    ("classes", "otherwise", "listed"),
    [
        ({"record": ["world"]}, ["members"], 1),
        ({"record": ["members"]}, ["world"], 0),
        ({}, ["world"], 1),
        ({}, ["members"], 0),
    ],
)
def test_strangers_are_listed_what_is_open_to_the_world(
    ada: Participant, noon: Moment, classes: dict[str, list[str]], otherwise: list[str], listed: int
) -> None:
    entry = record.append(kind="coop.founded.v1", what={}, by=ada, at=noon)
    sight.seed(coop=ada.coop, classes=classes, otherwise=otherwise, by=ada, at=noon)

    found = list(sight.visible(Entry.objects.all(), to=None, on=MONDAY))

    assert found == [entry] * listed
    assert sight.may_see(None, entry, MONDAY) is bool(listed)


def test_rows_that_carry_their_own_class_are_listed_one_by_one(
    seeded: Coop, ada: Participant, bo: Participant
) -> None:
    """Visibility itself serves as the example: each of its rows carries a class."""
    rows = Visibility.objects.filter(coop=seeded)

    seen = [
        {row.information_class for row in sight.visible(rows, to=who, on=MONDAY)} for who in (ada, bo, None)
    ]

    assert seen == [
        {"accounts", "directory", "directory-of-candidates", "member-money", "otherwise"},
        {"accounts", "directory", "directory-of-candidates"},
        {"directory"},
    ]


def test_rows_about_somebody_are_listed_to_them(
    harbour: Coop, bo: Participant, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stage periods serve as the example: here they are given a class and say whom they are about."""
    monkeypatch.setattr(StagePeriod, "information_class", "evaluations", raising=False)
    monkeypatch.setattr(StagePeriod, "about_field", "participant", raising=False)

    assert [row.participant for row in sight.visible(StagePeriod.objects.all(), to=bo, on=MONDAY)] == [bo]
    assert list(sight.visible(StagePeriod.objects.all(), to=None, on=MONDAY)) == []


def test_jobs_are_about_nobody_in_particular(harbour: Coop, bo: Participant) -> None:
    Progress.objects.create(coop=harbour, title="Import", asked_by="bo")

    assert list(sight.visible(Progress.objects.all(), to=bo, on=MONDAY)) == []


def test_bookkeeper_of_a_circle_is_not_the_co_ops(seeded: Coop, bo: Participant, noon: Moment) -> None:
    held = {"coop": seeded, "participant": bo, "valid_from": noon.day}
    RolePeriod.objects.create(**held, role="bookkeeper", held_for="finance-circle")
    RolePeriod.objects.create(**held, role="finance-circle")

    seen = Sight.of(bo, coop=seeded, on=noon.day)

    assert not seen.may_see_class("member-money")
    assert {"finance-circle", "bookkeeper"} & seen.audiences == {"finance-circle"}


def test_role_called_member_makes_nobody_a_member(seeded: Coop, bo: Participant, noon: Moment) -> None:
    for role in ("member", "members", "world"):
        RolePeriod.objects.create(coop=seeded, participant=bo, role=role, valid_from=noon.day)

    assert not Sight.of(bo, coop=seeded, on=noon.day).may_see_class("record")


def test_role_called_self_opens_nobody_elses_matters(
    seeded: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    RolePeriod.objects.create(coop=seeded, participant=ada, role="self", valid_from=noon.day)

    seen = Sight.of(ada, coop=seeded, on=noon.day)

    told = [seen.may_see(Matter(seeded, "wellbeing", about)) for about in (ada, bo)]
    assert (told, seen.may_see_class("personal-details")) == ([True, False], False)
