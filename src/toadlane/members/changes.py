"""Kinds of changes that one person alone does not make of another: rooms name theirs here.

Each takes something from somebody — a vote, an account, what members decided — so whoever keeps the list says
it, and a second member, or whoever it is about, confirms it or says that it is not so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise

from bylaws.record.canonical import Json
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.members.models import Change

Words = str | Promise
SABBATICAL: Final = "sabbatical"
GOES_OVER: Final = "goes-over"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change.

    `fit` refuses whoever may not say it and what cannot be, and gives what is kept of it; `make` makes the
    change inside the verb of whoever confirms it, and writes its own entry. `told` is what it comes to, for
    its page, as labels with words. `own` says whether whoever it is about can confirm it. What is `private`
    of it goes once it was answered. With `second` nobody confirms it but whoever that names.
    """

    key: str
    label: Words
    fit: Callable[[Participant, Mapping[str, Any], Participant, Moment], dict[str, Json]]
    make: Callable[[Change, Participant, Moment], None]
    told: Callable[[Mapping[str, Any]], Sequence[tuple[Words, str]]]
    own: bool = True
    second: Callable[[Change, Participant], bool] | None = None
    private: frozenset[str] = frozenset()


_known: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called by a room when the application starts; the key keeps a second call harmless."""
    _known[kind.key] = kind


def kind_of(key: str) -> Kind:
    """A kind by its key; what no room names is not there."""
    found = _known.get(key)
    if found is None:
        raise absent()
    return found
