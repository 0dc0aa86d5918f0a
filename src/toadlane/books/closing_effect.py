"""Closing a year as what a decision does: its figures as reckoned, and everyone's part."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import Refused
from bylaws.kernel.money import Money
from bylaws.record.canonical import Json
from toadlane.books import people, reads, verbs
from toadlane.books.models import ClosePreview, YearClose
from toadlane.books.pages import to_words
from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.effects import Effect, Facts, Lines, Look, Table
from toadlane.decisions.models import Authority, Deed
from toadlane.ui import figures


class ClosingAYear(Effect):
    """A distribution: the year's surplus goes where the charter sends it, to the cent."""

    key = verbs.CLOSE
    button = gettext_lazy("Close the year")
    who = gettext_lazy("whoever keeps the books")
    of_subject = True
    told = True

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:  # noqa: ARG002 - the shape of all
        """The close as it was last reckoned for the members to look at."""
        year = int(subject) if subject.isdecimal() and len(subject) <= len("9999") else 0
        preview = reads.preview(coop, year)
        if preview is None:
            raise Refused(
                gettext_noop(
                    "The close of {year} has not been reckoned, so nobody can see what it would do."
                ),
                code="close.no-preview",
                next_step=gettext_noop("Have the bookkeeper reckon it; it is decided on exactly that."),
                year=subject[:20],
            )
        facts = facts_of(preview)
        surplus = Money.parse(str(facts["surplus"]), coop.currency)
        text = _(
            "We close the fiscal year %(year)s as it was reckoned on %(day)s: a surplus of %(surplus)s goes "
            "where the charter sends it, and everyone gets what stands beside their name."
        ) % {"year": subject, "day": figures.day(preview.made_on), "surplus": figures.money(surplus)}
        title = _("Close the fiscal year %(year)s") % {"year": subject}
        return Look(subject, preview.fingerprint, facts, title, text)

    def lines(self, deed: Deed) -> Lines:
        """Surplus, tax, and each step's sum."""
        facts, currency = deed.facts, deed.coop.currency

        def money(text: str) -> str:
            return figures.money(Money.parse(text, currency))

        steps = [(to_words(to, name or None), money(amount)) for to, name, amount in facts["steps"]]
        return (
            (_("Fiscal year"), deed.subject),
            (_("Surplus before tax"), money(facts["surplus"])),
            *steps,
            (_("Reckoned on"), figures.day(deed.looked_on)),
        )

    def table(self, deed: Deed, place: Place) -> Table | None:
        """Everyone's part, while it is kept: in the preview, and once it is closed in the close."""
        year = int(deed.subject)
        close = YearClose.objects.filter(coop=deed.coop, year=year, fingerprint=deed.fingerprint).first()
        preview = reads.preview(deed.coop, year)
        if close is not None:
            found = people.of_close(place, close, others=close.surplus_minor < 0)
        elif preview is not None and preview.fingerprint == deed.fingerprint:
            found = people.of_result(place, year, preview.result)
        else:
            return None
        rows = tuple((row.name, *_amounts(row, found)) for row in found.rows)
        note = _("Only your own line is open to you; the sums are everyone’s.") if found.hidden else ""
        sums = tuple(figures.money(found.sums[column]) for column in found.columns)
        return Table(_("Member by member"), (_("Member"), *found.heads), rows, (_("All"), *sums), note)

    def may(self, by: Participant, at: Moment) -> bool:
        """The bookkeeper."""
        return verbs.BOOKKEEPER in by.roles_on(at.day)

    def result(self, authority: Authority) -> str:
        """The year, as it was closed."""
        return reverse("books:year", args=[authority.coop.slug, int(authority.subject)])

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """Reckoned anew; another figure than was decided on is refused."""
        year = int(deed.subject)
        verbs.close_year(coop=authority.coop, year=year, authority=authority, by=by, at=at, key=key)


def facts_of(preview: ClosePreview) -> dict[str, Json]:
    """The sums of a preview; nobody's own part."""
    plain = preview.result
    steps: list[Json] = [[one["to"], one["name"] or "", one["amount"]] for one in plain["steps"]]
    return {"surplus": plain["surplus"], "tax": plain["tax"], "steps": steps, "year": plain["year"]}


def _amounts(row: people.PersonRow, found: people.People) -> tuple[str, ...]:
    return tuple(figures.money(Money(row.minor[column], found.currency)) for column in found.columns)
