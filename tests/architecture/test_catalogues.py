"""The catalogues keep what the English holds: placeholders, tags and plurals, with nothing half done."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.architecture import catalogues

ROOMS = Path(__file__).resolve().parents[2] / "src" / "toadlane"
CATALOGUES = sorted(ROOMS.glob("*/locale/*/LC_MESSAGES/django.po"))
HELD = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{[\w.!:]*\}|</?\w[^>]*>")


def forms(said: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [said] if isinstance(said, str) else list(said or ())


def wrong(message: Message) -> list[str]:
    """What keeps one message from being shown, in words."""
    asked, told = forms(message.id), forms(message.string)
    found = ["fuzzy"] if message.fuzzy else []
    if len(asked) != len(told) or not all(told):
        return [*found, "not translated"]
    pairs = zip(asked, told, strict=True)
    return found + [
        f"“{mine}” holds other things than “{theirs}”"
        for theirs, mine in pairs
        if sorted(HELD.findall(theirs)) != sorted(HELD.findall(mine))
    ]


def messages(path: Path) -> list[Message]:
    with path.open("rb") as file:
        return [message for message in read_po(file, locale=path.parts[-3]) if message.id]


def test_every_room_that_speaks_another_language_speaks_both() -> None:
    spoken: dict[str, set[str]] = {}
    for path in CATALOGUES:
        spoken.setdefault(path.parts[-5], set()).add(path.parts[-3])
    assert "books" in spoken
    assert {room: languages for room, languages in spoken.items() if languages != {"es", "fr"}} == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-5]}-{path.parts[-3]}")
def test_a_translation_keeps_what_the_english_holds(path: Path) -> None:
    found = {str(message.id): wrong(message) for message in messages(path)}
    assert {said: told for said, told in found.items() if told} == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-5]}-{path.parts[-3]}")
def test_a_compiled_catalogue_says_what_its_source_says(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in messages(path):
        asked, told = forms(message.id), forms(message.string)
        if message.context:
            assert compiled.pgettext(message.context, asked[0]) == told[0]
        elif len(asked) == 1:
            assert compiled.gettext(asked[0]) == told[0]
        else:
            assert [compiled.ngettext(asked[0], asked[1], n) for n in (1, 2)] == told


def test_every_room_says_everything_in_every_language_and_nothing_it_says_no_more() -> None:
    lacking: dict[tuple[str, str], list[str]] = {}
    for room in catalogues.rooms():
        living = list(catalogues.said_in(room))
        for language in catalogues.LANGUAGES:
            path = room / "locale" / language / "LC_MESSAGES" / "django.po"
            before = catalogues.kept(catalogues.read(path, language))
            amiss = [*catalogues.missing(living, before), *catalogues.dead(room, living, before)]
            if amiss:
                lacking[room.name, language] = [said[0] for _context, said in amiss]

    assert lacking == {}, "Gather them: python -m tests.architecture.catalogues"


def test_strings_are_found_wherever_a_module_or_a_template_says_them() -> None:
    module = """
label=_("One"); says=gettext_noop("Two " "halves"); n=ngettext("%(n)s day", "%(n)s days", n)
other=pgettext("month", "May"); messages.success(request, _(words)); silent("Three")
"""
    template = (
        '{% trans "Four" %}{% blocktrans count n=n %}{{ n }} hour{% plural %}{{ n }} hours{% endblocktrans %}'
        '{% crumbs _("Five") %}<p>Six</p>{% trans "seven\\\\eight" %}'
    )

    assert list(catalogues.in_python(module)) == [
        ("", ("One",)),
        ("", ("Two halves",)),
        ("", ("%(n)s day", "%(n)s days")),
        ("month", ("May",)),
    ]
    assert list(catalogues.in_template(template)) == [
        ("", ("Four",)),
        ("", ("%(n)s hour", "%(n)s hours")),
        ("", ("Five",)),
        ("", ("seven\\eight",)),
    ]


def test_gathering_keeps_what_is_translated_names_what_is_not_and_drops_what_is_dead(tmp_path: Path) -> None:
    room = tmp_path / "kettle"
    room.mkdir()
    (room / "words.py").write_text('label = _("Boil")\nother = _("Pour")\n')
    path = room / "locale" / "es" / "LC_MESSAGES" / "django.po"
    first = catalogues.gather(room, "es", {("", ("Boil",)): ("Hervir",)})
    (room / "words.py").write_text('label = _("Boil")\nother = _("Whistle")\n')

    second = catalogues.gather(room, "es", {})

    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert (first, second) == ([("", ("Pour",))], [("", ("Whistle",))])
    assert catalogues.kept(catalogues.read(path, "es")) == {
        ("", ("Boil",)): ("Hervir",),
        ("", ("Whistle",)): ("",),
    }
    assert (compiled.gettext("Boil"), compiled.gettext("Whistle")) == ("Hervir", "Whistle")
