"""Putting a close right as what a decision does: which close is taken back, and why."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import Refused
from bylaws.kernel.money import Money
from toadlane.books import reads, verbs
from toadlane.books.closing_effect import ClosingAYear
from toadlane.books.models import YearClose
from toadlane.books.verbs.correcting import because_of, refuse_later_close
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.effects import Facts, Lines, Look
from toadlane.decisions.models import Authority, Deed
from toadlane.ui import figures


class CorrectingAClose(ClosingAYear):
    """A close is taken back by an entry that cites it, so that the year can be closed anew."""

    key = verbs.CORRECT
    button = gettext_lazy("Reverse the close")
    told = False

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:  # noqa: ARG002 - the shape of all
        """The close that stands, if none stands on top of it."""
        close = standing(coop, subject)
        refuse_later_close(close)
        said = {"year": subject, "day": figures.day(close.closed_on), "surplus": figures.money(close.surplus)}
        text = _(
            "We take back the close of %(year)s of %(day)s, a surplus of %(surplus)s, by an entry that cites "
            "it. Its hours open again, and the year can be closed anew."
        )
        return Look(
            subject,
            close.fingerprint,
            {"closed_on": close.closed_on.isoformat(), "surplus": close.surplus.decimal()},
            _("Put the close of %(year)s right") % said,
            text % said,
        )

    def lines(self, deed: Deed) -> Lines:
        """Year, surplus, and when it was closed."""
        surplus = Money.parse(str(deed.facts["surplus"]), deed.coop.currency)
        return (
            (_("Fiscal year"), deed.subject),
            (_("Surplus before tax, as it was closed"), figures.money(surplus)),
            (_("Closed on"), figures.day(dt.date.fromisoformat(deed.facts["closed_on"]))),
            (_("Afterwards"), _("the year is open, with its hours")),
        )

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """The reason that stands in the journal is the first line of what was decided."""
        verbs.correct_close(
            close=standing(deed.coop, deed.subject, fingerprint=deed.fingerprint),
            authority=authority,
            because=because_of(authority),
            by=by,
            at=at,
            key=key,
        )


def standing(coop: Coop, subject: str, *, fingerprint: str = "") -> YearClose:
    """The close of a year that stands, or, by its fingerprint, one that was put right since as well."""
    year = int(subject) if subject.isdecimal() and len(subject) <= len("9999") else 0
    rows = reads.closes(coop).filter(year=year)
    found = (rows.filter(fingerprint=fingerprint) if fingerprint else rows.filter(reversal=None)).first()
    if found is None:
        raise Refused(
            gettext_noop("{year} is not closed, so there is no close to put right."),
            code="correction.no-close",
            next_step=gettext_noop("Look at the year: its figures can still be changed."),
            year=subject[:20],
        )
    return found
