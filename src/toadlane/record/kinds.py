"""What people call the kinds of entries, who may be told what they say, and which page each is about.

Their rooms say so here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.functional import Promise

if TYPE_CHECKING:
    from toadlane.coops.access import Place
    from toadlane.record.models import Entry

Words = str | Promise
Opens = Callable[["Place", "Entry"], bool]
Leads = Callable[["Place", str], str]

_words: dict[str, Words] = {}
_opened: dict[str, Opens] = {}
_pages: dict[str, Leads] = {}


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


def leads(kinds: Iterable[str], to: Leads) -> None:
    """Say which page entries of these kinds are about: its address for whoever may see it, else ""."""
    _pages.update(dict.fromkeys(kinds, to))


def by_key(to: Callable[[Place, UUID], str]) -> Leads:
    """The same where what an entry is about is the key of a row; another subject leads nowhere."""

    def found(place: Place, subject: str) -> str:
        try:
            key = UUID(subject)
        except ValueError:
            return ""
        return to(place, key)

    return found


def page_of(place: Place, entry: Entry) -> str:
    """The page of what an entry is about; "" where there is none, or none that they may see."""
    to = _pages.get(entry.kind)
    return to(place, entry.subject) if to else ""
