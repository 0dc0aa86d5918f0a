"""A process that closes a year is killed at one moment after another: its close is whole, or not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.brought_up import this_database
from tests.faults.lives import Mortal, mortal
from tests.toadlane.books.conftest import Year, key
from toadlane.books import journal, reads
from toadlane.books.models import Allocation, CloseStep, JournalEntry, Posting, YearClose
from toadlane.coops.models import Once
from toadlane.decisions.models import Authority, AuthorityUse
from toadlane.record.models import Entry, Opening, Unsequenced
from toadlane.record.reads import stands
from toadlane.work.models import HoursSeal

pytestmark = pytest.mark.django_db(transaction=True)

SCRIPT = Path(__file__).with_name("close_and_die.py")
AT_STATEMENTS = (1, 2, 6, 12, 18, 24, 30, 36, 42)
AFTER_SECONDS = (0.0, 0.008, 0.016, 0.032)
WRITTEN = (
    JournalEntry,
    Posting,
    YearClose,
    CloseStep,
    Allocation,
    AuthorityUse,
    HoursSeal,
    Entry,
    Opening,
    Unsequenced,
    Once,
)


@pytest.fixture(scope="module")
def closing(django_db_setup: None) -> Iterator[Mortal]:
    with mortal(SCRIPT, database=this_database()) as one:
        yield one


def counts() -> dict[str, int]:
    """How many rows there are of everything that a close writes."""
    return {model.__name__: model.objects.count() for model in WRITTEN}


def is_whole(year: Year, click: str) -> bool:
    """Whether the close is there with all of its parts, which fit each other; False when nothing of it is."""
    made = YearClose.objects.select_related("entry").first()
    if made is None:
        return False
    again = reads.reckoned(made)
    posted = dict(Posting.objects.filter(entry=made.entry).values_list("account", "minor"))
    shares = {a.participant.key: a.share_minor for a in Allocation.objects.select_related("participant")}
    assert posted == {line.account: line.amount.minor for line in again.postings}
    assert sum(journal.balances(year.coop).values()) == 0
    assert shares == {share.person: share.share.minor for share in again.parts.shares}
    assert CloseStep.objects.count() == len(again.parts.steps)
    assert Authority.objects.select_related("use").get(pk=made.authority_id).state == Authority.State.USED
    assert HoursSeal.objects.get().from_day == made.from_day
    assert Once.objects.get(key=click).result == str(made.pk)
    assert stands(Entry.objects.get(kind="year.closed.v1")) is True
    return True


def is_sound() -> bool:
    """Whether the database itself finds nothing wrong with its file."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        [(said,)] = cursor.fetchall()
        cursor.execute("PRAGMA foreign_key_check")
        return bool(said == "ok" and cursor.fetchall() == [])


def test_killed_before_any_statement_a_close_leaves_nothing(year: Year, closing: Mortal) -> None:
    year.state()
    authority, click = year.decide(), key()
    before = counts()

    for number in AT_STATEMENTS:
        assert closing.lives(authority.pk, click, number) == ["begun"]
        assert (number, counts(), is_sound()) == (number, before, True)

    assert closing.lives(authority.pk, click, "commit") == ["begun"]
    assert (counts(), is_whole(year, click), is_sound()) == (before, False, True)


def test_killed_after_its_commit_a_close_is_all_there(year: Year, closing: Mortal) -> None:
    year.state()
    authority, click = year.decide(), key()

    said = closing.lives(authority.pk, click, "committed")

    assert (said, is_whole(year, click), is_sound()) == (["begun"], True, True)


def test_killed_at_any_moment_a_close_is_whole_or_not_there_and_the_next_click_ends_it(
    year: Year, closing: Mortal
) -> None:
    year.state()
    authority, click = year.decide(), key()
    before = counts()

    for seconds in AFTER_SECONDS:
        closing.lives(authority.pk, click, "never", kill_after=seconds)
        assert is_whole(year, click) or counts() == before
        assert is_sound()
    ended = closing.lives(authority.pk, click, "never")
    once_more = year.close(authority, click=click)

    assert (ended, is_whole(year, click)) == (["begun", "closed"], True)
    assert [made.pk for made in YearClose.objects.all()] == [once_more.pk]
