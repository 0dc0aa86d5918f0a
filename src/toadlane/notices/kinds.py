"""What people are told of: rooms above name their kinds here, with the words people read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toadlane.notices.timing import When
from toadlane.ui import figures

Words = str | Promise
Values = Mapping[str, Any]
A_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
OFFERED: Final = (When.AT_ONCE, When.DAILY, When.WEEKLY, When.NEVER)
OFFERED_BINDING: Final = (When.AT_ONCE, When.DAILY)


def plain(values: Values) -> Values:
    """As they are stored."""
    return values


LOOK: Final = gettext_lazy("Look at it")


@dataclass(frozen=True, slots=True)
class More:
    """What a letter says under one notice, and the address by which it is answered; "" for none.

    `html` says the same as `text`, where it is more than plain words; `encloses` names a file that goes
    with the letter (`mail.enclosed`).
    """

    text: Words = ""
    reply_to: str = ""
    html: str = ""
    encloses: str = ""


NO_MORE: Final = More()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice, such as “a year was closed”.

    `label` is the subject of its letters, so it holds nothing of what happened in one case. `words` are
    sentences by their codes, with places for values: “{year} is closed.” What is `binding` cannot be
    refused, and reaches those who have left; of what is `discreet` a letter says only that it is there;
    what is not `by_letter` stands in the list alone. `told` makes words of stored values, such as a role's.
    `more` gives, for many notices at once, what letters say under each.
    """

    key: str
    label: Words
    words: Mapping[str, Words]
    verb: Words = LOOK
    usual: When = When.AT_ONCE
    binding: bool = False
    discreet: bool = False
    by_letter: bool = True
    told: Callable[[Values], Values] = plain
    more: Callable[[Sequence[Any]], Mapping[UUID, More]] | None = None

    @property
    def offered(self) -> tuple[When, ...]:
        """How soon people may choose to be written to about it; one way is no choice."""
        if not self.by_letter:
            return (When.NEVER,)
        return OFFERED_BINDING if self.binding else OFFERED

    def says(self, code: str, values: Values) -> str:
        """One notice in the language now in use; its label where the words are gone or do not fit."""
        try:
            told = {name: shown(value) for name, value in self.told(values).items()}
            return str(self.words[code]).format(**told)
        except (KeyError, IndexError, ValueError):
            return str(self.label)


_known: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called by a room when the application starts; the key keeps a second call harmless."""
    _known[kind.key] = kind


def kind(key: str) -> Kind:
    """A kind by its key; one that no room names any more is told by its key alone."""
    return _known.get(key) or Kind(key, label=key, words={})


def known() -> tuple[Kind, ...]:
    """Every kind, what binds first, then in the order of their keys."""
    return tuple(sorted(_known.values(), key=lambda one: (not one.binding, one.key)))


def more_of(notices: Sequence[Any]) -> Mapping[UUID, More]:
    """What letters say under each of some notices, by the notices' keys; each kind is asked once."""
    found: dict[UUID, More] = {}
    for one in known():
        mine = [notice for notice in notices if notice.kind == one.key] if one.more else []
        if one.more and mine and not one.discreet:
            found |= one.more(mine)
    return found


def shown(value: Any) -> Any:
    """A value as a sentence tells it: days in the reader's own writing."""
    if isinstance(value, str) and A_DAY.fullmatch(value):
        try:
            return figures.day(dt.date.fromisoformat(value))
        except ValueError:
            return value
    return value


def in_words(when: When) -> str:
    """How soon, as people say it."""
    match when:
        case When.AT_ONCE:
            return _("At once")
        case When.DAILY:
            return _("Once a day")
        case When.WEEKLY:
            return _("Once a week")
        case When.NEVER:
            return _("Never by e-mail")
