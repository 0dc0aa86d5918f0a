"""The one spelling in which an e-mail address is kept, and the one in which words are searched."""

from __future__ import annotations

import unicodedata
from typing import Final

UNSEEN: Final = "Cf"
"""Unicode's class of signs that show nothing: zero-width spaces, joiners, turns of direction."""


JOINS: Final = "\u200c\u200d"
"""Persian and several Indian scripts join and part their letters by these two, which nobody sees."""


def one_line(name: str) -> str:
    """A name as it is shown, in one line of text; empty where it cannot be.

    Turns of direction and other signs that show nothing would make a page say what nobody wrote.
    """
    said = " ".join(name.split())
    seen = said.translate(dict.fromkeys(map(ord, JOINS)))
    return said if seen.strip() and seen.isprintable() else ""


def without_hidden(text: str) -> str:
    """A text without signs that show nothing, but for those by which scripts join and part their letters."""
    if text.isascii():
        return text
    return "".join(sign for sign in text if sign in JOINS or unicodedata.category(sign) != UNSEEN)


def one_spelling(email: str) -> str:
    """An address in small ASCII letters, as far as there is such a spelling of it.

    Signs that show nothing go, wide and ornate letters become plain ones (NFKC), and a domain in another
    script is written as mail servers write it (IDNA): what only looks like another's reads differently then.
    What has no such spelling comes back in small letters, for whoever judges addresses to refuse.
    """
    shown = "".join(sign for sign in email if unicodedata.category(sign) != UNSEEN)
    plain = unicodedata.normalize("NFKC", shown).strip().lower()
    before, at, domain = plain.rpartition("@")
    try:
        return f"{before}{at}{domain.encode('idna').decode('ascii')}" if at else plain
    except UnicodeError:
        return plain


def folded(text: str) -> str:
    """Words as a search compares them: small letters without accents, one space between."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    if not apart.isascii():
        # Few accents stand in one text: each is taken out of all of it at once.
        for accent in filter(unicodedata.combining, set(apart)):
            apart = apart.replace(accent, "")
    return " ".join(apart.split())
