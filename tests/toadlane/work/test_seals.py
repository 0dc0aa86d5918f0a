"""While a seal stands for a day, nobody adds, changes or removes hours of it."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from bylaws.charter.charter import Charter
from bylaws.facts.cells import Cell
from bylaws.kernel.faults import RecordMoved, Refused
from bylaws.kernel.periods import Period
from tests.toadlane.work.conftest import Worked
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.record import reads as record
from toadlane.record.models import Entry
from toadlane.work.models import HoursImport, HoursSeal, SealLifted, TimeEntry
from toadlane.work.reads import cells_for, people_of
from toadlane.work.verbs import lift_seal, seal_hours
from toadlane.work.verbs.seals import digest_of

YEAR = Period(dt.date(2024, 1, 1), dt.date(2025, 1, 1))
IN_IT, AFTER_IT = dt.date(2024, 12, 31), dt.date(2025, 1, 1)
Seal = Callable[[], HoursSeal]


@pytest.fixture
def seal(harbour: Coop, ada: Participant, charter: Charter, noon: Moment) -> Seal:
    return lambda: seal_hours(coop=harbour, period=YEAR, by=ada, at=noon)


def anew(who: Participant, day: dt.date) -> TimeEntry:
    return TimeEntry(
        coop=who.coop,
        participant=who,
        work="client-work",
        day=day,
        seconds=60,
        fingerprint=uuid.uuid4().bytes,
    )


def refused(act: Callable[[], object]) -> bool:
    """Whether the database itself stops it."""
    try:
        with transaction.atomic():
            act()
    except IntegrityError as error:
        return "sealed" in str(error)
    return False


def test_a_seal_keeps_the_digest_of_the_cells_and_stands_in_the_record(
    ada: Participant, bo: Participant, worked: Worked, seal: Seal, charter: Charter
) -> None:
    worked(ada, "2024-12-31", seconds=3600)
    worked(bo, "2024-08-01", "learning", seconds=60)

    made = seal()

    cells = cells_for(ada.coop, charter, YEAR, people_of(ada.coop))
    assert cells == (
        Cell("ada", "client-work", "member", YEAR, 3600),
        Cell("bo", "learning", "candidate", Period(dt.date(2024, 7, 1), YEAR.until), 60),
    )
    assert (made.from_day, made.until, made.digest, made.by) == (
        dt.date(2024, 1, 1),
        dt.date(2025, 1, 1),
        digest_of(cells),
        "ada",
    )
    written = record.content(Entry.objects.get(kind="hours.sealed.v1"))
    assert written is not None
    assert written["what"] == {
        "digest": made.digest,
        "from": "2024-01-01",
        "seal": str(made.pk),
        "until": "2025-01-01",
    }


def test_another_minute_of_work_is_another_digest(ada: Participant, worked: Worked) -> None:
    cell = Cell("ada", "client-work", "member", YEAR, 3600)

    assert digest_of([cell]) != digest_of([Cell("ada", "client-work", "member", YEAR, 3660)])
    assert digest_of([cell]) != digest_of([Cell("ada", "client-work", "candidate", YEAR, 3600)])


def test_the_database_refuses_every_way_to_touch_sealed_hours(
    ada: Participant, worked: Worked, seal: Seal
) -> None:
    last, first = worked(ada, "2024-12-31"), worked(ada, "2025-01-01")
    seal()
    rows = TimeEntry.objects.all()

    assert {
        "added": refused(lambda: anew(ada, IN_IT).save()),
        "added in bulk": refused(lambda: rows.bulk_create([anew(ada, AFTER_IT), anew(ada, IN_IT)])),
        "changed": refused(lambda: rows.filter(pk=last.pk).update(note="x")),
        "moved out": refused(lambda: rows.filter(pk=last.pk).update(day=AFTER_IT)),
        "moved in": refused(lambda: rows.filter(pk=first.pk).update(day=IN_IT)),
        "removed": refused(last.delete),
        "removed with others": refused(rows.delete),
    } == dict.fromkeys(
        ["added", "added in bulk", "changed", "moved out", "moved in", "removed", "removed with others"], True
    )


def test_the_day_after_a_seal_stays_open(ada: Participant, seal: Seal) -> None:
    seal()

    kept = anew(ada, AFTER_IT)
    kept.save()
    TimeEntry.objects.update(note="open")

    assert kept.delete()[0] == 1


def test_sealed_hours_of_another_coop_are_no_concern(ada: Participant, seal: Seal) -> None:
    seal()
    other = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    dee = Participant.objects.create(coop=other, key="dee", name="Dee")

    anew(dee, IN_IT).save()

    assert TimeEntry.objects.get().participant == dee


def test_the_database_refuses_to_bring_sealed_hours_into_sight_or_out_of_it(
    harbour: Coop, ada: Participant, seal: Seal
) -> None:
    those = [("in", "going"), ("previewed", "in")]
    files = {
        was: HoursImport.objects.create(
            coop=harbour,
            who=ada,
            file_name="toggl.csv",
            size=1,
            digest="0" * 64,
            state=was,
            uploaded_at=timezone.now(),
            from_day=IN_IT,
            until=AFTER_IT + dt.timedelta(days=1),
        )
        for was, _ in those
    }
    for file in files.values():
        for day in (IN_IT, AFTER_IT):
            entry = anew(ada, day)
            entry.source = file
            entry.save()
    seal()

    assert [
        refused(lambda was=was, into=into: HoursImport.objects.filter(pk=files[was].pk).update(state=into))  # type: ignore[misc]
        for was, into in those
    ] == [True, True]


def test_a_lifted_seal_opens_its_days_and_stays_to_be_read(
    harbour: Coop, ada: Participant, noon: Moment, worked: Worked, seal: Seal
) -> None:
    entry, made = worked(ada, "2024-12-31"), seal()

    lifted = lift_seal(coop=harbour, period=YEAR, by=ada, at=noon)

    TimeEntry.objects.filter(pk=entry.pk).update(seconds=60)
    assert (lifted.seal, lifted.by) == (made, "ada")
    assert Entry.objects.filter(kind="hours.unsealed.v1", subject=str(made.pk)).count() == 1


def test_a_year_sealed_again_after_its_correction_is_shut_again(
    harbour: Coop, ada: Participant, noon: Moment, seal: Seal
) -> None:
    seal()
    lift_seal(coop=harbour, period=YEAR, by=ada, at=noon)
    seal()

    assert refused(lambda: anew(ada, IN_IT).save())
    assert (HoursSeal.objects.count(), SealLifted.objects.count()) == (2, 1)


def test_two_seals_never_share_a_day(harbour: Coop, ada: Participant, noon: Moment, seal: Seal) -> None:
    seal()

    with pytest.raises(RecordMoved) as told:
        seal_hours(coop=harbour, period=Period(IN_IT, dt.date(2025, 6, 1)), by=ada, at=noon)

    assert (told.value.code, HoursSeal.objects.count()) == ("hours.sealed-already", 1)


def test_only_a_seal_over_exactly_the_period_is_lifted(
    harbour: Coop, ada: Participant, noon: Moment, seal: Seal
) -> None:
    seal()

    with pytest.raises(RecordMoved) as told:
        lift_seal(coop=harbour, period=Period(dt.date(2024, 1, 1), IN_IT), by=ada, at=noon)

    assert told.value.code == "hours.not-sealed"


@pytest.mark.parametrize("state", ["coming", "going"])
def test_a_year_is_not_sealed_while_an_import_of_its_hours_is_under_way(
    harbour: Coop, ada: Participant, seal: Seal, state: str
) -> None:
    HoursImport.objects.create(
        coop=harbour,
        who=ada,
        file_name="toggl.csv",
        size=1,
        digest="0" * 64,
        state=state,
        uploaded_at=timezone.now(),
        from_day=IN_IT,
        until=AFTER_IT,
    )

    with pytest.raises(Refused) as told:
        seal()

    assert (told.value.code, told.value.says) == (
        "hours.import-under-way",
        "The hours of “toggl.csv” are being brought in or taken out just now.",
    )


def test_an_import_of_the_next_year_does_not_stand_in_the_way(
    harbour: Coop, ada: Participant, seal: Seal
) -> None:
    HoursImport.objects.create(
        coop=harbour,
        who=ada,
        file_name="toggl.csv",
        size=1,
        digest="0" * 64,
        state="coming",
        uploaded_at=timezone.now(),
        from_day=AFTER_IT,
        until=dt.date(2025, 2, 1),
    )

    assert seal().until == AFTER_IT


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_whoever_seals_waits_for_hours_being_written_and_counts_them(
    harbour: Coop, ada: Participant, charter: Charter, noon: Moment
) -> None:
    made: list[HoursSeal] = []

    def seal_elsewhere() -> None:
        made.append(seal_hours(coop=harbour, period=YEAR, by=ada, at=noon))
        connection.close()

    other = threading.Thread(target=seal_elsewhere)
    with transaction.atomic():
        anew(ada, IN_IT).save()
        other.start()
        other.join(0.5)
        assert made == []
    other.join(10)

    assert [one.digest for one in made] == [digest_of([Cell("ada", "client-work", "member", YEAR, 60)])]


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_hours_written_while_a_year_is_being_sealed_wait_and_are_refused(
    harbour: Coop, ada: Participant, charter: Charter, noon: Moment
) -> None:
    outcome: list[bool] = []

    def log_elsewhere() -> None:
        outcome.append(refused(anew(ada, IN_IT).save))
        connection.close()

    other = threading.Thread(target=log_elsewhere)
    with transaction.atomic():
        seal_hours(coop=harbour, period=YEAR, by=ada, at=noon)
        other.start()
        other.join(0.5)
        assert outcome == []
    other.join(10)

    assert (outcome, TimeEntry.objects.count()) == ([True], 0)
