"""A process that approves minutes is killed at one moment after another: they are a draft, or frozen."""

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
from toadlane.minutes.models import Approval, Frozen, FrozenWords
from toadlane.record.models import Entry, Opening, Unsequenced
from toadlane.record.reads import stands

__all__ = ["house"]
pytestmark = pytest.mark.django_db(transaction=True)

SCRIPT = Path(__file__).with_name("approve_and_die.py")
AT_STATEMENTS = (1, 4, 9, 14, 18, 22)
WRITTEN = (Approval, Frozen, FrozenWords, Entry, Opening, Unsequenced)


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
        assert approving.lives(row.pk, "dee", when) == ["begun"]
        assert (when, counts(), is_sound()) == (when, before, True)
    assert approving.lives(row.pk, "dee", "committed") == ["begun"]

    frozen = Frozen.objects.select_related("words").get()
    assert frozen.digest == commit(canonical(frozen.words.content), salt=bytes(frozen.words.salt)).hex()
    assert stands(Entry.objects.get(pk=frozen.entry)) is True
    assert approving.lives(row.pk, "dee", "never") == ["begun", "approved"]
    assert (Frozen.objects.count(), Approval.objects.count(), is_sound()) == (1, 3, True)
