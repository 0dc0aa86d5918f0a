"""What the pages of privacy ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from bylaws.charter.kinds.transparency import (
    CANDIDATES,
    CLASSES,
    CLOSED_UNLESS_SAID,
    MEMBERS,
    NAMED,
    OPEN_TO_NOBODY_ELSE,
    SELF,
    WORLD,
)
from bylaws.membership.seated import held_for
from toadlane.coops.access import Place, absent
from toadlane.coops.models import MEMBER, Participant, RolePeriod
from toadlane.coops.sight import OTHERWISE, Matter, opened_in
from toadlane.coops.sight_words import audience_words, class_word
from toadlane.privacy import details
from toadlane.privacy.limits import WAITS
from toadlane.privacy.models import Detail, Emergency, EmergencyWords, Look

ABOUT_PEOPLE: Final = (
    "directory",
    "roles",
    "departures",
    "hours",
    "member-money",
    "own-documents",
    "personal-details",
    "payment-details",
    "leave-reasons",
    "evaluations",
    "evaluation-outcomes",
    "positions",
    "ballots",
    "wellbeing",
    "accountability",
    "accountability-summaries",
    "conflict-reports",
    "access-log",
)
LOOKS_SHOWN: Final = 200
STAGES: Final = frozenset({WORLD, MEMBERS, CANDIDATES})


@dataclass(frozen=True, slots=True)
class Row:
    """One class in the table of who sees what; `source` is named, closed, always or otherwise."""

    name: str
    audiences: tuple[str, ...]
    source: str
    holders: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The class in words, with a capital letter."""
        said = class_word(self.name) if self.name != OTHERWISE else ""
        return said[:1].upper() + said[1:]

    @property
    def to_self(self) -> bool:
        """Whether the person it is about is among those who see it, and nobody else need be."""
        return SELF in self.audiences

    @property
    def who(self) -> str:
        """Everybody who sees it besides the person concerned, in words."""
        return audience_words(self.audiences)


def table(place: Place) -> list[Row]:
    """Every class with its audiences: the published in their order, the co-op's own, then the rest."""
    named = opened_in(place.coop)
    own = sorted(set(named) - {*CLASSES, OTHERWISE})
    return [_row(place, name, named) for name in (*CLASSES, *own, OTHERWISE)]


def of_me(place: Place) -> list[Row]:
    """The classes that are about people, with who holds the roles that see them today."""
    named = opened_in(place.coop)
    held = _holders(place)
    rows = [_row(place, name, named) for name in ABOUT_PEOPLE]
    return [Row(row.name, row.audiences, row.source, _of(row.audiences, held)) for row in rows]


def _row(place: Place, name: str, named: Iterable[str]) -> Row:
    if name in OPEN_TO_NOBODY_ELSE:
        source = "always"
    elif name in named:
        source = "named"
    else:
        source = "closed" if name in CLOSED_UNLESS_SAID else "otherwise"
    if name == OTHERWISE:
        return Row(name, tuple(sorted(place.sight.opened.table.otherwise)), OTHERWISE)
    return Row(name, tuple(sorted(place.sight.open_to(name))), source)


def _holders(place: Place) -> dict[str, list[str]]:
    """Who holds each role today, by name."""
    held: dict[str, list[str]] = {}
    rows = RolePeriod.objects.on(place.moment.day).filter(coop=place.coop)
    told = ("role", "held_for", "participant__name")
    for role, of, name in rows.order_by("participant__name").values_list(*told):
        held.setdefault(held_for(role, of), []).append(name)
    return held


def _of(audiences: Iterable[str], held: dict[str, list[str]]) -> tuple[str, ...]:
    roles = set(audiences) - STAGES - {SELF, NAMED}
    names = (name for role in sorted(roles) for name in held.get(role, held.get(role.removesuffix("s"), [])))
    return tuple(dict.fromkeys(names))


def looks(place: Place) -> list[Look]:
    """Who looked at what is private about whoever asks, the latest first."""
    rows = place.visible(Look.objects.select_related("by")).filter(about=place.member)
    return list(rows.order_by("-at", "-pk")[:LOOKS_SHOWN])


@dataclass(frozen=True, slots=True)
class Kept:
    """What one person keeps of one class, as a role that may look sees it before looking."""

    about: Participant
    information_class: str
    kinds: tuple[str, ...]

    @property
    def word(self) -> str:
        """The class in words."""
        return class_word(self.information_class)


def to_look_at(place: Place, about: Participant | None = None) -> list[Kept]:
    """The details of others that whoever asks may look at; of one person, or of everybody, by name."""
    rows = Detail.objects.filter(participant__coop=place.coop).exclude(participant=place.member)
    if about is not None:
        rows = rows.filter(participant=about)
    found: dict[tuple[Participant, str], list[str]] = {}
    for row in rows.select_related("participant").order_by("participant__name", "participant__key", "pk"):
        row.participant.coop = place.coop
        name = details.CLASS_OF[row.kind]
        if place.sight.may_see(Matter(place.coop, name, row.participant)):
            found.setdefault((row.participant, name), []).append(str(Detail.Kind(row.kind).label))
    return [Kept(who, name, tuple(kinds)) for (who, name), kinds in found.items()]


@dataclass(frozen=True, slots=True)
class Told:
    """An emergency as somebody may read it; `state` is waiting, open, over or lapsed."""

    row: Emergency
    state: str
    may_agree: bool
    may_end: bool

    @property
    def word(self) -> str:
        """The class in words."""
        return class_word(self.row.of_class)

    @property
    def because(self) -> str:
        """Why, unless the words were erased."""
        words: EmergencyWords | None = getattr(self.row, "words", None)
        return words.because if words else ""


def emergencies(place: Place) -> list[Told]:
    """Those that concern whoever asks: as the person, as one of the two, or as a member who may agree."""
    rows = _whole(place).order_by("-happened_on", "-pk")
    return [told(row, place) for row in rows[:LOOKS_SHOWN]]


def emergency(place: Place, key: UUID) -> Told:
    """One of them."""
    found = _whole(place).filter(pk=key).first()
    if found is None:
        raise absent()
    return told(found, place)


def _whole(place: Place) -> QuerySet[Emergency]:
    """What is asked is read by members it is not about; what was agreed to, by the two and by the person."""
    me = place.member
    theirs = Q(about=me, agreed__isnull=False)
    if MEMBER in place.sight.audiences:
        theirs |= Q(asked_by=me) | Q(agreed__by=me)
        theirs |= Q(agreed=None, happened_on__gte=place.moment.day - WAITS) & ~Q(about=me)
    rows = Emergency.objects.select_related("coop", "about", "asked_by", "words", "agreed__by", "ended__by")
    return rows.filter(theirs, coop=place.coop)


def told(row: Emergency, place: Place) -> Told:
    """One, as it stands today."""
    today, agreed = place.moment.day, getattr(row, "agreed", None)
    state = _state(row, today)
    two = {row.asked_by_id, agreed.by_id} if agreed else set()
    may_agree = state == "waiting" and MEMBER in place.sight.audiences
    return Told(
        row,
        state,
        may_agree and place.member.pk not in {row.asked_by_id, row.about_id},
        state == "open" and place.member.pk in two,
    )


def _state(row: Emergency, today: dt.date) -> str:
    agreed = getattr(row, "agreed", None)
    if agreed is None:
        return "waiting" if today <= row.happened_on + WAITS else "lapsed"
    return "open" if not hasattr(row, "ended") and today < agreed.until else "over"
