"""What people type about themselves and others: in any script, without what only a machine would see."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from toadlane.candidacy.models import LONGEST

HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
JOINS: Final = frozenset("\u200c\u200d")
"""Persian and several Indian scripts join and part their letters by these two."""


def name(given: str) -> str:
    """A name in one line: one word or many, in any script, letters composed; fault `candidacy.name`."""
    said = " ".join(unicodedata.normalize("NFC", given).split())
    seen = [sign for sign in said if sign not in JOINS]
    if any(sign.isalnum() for sign in seen) and len(said) <= LONGEST["name"] and not hides(seen):
        return said
    raise InputFault(
        gettext_noop("This cannot be shown as a name."),
        code="candidacy.name",
        next_step=gettext_noop("Write the name people call you by, in one line of up to {longest} letters."),
        longest=LONGEST["name"],
    )


def text(given: str, *, most: int, least: int = 1) -> str:
    """Lines of text without anything that cannot be seen; fault `candidacy.text`."""
    said = given.replace("\r\n", "\n").replace("\r", "\n").strip()
    if least <= len(said) <= most and not hides(sign for sign in said if sign not in JOINS | {"\n", "\t"}):
        return said
    raise InputFault(
        gettext_noop("This text is missing, too long, or holds characters that are not text."),
        code="candidacy.text",
        next_step=gettext_noop("Write up to {longest} letters, as plain text."),
        longest=most,
    )


def hides(signs: Iterable[str]) -> bool:
    """Whether any of the signs is one that nobody sees."""
    return any(unicodedata.category(sign) in HIDDEN for sign in signs)
