"""Capital that becomes money owed, as what a decision does: instalments, notices, what whoever left gets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import Fault, InputFault
from bylaws.kernel.money import Money, total
from bylaws.record.canonical import Json
from toadlane.books import payouts, verbs
from toadlane.books.amounts import within
from toadlane.books.models import MEMBER_MONEY
from toadlane.books.owed_words import words
from toadlane.books.payouts import Part
from toadlane.books.verbs import releasing
from toadlane.coops.access import Place, absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Matter
from toadlane.decisions.effects import Effect, Facts, Lines, Look, Table
from toadlane.decisions.models import Authority, Deed
from toadlane.ui import figures


class OfTheBooks(Effect):
    """What the bookkeeper carries out; then it is owed, and paid as anything that is."""

    button = gettext_lazy("Let it be owed in money")
    who = gettext_lazy("whoever keeps the books")

    def may(self, by: Participant, at: Moment) -> bool:
        """The bookkeeper."""
        return verbs.BOOKKEEPER in by.roles_on(at.day)

    def result(self, authority: Authority) -> str:
        """What is owed."""
        return reverse("books:owed", args=[authority.coop.slug])


class Releasing(OfTheBooks):
    """The instalments of a year due on a day may go out."""

    key = verbs.RELEASE
    button = gettext_lazy("Release the instalment")

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:
        """With the money there is for it."""
        year, due_on = year_and_day(subject)
        available = money_of(given, "available", coop)
        found = releasing.releasable(coop, year, due_on, available, at.day)
        close = releasing.standing_close(coop, year)
        said = {"year": year, "day": figures.day(due_on), "sum": figures.money(found.value)}
        return Look(
            subject,
            releasing.fingerprint_of_release(close, due_on, found.value, available),
            {"available": available.decimal(), "sum": found.value.decimal()},
            _("Release the instalment of %(day)s of %(year)s") % said,
            _("The money is there: the instalment of %(year)s that is due on %(day)s goes out, %(sum)s.")
            % said,
        )

    def lines(self, deed: Deed) -> Lines:
        """Year, day, sum, and the money there is."""
        year, due_on = year_and_day(deed.subject)
        return (
            (_("Fiscal year"), str(year)),
            (_("Due"), figures.day(due_on)),
            (_("Amount"), figures.money(money_of(deed.facts, "sum", deed.coop))),
            (_("Money there is for it"), figures.money(money_of(deed.facts, "available", deed.coop))),
        )

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """To everyone."""
        year, due_on = year_and_day(deed.subject)
        verbs.release_instalments(
            coop=deed.coop,
            year=year,
            due_on=due_on,
            available=money_of(deed.facts, "available", deed.coop),
            authority=authority,
            by=by,
            at=at,
            key=key,
        )


class Redeeming(OfTheBooks):
    """Notices that are due are paid back, the oldest first."""

    key = verbs.REDEEM

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:  # noqa: ARG002 - the shape of all
        """With the money there is for it."""
        on, available = day_of(subject), money_of(given, "available", coop)
        found = payouts.redemption(coop, on=on, available=available)
        whole = total([one.amount for one in found.parts], coop.currency)
        said = {"day": figures.day(on), "sum": figures.money(whole)}
        return Look(
            subject,
            found.fingerprint,
            {"available": available.decimal(), "sum": whole.decimal()},
            _("Pay back the notices due on %(day)s") % said,
            _("We pay back the notices that are due on %(day)s, the oldest first: %(sum)s.") % said,
        )

    def lines(self, deed: Deed) -> Lines:
        """Day, sum, and the money there is."""
        return (
            (_("As of"), figures.day(day_of(deed.subject))),
            (_("Amount"), figures.money(money_of(deed.facts, "sum", deed.coop))),
            (_("Money there is for it"), figures.money(money_of(deed.facts, "available", deed.coop))),
        )

    def table(self, deed: Deed, place: Place) -> Table | None:
        """Whose, while it comes to the same."""
        if not place.sight.may_see_class(MEMBER_MONEY):
            return None
        available = money_of(deed.facts, "available", deed.coop)
        try:
            found = payouts.redemption(deed.coop, on=day_of(deed.subject), available=available)
        except Fault:
            return None
        return table_of(found.parts, deed, "redemption/") if found.fingerprint == deed.fingerprint else None

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """As far as the money reaches."""
        verbs.redeem_notices(
            coop=deed.coop,
            on=day_of(deed.subject),
            available=money_of(deed.facts, "available", deed.coop),
            authority=authority,
            by=by,
            at=at,
            key=key,
        )


class PayingOut(OfTheBooks):
    """Somebody who left is paid what the charter gives them."""

    key = verbs.PAY_OUT

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:
        """As of the notice they gave."""
        who, notice_on = someone(coop, subject), day_of(str(given.get("notice_on", "")))
        solvent = bool(given.get("solvent"))
        found = payouts.departure(who, notice_on=notice_on, at=at, solvent=solvent)
        facts: dict[str, Json] = {"notice_on": notice_on.isoformat(), "solvent": "yes" if solvent else ""}
        said = {"name": who.name, "day": figures.day(notice_on)}
        return Look(
            subject,
            found.fingerprint,
            facts,
            _("Pay out %(name)s, who left") % said,
            _("We pay %(name)s, who gave notice on %(day)s, what the charter gives whoever leaves.") % said,
            about=who.key,
        )

    def lines(self, deed: Deed) -> Lines:
        """Who, and of which notice; how much is theirs alone."""
        return (
            (_("To whom"), someone(deed.coop, deed.subject).name),
            (_("Notice given on"), figures.day(day_of(deed.facts["notice_on"]))),
        )

    def table(self, deed: Deed, place: Place) -> Table | None:
        """How much in which parts when, for whoever may see their money."""
        who = someone(deed.coop, deed.subject)
        if not place.sight.may_see(Matter(deed.coop, MEMBER_MONEY, who)):
            return None
        notice_on, solvent = day_of(deed.facts["notice_on"]), bool(deed.facts["solvent"])
        try:
            found = payouts.departure(who, notice_on=notice_on, at=place.moment, solvent=solvent)
        except Fault:
            return None
        return table_of(found.parts, deed, "leaving/") if found.fingerprint == deed.fingerprint else None

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """In those parts."""
        verbs.pay_out_leaver(
            participant=someone(deed.coop, deed.subject),
            notice_on=day_of(deed.facts["notice_on"]),
            solvent=bool(deed.facts["solvent"]),
            authority=authority,
            by=by,
            at=at,
            key=key,
        )


EFFECTS = (Releasing, Redeeming, PayingOut)


def table_of(parts: Iterable[Part], deed: Deed, source: str) -> Table:
    """Each part by person."""
    held = list(parts)
    names = dict(Participant.objects.filter(coop=deed.coop).values_list("key", "name"))
    rows = tuple(
        (
            names.get(one.person, one.person),
            words(f"{source}{one.held}"),
            figures.day(one.due_on, "medium"),
            figures.money(one.amount),
        )
        for one in held
    )
    whole = total([one.amount for one in held], deed.coop.currency)
    head = (_("To whom"), _("For"), _("Due"), _("Amount"))
    return Table(_("What it comes to"), head, rows, (_("All"), "", "", figures.money(whole)))


def year_and_day(subject: str) -> tuple[int, dt.date]:
    """As “2025/2026-04-30” names them."""
    year, _slash, day = subject.partition("/")
    if not (year.isdecimal() and len(year) == len("2025")):
        raise absent()
    return int(year), day_of(day)


def day_of(said: str) -> dt.date:
    """A day; fault `payout.day`."""
    try:
        return dt.date.fromisoformat(said)
    except ValueError:
        raise InputFault(
            gettext_noop("“{given}” is not a day."),
            code="payout.day",
            next_step=gettext_noop("Write it as in 2025-03-31."),
            given=said[:40],
        ) from None


def money_of(given: Facts, name: str, coop: Coop) -> Money:
    """An amount of the co-op's currency."""
    amount = Money.parse(str(given.get(name, "")), coop.currency)
    within(amount)
    return amount


def someone(coop: Coop, key: str) -> Participant:
    """Who is or was here by that key."""
    found = Participant.objects.select_related("coop").filter(coop=coop, key=key).first()
    if found is None:
        raise absent()
    return found
