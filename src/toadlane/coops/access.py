"""How a view under /c/<co-op>/ learns where it is and who is asking, in a fixed number of queries."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import NotThere
from toadlane.coops import beside, clock, looks
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question, asked_once
from toadlane.coops.sight import Matter, Sight, whom_about
from toadlane.coops.sight_words import seen_here

READING = {"GET", "HEAD"}
API = "/api/"
P = ParamSpec("P")
Kept = TypeVar("Kept", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Place:
    """One co-op as one visitor stands in it now; `participant` is None for a stranger."""

    coop: Coop
    participant: Participant | None
    moment: Moment
    sight: Sight
    where: str = "page"
    shown: list[str] = field(default_factory=list, compare=False)
    """The classes of what the page shows, for the quiet line at its foot."""

    @property
    def beside(self) -> Mapping[str, Any]:
        """What rooms above tell beside the name of whoever is asking."""
        return beside.told(self.participant.answers, self.sight) if self.participant else {}

    @property
    def member(self) -> Participant:
        """Whoever is asking, in a view that lets only participants in."""
        if self.participant is None:
            raise absent()
        return self.participant

    @property
    def layout(self) -> str:
        """The template a page here stands in: a room for whoever takes part, a plain page for a stranger."""
        return "ui/room.html" if self.participant else "ui/base.html"

    def require(self, thing: Any) -> None:
        """Go on only if they may see the thing; otherwise there is no such thing."""
        if not self.sight.may_see(thing):
            raise absent()
        self.gives(thing)

    def gives(self, thing: Any) -> None:
        """A thing is handed out: told at the foot of the page, and to the log of looks where one is kept."""
        of_class: str = thing.information_class
        self.shows(of_class)
        if of_class in looks.LOGGED:
            about = whom_about(thing)
            looks.note(of_class, about=about, by=self.participant, at=self.moment, where=self.where)

    def shows(self, information_class: str) -> None:
        """Say at the foot of the page who sees this class here."""
        if information_class not in self.shown:
            self.shown.append(information_class)

    @property
    def seen_by(self) -> str:
        """Who sees what the page shows, in words."""
        return seen_here(self.sight, self.shown)

    def require_class(self, information_class: str, *, about: Participant | None = None) -> None:
        """The same for a page that shows a class of information."""
        self.require(Matter(self.coop, information_class, about))

    def visible(self, rows: models.QuerySet[Kept]) -> models.QuerySet[Kept]:
        """Those of the rows they may see here."""
        return self.sight.visible(rows)

    def someone(self, key: str) -> Participant:
        """Whoever goes by a key here; whether what is asked about them may be seen is asked apart."""
        if self.participant is not None and self.participant.key == key:
            return self.participant
        found = None if "\x00" in key else Participant.objects.filter(coop=self.coop, key=key).first()
        if found is None:
            raise absent()
        found.coop = self.coop
        return found

    def find(self, rows: models.QuerySet[Kept], **lookup: Any) -> Kept:
        """The one row they asked for, if it is there for them."""
        found = self.visible(rows).filter(**lookup).first()
        if found is None:
            raise absent()
        if hasattr(found, "information_class"):
            self.gives(found)
        return found


def absent() -> NotThere:
    """The one answer for what does not exist and for what is hidden: nobody can tell which."""
    return NotThere(
        gettext_noop("There is nothing at this address that you may see."),
        code="not-there",
        next_step=gettext_noop("Check the address, or sign in with the account that may see it."),
    )


PARTICIPANT = [field.attname for field in Participant._meta.concrete_fields]
COOP = [field.attname for field in Coop._meta.concrete_fields]
ANSWERS_FROM = len(PARTICIPANT) + len(COOP)
HERE = Question(
    lambda slug, person: Participant.objects.filter(coop__slug=slug, person=person).values_list(
        *PARTICIPANT, *(f"coop__{name}" for name in COOP), *beside.asked()
    ),
    slug=models.CharField(),
    person=models.UUIDField(),
)


def here(slug: str, person: UUID) -> Participant | None:
    """Who somebody is in one co-op, with that co-op."""
    for row in HERE(slug=slug, person=person):
        found = Participant.from_db(DEFAULT_DB_ALIAS, PARTICIPANT, row[: len(PARTICIPANT)])
        found.coop = Coop.from_db(DEFAULT_DB_ALIAS, COOP, row[len(PARTICIPANT) : ANSWERS_FROM])
        found.answers = row[ANSWERS_FROM:]
        return found
    return None


def place_for(request: HttpRequest, slug: str) -> Place:
    """Where a visitor stands; NotThere when there is no such co-op."""
    participant = None
    if "\x00" in slug:  # not every database would even compare it
        raise absent()
    if request.user.is_authenticated:
        participant = here(slug, request.user.pk)
        if participant is not None:
            participant.person = request.user  # known already: nobody has to ask for it again
    coop = participant.coop if participant else Coop.objects.filter(slug=slug).first()
    if coop is None:
        nothing = Coop(slug=slug, time_zone="UTC")
        Sight.of(None, coop=nothing, on=clock.now(nothing).day)  # or the time it takes would tell
        raise absent()
    moment = clock.now(coop)
    where = "api" if request.path_info.startswith(API) else "page"
    return Place(coop, participant, moment, Sight.of(participant, coop=coop, on=moment.day), where)


def own_zone(request: HttpRequest) -> str:
    """The time zone the visitor chose to read in, if they chose one."""
    return request.user.time_zone if request.user.is_authenticated else ""


View = Callable[Concatenate[HttpRequest, Place, P], HttpResponseBase]
Routed = Callable[..., HttpResponseBase]


def at_coop(view: View[P]) -> Routed:
    """For a view anyone may ask for: its URL has `<slug:coop>`, and it gets a `Place` instead.

    What it shows it must still ask `place` about. Templates find the same as `request.place`, and
    times are told in the co-op's zone, unless the visitor chose another.
    """

    @functools.wraps(view)
    def found(request: HttpRequest, coop: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        with asked_once() if request.method in READING else nullcontext():
            place = place_for(request, coop)
            request.place = place  # type: ignore[attr-defined]
            with timezone.override(own_zone(request) or place.coop.time_zone):
                return view(request, place, *args, **kwargs)

    return found


def for_participants(view: View[P]) -> Routed:
    """The same for a view that nobody from outside the co-op gets to see."""

    def inside(request: HttpRequest, place: Place, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if place.participant is None:
            raise absent()
        return view(request, place, *args, **kwargs)

    return functools.wraps(view)(at_coop(inside))
