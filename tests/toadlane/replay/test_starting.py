"""Starting a replay, the work itself, and what stands in its way."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from bylaws.kernel.faults import Fault, InputFault, NotThere
from tests.toadlane.books.conftest import Year, key
from tests.toadlane.replay.texts import MORE_IN_COMMON, TEA
from toadlane.books.models import YearClose
from toadlane.charter.verbs import adopt_amendment
from toadlane.coops.models import Participant
from toadlane.jobs.models import Progress
from toadlane.jobs.worker import Worker
from toadlane.people.models import Person
from toadlane.record.models import Entry
from toadlane.replay import kept, reads, verbs
from toadlane.replay.models import ReplayRun


def start(
    year: Year, source: str = MORE_IN_COMMON, by: Participant | None = None, click: str = ""
) -> ReplayRun:
    return verbs.start_replay(
        coop=year.coop, source=source, by=by or year.dee, at=year.noon, key=click or key()
    )


def finished(run: ReplayRun) -> ReplayRun:
    return ReplayRun.objects.select_related("coop", "job").get(pk=run.pk)


@pytest.mark.django_db(transaction=True)
def test_a_replay_waits_runs_and_says_what_each_would_have_had(
    closed: YearClose, year: Year, worker: Worker
) -> None:
    run = start(year)
    assert (run.state, run.result) == ("waiting", None)

    worker.work_once(timezone.now())

    done = finished(run)
    assert done.result is not None
    (one,) = kept.read(done.result)
    assert (done.state, done.job and (done.job.done, done.job.of)) == ("done", (1, 1))
    assert {key: money.decimal() for key, money in one.differences.items()} == {
        "ada": "-90.00",
        "dee": "-60.00",
    }
    assert {place.account: place.difference.decimal() for place in one.places} == {
        "collective": "150.00",
        "members": "-150.00",
        "tax": "0.00",
    }
    assert not reads.has_moved(done)


def test_it_is_in_the_record_once_and_a_second_click_changes_nothing(closed: YearClose, year: Year) -> None:
    first, second = start(year, click="one"), start(year, click="one")

    assert first.pk == second.pk
    assert ReplayRun.objects.count() == Progress.objects.count() == 1
    assert Entry.objects.filter(kind="replay.started.v1").count() == 1


def test_the_same_text_on_the_same_years_is_not_run_twice(closed: YearClose, year: Year) -> None:
    first = start(year)

    assert start(year, by=year.ada).pk == first.pk
    assert start(year, TEA).pk != first.pk


def test_what_failed_is_run_anew(closed: YearClose, year: Year) -> None:
    first = start(year)
    Progress.objects.update(state=Progress.State.FAILED)

    assert start(year).pk != first.pk
    assert (first.state, ReplayRun().state) == ("waiting", "failed")
    assert (str(first), str(ReplayRun(digest="abcdefghij"))) == ("Article 9 — Surplus", "abcdefgh")


def test_once_the_charter_changes_it_has_moved_and_is_run_anew(closed: YearClose, year: Year) -> None:
    first = start(year)

    adopted = TEA.replace("from =", 'adopted = 2025-03-01\nby = "all of us"\nfrom =')
    adopt_amendment(coop=year.coop, name="tea", source=adopted, by=year.ada, at=year.noon, key=key())

    assert reads.has_moved(first)
    assert start(year).pk != first.pk


def test_once_a_close_is_put_right_it_has_moved(closed: YearClose, year: Year) -> None:
    first = start(year)

    year.correct(closed)

    assert reads.has_moved(first)
    with pytest.raises(InputFault) as fault:
        start(year)
    assert fault.value.code == "replay.no-years"


def test_a_text_with_a_mistake_is_refused_by_its_own_lines_and_nothing_is_kept(
    closed: YearClose, year: Year
) -> None:
    with pytest.raises(Fault) as fault:
        start(year, MORE_IN_COMMON.replace('share = "40%"', "share = 40"))

    assert fault.value.where == f"{reads.DRAFT}:14"
    assert ReplayRun.objects.count() == 0


@pytest.mark.parametrize(
    "source", ["", "no amendment", "---\n", "\x00", "---\nfrom = 2026-01-01\nreplaces = [99]\n---\n"]
)
def test_what_is_no_amendment_is_refused(closed: YearClose, year: Year, source: str) -> None:
    with pytest.raises(Fault):
        start(year, source)


def test_without_a_closed_year_there_is_nothing_to_try_it_on(year: Year) -> None:
    with pytest.raises(InputFault) as fault:
        start(year)

    assert fault.value.code == "replay.no-years"


def test_who_may_not_see_the_accounts_starts_none(closed: YearClose, year: Year, chi: Person) -> None:
    with pytest.raises(NotThere):
        start(year, by=year.bo)


def test_only_the_last_fifty_are_kept(closed: YearClose, year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "RUNS_AT_MOST", 2)

    made = [start(year, f"{TEA}\n{nth}") for nth in range(3)]

    assert [run.pk for run in reads.runs(year.coop)] == [made[2].pk, made[1].pk]


def test_a_click_whose_run_has_gone_finds_nothing(closed: YearClose, year: Year) -> None:
    start(year, click="one").delete()

    with pytest.raises(NotThere):
        start(year, click="one")


@pytest.mark.django_db(transaction=True)
def test_what_was_done_already_is_not_done_again(closed: YearClose, year: Year, worker: Worker) -> None:
    run = start(year)
    ReplayRun.objects.update(result={"as": "it was"})

    worker.work_once(timezone.now())

    assert finished(run).result == {"as": "it was"}


@pytest.mark.django_db(transaction=True)
def test_the_close_is_reckoned_under_the_texts_it_was_made_under(
    closed: YearClose, year: Year, worker: Worker
) -> None:
    back = dt.date(2025, 3, 1)
    retroactive = TEA.replace("from = 2026-01-01", f'adopted = {back}\nfrom = {back}\nby = "all of us"')
    adopt_amendment(coop=year.coop, name="tea", source=retroactive, by=year.ada, at=year.noon, key=key())
    run = start(year)

    worker.work_once(timezone.now())

    again = reads.year_again(finished(run), 2024)
    assert again is not None
    assert [one.name for one in again.before.charter.amendments] == []
    assert reads.year_again(finished(run), 2023) is None
