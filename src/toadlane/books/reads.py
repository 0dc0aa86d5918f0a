"""What pages, exports and the API ask of the books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import DateField, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce
from django.urls import reverse

from bylaws.facts.kept import year_from_json
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period
from bylaws.surplus.close import close_year as reckon
from bylaws.surplus.closing import Closing
from bylaws.surplus.leaving import Holdings
from toadlane.books import journal
from toadlane.books.capital_held import NOTICES, PAID_IN, after_covering, by_how_held
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY, Allocation, ClosePreview, YearClose, YearFigures
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.coops.prepared import Question
from toadlane.coops.sight import Matter
from toadlane.work.models import HoursImport, TimeEntry

S = HoursImport.State


def closes(coop: Coop) -> QuerySet[YearClose]:
    """Every close, corrected ones too, newest first."""
    rows = YearClose.objects.filter(coop=coop).select_related("coop", "reversal", "authority", "entry")
    named = Participant.objects.filter(coop=OuterRef("coop"), key=OuterRef("by")).values("name")
    rows = rows.annotate(by_name=Coalesce(Subquery(named), "by"))
    return rows.defer("facts").order_by("-year", "-attempt")  # the facts of a large year are megabytes


def year_address(place: Place, year: str) -> str:
    """The page of a year, for whoever may see the accounts, else ""."""
    sees = place.participant is not None and place.sight.may_see_class(ACCOUNTS)
    is_year = year.isascii() and year.isdecimal()
    return reverse("books:year", args=[place.coop.slug, int(year)]) if sees and is_year else ""


def standing_closes(coop: Coop) -> QuerySet[YearClose]:
    """The closes that stand, newest year first."""
    return closes(coop).filter(reversal=None)


def reckoned(close: YearClose) -> Closing:
    """The close reckoned again from its own facts and the texts it was made under, with people's names."""
    facts = year_from_json(close.facts)
    names = dict(Participant.objects.filter(coop=close.coop_id).values_list("key", "name"))
    people = {key: replace(who, name=names.get(key, key)) for key, who in facts.people.items()}
    charter = charter_of(close.coop, recorded_by=close.recorded_at)
    return reckon(charter, replace(facts, people=people))


def reckoned_preview(preview: ClosePreview) -> Closing:
    """The same for a preview, under the texts of the moment it was made."""
    facts = year_from_json(preview.facts)
    names = dict(Participant.objects.filter(coop=preview.coop_id).values_list("key", "name"))
    people = {key: replace(who, name=names.get(key, key)) for key, who in facts.people.items()}
    charter = charter_of(preview.coop, recorded_by=preview.made_at)
    return reckon(charter, replace(facts, people=people))


def reckoned_year(coop: Coop, year: int) -> Closing | None:
    """A year's close reckoned again; of a year still open, its preview; None where there is neither."""
    close = standing_closes(coop).filter(year=year).first()
    if close is not None:
        return reckoned(close)
    kept = preview(coop, year)
    return reckoned_preview(kept) if kept is not None else None


@dataclass(frozen=True, slots=True)
class Account:
    """One member's account on a day; none of the amounts is below zero, and `losses` lowers the sum.

    What an account was paid out beyond what it holds is not held, and comes off what is payable; where
    that does not reach, the rest is owed back.
    """

    paid_in: Money
    notices: Money
    losses: Money
    payable: Money
    owes_back: Money

    @property
    def capital(self) -> Money:
        """What the member's capital account holds."""
        return self.paid_in + self.notices - self.losses


def account(participant: Participant, on: dt.date) -> Account:
    """A member's account as the journal has it on a day."""
    sums = journal.balances(participant.coop, person=participant.key, through=on)
    return accounts_of(participant.coop, on, {participant.key: sums})[participant.key]


def accounts(coop: Coop, on: dt.date) -> dict[str, Account]:
    """Every member's account on a day, by key, in a fixed number of queries."""
    found: dict[str, dict[str, int]] = {}
    for name, minor in journal.balances(coop, through=on).items():
        found.setdefault(journal.owner(name), {})[name] = minor
    found.pop("", None)
    return accounts_of(coop, on, dict(sorted(found.items())))


def accounts_of(coop: Coop, on: dt.date, sums: Mapping[str, Mapping[str, int]]) -> dict[str, Account]:
    """Accounts from what their parts hold in the journal on a day, by whose they are."""
    held = after_covering(coop, on, {key: by_how_held(of, key) for key, of in sums.items()})
    return {key: _account(of, held[key], key, coop.currency) for key, of in sums.items()}


def _account(sums: Mapping[str, int], held: Mapping[str, int], key: str, currency: str) -> Account:
    beyond = -sum(minor for minor in held.values() if minor < 0)
    payable = journal.held(sums, f"member/{key}/payable") - beyond
    notices = sum(minor for how, minor in held.items() if how != PAID_IN and minor > 0)
    return Account(
        paid_in=Money(max(held.get(PAID_IN, 0), 0), currency),
        notices=Money(notices, currency),
        losses=Money(-journal.held(sums, f"member/{key}/losses"), currency),
        payable=Money(max(payable, 0), currency),
        owes_back=Money(max(-payable, 0), currency),
    )


def holdings_of(sums: Mapping[str, int], key: str, owes: Money) -> Holdings:
    """What leaving reckons with; what was paid out beyond an account comes off the others."""
    own, currency = f"member/{key}", owes.currency
    return Holdings(
        paid_in=Money(journal.held(sums, f"{own}/paid-in"), currency),
        notices=Money(journal.held(sums, *(f"{own}/{kind}" for kind in NOTICES)), currency),
        losses=Money(-journal.held(sums, f"{own}/losses"), currency),
        payable=Money(journal.held(sums, f"{own}/payable"), currency),
        owes=owes,
    )


ALLOCATION = [field.attname for field in Allocation._meta.concrete_fields]
TOLD_OF_CLOSE = {"id", "coop_id", "year", "currency", "closed_on"}
ITS_CLOSE = [field.attname for field in YearClose._meta.concrete_fields if field.attname in TOLD_OF_CLOSE]


def _given(who: Any, through: Any) -> QuerySet[Any, Any]:
    """What the closes that stood on a day gave somebody."""
    standing = Q(close__reversal=None) | Q(close__reversal__reversed_on__gt=through)
    rows = Allocation.objects.filter(standing, participant=who, close__closed_on__lte=through)
    own = (f"close__{name}" for name in ITS_CLOSE)
    return rows.order_by("-close__year", "step").values_list(*ALLOCATION, *own)


GIVEN = Question(_given, who=UUIDField(), through=DateField())


def allocations(place: Place, participant: Participant, *, through: dt.date) -> list[Allocation]:
    """What the closes that stood on a day gave one person, newest year first, as far as the asker may see."""
    if not place.sight.may_see(Matter(place.coop, MEMBER_MONEY, participant)):
        return []
    found = []
    for row in GIVEN(who=participant.pk, through=through):
        given = Allocation.from_db(DEFAULT_DB_ALIAS, ALLOCATION, row[: len(ALLOCATION)])
        given.close = YearClose.from_db(DEFAULT_DB_ALIAS, ITS_CLOSE, row[len(ALLOCATION) :])
        found.append(given)
    return found


NEWLY_CLOSED = Question(
    lambda who, since: (
        Allocation.objects.filter(participant=who, close__reversal=None, close__closed_on__gte=since)
        .order_by("-close__year")
        .values_list("close__year")[:1]
    ),
    who=UUIDField(),
    since=DateField(),
)
"""The newest year that gave someone something, if it was closed since a day."""


@dataclass(frozen=True, slots=True)
class HoursIn:
    """Whether a year has hours, and how many imports are not settled yet."""

    some: bool
    waiting: int


def hours_within(coop: Coop, period: Period) -> HoursIn:
    """Two small questions, however many entries there are."""
    some = TimeEntry.objects.filter(coop=coop, day__gte=period.from_day, day__lt=period.until).exists()
    open_states = (S.UPLOADED, S.PREVIEWED, S.COMING, S.GOING)
    return HoursIn(some, HoursImport.objects.filter(coop=coop, state__in=open_states).count())


def figures(coop: Coop, year: int) -> YearFigures | None:
    """What the books say about a year, if it has been stated."""
    return YearFigures.objects.filter(coop=coop, year=year).first()


def preview(coop: Coop, year: int) -> ClosePreview | None:
    """The last preview of a year's close."""
    return ClosePreview.objects.filter(coop=coop, year=year).select_related("coop").defer("facts").first()
