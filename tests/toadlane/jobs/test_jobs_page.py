"""The page of jobs says whether the worker lives and what became of what was asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from toadlane.coops.models import Coop, Participant
from toadlane.jobs.models import Beat, Progress
from toadlane.jobs.rescue import DEAD_AFTER
from toadlane.people.models import Person

SignedIn = Callable[[Participant | Person], Client]
State = Progress.State
ADDRESS = "/c/harbour/jobs/"


@pytest.mark.parametrize(
    ("silent_for", "words"),
    [(None, "not started"), (dt.timedelta(seconds=2), "at work"), (DEAD_AFTER, "stopped")],
)
def test_the_page_says_whether_the_worker_lives(
    ada: Participant, signed_in: SignedIn, silent_for: dt.timedelta | None, words: str
) -> None:
    if silent_for is not None:
        Beat.objects.create(worker="w", beat_at=timezone.now() - silent_for)

    page = signed_in(ada).get(ADDRESS)

    assert (page.status_code, words in page.content.decode()) == (200, True)


def test_the_page_shows_each_job_and_how_far_it_is(
    harbour: Coop, ada: Participant, signed_in: SignedIn
) -> None:
    now = timezone.now()
    for state, more in (
        (State.WAITING, {}),
        (State.RUNNING, {"done": 40, "of": 100}),
        (State.DONE, {"finished_at": now}),
        (State.FAILED, {"finished_at": now, "says": "Row 4 has no day."}),
    ):
        Progress.objects.create(coop=harbour, title=f"Import that is {state}", state=state, **more)

    page = signed_in(ada).get(ADDRESS)

    shown = page.content.decode()
    for words in (
        "Import that is waiting",
        "40 of 100",
        "Row 4 has no day.",
        "1 job waits.",
        "1 is running.",
    ):
        assert words in shown
    house = page.context["house"]
    assert (house.waiting, house.running, len(house.jobs)) == (1, 1, 4)


def test_jobs_of_another_coop_are_not_shown(ada: Participant, signed_in: SignedIn) -> None:
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    Progress.objects.create(coop=quay, title="Secret of the quay")

    assert "Secret" not in signed_in(ada).get(ADDRESS).content.decode()


def test_a_page_that_asks_again_gets_the_part_and_304_while_nothing_changed(
    harbour: Coop, ada: Participant, signed_in: SignedIn
) -> None:
    job = Progress.objects.create(coop=harbour, title="Import", state=State.RUNNING, of=10)
    browser = signed_in(ada)
    first = browser.get(ADDRESS, headers={"HX-Request": "true"})
    again = {"HX-Request": "true", "If-None-Match": first["ETag"]}

    unchanged = browser.get(ADDRESS, headers=again)
    Progress.objects.filter(pk=job.pk).update(done=5)
    changed = browser.get(ADDRESS, headers=again)

    assert [first.status_code, unchanged.status_code, changed.status_code] == [200, 304, 200]
    assert "<html" not in first.content.decode()
    assert "5 of 10" in changed.content.decode()


def test_candidates_do_not_see_jobs_until_the_charter_says_so(bo: Participant, signed_in: SignedIn) -> None:
    assert signed_in(bo).get(ADDRESS).status_code == 404
