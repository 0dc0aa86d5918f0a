"""The database adds hours up into the same cells as the rules' own library does."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from bylaws.charter.charter import Charter, read_charter
from bylaws.facts.cells import Cell, Entry, cells, cuts
from bylaws.facts.file import check_work
from bylaws.facts.people import stretches
from bylaws.kernel.faults import Fault
from bylaws.kernel.periods import Period
from tests.toadlane.conftest import join
from tests.toadlane.work.conftest import Worked
from tests.toadlane.work.texts import COMMUNITY_TOO, HARBOUR
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.work.models import HoursImport, TimeEntry
from toadlane.work.reads import cells_for, people_of

YEAR = Period(dt.date(2025, 1, 1), dt.date(2026, 1, 1))
KINDS = ("administration", "client-work", "community", "learning")
PLAIN = read_charter(HARBOUR)
AMENDED = read_charter(HARBOUR, {"community": COMMUNITY_TOO})

days = st.dates(dt.date(2024, 12, 20), dt.date(2026, 1, 12))
STAGES = ("candidate", "member", "sabbatical", "former")
changes = st.lists(st.tuples(days, st.sampled_from(STAGES)), max_size=4, unique_by=lambda one: one[0])
gap = st.none() | st.tuples(days, st.just("")) | st.none() | st.none()
ours, all_kinds = st.sampled_from(KINDS[:2]), st.sampled_from(KINDS)
entry = st.tuples(st.integers(0, 2), ours | ours | ours | all_kinds, days, st.integers(1, 86_400))


def in_memory(coop: Coop, charter: Charter, period: Period) -> tuple[Cell, ...]:
    """What the library makes of the same entries, one by one."""
    people = people_of(coop)
    rows = TimeEntry.objects.filter(coop=coop).exclude(source__state__in=["coming", "going"])
    told: list[Entry] = sorted(rows.values_list("participant__key", "work", "day", "seconds"))
    stretched = {key: stretches(who, period, cuts(charter, period)) for key, who in people.items()}
    added = cells(told, people=people, stretched=stretched)
    check_work(added, charter)
    return added


def told(answer: object) -> object:
    """An answer, or the whole of the fault there was instead of one."""
    if isinstance(answer, Fault):
        return (type(answer), answer.code, answer.says, answer.next_step, answer.article)
    return answer


def answer_of(ask: object, *args: object) -> object:
    try:
        return ask(*args)  # type: ignore[operator]
    except Fault as fault:
        return fault


def live_through(who: Participant, turns: list[tuple[dt.date, str]]) -> None:
    """Stages one after the other; an empty one is an absence."""
    ends = [day for day, _ in turns[1:]]
    for (day, stage), until in zip(turns, [*ends, None], strict=True):
        if stage:
            StagePeriod.objects.create(
                coop=who.coop, participant=who, stage=stage, valid_from=day, valid_until=until
            )


@pytest.mark.parametrize("charter", [PLAIN, AMENDED], ids=["one text", "amended in June"])
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lives=st.tuples(changes, changes, changes), away=gap, logged=st.lists(entry, max_size=30))
def test_the_database_and_the_library_make_the_same_cells(
    harbour: Coop,
    charter: Charter,
    lives: tuple[list[tuple[dt.date, str]], ...],
    away: tuple[dt.date, str] | None,
    logged: list[tuple[int, str, dt.date, int]],
) -> None:
    with transaction.atomic():
        people = [Participant.objects.create(coop=harbour, key=f"p{n}", name=f"P{n}") for n in range(3)]
        for n, (who, turns) in enumerate(zip(people, lives, strict=True)):
            born = [(dt.date(2024, 1, 1), "candidate")]
            live_through(
                who, sorted({**dict(born + turns), **dict([away] if away and n == 0 else [])}.items())
            )
        for n, work, day, seconds in logged:
            log(people[n], work, day, seconds)

        expected = answer_of(in_memory, harbour, charter, YEAR)
        found = answer_of(cells_for, harbour, charter, YEAR, people_of(harbour))
        event(expected.code if isinstance(expected, Fault) else "cells")
        transaction.set_rollback(True)

    assert told(found) == told(expected)


def log(who: Participant, work: str, day: dt.date, seconds: int, source: HoursImport | None = None) -> None:
    TimeEntry.objects.create(
        coop=who.coop,
        participant=who,
        work=work,
        day=day,
        seconds=seconds,
        source=source,
        fingerprint=uuid.uuid4().bytes,
    )


def a_file(coop: Coop, who: Participant, state: str) -> HoursImport:
    return HoursImport.objects.create(
        coop=coop,
        who=who,
        file_name="toggl.csv",
        size=1,
        digest="0" * 64,
        state=state,
        uploaded_at=timezone.now(),
    )


@pytest.mark.parametrize("state", ["coming", "going"])
def test_an_import_under_way_counts_for_nothing(
    harbour: Coop, ada: Participant, charter: Charter, worked: Worked, state: str
) -> None:
    worked(ada, "2025-03-03", seconds=3600)
    half_way = a_file(harbour, ada, state)
    log(ada, "client-work", dt.date(2025, 3, 4), 1800, half_way)
    log(ada, "learning", dt.date(2025, 3, 5), 1800, half_way)

    found = cells_for(harbour, charter, YEAR, people_of(harbour))

    assert found == (Cell("ada", "client-work", "member", YEAR, 3600),)
    assert found == in_memory(harbour, charter, YEAR)


def test_an_import_that_is_in_counts(
    harbour: Coop, ada: Participant, charter: Charter, worked: Worked
) -> None:
    worked(ada, "2025-03-03", seconds=3600)
    log(ada, "client-work", dt.date(2025, 3, 4), 1800, a_file(harbour, ada, "in"))

    assert cells_for(harbour, charter, YEAR, people_of(harbour)) == (
        Cell("ada", "client-work", "member", YEAR, 5400),
    )


def test_cells_take_the_same_number_of_queries_for_3_and_for_300_people(
    harbour: Coop, ada: Participant, charter: Charter
) -> None:
    counts: list[int] = []
    for many in (3, 297):
        for _ in range(many):
            who = join(harbour, f"p-{uuid.uuid4().hex[:8]}", "candidate", dt.date(2024, 1, 1))
            first = who.stageperiods.get()
            StagePeriod.objects.create(
                coop=harbour,
                participant=who,
                stage="candidate",
                valid_from=first.valid_from,
                valid_until=dt.date(2025, 5, 1),
                replaces=first,
            )
            StagePeriod.objects.create(
                coop=harbour, participant=who, stage="member", valid_from=dt.date(2025, 5, 1)
            )
            log(who, "client-work", dt.date(2025, 4, 30), 60)
            log(who, "client-work", dt.date(2025, 5, 1), 90)
        with CaptureQueriesContext(connection) as asked:
            found = cells_for(harbour, charter, YEAR, people_of(harbour))
        counts.append(len(asked))
        assert [cell.seconds for cell in found] == [60, 90] * (len(found) // 2)

    assert counts == [5, 5]


@pytest.mark.sqlite_only
def test_a_years_sums_are_read_from_one_index(harbour: Coop, ada: Participant, charter: Charter) -> None:
    with CaptureQueriesContext(connection) as asked:
        cells_for(harbour, charter, YEAR, people_of(harbour))
    statement = next(q["sql"] for q in asked if "SUM(seconds)" in q["sql"])

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        plan = [row[-1] for row in cursor.fetchall() if "work_timeentry" in row[-1]]

    assert plan == ["SEARCH work_timeentry USING COVERING INDEX work_entry_sums (coop_id=?)"]


def test_hours_of_someone_who_was_not_there_stop_the_sum_and_name_the_day(
    harbour: Coop, ada: Participant, charter: Charter, worked: Worked
) -> None:
    bo = join(harbour, "bo", "candidate", dt.date(2025, 3, 1))
    for day in ("2025-02-28", "2025-02-27", "2025-03-01"):
        worked(bo, day)

    fault = answer_of(cells_for, harbour, charter, YEAR, people_of(harbour))

    assert isinstance(fault, Fault)
    assert (fault.code, fault.says) == (
        "hours.not-there",
        "Bo logged hours on 2025-02-27, when Bo was not yet, or no longer, there.",
    )
    assert told(fault) == told(answer_of(in_memory, harbour, charter, YEAR))


def test_a_kind_of_work_the_charter_does_not_name_stops_the_sum(
    harbour: Coop, ada: Participant, charter: Charter, worked: Worked
) -> None:
    worked(ada, "2025-02-28", "clent-work")

    fault = answer_of(cells_for, harbour, charter, YEAR, people_of(harbour))

    assert isinstance(fault, Fault)
    assert (fault.code, fault.next_step) == ("hours.unknown-work", "Did you mean “client-work”?")
    assert told(fault) == told(answer_of(in_memory, harbour, charter, YEAR))


def test_the_last_day_counts_and_the_day_after_does_not(
    harbour: Coop, ada: Participant, charter: Charter, worked: Worked
) -> None:
    for day in ("2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"):
        worked(ada, day, seconds=int(day[-2:]))

    assert cells_for(harbour, charter, YEAR, people_of(harbour)) == (
        Cell("ada", "client-work", "member", YEAR, 32),
    )
