"""Gathers what each room says into its catalogues: `python -m tests.architecture.catalogues [ROOM …]`.

New strings come in without a translation and are named; dead ones go; what is there is compiled. Nothing is
guessed: a string that was changed is a new one. Needs no other program.
"""

from __future__ import annotations

import ast
import datetime as dt
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

Key = tuple[str, tuple[str, ...]]
"""The context, or "", and the English: one form, or two where there is a plural."""
Told = dict[Key, tuple[str, ...]]
ROOMS: Final = Path(__file__).resolve().parents[2] / "src" / "toadlane"
LANGUAGES: Final = ("es", "fr")
SAID: Final = {"_", "gettext", "gettext_lazy", "gettext_noop"}
COUNTED: Final = {"ngettext", "ngettext_lazy"}
IN_CONTEXT: Final = {"pgettext", "pgettext_lazy"}
NO_DAY: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""Compiled of no day: the same words make the same file."""
TEXT: Final = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL: Final = re.compile(rf"\b(_|n?p?gettext)\(\s*({TEXT}(?:\s*,\s*{TEXT})*)", re.DOTALL)
FRENCH: Final = "nplurals=2; plural=(n > 1);"


def rooms() -> list[Path]:
    """Every room that people read something of."""
    return sorted(path for path in ROOMS.iterdir() if path.is_dir() and any(said_in(path)))


def said_in(room: Path) -> Iterator[Key]:
    """Everything a room says, in the order of its files."""
    for path in sorted(room.rglob("*")):
        if "locale" in path.parts or "migrations" in path.parts or not path.is_file():
            continue
        if path.suffix == ".py":
            yield from in_python(path.read_text(encoding="utf-8"))
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            yield from in_template(path.read_text(encoding="utf-8"))


def in_python(source: str) -> Iterator[Key]:
    """What a module says."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
        yield from of_call(name, [text for text in texts if isinstance(text, str)])


def in_template(source: str) -> Iterator[Key]:
    """What a template says, by Django's own reading of it."""
    for found in CALL.finditer(templatize(source)):
        texts = [unfolded(ast.literal_eval(text)) for text in re.findall(TEXT, found[2], re.DOTALL)]
        yield from of_call(found[1], texts)


def unfolded(text: str) -> str:
    """A template's text as it is looked up: the reading above leaves its backslashes doubled."""
    return text.replace("\\\\", "\\")


def of_call(name: str, texts: list[str]) -> Iterator[Key]:
    """What one call of gettext says."""
    if texts and texts[-1].endswith("\\"):
        return  # a template's quotation mark inside quotation marks, which Django's own reading cuts off
    if name in SAID and texts and texts[0]:
        yield "", (texts[0],)
    elif name in COUNTED and len(texts) > 1:
        yield "", (texts[0], texts[1])
    elif name in IN_CONTEXT and len(texts) > 1:
        yield texts[0], (texts[1],)


def read(path: Path, language: str) -> Catalog:
    """A catalogue as it is, or an empty one."""
    if path.is_file():
        with path.open("rb") as file:
            return read_po(file, locale=language)
    return Catalog(locale=language, fuzzy=False, project="Toad Lane", charset="utf-8")


def kept(catalog: Catalog) -> Told:
    """What a catalogue translates, by what it translates."""
    found: Told = {}
    for message in catalog:
        if message.id:
            told = message.string if isinstance(message.string, tuple | list) else [message.string or ""]
            found[key_of(message.id, message.context)] = tuple(told)
    return found


def key_of(said: str | tuple[str, ...] | list[str], context: str | None) -> Key:
    """A message's key."""
    return context or "", (said,) if isinstance(said, str) else tuple(said)


def missing(said: Iterable[Key], before: Told) -> list[Key]:
    """What a room says and its catalogue does not."""
    return [key for key in dict.fromkeys(said) if not all(before.get(key, ("",)))]


def dead(room: Path, said: Iterable[Key], before: Told) -> list[Key]:
    """What a catalogue translates and its room says no more."""
    living = set(said)
    left = [key for key in before if key not in living]
    written = whole(room) if left else ""
    return [key for key in left if key[1][0] not in written]


def whole(room: Path) -> str:
    """Everything that stands in a room's templates, for what no reading of them finds."""
    found = [path.read_text(encoding="utf-8") for path in sorted(room.glob("templates/**/*.*"))]
    return "\n".join(found).replace('\\"', '"')


def elsewhere(language: str) -> Told:
    """What any room can say already: the same English means the same everywhere."""
    found: Told = {}
    for path in sorted(ROOMS.glob(f"*/locale/{language}/LC_MESSAGES/django.po")):
        found = {key: told for key, told in kept(read(path, language)).items() if all(told)} | found
    return found


def gather(room: Path, language: str, known: Told) -> list[Key]:
    """Bring one catalogue up to date and compile it; what it cannot say yet."""
    path = room / "locale" / language / "LC_MESSAGES" / "django.po"
    before = kept(read(path, language))
    living = list(said_in(room))
    gone = set(dead(room, living, before))
    catalog = Catalog(locale=language, fuzzy=False)
    lacking: list[Key] = []
    for context, said in dict.fromkeys([*living, *(key for key in before if key not in gone)]):
        told = before.get((context, said)) or ("",)
        told = told if all(told) else known.get((context, said), ("",) * len(said))
        single = len(said) == 1
        catalog.add(said[0] if single else said, told[0] if single else told, context=context or None)
        if not all(told):
            lacking.append((context, said))
    write(catalog, path, language)
    return lacking


def write(catalog: Catalog, path: Path, language: str) -> None:
    """The catalogue as people edit it, and as programs read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    write_po(out, catalog, width=100, omit_header=True, no_location=True)
    plural = FRENCH if language == "fr" else "nplurals=2; plural=(n != 1);"
    head = (
        f'#\nmsgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {plural}\\n"\n\n'
    )
    path.write_text(head + out.getvalue().decode().lstrip("\n"), encoding="utf-8")
    with path.open("rb") as file, path.with_suffix(".mo").open("wb") as compiled:
        read_again = read_po(file, locale=language)
        read_again.creation_date = NO_DAY
        write_mo(compiled, read_again)


def main(names: list[str]) -> int:
    """Gather the rooms that are named, or all; how many strings wait for somebody who knows the language."""
    waiting = 0
    known = {language: elsewhere(language) for language in LANGUAGES}
    for room in rooms():
        for language in LANGUAGES if not names or room.name in names else ():
            lacking = gather(room, language, known[language])
            waiting += len(lacking)
            for context, said in lacking:
                sys.stdout.write(f"{room.name} {language}: {context and context + ': '}{said[0]!r}\n")
    return waiting


if __name__ == "__main__":
    raise SystemExit(1 if main(sys.argv[1:]) else 0)
