"""That somebody stays after all, as others say: one kind of change that a second member confirms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bylaws.record.canonical import Json
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.leaving.models import Departure
from toadlane.leaving.standing import only_keepers
from toadlane.leaving.verbs.staying import as_it_stands, goes_on
from toadlane.members.changes import Kind, Words
from toadlane.members.models import Change
from toadlane.ui import figures

KEY: Final = "stays"


def fit(who: Participant, said: Mapping[str, Any], by: Participant, at: Moment) -> dict[str, Json]:
    """Whoever keeps the list says that a departure was recorded by mistake, or does not come about."""
    only_keepers(who.coop, by, at)
    held = _departure(who, str(said.get("departure") or ""))
    return {
        "departure": str(held.pk),
        "leaves_on": held.leaves_on.isoformat(),
        "way": held.way,
    }


def make(change: Change, by: Participant, at: Moment) -> None:
    """They go on being what they were, by the word of two."""
    held = _departure(change.participant, change.said["departure"])
    goes_on(held, because=change.because, change=str(change.pk), by=by, at=at)


def told(said: Mapping[str, Any]) -> Sequence[tuple[Words, str]]:
    """Which departure."""
    way = dict(Departure._meta.get_field("way").flatchoices)[said["way"]]
    day = figures.day(dt.date.fromisoformat(said["leaves_on"]))
    return [(_("What is taken back"), str(way)), (_("From which day they are gone"), day)]


def _departure(who: Participant, key: str) -> Departure:
    found = Departure.objects.filter(participant=who, pk=key).first() if key else None
    if found is None:
        raise absent()
    return as_it_stands(found)


STAYS = Kind(KEY, label=gettext_lazy("Stays after all"), fit=fit, make=make, told=told, own=False)
