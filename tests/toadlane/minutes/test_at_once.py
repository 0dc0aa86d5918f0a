"""Two act on the same minutes in the same moment: nothing is lost, nothing happens twice."""

from __future__ import annotations

from functools import partial

import pytest

from tests.toadlane.books.test_paying_at_once import told
from tests.toadlane.crowds import all_at_once
from tests.toadlane.minutes.conftest import House
from toadlane.minutes import verbs
from toadlane.minutes.models import Approval, ApprovalContested, EarlierLine, Frozen, Line, Minutes
from toadlane.record.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_approvals_at_once_freeze_once(house: House) -> None:
    row = house.sent()
    house.approve(row, house.ada)
    yes = [
        partial(verbs.approve, minutes=row.pk, edition=1, by=who, at=house.at)
        for who in (house.bo, house.dee, house.dee)
    ]

    all_at_once([told(act) for act in yes])

    assert (Approval.objects.count(), Frozen.objects.count()) == (3, 1)
    assert Entry.objects.filter(kind="minutes.frozen.v1").count() == 1


def test_who_contests_and_the_house_that_freezes_come_one_after_the_other(house: House) -> None:
    row, later = house.sent(), house.after("ada", "bo", "dee")
    house.note(row, later, "ada", "bo")
    house.later(3)
    acts = [
        partial(verbs.contest, minutes=row.pk, edition=1, by=house.bo, at=house.at),
        partial(verbs.settle, minutes=row, at=house.at),
    ]

    said = all_at_once([told(act) for act in acts])

    assert sorted(said) == ["done", "minutes.contested-late"]
    assert (ApprovalContested.objects.count(), Frozen.objects.count()) == (0, 1)


def test_contested_twice_at_once_it_is_contested_once(house: House) -> None:
    row, later = house.sent(), house.after("ada", "bo", "dee")
    house.note(row, later, "ada", "bo")
    act = partial(verbs.contest, minutes=row.pk, edition=1, by=house.bo, at=house.at)

    assert all_at_once([told(act)] * 3) == ["done"] * 3

    assert ApprovalContested.objects.count() == 1
    assert Entry.objects.filter(kind="minutes.contested.v1").count() == 1


def test_two_who_note_the_same_person_at_once_note_them_once(house: House) -> None:
    row, later = house.sent(), house.after("ada", "bo", "dee")
    acts = [partial(house.note, row, later, "bo", "dee", by=by) for by in (house.ada, house.bo)]

    assert all_at_once([told(act) for act in acts]) == ["done"] * 2

    assert Approval.objects.filter(participant=house.dee).count() == 1
    assert house.life(row).now.value.approved_by == ("bo",)


def test_two_on_one_line_and_two_who_begin(house: House) -> None:
    begun = all_at_once([lambda: verbs.begin(meeting=house.meeting, by=house.ada, at=house.at).pk] * 2)
    assert len(set(begun)) == 1
    row = Minutes.objects.get()
    line = house.write(row, "issues", "The roof.")

    said = all_at_once(
        [
            told(partial(house.write, row, "issues", text, line=line.pk, edition=1))
            for text in ("It leaks.", "It holds.")
        ]
    )

    assert sorted(said) == ["done", "minutes.moved"]
    assert (Line.objects.get(pk=line.pk).edition, EarlierLine.objects.count()) == (2, 1)
