"""What people call the kinds of entries; the room that writes a kind names it here."""

from __future__ import annotations

from django.utils.functional import Promise

Words = str | Promise

_words: dict[str, Words] = {}


def name(kind: str, words: Words) -> None:
    """Give the stored name of a kind, such as `hours.closed.v1`, its words for pages."""
    _words[kind] = words


def words_for(kind: str) -> str:
    """The words for a kind; its stored name while nobody gave it any."""
    return str(_words.get(kind, kind))
