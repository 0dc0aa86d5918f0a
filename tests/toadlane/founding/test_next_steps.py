"""*Today* of a new co-op says what is next, until all is there; a co-op without a charter can look around."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bylaws.kernel.faults import CharterSilent
from bylaws.kernel.money import Money
from tests.toadlane.charter import texts
from tests.toadlane.conftest import NOON
from tests.toadlane.founding.conftest import BEGAN
from toadlane.books import verbs as books
from toadlane.charter.founding_text import adopt_first, keep_draft
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.founding import waiting
from toadlane.members import verbs
from toadlane.members.entering import NewPerson, Spell

GIL = NewPerson("Gil Example", stages=(Spell("member", BEGAN),), roles=(Spell("bookkeeper", BEGAN),))


@pytest.fixture
def now(founder: Participant) -> Moment:
    return Moment.of(NOON, coop=founder.coop)


@pytest.fixture
def gil(founder: Participant, now: Moment) -> Participant:
    """The bookkeeper."""
    return verbs.bring_in(coop=founder.coop, people=[GIL], by=founder, at=now, key="gil")[0]


def steps(who: Participant, at: Moment) -> list[tuple[str, str]]:
    return [(item.title, item.url) for item in waiting.next_steps(who, at)]


def page(name: str, coop: Coop) -> str:
    return reverse(name, args=[coop.slug])


def test_a_new_co_op_waits_for_a_charter_for_people_and_for_a_bookkeeper(
    founder: Participant, now: Moment
) -> None:
    assert steps(founder, now) == [
        ("Adopt a charter", page("charter:adoption", founder.coop)),
        ("Bring the others in", page("members:many", founder.coop)),
        ("Name a bookkeeper", page("members:people", founder.coop)),
    ]


def test_a_text_that_is_begun_is_gone_on_with(founder: Participant, now: Moment) -> None:
    keep_draft(coop=founder.coop, source="not yet", model="", by=founder, at=now)

    assert steps(founder, now)[0] == ("Adopt a charter", page("charter:draft", founder.coop))


def test_each_step_goes_when_it_is_done_and_the_past_is_for_the_bookkeeper(
    founder: Participant, gil: Participant, now: Moment
) -> None:
    adopt_first(coop=founder.coop, source=texts.HARBOUR, by=founder, at=now, key="charter")

    assert steps(founder, now) == []
    assert steps(gil, now) == [("Bring the past", page("books:opening", founder.coop))]


def test_a_bookkeeper_taken_back_is_named_again(founder: Participant, gil: Participant, now: Moment) -> None:
    row = RolePeriod.objects.get(participant=gil)
    verbs.void(row, because="never", by=founder, at=now, key="void")

    assert ("Name a bookkeeper", page("members:people", founder.coop)) in steps(founder, now)


def test_a_bookkeeper_to_come_is_a_bookkeeper(founder: Participant, now: Moment) -> None:
    soon = NewPerson("Hal", roles=(Spell("bookkeeper", now.day + dt.timedelta(days=30)),))
    verbs.bring_in(coop=founder.coop, people=[soon], by=founder, at=now, key="hal")

    assert [title for title, _ in steps(founder, now)] == ["Adopt a charter"]


def test_members_are_not_asked(founder: Participant, now: Moment) -> None:
    hal = NewPerson("Hal", stages=(Spell("member", BEGAN),))
    (member,) = verbs.bring_in(coop=founder.coop, people=[hal], by=founder, at=now, key="hal")

    assert steps(member, now) == []


@pytest.mark.parametrize("many", [1, 300])
def test_the_steps_are_one_question(
    founder: Participant, now: Moment, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [NewPerson(f"P {n}") for n in range(many)]
    verbs.bring_in(coop=founder.coop, people=people, by=founder, at=now, key="many")
    steps(founder, now)

    # What they are and what is open, unless a page knows it already; and all the rest in one.
    with django_assert_num_queries(3):
        steps(founder, now)


def test_every_room_of_a_co_op_without_a_charter_can_be_looked_at(
    gil: Participant, signed_in: Callable[[Any], Client], founder: Participant
) -> None:
    RolePeriod.objects.create(coop=founder.coop, participant=founder, role="bookkeeper", valid_from=BEGAN)
    browser = signed_in(founder)
    slug = founder.coop.slug
    rooms: list[str] = [
        *(
            "today:today",
            "members:people",
            "members:many",
            "charter:charter",
            "charter:adoption",
            "charter:draft",
        ),
        *("work:hours", "work:everyone", "work:imports", "decisions:decide", "decisions:entry"),
        *("books:money", "books:journal", "books:buy-in", "books:accounts", "books:opening", "books:owed"),
        *("record:entries", "jobs:jobs"),
    ]

    answers = {room: browser.get(reverse(room, args=[slug])).status_code for room in rooms}
    answers |= {
        f"{room} {year}": browser.get(reverse(room, args=[slug, year])).status_code
        for room in ("books:year", "books:figures")
        for year in (2024, 2025)
    }
    answers |= {"account": browser.get(reverse("books:account", args=[slug, "olive"])).status_code}

    # A page that is made of a rule alone says that there is none yet, and how to get one.
    assert {room: status for room, status in answers.items() if status not in {200, 302, 409}} == {}
    assert [room for room in rooms if answers[room] == 409 and room != "books:buy-in"] == []


def test_without_a_charter_no_year_is_closed(founder: Participant, gil: Participant, now: Moment) -> None:
    coop = founder.coop
    with pytest.raises(CharterSilent):
        books.state_figures(
            coop=coop,
            year=2024,
            surplus=Money.parse("10.00", "USD"),
            tax=Money.parse("0.00", "USD"),
            by=gil,
            at=now,
            key="figures",
        )
    with pytest.raises(CharterSilent) as fault:
        books.preview_close(coop=coop, year=2024, by=gil, at=now, key="preview")

    assert fault.value.code == "charter.none"
