"""What people type in a talk: lines of text in any script, without what only a machine would see."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from toadlane.people.spelling import without_hidden
from toadlane.talk.models import LONGEST

HIDDEN: Final = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
KEPT: Final = frozenset("\n\t")
OF: Final[Mapping[str, str]] = {
    "text": gettext_noop("Write something, in up to {longest} letters."),
    "because": gettext_noop("Say how it was met, in up to {longest} letters."),
    "name": gettext_noop("Give it a name of up to {longest} letters."),
    "asks": gettext_noop("Say what the round is about, in up to {longest} letters."),
}


def seen(given: str) -> str:
    """Without signs that show nothing: turns of direction, zero-width spaces, control signs."""
    lines = without_hidden(given).replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in lines if sign in KEPT or unicodedata.category(sign) not in HIDDEN)
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def fitting(given: str, what: str) -> str:
    """Lines of text as they are kept; fault `talk.words` for none and for too many."""
    said = seen(given)
    return said if 0 < len(said) <= LONGEST[what] else unfit(what)


def line(given: str, what: str) -> str:
    """The same in one line."""
    said = " ".join(seen(given).split())
    return said if 0 < len(said) <= LONGEST[what] else unfit(what)


def unfit(what: str) -> str:
    """Nothing, or too much."""
    raise InputFault(
        gettext_noop("This text is missing or too long."),
        code="talk.words",
        next_step=OF[what],
        longest=LONGEST[what],
    )
