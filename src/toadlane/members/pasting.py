"""Many people at once, as lines out of a spreadsheet: name, address, then stages and roles with days."""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Fault, InputFault
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.members import entering, standing
from toadlane.members.entering import NewPerson, Spell

HEADS = frozenset({"name", "nombre", "nom"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_APART = re.compile(r"[\s,;/]+")
LONGEST_LINE = 4000


@dataclass(frozen=True, slots=True)
class Line:
    """One line: who it would bring in, or what is wrong with it; `number` as an editor counts."""

    number: int
    person: NewPerson
    fault: Fault | None


def read(text: str, *, coop: Coop, at: Moment) -> list[Line]:
    """Every line that says something, held against the co-op and the lines before it."""
    known = set(standing.stages_of(coop, at))
    lines = [(number, *_person(cells, known)) for number, cells in _rows(text)]
    sound = [(number, person) for number, person, fault in lines if fault is None]
    looked = entering.look([person for _, person in sound], coop=coop, at=at)
    judged = {
        number: Line(number, one.person, one.fault) for (number, _), one in zip(sound, looked, strict=True)
    }
    return [judged.get(number) or Line(number, person, fault) for number, person, fault in lines]


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Cells of each line that is not empty, without the line of heads."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd").split("\n")
    first = next((line for line in lines if line.strip()), "")
    delimiter = max("\t;,", key=first.count)
    found = []
    for number, line in enumerate(lines, 1):  # each by itself: a stray quote must not swallow its neighbours
        cells = next(csv.reader([line[:LONGEST_LINE]], delimiter=delimiter), [])
        cut = [cell.strip() for cell in cells]
        if any(cut):
            found.append((number, cut))
    if found and found[0][1][0].lower() in HEADS:
        found = found[1:]
    return found


def _person(cells: list[str], stages: set[str]) -> tuple[NewPerson, Fault | None]:
    """Name, perhaps an address, then words and days in turn."""
    name, rest = cells[0], cells[1:]
    email = ""
    if rest and (not rest[0] or "@" in rest[0]):
        email, rest = rest[0], rest[1:]
    try:
        spells = _spells(" ".join(rest))
    except InputFault as fault:
        return NewPerson(name, email), fault
    as_stages = tuple(spell for spell in spells if spell.word in stages or spell.word not in standing.ROLES)
    as_roles = tuple(spell for spell in spells if spell not in as_stages)
    return NewPerson(name, email, as_stages, as_roles), None


def _spells(words: str) -> list[Spell]:
    """“candidate 2024-01-01, member 2024-10-01” in any punctuation; a day belongs to the word before it."""
    spells: list[Spell] = []
    open_word = ""
    for word in filter(None, _APART.split(words)):
        if not word[0].isdigit():
            if open_word:
                raise since_when(open_word)
            open_word = word.lower()
        elif not open_word:
            raise InputFault(
                gettext_noop("“{day}” belongs to no stage and no role."),
                code="members.loose-day",
                next_step=gettext_noop("Write the stage before its day: member 2024-10-01."),
                day=word[:40],
            )
        else:
            spells.append(Spell(open_word, _day(word)))
            open_word = ""
    if open_word:
        raise since_when(open_word)
    return spells


def _day(word: str) -> dt.date:
    try:
        return dt.date.fromisoformat(word if _DAY.fullmatch(word) else "")
    except ValueError:
        raise InputFault(
            gettext_noop("“{day}” is no day."),
            code="members.day",
            next_step=gettext_noop("Write days as in 2024-10-01."),
            day=word[:40],
        ) from None


def since_when(word: str) -> InputFault:
    """A stage without its day."""
    return InputFault(
        gettext_noop("“{word}” does not say since when."),
        code="members.since-when",
        next_step=gettext_noop("Write the day after it: member 2024-10-01."),
        word=word[:40],
    )
