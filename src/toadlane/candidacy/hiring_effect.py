"""Taking somebody in as what a decision does: on which application, as what; nobody is named by it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import RecordMoved
from toadlane.candidacy import hiring
from toadlane.candidacy.asking import confirmed
from toadlane.candidacy.models import Application
from toadlane.candidacy.steps import articles_for
from toadlane.charter.reads import charter_of
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.effects import Effect, Facts, Lines, Look
from toadlane.decisions.models import Authority, Deed
from toadlane.members.leading import roles_that_lead
from toadlane.members.words import said as in_words
from toadlane.ui import figures

BEFORE: Final = "application "


class TakingIn(Effect):
    """Somebody who asked to join is taken in; under which name and from when is said on their page."""

    key = hiring.HIRE
    button = gettext_lazy("Take them in")
    who = gettext_lazy("whoever leads people in")
    at_page = True
    of_subject = True

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:
        """An application that nobody has answered, and the stage people come in by."""
        asked = application_of(coop, subject)
        if asked.answered_at is not None:
            raise RecordMoved(
                gettext_noop("This application has been answered already."),
                code="candidacy.answered-already",
                next_step=gettext_noop("Look at what became of it."),
            )
        known = hiring.entrances(coop, at.day)
        stage = str(given.get("stage", "")) or known[0]
        if stage not in known:
            raise absent()
        said = {"subject": subject, "stage": in_words(stage)}
        return Look(
            subject,
            hiring.fingerprint(asked, stage),
            {"asked_on": (asked.confirmed_at or asked.sent_at).date().isoformat(), "stage": stage},
            _("Take somebody in: %(subject)s") % said,
            _("We take in whoever wrote this application, as %(stage)s.") % said,
            articles=articles_for(charter_of(coop), hiring.HIRE, at.day),
        )

    def lines(self, deed: Deed) -> Lines:
        """Which application, of when, and as what they come in."""
        return (
            (_("Application"), deed.subject.removeprefix(BEFORE)),
            (_("Asked on"), figures.day(dt.date.fromisoformat(deed.facts["asked_on"]))),
            (_("Comes in as"), in_words(deed.facts["stage"])),
        )

    def may(self, by: Participant, at: Moment) -> bool:
        """Those who lead people in: they alone read who asks."""
        return bool(roles_that_lead(by.coop, at.day) & by.roles_on(at.day))

    def page(self, authority: Authority) -> str:
        """The application, where it is answered."""
        asked = application_of(authority.coop, authority.subject)
        return reverse("candidacy:application", args=[authority.coop.slug, asked.pk])

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """On its own page, where the name and the day are said: `verbs.accept`."""


def application_of(coop: Coop, subject: str) -> Application:
    """The application that a decision calls so."""
    found = next((one for one in confirmed(coop) if hiring.subject_of(one) == subject), None)
    if found is None:
        raise absent()
    return found
