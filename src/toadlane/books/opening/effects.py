"""Opening balances as what a decision does: posting those that were put together, and taking them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import Refused
from bylaws.kernel.money import Money
from bylaws.record.canonical import Json
from toadlane.books.models import MEMBER_MONEY, Opening, OpeningDraft
from toadlane.books.opening import reads, verbs
from toadlane.books.opening.checks import balance, fingerprint
from toadlane.books.opening.kinds import Line
from toadlane.books.opening.refusals import (
    refuse_begun,
    refuse_built_upon,
    refuse_earlier_entries,
    refuse_unsound,
)
from toadlane.books.payout_effects import OfTheBooks
from toadlane.books.verbs.correcting import because_of
from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.effects import Facts, Lines, Look, Table
from toadlane.decisions.models import Authority, Deed
from toadlane.ui import figures

SUMS: Final = {
    "owned": gettext_lazy("The co-op owns"),
    "owed": gettext_lazy("It owes"),
    "members": gettext_lazy("Members' capital"),
    "common": gettext_lazy("Held in common"),
}
HEADS: Final = (
    gettext_lazy("Member"),
    gettext_lazy("Paid in"),
    gettext_lazy("In notices"),
    gettext_lazy("Losses carried"),
    gettext_lazy("Owed in money"),
)


class OfTheOpening(OfTheBooks):
    """One balanced entry on the evening before the first year closed here, or what takes it back."""

    of_subject = True

    def lines(self, deed: Deed) -> Lines:
        """Which year, as of when, and what the co-op owns beside what everybody holds in it."""
        facts, currency = deed.facts, deed.coop.currency
        sums = [(str(label), _money(facts[name], currency)) for name, label in SUMS.items()]
        as_of = figures.day(dt.date.fromisoformat(facts["stood_on"]))
        return ((_("First year closed here"), deed.subject), (_("As of the evening of"), as_of), *sums)

    def table(self, deed: Deed, place: Place) -> Table | None:
        """Everybody's balances, as long as they are those that were decided on."""
        kept: Iterable[OpeningDraft | Opening | None] = (reads.draft(deed.coop), reads.standing(deed.coop))
        for one in kept:
            if one is not None and _digest(one) == deed.fingerprint:
                return table_of(reads.lines_of(one), place)
        return None

    def result(self, authority: Authority) -> str:
        """The page of opening balances."""
        return reverse("books:opening", args=[authority.coop.slug])


class PostingTheOpening(OfTheOpening):
    """What was put together is posted, to the cent."""

    key = verbs.POST
    button = gettext_lazy("Post the opening balances")
    told = True

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:  # noqa: ARG002 - the shape of all
        """The draft as it stands now, if it could be posted."""
        refuse_begun(coop)
        kept = reads.draft(coop)
        if kept is None or str(kept.first_year) != subject:
            raise nothing_there(subject)
        looked = reads.look(kept)
        refuse_unsound(looked)
        refuse_earlier_entries(looked)
        said = {"year": subject, "day": figures.day(looked.on.stood_on)}
        return Look(
            subject,
            looked.fingerprint,
            facts_of(looked.lines, coop, looked.on.stood_on),
            _("Post the opening balances of %(year)s") % said,
            _("Our books here begin with the balances of the evening of %(day)s, as they stand below.")
            % said,
        )

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """Another figure than was decided on is refused."""
        verbs.post_opening(coop=deed.coop, authority=authority, by=by, at=at, key=key)


class TakingBackTheOpening(OfTheOpening):
    """An entry cites the opening balances and reverses them; they become a draft again."""

    key = verbs.TAKE_BACK
    button = gettext_lazy("Take the balances back")

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:  # noqa: ARG002 - the shape of all
        """Those that stand, if nothing stands on top of them."""
        opening = reads.standing(coop)
        if opening is None or str(opening.first_year) != subject:
            raise nothing_there(subject)
        refuse_built_upon(opening)
        said = {"year": subject, "day": figures.day(opening.posted_on)}
        return Look(
            subject,
            opening.fingerprint,
            facts_of(reads.lines_of(opening), coop, opening.stood_on),
            _("Take the opening balances of %(year)s back") % said,
            _("We take back the opening balances posted on %(day)s; they become a draft again.") % said,
        )

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """The reason that stands in the journal is the first line of what was decided."""
        rows = reads.openings(deed.coop).filter(fingerprint=deed.fingerprint)
        opening = rows.filter(reversal=None).first() or rows.first()
        if opening is None:
            raise nothing_there(deed.subject)
        verbs.take_back_opening(
            opening=opening, authority=authority, because=because_of(authority), by=by, at=at, key=key
        )


EFFECTS: Final = (PostingTheOpening, TakingBackTheOpening)


def nothing_there(subject: str) -> Refused:
    """There are no such balances."""
    return Refused(
        gettext_noop("There are no opening balances before {year}."),
        code="opening.nothing",
        next_step=gettext_noop("Look at the page of opening balances: which year they are for stands there."),
        year=subject[:20],
    )


def facts_of(lines: list[Line], coop: Coop, stood_on: dt.date) -> dict[str, Json]:
    """The sums of balances; nobody's own."""
    found = balance(lines, coop.currency)
    sums: dict[str, Json] = {name: getattr(found, name).decimal() for name in SUMS}
    return {**sums, "stood_on": stood_on.isoformat()}


def table_of(lines: list[Line], place: Place) -> Table:
    """A row for each person with a balance whom the reader may see, with what all come to."""
    currency = place.coop.currency
    rows = reads.by_person(lines, reads.names_of(place.coop), everyone=False)
    sees = place.sight.may_see_class(MEMBER_MONEY)
    shown = [row for row in rows if sees or row.key == place.member.key]
    told = tuple(
        (row.name, *(figures.money(Money(row.minor[column], currency)) for column in reads.COLUMNS))
        for row in shown
    )
    sums = (Money(sum(row.minor[column] for row in rows), currency) for column in reads.COLUMNS)
    note = _("Only your own line is open to you; the sums are everyone’s.") if len(shown) < len(rows) else ""
    foot = (_("All"), *map(figures.money, sums))
    return Table(_("Member by member"), tuple(map(str, HEADS)), told, foot, note)


def _digest(one: OpeningDraft | Opening) -> str:
    return fingerprint(one.first_year, reads.lines_of(one))


def _money(said: str, currency: str) -> str:
    return figures.money(Money.parse(said, currency))
