"""What is settled is written once: the model says so, and so does the database."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.state import ProjectState

from bylaws.kernel.faults import RecordBroken
from toadlane.coops import triggers
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.record import verbs as record
from toadlane.record.models import Entry


@pytest.fixture
def entry(ada: Participant, noon: Moment) -> Entry:
    with transaction.atomic():
        return record.append(kind="coop.founded.v1", what={"name": "Harbour"}, by=ada, at=noon)


def test_a_saved_entry_is_not_saved_again(entry: Entry) -> None:
    entry.kind = "coop.closed.v1"

    with pytest.raises(RecordBroken) as refused:
        entry.save()

    assert (refused.value.code, str(refused.value)) == (
        "book.changed",
        "A row of the book is written once; this entry was about to be changed.",
    )
    assert Entry.objects.get().kind == "coop.founded.v1"


def test_an_entry_is_not_removed(entry: Entry) -> None:
    with pytest.raises(RecordBroken, match="removed"):
        entry.delete()

    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(kind="x"),
        lambda rows: rows.delete(),
        lambda rows: rows.bulk_update(list(rows), ["kind"]),
        lambda rows: rows.update_or_create(kind="x"),
        lambda rows: rows.bulk_create([], update_conflicts=True),
        lambda rows: Entry.objects.bulk_update(list(rows), ["kind"]),
    ],
    ids=["update", "delete", "bulk_update", "update_or_create", "bulk_create over", "manager"],
)
def test_many_rows_are_neither_changed_nor_removed(entry: Entry, change: object) -> None:
    with pytest.raises(RecordBroken):
        change(Entry.objects.all())  # type: ignore[operator]

    assert list(Entry.objects.values_list("kind", flat=True)) == ["coop.founded.v1"]


@pytest.mark.parametrize("sql", ["UPDATE {table} SET kind = 'x'", "DELETE FROM {table}"])
def test_the_database_refuses_whoever_comes_past_the_models(entry: Entry, sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(table=Entry._meta.db_table))

    assert Entry.objects.get().kind == "coop.founded.v1"


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_to_empty_a_book_at_once(entry: Entry) -> None:
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {Entry._meta.db_table} CASCADE")


@pytest.mark.django_db
def test_every_book_is_guarded_in_the_database() -> None:
    books = {model._meta.db_table for model in triggers.book_models()}
    asked = {
        "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal",
    }

    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        found = {(table, name) for table, name in cursor.fetchall() if "_no_" in name}

    assert found == {
        (table, name) for table in books for name in triggers.trigger_names(connection.vendor, table)
    }


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_a_table_that_sqlite_rebuilt_is_guarded_again_after_the_migration() -> None:
    from django.apps import apps
    from django.db.models import CharField

    wider = CharField(max_length=41)
    wider.set_attributes_from_name("stage")
    with connection.schema_editor() as editor:
        editor.alter_field(StagePeriod, StagePeriod._meta.get_field("stage"), wider)
        editor.alter_field(StagePeriod, wider, StagePeriod._meta.get_field("stage"))
    lost = guards_of("coops_stageperiod")

    triggers.guard_books(apps.get_app_config("coops"), "default")

    assert (lost, guards_of("coops_stageperiod")) == (
        [],
        ["coops_stageperiod_no_delete", "coops_stageperiod_no_update"],
    )


def guards_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s ORDER BY name", [table]
        )
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_goes_back_takes_its_guards_along(harbour: Coop, ada: Participant) -> None:
    guarding = triggers.write_once("coops_stageperiod")
    with connection.schema_editor() as editor:
        guarding.database_backwards("coops", editor, ProjectState(), ProjectState())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE coops_stageperiod SET valid_from = '2023-06-01'")
    with connection.schema_editor() as editor:
        guarding.database_forwards("coops", editor, ProjectState(), ProjectState())

    assert StagePeriod.objects.get(participant=ada).valid_from == dt.date(2023, 6, 1)
    with pytest.raises(DatabaseError, match="written once"), connection.cursor() as cursor:
        cursor.execute("UPDATE coops_stageperiod SET valid_from = '2022-06-01'")
