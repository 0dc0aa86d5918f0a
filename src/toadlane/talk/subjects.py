"""What can be talked about: rooms above name their kinds of subjects here, and who sees and speaks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from bylaws.charter.kinds.membership import Membership
from bylaws.membership.sight import SPEAK, takes_part
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place, absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Matter, Sight, sights_on
from toadlane.notices.telling import here_on

Words = str | Promise
FACILITATES: Final = frozenset({"facilitator"})


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing people talk about.

    `page` is where it stands, `takes_part` are the keys of those who are told of every word about it, such
    as whoever raised it; while it is not `is_open`, nothing more is said. `attachers` are the keys of those
    who attach files to it; of what `is_private`, such as a draft of one's own, the record holds nothing.
    """

    coop: Coop
    kind: str
    key: str
    title: str
    page: str
    information_class: str
    about: Participant | None = None
    is_open: bool = True
    takes_part: frozenset[str] = frozenset()
    attachers: frozenset[str] = frozenset()
    is_private: bool = False

    @property
    def matter(self) -> Matter:
        """As something to be seen."""
        return Matter(self.coop, self.information_class, self.about)


@dataclass(frozen=True, slots=True)
class Taken:
    """A position that was taken: what is left to be a comment, and what its writer is told of it."""

    left: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came by e-mail, before it is a comment; `first` is its first line, `rest` the lines after it.

    `edition` is the number of the text that the letter they answer was about; None where it said none.
    """

    subject: Subject
    by: Participant
    at: Moment
    key: str
    first: str
    rest: str
    edition: int | None = None


def by_class(sight: Sight, subject: Subject) -> bool:
    """Whoever sees the class it is of."""
    return sight.may_see(subject.matter)


def by_right(sight: Sight, subject: Subject, at: Moment) -> bool:
    """Whoever has the right “speak”, where the charter gives it to any stage; else all who are here."""
    if not takes_part(sight.audiences):
        return False
    rule = charter_of(subject.coop).on_or_first(at.day).maybe("membership", Membership)
    speaking = {one.name for one in rule.says.stages if SPEAK in one.rights} if rule else set()
    return not speaking or bool(speaking & sight.audiences)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of subjects, such as “draft of an amendment”.

    `find` gives one by its key, without asking who looks, or None. `position` reads the answer to a letter
    that asks for a position, not one to a comment: its first line may say something to the room, such as
    “agree”; None where it says nothing of the kind. It may raise a fault, of which its writer is told.
    `room` is the room of the house whose sign is lit on its pages. `find_all` gives those of many keys that
    whoever looks may see, in a fixed number of questions; `search` those that are found by their words.
    """

    key: str
    label: Words
    find: Callable[[Coop, str, Moment], Subject | None]
    may_see: Callable[[Sight, Subject], bool] = by_class
    may_speak: Callable[[Sight, Subject, Moment], bool] = by_right
    facilitators: frozenset[str] = FACILITATES
    position: Callable[[Answer], Taken | None] | None = None
    room: str = ""
    find_all: Callable[[Place, Collection[str]], list[Subject]] | None = None
    search: Callable[[Place, str], Iterable[Found]] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was found by its words: what it is called, its page, and what it is."""

    title: str
    page: str
    label: Words


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


def subject_in(coop: Coop, kind: str, key: str, at: Moment) -> Subject | None:
    """A subject whoever asks; None where there is none."""
    known = _known.get(kind)
    return known.find(coop, key, at) if known else None


def subjects_in(place: Place, kind: str, keys: Collection[str]) -> list[Subject]:
    """Those of some keys that whoever looks may see."""
    known = _known.get(kind)
    if known is None:
        return []
    if known.find_all is not None:
        return known.find_all(place, keys)
    found = (known.find(place.coop, key, place.moment) for key in keys)
    return [one for one in found if one is not None and known.may_see(place.sight, one)]


def known_kinds() -> Mapping[str, Kind]:
    """Every kind that a room names."""
    return _known


def subject_at(place: Place, kind: str, key: str) -> Subject:
    """The subject somebody asks for, who may see it; to everybody else there is no such thing."""
    found = subject_in(place.coop, kind, key, place.moment)
    if found is None or not kind_of(kind).may_see(place.sight, found):
        raise absent()
    place.shows(found.information_class)
    return found


def sees(sight: Sight, subject: Subject) -> bool:
    """Whether somebody sees it."""
    return kind_of(subject.kind).may_see(sight, subject)


def may_speak(sight: Sight, subject: Subject, at: Moment) -> bool:
    """Whether somebody sees it, and may speak about it now."""
    kind = kind_of(subject.kind)
    return subject.is_open and kind.may_see(sight, subject) and kind.may_speak(sight, subject, at)


def facilitates(sight: Sight, subject: Subject) -> bool:
    """Whether they hold a role that leads talks."""
    return bool(kind_of(subject.kind).facilitators & sight.audiences)


def speakers(subject: Subject, at: Moment) -> list[Participant]:
    """Everybody who may speak about it on a day, by name, in a fixed number of questions."""
    here = list(here_on(subject.coop, at.day).order_by("name", "key"))
    seen = sights_on(here, coop=subject.coop, on=at.day)
    return [who for who in here if may_speak(seen[who.pk], subject, at)]
