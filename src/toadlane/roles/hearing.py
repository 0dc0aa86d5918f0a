"""Whoever was chosen, drawn or called back hears of it, as the record has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bylaws.membership.seated import FOR
from toadlane.coops.models import ROLES, Participant
from toadlane.notices.hearing import Said
from toadlane.notices.kinds import Kind
from toadlane.notices.telling import Telling
from toadlane.record.models import Entry
from toadlane.roles.words import named

YOURS: Final = Kind(
    "role-yours",
    label=_("A role or a seat was given to you, or taken from you"),
    words={
        "chosen": _("You were chosen: {role}, from {day}."),
        "drawn": _("You were drawn by lot: {role}, from {day}."),
        "recalled": _("You were called back: {role}."),
    },
    verb=_("Look at it"),
)
HEARD: Final = ("role.chosen.v1", "role.drawn.v1", "role.recalled.v1")


def chosen(entry: Entry, said: Said) -> Iterator[Telling]:
    """One notice for whom it is about, unless they carried it out themselves."""
    name, _sign, held_for = said["post"].partition(FOR)
    with override(entry.coop.language):
        role = named(name, held_for)
    yield Telling(
        YOURS.key,
        to=Participant.objects.filter(coop=entry.coop, key=said["participant"]),
        words=said["way"],
        information_class=ROLES,
        url=reverse("roles:role", args=[entry.coop.slug, said["post"]]),
        values={"role": role, "day": said["valid_from"]},
        of_each=True,
        except_for=entry.actor,
    )
