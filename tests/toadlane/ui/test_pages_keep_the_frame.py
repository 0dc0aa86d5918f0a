"""What every page brings: landmarks, a way past the navigation, the reader's own light, no foreign thing."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings

from bylaws.kernel.faults import CharterSilent
from toadlane.ui import icons, samples, theme

LIMIT = 100_000
LINKED = re.compile(r'(?:src|href)="/static/(?P<name>[^"]+)"')


@dataclass(frozen=True)
class Harbour:
    slug: str = "harbour"
    name: str = "Harbour Web"
    accent: str = "plum"


@dataclass(frozen=True)
class Ada:
    name: str = "Ada Lane"


@pytest.fixture
def asked(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/c/harbour/money/?sort=-hours&page=3")
    request.user = AnonymousUser()
    return request


def test_a_street_page_has_one_heading_and_every_landmark(asked: HttpRequest) -> None:
    page = render_to_string("ui/front.html", {}, asked)

    assert {mark: page.count(mark) for mark in ("<header", "<main", "<footer", "<h1")} == {
        "<header": 1,
        "<main": 1,
        "<footer": 1,
        "<h1": 1,
    }


def test_the_first_thing_on_a_page_leads_past_the_navigation(asked: HttpRequest) -> None:
    page = render_to_string("ui/room.html", {"coop": Harbour(), "participant": Ada()}, asked)

    assert page.index('<a class="skip" href="#main">') < page.index("<header")
    assert '<main id="main" tabindex="-1"' in page


def test_a_room_names_the_coop_and_wears_its_accent(asked: HttpRequest) -> None:
    page = render_to_string("ui/room.html", {"coop": Harbour(), "participant": Ada()}, asked)

    assert '<html lang="en" dir="ltr" data-theme="auto" data-accent="plum" data-keys="on">' in page
    assert "<title>Toad Lane · Harbour Web</title>" in page


def test_an_accent_the_house_does_not_know_is_ours(asked: HttpRequest) -> None:
    page = render_to_string("ui/room.html", {"coop": Harbour(accent="neon"), "participant": Ada()}, asked)

    assert 'data-accent="moss"' in page


def test_the_front_page_lists_demo_coops_only_where_there_are_any(asked: HttpRequest) -> None:
    sign_in = {"name": "Ada", "role": "Member", "email": "ada@harbour.example", "password": "a-quiet-lane"}
    coop = {"name": "Harbour Web", "summary": "On the Palante model.", "sign_ins": [sign_in]}

    without = render_to_string("ui/front.html", {}, asked)
    with_one = render_to_string("ui/front.html", {"demo_coops": [coop]}, asked)

    assert [page.count("Demo co-ops") for page in (without, with_one)] == [0, 1]
    assert "<code>ada@harbour.example</code></li>" in with_one


def test_a_password_all_demo_people_share_is_said_once(asked: HttpRequest) -> None:
    def coop(*passwords: str) -> dict[str, object]:
        people = [{"name": "Ada", "email": "ada@harbour.example", "password": word} for word in passwords]
        return {"name": "Harbour Web", "sign_ins": people}

    one = render_to_string("ui/front.html", {"demo_coops": [coop("open", "open"), coop("open")]}, asked)
    two = render_to_string("ui/front.html", {"demo_coops": [coop("open", "sesame")]}, asked)

    assert (one.count("<code>open</code>"), two.count("<code>open</code>")) == (1, 1)
    assert (one.count("The password is always"), two.count("The password is always")) == (1, 0)


def test_a_fault_says_what_why_and_what_now(asked: HttpRequest) -> None:
    fault = CharterSilent(
        "The charter has no rule for a loss.",
        code="surplus.no-losses",
        article="Article 9 — Surplus",
        next_step="Propose an amendment to Article 9.",
    )

    page = render_to_string("ui/fault.html", {"fault": fault, "back": "/c/harbour/"}, asked)

    said = [
        page.index(words) for words in (fault.says, "Article 9 — Surplus</span>", "What now", fault.next_step)
    ]
    assert said == sorted(said)


@pytest.mark.parametrize("name", ["404.html", "500.html"])
def test_a_page_that_is_not_there_and_one_that_broke_say_what_now(name: str, asked: HttpRequest) -> None:
    assert "What now" in render_to_string(name, {}, asked)


def test_a_page_loads_its_own_files_alone_and_weighs_little(asked: HttpRequest) -> None:
    page = render_to_string("ui/front.html", {}, asked)

    weights = {name: weight(name) for name in LINKED.findall(page) if not name.endswith("mark.svg")}
    weights["ui/fonts/newsreader-heading.woff2"] = weight("ui/fonts/newsreader-heading.woff2")
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []
    assert sum(weights.values()) + len(gzip.compress(page.encode())) < LIMIT


def weight(name: str) -> int:
    """Bytes on the wire: fonts are compressed already, the rest is sent as gzip at the least."""
    place = finders.find(name)
    assert isinstance(place, str)
    content = Path(place).read_bytes()
    return len(content) if name.endswith(".woff2") else len(gzip.compress(content))


def test_every_flash_says_how_grave_it_is(asked: HttpRequest) -> None:
    kinds = (constants.INFO, constants.SUCCESS, constants.WARNING, constants.ERROR)

    page = render_to_string(
        "ui/part/flashes.html", {"messages": [Message(kind, "x") for kind in kinds]}, asked
    )

    assert re.findall(r'<p class="flash (\w+)" role="(\w+)">', page) == [
        ("info", "status"),
        ("success", "status"),
        ("warning", "status"),
        ("error", "alert"),
    ]


def tag(words: str, asked: HttpRequest, **context: object) -> str:
    return Template("{% load ui %}" + words).render(Context({"request": asked, **context}))


def test_a_column_head_turns_the_order_round_and_keeps_the_rest_of_the_address(asked: HttpRequest) -> None:
    heads = tag("{% sort_by 'hours' 'Hours' 'num' %}{% sort_by 'name' 'Name' %}", asked)

    assert re.findall(r'<th scope="col" class="(\w*)"( aria-sort="\w+")?><a href="([^"]+)">', heads) == [
        ("num", ' aria-sort="descending"', "?sort=hours&amp;page=3"),
        ("", "", "?sort=name&amp;page=3"),
    ]


def test_a_long_list_links_to_its_other_pages_and_keeps_its_order(asked: HttpRequest) -> None:
    page = Paginator(range(90), 10).get_page(3)

    shown = tag("{% pagination page %}", asked, page=page)

    assert re.findall(r'href="([^"]+)"', shown) == [
        "?sort=-hours&amp;page=2",
        "?sort=-hours&amp;page=1",
        "?sort=-hours&amp;page=2",
        "?sort=-hours&amp;page=3",
        "?sort=-hours&amp;page=4",
        "?sort=-hours&amp;page=9",
        "?sort=-hours&amp;page=4",
    ]


def test_a_list_on_one_page_has_no_pages(asked: HttpRequest) -> None:
    assert tag("{% pagination page %}", asked, page=Paginator(range(3), 10).get_page(1)).strip() == ""


def test_names_stand_in_a_row() -> None:
    rows: list[list[str]] = [[], ["Ada"], ["Ada", "Bo"], ["Ada", "Bo", "<Chi>"]]

    shown = [Template("{% load ui %}{% joined names %}").render(Context({"names": names})) for names in rows]

    assert shown == ["", "Ada", "Ada and Bo", "Ada, Bo and &lt;Chi&gt;"]


def test_an_icon_is_silent_beside_words_and_speaks_alone() -> None:
    assert ["unseen" in icons.icon("check"), "unseen" in icons.icon("check", "Done")] == [False, True]


def test_only_pointing_icons_turn_round_in_right_to_left_writing() -> None:
    assert {name for name in icons.NAMES if "turns" in icons.icon(name)} == {
        "arrow",
        "back",
        "next",
        "previous",
        "undo",
    }


@pytest.mark.parametrize(("building", "answer"), [(False, 404), (True, 200)])
def test_the_page_of_every_part_is_for_those_who_build(
    client: Client, *, building: bool, answer: int
) -> None:
    with override_settings(DEBUG=building):
        assert client.get("/ui/").status_code == answer


def test_the_page_of_every_part_shows_every_icon(client: Client) -> None:
    with override_settings(DEBUG=True):
        page = client.get("/ui/").content.decode()

    assert [name for name in icons.NAMES if f'<span title="{name}">' not in page] == []


def test_the_made_up_shares_add_up() -> None:
    assert sum((one.share for one in samples.MEMBERS), samples.usd(0)) == samples.WATERFALL.steps[-1].amount


def test_the_choice_of_light_is_kept_and_worn_by_the_next_page(client: Client) -> None:
    kept = client.post("/comfort/", {"light": "dark", "back": "/comfort/"})

    page = client.get("/comfort/").content.decode()

    assert (kept.status_code, kept.headers["Location"]) == (302, "/comfort/")
    assert {name: cookie.value for name, cookie in kept.cookies.items()} == {"theme": "dark", "keys": "off"}
    assert 'data-theme="dark" data-accent="moss" data-keys="off"' in page


def test_a_choice_that_is_none_of_ours_is_refused_and_nothing_is_kept(client: Client) -> None:
    answer = client.post("/comfort/", {"light": "sepia", "back": "/"})

    assert (answer.status_code, {"theme", "keys"} & set(answer.cookies)) == (422, set())


def test_nobody_is_sent_away_to_a_strange_place(client: Client) -> None:
    kept = client.post("/comfort/", {"light": "auto", "back": "https://elsewhere.example/"})

    assert kept.headers["Location"] == "/"


def test_a_cookie_somebody_tampered_with_is_the_systems_own_light(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.COOKIES = {"theme": '"><script>', "keys": "off"}

    assert theme.chosen(request) == theme.Choice("auto", keys=False)
    assert theme.chosen(None) == theme.Choice("auto", keys=True)
