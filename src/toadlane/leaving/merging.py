"""That a member organisation goes over into another one: said by it, confirmed by the other (S2-105)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import InputFault, Refused
from bylaws.record.canonical import Json
from toadlane.coops.models import FORMER, Participant
from toadlane.coops.moment import Moment
from toadlane.dues.verbs.organisations import the_organisation
from toadlane.leaving import reckoning
from toadlane.leaving.standing import keeps_list
from toadlane.leaving.verbs.going import Told, leave
from toadlane.members.changes import GOES_OVER, Kind, Words
from toadlane.members.models import Change
from toadlane.members.parting import is_for_two


def fit(who: Participant, said: Mapping[str, Any], by: Participant, at: Moment) -> dict[str, Json]:
    """An organisation says it of itself; of one that nobody signs in for, whoever keeps the list."""
    the_organisation(who)
    if by.pk != who.pk and (is_for_two(who, by) or not keeps_list(by, at)):
        raise Refused(
            gettext_noop("That {name} goes over into another member is said by itself."),
            code="merging.own",
            next_step=gettext_noop("Ask whoever speaks for it."),
            name=who.name,
        )
    into = Participant.objects.filter(coop=who.coop, key=str(said.get("into") or "")).first()
    if into is None or into.pk == who.pk or into.stage_on(at.day) in {None, FORMER}:
        raise InputFault(
            gettext_noop("That is no other organisation that takes part here."),
            code="merging.into",
            next_step=gettext_noop("Choose one of the member organisations."),
        )
    the_organisation(into)
    return {"into": into.key, "name": into.name}


def make(change: Change, by: Participant, at: Moment) -> None:
    """It leaves as a member of its own; the one it goes into has one vote, as before."""
    who = change.participant
    found = reckoning.departure(who, "merged", told_on=at.day, leaves_on=at.day)
    told = Told("merged", at.day, at.day)
    leave(who, found, told, by=by, at=at, entered_by=change.by.key, into=_into(change))


def told(said: Mapping[str, Any]) -> Sequence[tuple[Words, str]]:
    """Into which."""
    return [(_("Goes over into"), str(said["name"]))]


def second(change: Change, by: Participant) -> bool:
    """The one it goes over into, which takes on what it brings, and nobody else."""
    return by.key == str(change.said["into"])


def _into(change: Change) -> Participant:
    return Participant.objects.get(coop=change.coop, key=change.said["into"])


MERGING = Kind(
    GOES_OVER,
    label=gettext_lazy("Goes over into another member"),
    fit=fit,
    make=make,
    told=told,
    own=False,
    second=second,
)
