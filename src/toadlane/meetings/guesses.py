"""What the name of a file tells of the document in it; somebody looks at every guess."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from toadlane.meetings.models import LONGEST, Kind
from toadlane.people.spelling import folded

_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_. ]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_WORDS: Final = {
    Kind.DECISION: ("decision", "resolution", "vote", "acuerdo", "resolucion", "votacion"),
    Kind.MINUTES: ("minutes", "meeting", "agenda", "acta", "reunion", "compte rendu", "proces-verbal"),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """A title, a day and a kind; the day only where the name has one that can be."""

    title: str
    happened_on: dt.date | None
    kind: Kind


def guessed(file_name: str, *, until: dt.date) -> Guess:
    """From a name such as “2023-04-11 minutes.pdf”: that day, those minutes."""
    stem = file_name.rpartition(".")[0] or file_name
    happened_on, named = _day(stem, until)
    return Guess(_title(stem, named), happened_on, _kind(stem))


def _day(stem: str, until: dt.date) -> tuple[dt.date | None, str]:
    """The first day in a name that can be, and how it stands there."""
    for found in _DAY.finditer(stem):
        try:
            day = dt.date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            continue
        if day <= until:
            return day, found[0]
    return None, ""


def _title(stem: str, named: str) -> str:
    bare = stem.replace(named, " ", 1) if named else stem
    words = " ".join(bare.replace("_", " ").split()).strip(" -–—.,")
    title = words or stem
    return (title[:1].upper() + title[1:])[: LONGEST["title"]]


def _kind(stem: str) -> Kind:
    words = folded(stem.replace("_", " "))
    return next(
        (kind for kind, known in _WORDS.items() if any(word in words for word in known)), Kind.MINUTES
    )
