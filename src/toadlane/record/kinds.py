"""What people call the kinds of entries, and who may be told what they say; their rooms name them here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from toadlane.coops.access import Place
    from toadlane.record.models import Entry

Words = str | Promise
Opens = Callable[["Place", "Entry"], bool]

_words: dict[str, Words] = {}
_opened: dict[str, Opens] = {}


def name(kind: str, words: Words) -> None:
    """Give the stored name of a kind, such as `hours.closed.v1`, its words for pages."""
    _words[kind] = words


def words_for(kind: str) -> str:
    """The words for a kind; its stored name while nobody gave it any."""
    return str(_words.get(kind, kind))


def opens(kind: str, allowed: Opens) -> None:
    """Say who may be told what entries of a kind say; of other kinds only whoever did it."""
    _opened[kind] = allowed


def by_class(information_class: str) -> Opens:
    """Whoever sees a class of information."""
    return lambda place, _entry: place.sight.may_see_class(information_class)


def may_open(place: Place, entry: Entry) -> bool:
    """Whether they may be told what an entry says."""
    allowed = _opened.get(entry.kind)
    return allowed is not None and allowed(place, entry)
