"""An exception to an article as what a decision does: what is agreed instead, why, and until when."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toadlane.amending.excepting import (
    MATTER,
    citation_of,
    fingerprint_of_exception,
    incomplete,
    record_exception,
    refuse_unfit,
)
from toadlane.amending.exception_rows import MOST
from toadlane.amending.rights import may_adopt
from toadlane.charter.verbs import plain_text
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.effects import Effect, Facts, Lines, Look
from toadlane.decisions.models import Authority, Deed
from toadlane.ui import figures

DAYS: Final = ("from_day", "until")
DIGITS: Final = 5


class AgreeingOnAnException(Effect):
    """Something else than an article says is agreed for a while; the article stays."""

    key = MATTER
    button = gettext_lazy("Record the exception")
    who = gettext_lazy("whoever is bookkeeper, secretary or founder")

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:  # noqa: ARG002 - the shape of all
        """The exception that is given, if it could be recorded."""
        number = int(subject) if subject.isdecimal() and len(subject) <= DIGITS else 0
        said = {name: plain_text(str(given.get(name, ""))).strip() for name in MOST}
        from_day, until = (_day(given, name) for name in DAYS)
        citation = citation_of(coop, number, from_day)
        refuse_unfit(said, from_day, until)
        told = {**said, "article": citation, "from": figures.day(from_day), "until": figures.day(until)}
        text = _("From %(from)s until %(until)s, instead of what %(article)s says: %(says)s") % told
        return Look(
            str(number),
            fingerprint_of_exception(coop, number, said, from_day, until),
            {**said, "article": citation, "from_day": from_day.isoformat(), "until": until.isoformat()},
            _("An exception to %(article)s") % told,
            f"{text}\n\n{said['because']}",
        )

    def lines(self, deed: Deed) -> Lines:
        """The article, what holds instead, and for how long."""
        facts = deed.facts
        from_day, until = (figures.day(dt.date.fromisoformat(facts[name])) for name in DAYS)
        return (
            (_("Article"), facts["article"]),
            (_("What is agreed instead"), facts["says"]),
            (_("Why"), facts["because"]),
            (_("From"), from_day),
            (_("The article holds again from"), until),
        )

    def may(self, by: Participant, at: Moment) -> bool:
        """Whoever keeps the co-op's texts."""
        return may_adopt(by, at)

    def result(self, authority: Authority) -> str:
        """Where exceptions are told."""
        return reverse("amending:exceptions", args=[authority.coop.slug])

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """In those words and for that time."""
        from_day, until = (_day(deed.facts, name) for name in DAYS)
        record_exception(
            coop=deed.coop,
            number=int(deed.subject),
            says=deed.facts["says"],
            because=deed.facts["because"],
            from_day=from_day,
            until=until,
            authority=authority,
            by=by,
            at=at,
            key=key,
        )


def _day(given: Facts, name: str) -> dt.date:
    try:
        return dt.date.fromisoformat(str(given.get(name, "")))
    except ValueError:
        raise incomplete() from None
