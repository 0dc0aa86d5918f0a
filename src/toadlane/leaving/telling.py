"""Who is told when somebody leaves: they, of what others recorded of it; and who is handed something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant
from toadlane.leaving.models import CLASS, HandedOver
from toadlane.notices.hearing import Said, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling
from toadlane.record.models import Entry

DEATH: Final = "death"
LEAVES: Final = Kind(
    "my-leaving",
    label=_("Your leaving"),
    words={
        "recorded": _("It was recorded that you leave on {day}."),
        "taken-back": _("It was recorded that you do not leave after all."),
    },
    verb=_("See what follows from it"),
    binding=True,
    discreet=True,
)
HANDED: Final = Kind(
    "hand-over",
    label=_("Something is handed over to you"),
    words={"to-you": _("Somebody who leaves hands something over to you.")},
    verb=_("See what it is"),
)


def recorded(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever it is about, by whatever way they leave; nobody writes to somebody who died."""
    if what["way"] != DEATH:
        yield _to_them(entry, what, "recorded", {"day": what["leaves_on"]})


def taken_back(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever it is about, unless they did it themselves."""
    yield _to_them(entry, what, "taken-back", {})


def _to_them(entry: Entry, what: Said, code: str, values: dict[str, str]) -> Telling:
    return Telling(
        LEAVES.key,
        to=Participant.objects.filter(coop=entry.coop, key=entry.subject),
        words=code,
        information_class=CLASS,
        values=values,
        url=reverse("leaving:departure", args=[entry.coop.slug, what["departure"]]),
        of_each=True,
        except_for=entry.actor,
    )


def handed(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever has it from then on."""
    item = (
        HandedOver.objects.filter(coop=entry.coop, pk=what["item"]).select_related("to", "departure").first()
    )
    if item is not None and item.to is not None and item.to.key == what["to"]:
        yield Telling(
            HANDED.key,
            to=[item.to],
            words="to-you",
            information_class=CLASS,
            url=reverse("leaving:departure", args=[entry.coop.slug, item.departure.pk]),
            about=item.to,
            except_for=entry.actor,
        )


def listen() -> None:
    """Called once when the application starts."""
    register(LEAVES)
    register(HANDED)
    hear("departure.recorded.v1", "leaving", recorded)
    hear("departure.taken-back.v1", "leaving", taken_back)
    hear("hand-over.assigned.v1", "leaving", handed)
