"""Read in a language where every translated word stands in brackets, a page has no word outside them.

The architecture tests read the templates; this one reads pages, and so also the words that come from Python.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from toadlane.ui import rooms, samples
from toadlane.ui.views import ComfortForm

WORD = re.compile(r"[^\W\d_]{2,}")
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
SPOKEN = ("alt", "title", "placeholder", "aria-label")


@pytest.fixture(autouse=True)
def _everything_in_brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    def bracketed(words: str) -> str:
        return f"⟦{words}⟧"

    def counted(one: str, several: str, number: int) -> str:
        return bracketed(one if number == 1 else several)

    monkeypatch.setattr("django.utils.translation._trans.gettext", bracketed)
    monkeypatch.setattr("django.utils.translation._trans.ngettext", counted)
    monkeypatch.setattr("django.utils.translation._trans.pgettext", lambda _context, words: bracketed(words))


class Read(HTMLParser):
    """What a person sees or hears of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"code", "kbd", "script"}
        self.words += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"code", "kbd", "script"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def outside_brackets(page: str, *, given: tuple[str, ...] = ()) -> list[str]:
    """Words no catalogue can reach, save those the test gave."""
    whole = "\n".join(Read(page).words)
    for words in sorted(given, key=len, reverse=True):
        whole = whole.replace(words, "")
    while BRACKETED.search(whole):
        whole = BRACKETED.sub("", whole)
    return WORD.findall(whole)


@dataclass(frozen=True)
class Harbour:
    slug: str = "harbour"
    name: str = "Harbour Web"


@pytest.fixture
def asked(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize("name", ["ui/front.html", "404.html", "500.html"])
def test_every_word_of_a_page_can_be_translated(name: str, asked: HttpRequest) -> None:
    page = render_to_string(name, {}, asked)

    assert outside_brackets(page) == []


def test_every_word_of_the_page_about_light_and_keys_can_be_translated(asked: HttpRequest) -> None:
    form = ComfortForm({"light": "sepia"})

    page = render_to_string("ui/comfort.html", {"form": form, "back": "/"}, asked)

    assert outside_brackets(page, given=("sepia",)) == []


def test_every_word_of_a_room_can_be_translated(asked: HttpRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "_open", {})
    for key in ("today", "decide", "meet", "work", "clients", "money", "people", "charter", "record"):
        rooms.register(key, url_name="ui:comfort")
    monkeypatch.setattr(rooms, "reverse", lambda name, **_: f"/{name}/")

    page = render_to_string("ui/room.html", {"coop": Harbour()}, asked)

    assert outside_brackets(page, given=("Harbour Web",)) == []


@pytest.mark.parametrize(
    "words",
    [
        "{% chart waterfall %}",
        "{% steps steps %}",
        "{% progress 1 2 label %}",
        "{% crumbs label %}",
        "{% why why %}",
        "{% pagination page %}",
        "{% joined names %}",
    ],
)
def test_every_word_of_a_part_can_be_translated(words: str, asked: HttpRequest) -> None:
    shown = samples.everything(asked) | {"request": asked, "label": "x", "why": samples.WHY.parts[1].parts[0]}

    page = Template("{% load ui %}" + words).render(Context(shown))

    chart, told = samples.WATERFALL, samples.WHY.parts[1].parts[0]
    given = (
        chart.title,
        chart.description,
        *(step.label for step in chart.steps),
        *(line for step in samples.STEPS for line in (step.note, step.title, step.verb) if line),
        *(one.name for one in samples.MEMBERS),
        told.sentence,
        str(told.article),
    )
    assert outside_brackets(page, given=given) == []


def test_a_word_outside_the_brackets_is_found() -> None:
    page = '<p>⟦Close the year⟧ now</p><img alt="A door"><code>bylaws</code>'

    assert outside_brackets(page) == ["now", "door"]
