"""What everyone was paid in a calendar year, by the day of payment: figures for Form 1099-PATR."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.tax import Tax
from bylaws.kernel.money import Money
from bylaws.kernel.periods import fiscal_year
from bylaws.surplus.calendar_year import Figures, Received, What, figures
from bylaws.surplus.law import LAWS, Law
from toadlane.books.consents import QUALIFIED, Consents, consents_of
from toadlane.books.models import Allocation, PaymentPart
from toadlane.books.years import first_here
from toadlane.charter.reads import charter_of
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.sheets.writing import harmless

FROM_SHARES = ("share/", "opening/instalment")
OF_CAPITAL = ("redemption/", "leaving/")
UNCLEAR = "opening/redemption"


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """One person's figures, with the name people read."""

    name: str
    figures: Figures


@dataclass(frozen=True)
class CalendarYear:
    """The figures of a calendar year, and what whoever fills in the form has to look at."""

    year: int
    law: Law
    people: tuple[PersonFigures, ...]
    lacking: tuple[tuple[str, int], ...]
    """Whose notice of which fiscal year was meant as qualified and is not, for want of a consent."""
    reversed_later: tuple[tuple[str, dt.date, dt.date, Money], ...]
    """Payments of the year that were taken back after its end: who, paid when, taken back when."""
    unclear: tuple[tuple[str, Money], ...]
    """Notices of years closed elsewhere that were paid back: which box depends on what they were."""

    @property
    def reported(self) -> bool:
        """Whether the law asks for the form at all."""
        return self.law.statement_from is not None


def calendar_year(coop: Coop, year: int, today: dt.date) -> CalendarYear:
    """Everyone's figures of a calendar year, in a fixed number of queries; fault `charter.none`.

    There are none of years to come, nor of those that were over before the charter.
    """
    charter = charter_of(coop)
    if not charter.base_front.starts().year <= year <= today.year:
        raise absent()
    last_day = max(dt.date(year, 12, 31), charter.base_front.starts())
    law = LAWS[charter.on(last_day).rule("tax", Tax).says.mode]
    consents = consents_of(coop, charter)
    names = dict(Participant.objects.filter(coop=coop).values_list("key", "name"))
    paid = list(_paid(coop, year))
    given = list(_given(coop, year))
    received = [*_notices(given, consents, coop), *_payments(paid, charter, consents, coop)]
    found = figures(received, law=law, currency=coop.currency)
    meant = {(row["participant__key"], row["close__year"]) for row in given if _meant(row)}
    without = sorted(
        (names[who], of_year) for who, of_year in meant if not consents.covers(who, of_year).value
    )
    return CalendarYear(
        year,
        law,
        tuple(PersonFigures(names[one.person], one) for one in found),
        tuple(without),
        tuple(_reversed(coop, year, names)),
        tuple(
            (names[row["participant__key"]], Money(row["minor"], coop.currency))
            for row in paid
            if row["source"] == UNCLEAR
        ),
    )


def _within(year: int, field: str) -> Q:
    return Q(**{f"{field}__gte": dt.date(year, 1, 1), f"{field}__lte": dt.date(year, 12, 31)})


def _paid(coop: Coop, year: int) -> Iterator[Any]:
    rows = PaymentPart.objects.filter(_within(year, "payment__paid_on"), coop=coop, payment__received=False)
    rows = rows.filter(payment__entry__reversed_by=None)
    yield from rows.values("participant__key", "source", "minor")


def _given(coop: Coop, year: int) -> Iterator[Any]:
    """What closes of the year that stand gave: notices are dated by the close."""
    rows = Allocation.objects.filter(_within(year, "close__closed_on"), coop=coop, close__reversal=None)
    fields = ("participant__key", "close__year", "notice_minor", "to_buy_in_minor", "notice_kind")
    yield from rows.values(*fields)


def _meant(row: dict[str, Any]) -> bool:
    """Whether something of a share was kept in a notice that is meant to be qualified."""
    return bool(row["notice_kind"] == QUALIFIED and row["notice_minor"] + row["to_buy_in_minor"])


def _notices(given: list[dict[str, Any]], consents: Consents, coop: Coop) -> Iterator[Received]:
    """What was kept, in the notice or put to the buy-in: both are allocated by the same notice."""
    for row in given:
        kept = row["notice_minor"] + row["to_buy_in_minor"]
        if kept:
            who, of_year = row["participant__key"], row["close__year"]
            qualified = _meant(row) and consents.covers(who, of_year).value
            what: What = "qualified" if qualified else "nonqualified"
            yield Received(who, what, Money(kept, coop.currency))


def _payments(
    paid: list[dict[str, Any]], charter: Charter, consents: Consents, coop: Coop
) -> Iterator[Received]:
    first = first_here(coop)
    for row in paid:
        who, source = row["participant__key"], row["source"]
        amount = Money(row["minor"], coop.currency)
        if source.startswith(FROM_SHARES):
            yield Received(who, "cash", amount)
        elif source.startswith(OF_CAPITAL):
            kind, is_notice, of_year = source.partition("/")[2].partition("/")
            if is_notice:
                qualified = kind == QUALIFIED and (
                    _closed_elsewhere(int(of_year), first, charter)
                    or consents.covers(who, int(of_year)).value
                )
                yield Received(who, "redeemed-qualified" if qualified else "redeemed-nonqualified", amount)


def _closed_elsewhere(year: int, first: int, charter: Charter) -> bool:
    """A notice of a year closed elsewhere is what it was called: its consents are not known here."""
    front = charter.base_front
    until = fiscal_year(year, front.fiscal_year_starts).until
    return year < first or (until is not None and until <= front.starts())


def _reversed(coop: Coop, year: int, names: dict[str, str]) -> Iterator[tuple[str, dt.date, dt.date, Money]]:
    rows = PaymentPart.objects.filter(_within(year, "payment__paid_on"), coop=coop, payment__received=False)
    rows = rows.filter(payment__entry__reversed_by__happened_on__gt=dt.date(year, 12, 31))
    told = ("participant__key", "payment__paid_on", "payment__entry__reversed_by__happened_on", "minor")
    for who, paid_on, back_on, minor in rows.order_by("payment__paid_on").values_list(*told):
        yield names[who], paid_on, back_on, Money(minor, coop.currency)


HEAD = [
    "calendar year",
    "person",
    "name",
    "box 1 patronage dividends",
    "of it in money",
    "of it qualified notices",
    "box 5 redeemed nonqualified notices",
    "nonqualified notices given",
    "qualified notices paid back",
    "statement asked for",
    "currency",
]


def comma_separated(told: CalendarYear, currency: str) -> str:
    """The figures as a table; text that a spreadsheet would run is marked as text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for one in told.people:
        said = one.figures
        amounts = (
            said.box_1,
            said.cash,
            said.qualified,
            said.box_5,
            said.nonqualified,
            said.redeemed_qualified,
        )
        words = ["yes" if said.statement else "no", currency]
        who = [str(told.year), said.person, harmless(one.name)]
        writer.writerow([*who, *(amount.decimal() for amount in amounts), *words])
    return out.getvalue()
