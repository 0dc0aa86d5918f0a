"""That somebody else speaks for an organisation: one kind of change that a second person confirms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bylaws.record.canonical import Json
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.dues.verbs.organisations import refuse_others, refuse_taking_over, speak, the_organisation
from toadlane.members.changes import Kind, Words
from toadlane.members.entering import usable_address, usable_name
from toadlane.members.models import Change

KEY: Final = "speaker"


def fit(who: Participant, said: Mapping[str, Any], by: Participant, at: Moment) -> dict[str, Json]:
    """Whoever keeps the list names somebody, perhaps with the address at which they sign in."""
    name, email = usable_name(said.get("speaker", "")), said.get("email", "")
    address = usable_address(email) if email else ""
    the_organisation(who)
    refuse_others(who, by, at)
    if address and not (who.person and who.person.email == address):
        refuse_taking_over(who, by)
    return {"email": address, "speaker": name}


def make(change: Change, by: Participant, at: Moment) -> None:
    """They speak for it, by the word of two."""
    said = change.said
    speak(change.participant, said["speaker"], said["email"], change=str(change.pk), by=by, at=at)


def told(said: Mapping[str, Any]) -> Sequence[tuple[Words, str]]:
    """Who, and where they sign in for it."""
    lines: list[tuple[Words, str]] = [(_("Who speaks for it"), said["speaker"])] if "speaker" in said else []
    email = said.get("email")
    return lines + ([(_("Address at which they sign in for it"), email)] if email else [])


SPEAKER = Kind(
    KEY,
    label=gettext_lazy("Who speaks for it"),
    fit=fit,
    make=make,
    told=told,
    private=frozenset({"email", "speaker"}),
)
