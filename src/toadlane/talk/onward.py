"""Where what was said can go from here: rooms above take it up, and say what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from toadlane.coops.access import Place
from toadlane.talk.subjects import Words


@dataclass(frozen=True, slots=True)
class Became:
    """What was made of it: `says` stands before its title; `kind` and `key` are as the API has them."""

    kind: str
    key: str
    title: str
    page: str
    says: Words
    of_thread: bool = False


@dataclass(frozen=True, slots=True)
class Onward:
    """A room that takes up what was said: whoever `may` begins on the page that `page` gives.

    `page` is asked with a comment's key, and whether the whole thread that it began is meant; `became` gives,
    of some comments, what whoever looks may see was made of each, in a fixed number of questions.
    """

    key: str
    label: Words
    label_of_thread: Words
    may: Callable[[Place], bool]
    page: Callable[[Place, UUID, bool], str]
    became: Callable[[Place, Collection[UUID]], Mapping[UUID, Collection[Became]]]


_known: dict[str, Onward] = {}


def register(one: Onward) -> None:
    """Called by a room when the application starts; the key keeps a second call harmless."""
    _known[one.key] = one


def ways(place: Place) -> list[Onward]:
    """Those whoever looks may begin."""
    return [one for one in _known.values() if one.may(place)]


def became(place: Place, comments: Collection[UUID]) -> Mapping[UUID, list[Became]]:
    """What became of some comments and of the threads they began, as far as whoever looks may see it."""
    found: dict[UUID, list[Became]] = defaultdict(list)
    if comments:
        for one in _known.values():
            for key, made in one.became(place, comments).items():
                found[key].extend(made)
    return found
