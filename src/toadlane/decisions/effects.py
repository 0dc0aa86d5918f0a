"""What happens when something is decided: rooms above say here what it will be, and do exactly that, once.

A *deed* is what exactly was asked for, as it stood then: `look` writes it down with its fingerprint, the
proposal and its decision carry the fingerprint, and `carry_out` does it only while it still comes to that.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from bylaws.charter.wordwise import Stretch
from bylaws.record.canonical import Json
from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.matters import Words

if TYPE_CHECKING:
    from toadlane.decisions.models import Authority, Deed

Facts = Mapping[str, Json]
Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What would be done as things stand, and how a proposal to do it could read.

    `amount` is written as people write it, `about` the key of whom it is about. `articles` are those that
    let such a thing be decided; where there are none, whichever the charter sends it to.
    """

    subject: str
    fingerprint: str
    facts: Facts
    title: str
    text: str
    amount: str = ""
    about: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Figures side by side, with what they come to; all but the first column are amounts or days."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    note: str = ""

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each cell with the head of its column."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]

    @property
    def labelled_foot(self) -> list[tuple[str, str]]:
        """The same of the last line."""
        return list(zip(self.head, self.foot, strict=True))


@dataclass(frozen=True, slots=True)
class Change:
    """Words that change, in stretches."""

    heading: str
    words: tuple[Stretch, ...]


class Effect(ABC):
    """What one matter does. Each answer is in the reader's language; each act is one verb of its room."""

    key: ClassVar[str]
    button: ClassVar[Words]
    """Such as “Close the year”."""
    who: ClassVar[Words]
    """Who carries it out, such as “whoever keeps the books”."""
    at_page: ClassVar[bool] = False
    """Whether more has to be said, such as the day on which it was paid: then it is done on its own page."""
    of_subject: ClassVar[bool] = False
    """Whether its subject says all that has to be said to look at it."""
    told: ClassVar[bool] = False
    """Whether its room itself says on *Today* that it waits, whatever it is of."""

    def tells(self, facts: Facts) -> bool:  # noqa: ARG002 - the shape of all
        """Whether its room itself says on *Today* that one of these waits."""
        return self.told

    @abstractmethod
    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:
        """What it would come to now; a fault says why it cannot be."""

    @abstractmethod
    def lines(self, deed: Deed) -> Lines:
        """What will be, in plain words: for whoever may see the proposal."""

    def table(self, deed: Deed, place: Place) -> Table | None:  # noqa: ARG002 - the shape of all
        """Each one's figures, as far as the reader may see them."""
        return None

    def changes(self, deed: Deed) -> tuple[Change, ...]:  # noqa: ARG002 - the same
        """Words that change."""
        return ()

    @abstractmethod
    def may(self, by: Participant, at: Moment) -> bool:
        """Whether somebody is who carries it out."""

    def page(self, authority: Authority) -> str:  # noqa: ARG002 - the same
        """Where it is carried out, if more has to be said; "" where its deed says all."""
        return ""

    def result(self, authority: Authority) -> str:  # noqa: ARG002 - the same
        """Where people see what came of it."""
        return ""

    @abstractmethod
    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """Do it, on the decision, in the verb of its room."""


_known: dict[str, Effect] = {}


def register(effect: Effect) -> None:
    """Called by a room when the application starts; a second call with the same key takes the place."""
    _known[effect.key] = effect


def effect_of(key: str) -> Effect | None:
    """What a matter does; None where a room does it on its page alone, or nothing happens by itself."""
    return _known.get(key)


def known() -> tuple[Effect, ...]:
    """All of them."""
    return tuple(_known.values())


def says_all(key: str) -> bool:
    """Whether a matter's subject says all that has to be said to have it decided."""
    effect = effect_of(key)
    return effect is not None and effect.of_subject
