"""Rows every verb writes are known by what they are of, and on SQLite lie in one tree."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from toadlane.coops import trees, triggers
from toadlane.record.models import Entry, Opening, Sequenced, Unsequenced

ONES = [uuid.UUID(int=n) for n in range(1, 4)]
KEY = models.UUIDField(primary_key=True)
BEFORE: list[Operation] = [
    migrations.CreateModel("Boat", [("id", KEY)], options={"db_table": "trees_boat"}),
    migrations.CreateModel(
        "Berth",
        [
            ("id", KEY),
            ("place", models.PositiveIntegerField()),
            ("boat", models.OneToOneField("coops.boat", models.CASCADE)),
        ],
        options={
            "db_table": "trees_berth",
            "indexes": [models.Index(fields=["place"], name="trees_place")],
            "constraints": [models.UniqueConstraint(fields=["place", "boat"], name="trees_once")],
        },
    ),
]
BOAT = models.OneToOneField("coops.boat", models.CASCADE, primary_key=True)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def harbour_full() -> Iterator[ProjectState]:
    """Three boats, each with its berth, in tables as an older version made them, the berths guarded."""
    state = done(BEFORE, ProjectState())
    boat, berth = (state.apps.get_model("coops", name) for name in ("boat", "berth"))
    for place, one in enumerate(ONES):
        berth.objects.create(id=uuid.uuid4(), boat=boat.objects.create(id=one), place=place)
    triggers.guard(connection, "trees_berth")
    yield state
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE trees_berth")
        cursor.execute("DROP TABLE trees_boat")


def done(operations: list[Operation], state: ProjectState) -> ProjectState:
    """The state after some operations that were carried out."""
    with connection.schema_editor() as editor:
        for one in operations:
            after = state.clone()
            one.state_forwards("coops", after)
            one.database_forwards("coops", editor, state, after)
            state = after
    return state


def test_rows_indexes_and_guards_stay_and_the_key_is_what_a_row_is_of(harbour_full: ProjectState) -> None:
    after = done([trees.InOneTree("boat"), trees.InOneTree("berth", ("boat", BOAT))], harbour_full)

    berth = after.apps.get_model("coops", "berth")
    assert sorted(berth.objects.values_list("pk", "place")) == list(zip(ONES, range(3), strict=True))
    assert [field.column for field in berth._meta.concrete_fields] == ["boat_id", "place"]
    with connection.cursor() as cursor:
        kept = connection.introspection.get_constraints(cursor, "trees_berth")
    assert {"trees_place", "trees_once"} <= {*kept}
    with pytest.raises(IntegrityError, match="written once"):
        berth.objects.filter(place=0).update(place=7)
    with pytest.raises(IntegrityError):
        berth.objects.create(boat_id=ONES[0], place=9)


def test_an_empty_table_is_changed_alike(harbour_full: ProjectState) -> None:
    triggers.release(connection, "trees_berth")
    harbour_full.apps.get_model("coops", "berth").objects.all().delete()

    after = done([trees.InOneTree("berth", ("boat", BOAT))], harbour_full)

    berth = after.apps.get_model("coops", "berth")
    berth.objects.create(boat_id=ONES[1], place=1)
    assert list(berth.objects.values_list("pk", flat=True)) == [ONES[1]]


@pytest.mark.sqlite_only
def test_a_table_that_is_copied_lies_in_one_tree_and_no_other(harbour_full: ProjectState) -> None:
    done([trees.InOneTree("berth", ("boat", BOAT))], harbour_full)

    assert (in_one_tree("trees_boat"), in_one_tree("trees_berth")) == (False, True)


@pytest.mark.sqlite_only
def test_sqlite_finds_nothing_amiss_in_a_table_that_was_copied(harbour_full: ProjectState) -> None:
    """It takes columns before the key for empty: the key of a table in one tree comes first."""
    done([trees.InOneTree("berth", ("boat", BOAT))], harbour_full)

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchall() == [("ok",)]


@pytest.mark.sqlite_only
@pytest.mark.parametrize("model", [Entry, Opening, Sequenced, Unsequenced])
def test_what_every_verb_writes_lies_in_one_tree(model: type[models.Model]) -> None:
    """Whoever changes such a table on SQLite wraps it in `InOneTree`: Django copies it into two."""
    assert in_one_tree(model._meta.db_table)


def in_one_tree(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT wr FROM pragma_table_list WHERE name = %s", [table])
        return bool(cursor.fetchall() == [(1,)])
