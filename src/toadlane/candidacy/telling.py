"""Who is told on the way in: whoever leads, holds an evaluation or goes along, and whoever it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.candidacy.gone_on import NEXT
from toadlane.coops.models import DIRECTORY, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.members.leading import roles_that_lead
from toadlane.notices.hearing import Said, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling
from toadlane.record.models import Entry

ASKS: Final = Kind(
    "joining-asked",
    label=_("Somebody asks to join"),
    words={"asks": _("Somebody asks to join, and has shown that the address is theirs.")},
    verb=_("Read and answer"),
)
ALONG: Final = Kind(
    "way-in",
    label=_("On the way in"),
    words={
        "evaluates": _("You hold an evaluation on {on}."),
        "evaluated": _("Your evaluation is held on {on}."),
        "mentors": _("You go along with somebody on their way in, from {from_day}."),
        "mentored": _("Somebody goes along with you on your way in, from {from_day}."),
    },
    verb=_("See where it stands"),
)


def asks(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever leads people in."""
    coop = entry.coop
    day = Moment.of(entry.happened_at, coop=coop).day
    lead = RolePeriod.objects.on(day).filter(coop=coop, role__in=roles_that_lead(coop, day))
    yield Telling(
        ASKS.key,
        to=Participant.objects.filter(pk__in=lead.values("participant")),
        words="asks",
        information_class=DIRECTORY,
        url=reverse("candidacy:application", args=[coop.slug, what["application"]]),
    )


def arranged(entry: Entry, what: Said) -> Iterator[Telling]:
    """Those who hold it, and whoever it is about."""
    yield from _along(entry, what, by_whom=what["by_whom"], theirs="evaluates", own="evaluated", day="on")


def mentored(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever goes along, and whom they go along with."""
    yield from _along(entry, what, by_whom=[what["mentor"]], theirs="mentors", own="mentored", day="from_day")


def _along(
    entry: Entry, what: Said, *, by_whom: Iterable[str], theirs: str, own: str, day: str
) -> Iterator[Telling]:
    about = _named(entry, [what["participant"]])
    page = reverse("candidacy:standing", args=[entry.coop.slug, what["participant"]])
    for code, to in ((theirs, _named(entry, by_whom)), (own, about)):
        yield Telling(
            ALONG.key,
            to=to,
            words=code,
            information_class=DIRECTORY,
            values={day: what[day]},
            url=page,
            about=about.first(),
            except_for=entry.actor,
        )


def _named(entry: Entry, keys: Iterable[str]) -> QuerySet[Participant]:
    return Participant.objects.filter(coop=entry.coop, key__in=list(keys))


def listen() -> None:
    """Called once when the application starts."""
    for kind in (ASKS, ALONG, NEXT):
        register(kind)
    hear("application.received.v1", "candidacy", asks)
    hear("evaluation.arranged.v1", "candidacy", arranged)
    hear("mentor.named.v1", "candidacy", mentored)
