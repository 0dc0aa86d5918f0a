"""What the pages of payments show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import DateField, QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bylaws.kernel.money import Money, total
from toadlane.books.models import MEMBER_MONEY, Payment
from toadlane.books.owed import DUE, Claim, Owed, owed
from toadlane.books.owed_words import words
from toadlane.coops.access import Place
from toadlane.coops.models import Participant
from toadlane.coops.prepared import Question
from toadlane.ui import figures

SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One open claim, and how far off its day is."""

    claim: Claim
    when: str
    overdue: bool
    release_url: str = ""
    """Where it is released, while it waits."""

    @property
    def value(self) -> str:
        """What a form names it by."""
        return f"{self.claim.person}:{self.claim.source}"


@dataclass(frozen=True, slots=True)
class Sums:
    """What open claims come to: all, past their day, within the next thirty days, waiting for a release."""

    open: Money
    overdue: Money
    soon: Money
    waiting: Money


def when(due_on: dt.date, today: dt.date) -> str:
    """How far off a day is: “in 12 days”."""
    days = (due_on - today).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": figures.number(days)}
    return ngettext("%(n)s day ago", "%(n)s days ago", -days) % {"n": figures.number(-days)}


def lines(place: Place, claims: Iterable[Claim]) -> list[Line]:
    """Open claims as lines of a table; one that waits for its release is not overdue."""
    today = place.moment.day
    return [
        Line(
            claim,
            when(claim.due_on, today),
            overdue=claim.due_on < today and not claim.waits,
            release_url=_release_url(place, claim) if claim.waits else "",
        )
        for claim in claims
    ]


def _release_url(place: Place, claim: Claim) -> str:
    year = int(claim.source.rpartition("/")[2])
    return reverse("books:release", args=[place.coop.slug, year, claim.due_on.isoformat()])


def sums(shown: list[Line], currency: str, today: dt.date) -> Sums:
    """What some lines come to."""
    until = today + dt.timedelta(days=SOON_DAYS)

    def of(kept: Iterable[Line]) -> Money:
        return total([line.claim.open for line in kept], currency)

    return Sums(
        of(shown),
        of(line for line in shown if line.overdue),
        of(line for line in shown if today <= line.claim.due_on <= until and not line.claim.waits),
        of(line for line in shown if line.claim.waits),
    )


def seen(place: Place) -> Owed:
    """What is owed, and owed back, as far as the reader may see it."""
    everyone = place.sight.may_see_class(MEMBER_MONEY)
    return owed(place.coop, place.moment.day, only=None if everyone else place.member)


def scopes(standing: Owed) -> dict[str, str]:
    """What can be paid in one go: everything due, and each source that has something payable."""
    kinds = {claim.source: claim.words for claim in standing.open if not claim.waits}
    return {DUE: _("Everything that is due"), **dict(sorted(kinds.items(), reverse=True))}


@dataclass(frozen=True, slots=True)
class ToPay:
    """What one person would be paid in one go, and for what."""

    key: str
    name: str
    what: str
    amount: Money


def to_pay(due: Iterable[Claim], currency: str) -> list[ToPay]:
    """Claims put together person by person."""
    found: dict[str, list[Claim]] = {}
    for claim in due:
        found.setdefault(claim.person, []).append(claim)
    return [
        ToPay(
            key,
            claims[0].name,
            ", ".join(dict.fromkeys(claim.words for claim in claims)),
            total([claim.open for claim in claims], currency),
        )
        for key, claims in sorted(found.items())
    ]


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment as a page shows it."""

    payment: Payment
    what: str

    @property
    def reversed_on(self) -> dt.date | None:
        """The day it was taken back, if it was."""
        back = getattr(self.payment.entry, "reversed_by", None)
        return back.happened_on if back is not None else None

    @property
    def signed(self) -> Money:
        """The amount as the bank account saw it."""
        amount = self.payment.amount
        return amount if self.payment.received else -amount


def payments(place: Place) -> QuerySet[Payment]:
    """The payments the reader may see, latest first."""
    return place.visible(whole()).order_by("-paid_on", "-pk")


def whole() -> QuerySet[Payment]:
    """Payments with whoever they are about and what they were for."""
    rows = Payment.objects.select_related("coop", "participant", "entry__reversed_by")
    return rows.prefetch_related("parts")


def paid(rows: Iterable[Payment]) -> list[Paid]:
    """Payments with what they were for in words."""
    return [Paid(row, ", ".join(words(part.source) for part in row.parts.all())) for row in rows]


def of_run(place: Place, run: UUID) -> list[Paid]:
    """What was recorded in one go, as far as the reader may see it, by name."""
    return paid(payments(place).filter(run=run).order_by("participant__name", "pk"))


def of_person(about: Participant, through: dt.date) -> list[Paid]:
    """Everything paid to and by one person up to a day, latest first."""
    keys = [key for (key,) in PAID(who=about.pk, through=through)]
    return paid(whole().filter(coop=about.coop, pk__in=keys).order_by("-paid_on", "-pk")) if keys else []


PAID = Question(
    lambda who, through: Payment.objects.filter(participant=who, paid_on__lte=through).values_list("pk"),
    who=UUIDField(),
    through=DateField(),
)
