"""Two act on the same minutes in the same moment: nothing is lost, nothing happens twice."""

from __future__ import annotations

from functools import partial

import pytest

from tests.toadlane.books.test_paying_at_once import told
from tests.toadlane.crowds import all_at_once
from tests.toadlane.minutes.conftest import House
from toadlane.minutes import verbs
from toadlane.minutes.models import Approval, EarlierLine, Frozen, Line, Minutes
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
