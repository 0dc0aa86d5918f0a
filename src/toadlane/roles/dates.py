"""The days on which somebody's terms end, for their calendar."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.membership.terms import ends_on
from toadlane.coops.dates import Dated
from toadlane.coops.models import ROLES, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Matter, sight_on
from toadlane.roles.held import held_in, key_of
from toadlane.roles.words import title


def terms(participant: Participant, at: Moment) -> Iterator[Dated]:
    """However far ahead they are; none for whoever may not see who holds what."""
    found = held_in(participant.coop, at.day)
    if found is None or not sight_on(participant, at.day).may_see(Matter(participant.coop, ROLES)):
        return
    for of in found.posts():
        for one in found.holding(of):
            end = ends_on(of, one) if one.person == participant.key else None
            if end is not None and end >= at.day:
                words = _("Your time as %(role)s ends") % {"role": title(of)}
                yield Dated(words, end, reverse("roles:role", args=[participant.coop.slug, key_of(of)]))
