"""Who approves minutes, contests or freezes is killed at one moment after another: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bylaws.record.canonical import canonical
from bylaws.record.commitment import commit
from tests.brought_up import this_database
from tests.faults.lives import Mortal, mortal
from tests.faults.test_close_is_whole import is_sound
from tests.toadlane.minutes.conftest import House, house
from toadlane.minutes.models import Approval, ApprovalContested, Frozen, FrozenWords
from toadlane.record.models import Entry, Opening, Unsequenced
from toadlane.record.reads import stands

__all__ = ["house"]
pytestmark = pytest.mark.django_db(transaction=True)

SCRIPT = Path(__file__).with_name("approve_and_die.py")
AT_STATEMENTS = (1, 4, 9, 14, 18, 22)
IN_CONTESTING = (1, 5, 9, 13)
WRITTEN = (Approval, ApprovalContested, Frozen, FrozenWords, Entry, Opening, Unsequenced)


@pytest.fixture(scope="module")
def approving(django_db_setup: None) -> Iterator[Mortal]:
    with mortal(SCRIPT, database=this_database()) as one:
        yield one


def counts() -> list[int]:
    return [model.objects.count() for model in WRITTEN]


def test_killed_in_the_middle_of_an_approval_minutes_are_a_draft_or_frozen(
    house: House, approving: Mortal
) -> None:
    row = house.sent()
    house.approve(row, house.ada, house.bo)
    before = counts()

    for when in (*AT_STATEMENTS, "commit"):
        assert approving.lives(row.pk, "dee", "approve", when) == ["begun"]
        assert (when, counts(), is_sound()) == (when, before, True)
    assert approving.lives(row.pk, "dee", "approve", "committed") == ["begun"]

    frozen = Frozen.objects.select_related("words").get()
    assert frozen.digest == commit(canonical(frozen.words.content), salt=bytes(frozen.words.salt)).hex()
    assert stands(Entry.objects.get(pk=frozen.entry)) is True
    assert approving.lives(row.pk, "dee", "approve", "never") == ["begun", "done"]
    assert (Frozen.objects.count(), Approval.objects.count(), is_sound()) == (1, 3, True)


def test_killed_in_the_middle_what_was_noted_is_contested_whole_or_not_at_all(
    house: House, approving: Mortal
) -> None:
    row = house.sent()
    house.note(row, house.after("ada", "bo", "dee"), "ada", "bo")
    before = counts()

    for when in (*IN_CONTESTING, "commit"):
        assert approving.lives(row.pk, "bo", "contest", when) == ["begun"]
        assert (when, counts(), is_sound()) == (when, before, True)
    assert approving.lives(row.pk, "bo", "contest", "committed") == ["begun"]

    assert house.life(row).contested_by == {"bo"}
    assert approving.lives(row.pk, "bo", "contest", "never") == ["begun", "done"]
    assert (ApprovalContested.objects.count(), is_sound()) == (1, True)
    assert approving.lives(row.pk, "bo", "settle", "never") == ["begun", "done"]
    assert not Frozen.objects.exists()


def test_killed_in_the_middle_the_house_freezes_by_what_was_noted_when_it_is_up_again(
    house: House, approving: Mortal
) -> None:
    row = house.sent()
    house.note(row, house.after("ada", "bo", "dee"), "ada", "bo")
    before = counts()

    for when in (*IN_CONTESTING, "commit"):
        assert approving.lives(row.pk, "ada", "settle", when) == ["begun"]
        assert (when, counts(), is_sound()) == (when, before, True)
    for when in ("never", "never"):
        assert approving.lives(row.pk, "ada", "settle", when) == ["begun", "done"]

    assert stands(Entry.objects.get(pk=Frozen.objects.get().entry)) is True
    assert is_sound()
