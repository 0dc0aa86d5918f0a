"""Nine words, always in the same order; a phone shows five and “more”."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.urls import path

from toadlane.ui import rooms


def room(request: object, slug: str) -> HttpResponse:
    return HttpResponse(slug)


NINE = ("today", "decide", "meet", "work", "clients", "money", "people", "charter", "record")
urlpatterns = [path(f"c/<slug:slug>/{key}/", room, name=key) for key in NINE]


@dataclass(frozen=True)
class Harbour:
    slug: str = "harbour"
    name: str = "Harbour Web"


@pytest.fixture(autouse=True)
def _an_empty_house(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(rooms, "_open", {})
    monkeypatch.setattr(rooms, "_within", {})
    with override_settings(ROOT_URLCONF=__name__):
        yield


def test_rooms_stand_in_the_order_of_the_house_however_they_opened() -> None:
    for key in reversed(NINE):
        rooms.register(key, url_name=key)

    assert tuple(one.key for one in rooms.open_rooms()) == NINE


def test_only_rooms_that_exist_are_shown() -> None:
    rooms.register("money", url_name="money")
    rooms.register("today", url_name="today")

    assert rooms.doors(Harbour(), here="money") == (
        rooms.Door("today", "Today", "/c/harbour/today/", "today", here=False),
        rooms.Door("money", "Money", "/c/harbour/money/", "money", here=True),
    )


def test_the_pages_of_a_subject_stand_in_its_own_room_or_in_that_of_another() -> None:
    rooms.register("decide", url_name="proposals:decide")
    rooms.within("decide", "elections")

    assert [rooms.of_pages(one) for one in ("proposals", "elections", "jobs")] == ["decide", "decide", ""]


def test_a_room_can_be_closed_again() -> None:
    rooms.register("money", url_name="money")
    rooms.close("money")
    rooms.close("money")

    assert rooms.open_rooms() == ()


def test_a_word_the_house_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="There is no room “finance”"):
        rooms.register("finance", url_name="money")


def on_the_bar() -> tuple[list[str], list[str]]:
    low, rest = rooms.on_the_bar(rooms.doors(Harbour(), here=""))
    return [door.key for door in low], [door.key for door in rest]


def test_a_phone_shows_five_rooms_and_the_others_behind_more() -> None:
    for key in NINE:
        rooms.register(key, url_name=key)

    assert on_the_bar() == (
        ["today", "decide", "meet", "work", "money"],
        ["clients", "people", "charter", "record"],
    )


def test_a_sixth_room_is_not_hidden_alone() -> None:
    for key in NINE[:6]:
        rooms.register(key, url_name=key)

    assert on_the_bar() == (list(NINE[:6]), [])


def navigation(here: str) -> str:
    request = RequestFactory().get("/c/harbour/money/")
    context = {"request": request, "coop": Harbour(), "room": here}
    return Template("{% load ui %}{% rooms_navigation %}").render(Context(context))


def test_the_room_one_is_in_is_marked_in_both_bars() -> None:
    for key in NINE[:3]:
        rooms.register(key, url_name=key)

    assert navigation("decide").count('<a href="/c/harbour/decide/" aria-current="page">') == 2


def test_more_is_marked_when_the_room_one_is_in_is_behind_it() -> None:
    for key in NINE:
        rooms.register(key, url_name=key)

    assert (
        '<details class="here">' in navigation("record"),
        '<details class="here">' in navigation("money"),
    ) == (
        True,
        False,
    )


def test_the_name_of_the_coop_leads_to_its_first_room() -> None:
    page = Template("{% load ui %}{% coop_home %}")

    before = page.render(Context({"coop": Harbour()}))
    rooms.register("money", url_name="money")
    after = page.render(Context({"coop": Harbour()}))

    assert (before, after) == ("/c/harbour/", "/c/harbour/money/")
