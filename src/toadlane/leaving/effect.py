"""Parting with somebody as what a decision does: who, from which day, and what ends with it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import InputFault
from bylaws.membership.departing import DISMISS, Way
from bylaws.record.canonical import Json
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.effects import Effect, Facts, Lines, Look
from toadlane.decisions.models import Authority, Deed
from toadlane.leaving import reckoning
from toadlane.leaving.models import Departure
from toadlane.leaving.standing import keeps_list
from toadlane.leaving.verbs.going import Told, record_departure
from toadlane.members.words import said as in_words
from toadlane.ui import figures

WAY: Final[Way] = "dismissal"


class Parting(Effect):
    """Somebody is dismissed, on a day."""

    key = DISMISS
    button = gettext_lazy("Record it, as decided")
    who = gettext_lazy("whoever keeps the list of who is what")

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:
        """What it comes to for that person and day."""
        who = someone(coop, subject)
        leaves_on = day_of(given)
        told_on = min(at.day, leaves_on)
        found = reckoning.departure(who, WAY, told_on=told_on, leaves_on=leaves_on)
        said = {"name": who.name, "day": figures.day(found.value.leaves_on)}
        facts: dict[str, Json] = {
            "becomes": found.value.becomes,
            "leaves_on": found.value.leaves_on.isoformat(),
            "roles_end": [*found.value.roles_end],
        }
        return Look(
            who.key,
            reckoning.fingerprint_of_departure(who, found.value),
            facts,
            _("Part with %(name)s") % said,
            _("We part with %(name)s: from %(day)s on they are no longer one of us.") % said,
            about=who.key,
            articles=found.value.decided_by,
        )

    def lines(self, deed: Deed) -> Lines:
        """Who, what they are from when, and which roles end."""
        facts = deed.facts
        found = [
            (_("Who"), someone(deed.coop, deed.subject).name),
            (_("Becomes"), in_words(facts["becomes"])),
            (_("From"), figures.day(dt.date.fromisoformat(facts["leaves_on"]))),
        ]
        if facts["roles_end"]:
            found.append((_("Roles that end"), ", ".join(in_words(one) for one in facts["roles_end"])))
        return tuple(found)

    def may(self, by: Participant, at: Moment) -> bool:
        """Whoever keeps the list; whom it is about, never: the verb says so."""
        return keeps_list(by, at)

    def result(self, authority: Authority) -> str:
        """What follows from it."""
        made = Departure.objects.filter(coop=authority.coop, authority=authority.pk).first()
        return reverse("leaving:departure", args=[authority.coop.slug, made.pk]) if made else ""

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """On that day, and for nobody else."""
        leaves_on = day_of(deed.facts)
        told = Told(WAY, min(at.day, leaves_on), leaves_on)
        record_departure(
            participant=someone(deed.coop, deed.subject),
            told=told,
            authority=authority,
            by=by,
            at=at,
            key=key,
        )


def someone(coop: Coop, key: str) -> Participant:
    """Who is here by that key."""
    found = Participant.objects.select_related("coop").filter(coop=coop, key=key).first()
    if found is None:
        raise absent()
    return found


def day_of(given: Facts) -> dt.date:
    """From which day; fault `departing.day`."""
    said = str(given.get("leaves_on", "") or "")
    try:
        return dt.date.fromisoformat(said)
    except ValueError:
        raise InputFault(
            gettext_noop("A decision to part with somebody names the day from which on."),
            code="departing.day",
            next_step=gettext_noop("Say from which day, as in 2025-03-31."),
        ) from None
