"""The list of first steps, for those who lead people in and for whoever is new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bylaws.kernel.faults import Fault, NotThere
from tests.toadlane.conftest import NOON, join
from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.onboarding import reads, verbs, waiting
from toadlane.onboarding.models import Done, Step
from toadlane.record.models import Entry

Enter = Callable[[Participant], Client]
ROOM = "/c/harbour/onboarding/"
API = "/api/v1/coops/harbour/onboarding"
LINES = ["Read the charter", "Meet your mentor", "Come to a meeting"]
JSON = "application/json"


@pytest.fixture
def fay(harbour: Coop) -> Participant:
    """She enters people, and is new no more."""
    fay = join(harbour, "fay", "member", dt.date(2020, 1, 1))
    RolePeriod.objects.create(coop=harbour, participant=fay, role="founder", valid_from=dt.date(2020, 1, 1))
    return fay


@pytest.fixture
def gil(harbour: Coop) -> Participant:
    """He came last month."""
    return join(harbour, "gil", "candidate", dt.date(2025, 2, 3))


@pytest.fixture
def steps(harbour: Coop, fay: Participant, noon: Moment) -> list[Step]:
    verbs.keep_list(coop=harbour, lines=LINES, by=fay, at=noon, key="list")
    return reads.steps(harbour)


def says(coop: Coop) -> list[str]:
    return [step.says for step in reads.steps(coop)]


def test_a_line_that_stays_keeps_who_has_done_it_and_one_that_goes_takes_it_along(
    harbour: Coop, fay: Participant, gil: Participant, steps: list[Step], noon: Moment
) -> None:
    for step in steps[:2]:
        verbs.tick(participant=gil, step=step, by=gil, at=noon)

    changed = ["See the workshop", " Read  the charter ", ""]
    verbs.keep_list(coop=harbour, lines=changed, by=fay, at=noon, key="2")

    assert says(harbour) == ["See the workshop", "Read the charter"]
    assert [one.done is not None for one in reads.of_person(gil)] == [False, True]
    assert Entry.objects.filter(kind="onboarding.list-kept.v1").count() == 2


def test_a_list_sent_twice_is_kept_once_and_a_step_ticked_twice_is_done_once(
    harbour: Coop, fay: Participant, gil: Participant, steps: list[Step], noon: Moment
) -> None:
    assert verbs.keep_list(coop=harbour, lines=LINES, by=fay, at=noon, key="list") == 3
    first = verbs.tick(participant=gil, step=steps[0], by=gil, at=noon)
    assert verbs.tick(participant=gil, step=steps[0], by=fay, at=noon) == first
    assert Done.objects.get().by == gil
    assert Entry.objects.filter(kind="onboarding.list-kept.v1").count() == 1

    for _ in range(2):
        verbs.untick(participant=gil, step=steps[0], by=fay, at=noon)
    assert not Done.objects.exists()


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([f"Step {n}" for n in range(41)], "onboarding.too-many"),
        (["a" * 201], "onboarding.line"),
        (["turned \u202earound"], "onboarding.line"),
        (["a\x00b"], "onboarding.line"),
    ],
)
def test_what_makes_no_list_is_refused_and_the_list_stays(
    fay: Participant, steps: list[Step], noon: Moment, lines: list[str], code: str
) -> None:
    with pytest.raises(Fault) as refused:
        verbs.keep_list(coop=fay.coop, lines=lines, by=fay, at=noon, key="odd")
    assert refused.value.code == code
    assert says(fay.coop) == LINES


def test_only_those_who_lead_people_in_keep_the_list_and_tick_for_others(
    harbour: Coop, gil: Participant, steps: list[Step], noon: Moment
) -> None:
    dee = join(harbour, "dee", "member", dt.date(2021, 1, 1))
    with pytest.raises(Fault) as refused:
        verbs.keep_list(coop=harbour, lines=[], by=gil, at=noon, key="mine")
    assert refused.value.code == "onboarding.not-leading"
    with pytest.raises(Fault) as refused:
        verbs.tick(participant=gil, step=steps[0], by=dee, at=noon)
    assert refused.value.code == "onboarding.not-theirs"

    elsewhere = Coop.objects.create(slug="lantern", name="Lantern", currency="USD", time_zone="UTC")
    stranger = join(elsewhere, "eve", "member", dt.date(2021, 1, 1))
    with pytest.raises(NotThere):
        verbs.tick(participant=gil, step=steps[0], by=stranger, at=noon)
    with pytest.raises(NotThere):
        verbs.keep_list(coop=harbour, lines=[], by=stranger, at=noon, key="theirs")


def test_today_says_what_comes_next_until_all_is_done_or_they_are_new_no_more(
    fay: Participant, gil: Participant, steps: list[Step], noon: Moment
) -> None:
    verbs.tick(participant=gil, step=steps[0], by=gil, at=noon)
    (item,) = waiting.for_newcomers(gil, noon)
    assert (item.title, item.detail) == ("Onboarding: 1 of 3 done", "Next: Meet your mentor")
    assert item.url == f"{ROOM}gil/"
    assert list(waiting.for_newcomers(fay, noon)) == []

    later = Moment.of(NOON + dt.timedelta(days=200), coop=gil.coop)
    assert list(waiting.for_newcomers(gil, later)) == []
    for step in steps:
        verbs.tick(participant=gil, step=step, by=fay, at=noon)
    assert list(waiting.for_newcomers(gil, noon)) == []


@time_machine.travel(NOON, tick=False)
def test_the_page_offers_a_usual_list_keeps_it_and_shows_who_is_new(
    harbour: Coop, fay: Participant, gil: Participant, signed_in: Enter
) -> None:
    browser = signed_in(fay)
    offered = browser.get(ROOM)
    assert offered.context["form"]["lines"].initial.splitlines() == reads.usual()

    answer = browser.post(ROOM, {"lines": "\r\n".join(LINES), "key": "k"}, follow=True)

    assert says(harbour) == LINES
    assert [one.participant for one in answer.context["newcomers"]] == [gil]
    refused = browser.post(ROOM, {"lines": "x" * 201, "key": "l"})
    assert (refused.status_code, refused.context["form"]["lines"].value()) == (422, "x" * 201)


def test_whoever_is_new_ticks_on_their_own_page_and_keeps_no_list(
    gil: Participant, steps: list[Step], signed_in: Enter
) -> None:
    browser = signed_in(gil)
    RolePeriod.objects.create(
        coop=gil.coop, participant=gil, role="accountant", valid_from=dt.date(2025, 2, 3)
    )
    here = f"{ROOM}gil/{steps[0].pk}/"

    assert browser.post(here, {"done": "yes"}, follow=True).context["done"] == 1
    assert browser.post(here, {"done": "no"}, follow=True).context["done"] == 0
    assert browser.post(ROOM, {"lines": "", "key": "k"}).status_code in {404, 409}
    assert says(gil.coop) == LINES


@pytest.mark.usefixtures("gil")
def test_to_strangers_there_is_nothing_of_it(steps: list[Step], client: Client) -> None:
    asked = [client.get(address).status_code for address in (ROOM, f"{ROOM}gil/", API, f"{API}/gil")]
    asked.append(client.post(f"{ROOM}gil/{steps[0].pk}/", {"done": "yes"}).status_code)
    assert asked == [404, 404, 401, 401, 404]
    assert not Done.objects.exists()


def test_by_the_api_the_list_is_kept_and_steps_are_ticked(
    fay: Participant, gil: Participant, signed_in: Enter
) -> None:
    with time_machine.travel(NOON, tick=False):
        leader, newcomer = signed_in(fay), signed_in(gil)
        kept = leader.put(API, {"lines": LINES, "key": "k"}, content_type=JSON).json()
        assert [step["says"] for step in kept["steps"]] == LINES
        assert kept["newcomers"] == [{"person": "gil", "since": "2025-02-03", "done": 0}]

        first = f"{API}/gil/{kept['steps'][0]['id']}"
        assert newcomer.put(first, {"done": True}, content_type=JSON).status_code == 204
        told: list[dict[str, Any]] = newcomer.get(f"{API}/gil").json()
    assert [one["said_by"] for one in told] == ["gil", "", ""]


@pytest.mark.parametrize("many", [3, 40])
def test_the_list_asks_as_much_for_3_as_for_40(
    harbour: Coop,
    fay: Participant,
    noon: Moment,
    many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(many):
        join(harbour, f"new-{n}", "candidate", dt.date(2025, 2, 3))
    place = Place(harbour, fay, noon, Sight.of(fay, coop=harbour, on=noon.day))
    with django_assert_num_queries(2):
        assert len(reads.newcomers(place)) == many


def test_a_tick_for_somebody_else_is_refused_on_the_page(
    gil: Participant, steps: list[Step], signed_in: Enter
) -> None:
    dee = join(gil.coop, "dee", "member", dt.date(2021, 1, 1))
    refused = signed_in(dee).post(f"{ROOM}gil/{steps[0].pk}/", {"done": "yes"})
    assert (refused.status_code, refused.context["done"]) == (409, 0)
    assert "those who lead people in" in refused.content.decode()
    assert not Done.objects.exists()
