"""A question put into SQL once gives the answers of the query it was written as."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, DateField, UUIDField
from django.test.utils import CaptureQueriesContext

from toadlane.coops import access, sight
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod, Visibility
from toadlane.coops.prepared import Insertion, Question, asked_once
from toadlane.record.models import Entry, Opening

DAY = dt.date(2024, 7, 1)
SOME_TIME = dt.datetime(2024, 7, 1, tzinfo=dt.UTC)
ON = Question(
    lambda who, day: (
        StagePeriod.objects.on(day).filter(participant=who).values_list("pk", "stage", "valid_from")
    ),
    who=UUIDField(),
    day=DateField(),
)


@pytest.mark.parametrize("days", [-1, 0, 1, 400])
def test_answers_are_those_of_the_query(days: int, ada: Participant, bo: Participant) -> None:
    day = DAY + dt.timedelta(days=days)

    asked = {who.key: ON(who=who.pk, day=day) for who in (ada, bo)}

    written = StagePeriod.objects.on(day).values_list("participant__key", "pk", "stage", "valid_from")
    told = {who.key: [row[1:] for row in written if row[0] == who.key] for who in (ada, bo)}
    assert asked == told


def test_question_is_one_statement_each_time(ada: Participant) -> None:
    with CaptureQueriesContext(connection) as asked:
        for _ in range(3):
            ON(who=ada.pk, day=DAY)

    assert len(asked) == 3


def test_values_are_values_and_never_sql(harbour: Coop, ada: Participant) -> None:
    named = Question(lambda key: Participant.objects.filter(key=key).values_list("name"), key=CharField())

    assert [named(key=key) for key in ("ada", "' OR 1=1 --", "%s", "a%")] == [[("Ada",)], [], [], []]


def test_place_is_the_participant_and_the_coop_as_they_are_kept(harbour: Coop, ada: Participant) -> None:
    assert ada.person is not None

    found = access.here("harbour", ada.person.pk)

    assert found is not None
    for model, one, other in ((Participant, found, ada), (Coop, found.coop, harbour)):
        names = [field.attname for field in model._meta.concrete_fields]
        assert [getattr(one, name) for name in names] == [getattr(other, name) for name in names]
        assert not one._state.adding


def test_place_of_someone_who_is_not_there_is_none(harbour: Coop, ada: Participant) -> None:
    assert ada.person is not None

    assert [access.here("quay", ada.person.pk), access.here("harbour", harbour.pk)] == [None, None]


def test_stages_and_roles_follow_what_is_written_later(harbour: Coop, bo: Participant) -> None:
    before = (bo.stage_on(DAY), bo.roles_on(DAY), sight.audiences_of(bo, on=DAY))
    RolePeriod.objects.create(coop=harbour, participant=bo, role="scribe", valid_from=DAY)

    after = (bo.stage_on(DAY), bo.roles_on(DAY), sight.audiences_of(bo, on=DAY))

    assert before == ("candidate", frozenset(), frozenset({"world", "candidate", "candidates"}))
    assert after == ("candidate", frozenset({"scribe"}), before[2] | {"scribe", "scribes"})


def test_openness_is_that_of_one_coop(harbour: Coop) -> None:
    other = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    Visibility.objects.create(coop=harbour, information_class="accounts", audience="members")
    Visibility.objects.create(coop=other, information_class="accounts", audience="world")

    assert sight.opened_in(harbour) == {"accounts": frozenset({"members"})}


def test_page_that_asks_the_same_again_is_answered_without_the_database(ada: Participant) -> None:
    with CaptureQueriesContext(connection) as asked, asked_once():
        first, again = ON(who=ada.pk, day=DAY), ON(who=ada.pk, day=DAY)
        other = ON(who=ada.pk, day=DAY - dt.timedelta(days=400))

    assert (first, len(asked)) == (again, 2)
    assert other != first
    with CaptureQueriesContext(connection) as later:
        ON(who=ada.pk, day=DAY)
    assert len(later) == 1


def test_a_row_is_written_as_it_would_be_saved(ada: Participant) -> None:
    keep = Insertion(Opening)
    entries = [
        Entry.objects.create(coop=ada.coop, kind="x.v1", happened_at=SOME_TIME, commitment=bytes(32))
        for _ in range(2)
    ]
    rows = [Opening(coop=ada.coop, entry=entry, salt=b"s", canonical=b"{}") for entry in entries]

    with CaptureQueriesContext(connection) as asked:
        keep(rows[0])
    rows[1].save(force_insert=True)

    assert len(asked) == 1
    assert (rows[0]._state.adding, rows[0]._state.db) == (False, "default")
    kept = [(bytes(one.salt), bytes(one.canonical), one.coop) for one in Opening.objects.order_by("pk")]
    assert kept == [(b"s", b"{}", ada.coop)] * 2
    with pytest.raises(IntegrityError), transaction.atomic():
        keep(rows[0])


def test_values_alone_are_written_as_a_row_of_them(ada: Participant) -> None:
    keep = Insertion(Opening)
    of_it = Entry.objects.create(coop=ada.coop, kind="x.v1", happened_at=SOME_TIME, commitment=bytes(32))
    values = {"coop_id": ada.coop_id, "entry_id": of_it.pk, "salt": b"s", "canonical": b"{}", "more": 1}

    with connection.cursor() as cursor:
        keep.write(cursor, values)
        with pytest.raises(KeyError, match="salt"):
            keep.write(cursor, {"coop_id": ada.coop_id, "entry_id": of_it.pk})

    kept = Opening.objects.get(entry=of_it)
    assert (bytes(kept.salt), bytes(kept.canonical), kept.coop) == (b"s", b"{}", ada.coop)
