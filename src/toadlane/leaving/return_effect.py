"""Coming back as what a decision does: what leads to a stage leads somebody who left back to it."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.charter.routes import route
from toadlane.candidacy.effects import GoingOn, day_of, someone
from toadlane.charter.reads import charter_of
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.effects import Facts, Lines, Look
from toadlane.decisions.models import Authority, Deed
from toadlane.leaving import reckoning
from toadlane.leaving.verbs.staying import come_back
from toadlane.members.words import said as in_words
from toadlane.ui import figures


class GoingOnOrComingBack(GoingOn):
    """The same matter for both; of somebody who left, it is said as what they come back and from when."""

    told = False

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:
        """The next step of somebody who is here, or the return of somebody who is not."""
        stage = str(given.get("stage", ""))
        if not stage:
            return super().look(coop, subject, given, at)
        who, day = someone(coop, subject), day_of(given, at)
        back = reckoning.return_of(who, stage, day).value
        if back.decided_as != self.key:
            raise absent()
        said = {"name": who.name, "stage": in_words(stage), "day": figures.day(day)}
        return Look(
            who.key,
            reckoning.fingerprint_of_return(who, back),
            {"from_day": day.isoformat(), "stage": stage},
            _("%(name)s comes back as %(stage)s") % said,
            _("%(name)s, who left, is %(stage)s again from %(day)s, with the account they had.") % said,
            about=who.key,
            articles=route(charter_of(coop).on_or_first(at.day), self.key).reason.articles(),
        )

    def tells(self, facts: Facts) -> bool:
        """A step stands on *Today* by itself; a return does not."""
        return "stage" not in facts

    def lines(self, deed: Deed) -> Lines:
        """Who, as what, from when."""
        if not comes_back(deed):
            return super().lines(deed)
        return (
            (_("Who"), someone(deed.coop, deed.subject).name),
            (_("Comes back as"), in_words(deed.facts["stage"])),
            (_("From"), figures.day(dt.date.fromisoformat(deed.facts["from_day"]))),
        )

    def result(self, authority: Authority) -> str:
        """Where they stand, on their own page."""
        return reverse("members:person", args=[authority.coop.slug, authority.subject])

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """By whoever keeps the list, for a return; from that day."""
        if not comes_back(deed):
            super().carry_out(authority, deed, by=by, at=at, key=key)
            return
        come_back(
            participant=someone(deed.coop, deed.subject),
            stage=str(deed.facts["stage"]),
            from_day=dt.date.fromisoformat(deed.facts["from_day"]),
            authority=authority,
            by=by,
            at=at,
            key=key,
        )


def comes_back(deed: Deed) -> bool:
    """Whether it is about somebody who left."""
    return "stage" in deed.facts
