"""What this room knows of people's terms, for whoever tells `bylaws` of their way in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from bylaws.charter.kinds.dues import Dues
from bylaws.facts.joining import BandGiven, Joining, PartTime
from bylaws.facts.joining import DuesPaid as Paid
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period
from toadlane.charter.reads import adopted, parsed
from toadlane.coops.models import Coop, Participant
from toadlane.dues import models

ORGANISATION: Final = "organisation"
PART_TIME: Final = "part-time"
BAND: Final = "band"
PAID: Final = "paid"
NAMED: Final = ("is_a", "participant", "day", "until", "word")
Row = tuple[str, Any, dt.date, dt.date | None, str]
"""A kind, whose, a day, another day, and a word."""


@dataclass(slots=True)
class _Terms:
    organisation: bool = False
    shares: list[PartTime] = field(default_factory=list)
    bands: list[BandGiven] = field(default_factory=list)
    paid: list[Paid] = field(default_factory=list)


def terms_of(whom: Iterable[Participant], coop: Coop, on: dt.date) -> dict[str, Joining]:
    """By key, on what terms each takes part; one question, and one more where the charter asks for dues."""
    keys = {who.pk: who.key for who in whom}
    first, *more = asked(list(keys))
    found: QuerySet[Any, Any] = first.values_list(*NAMED).union(
        *(one.values_list(*NAMED) for one in more), all=True
    )
    return collected(found, keys, coop.currency, kept_from(coop) if asks_for_dues(coop, on) else None)


def of_everybody(coop: Coop, on: dt.date) -> dict[str, Joining]:
    """The same of everybody who ever took part in a co-op."""
    return terms_of(Participant.objects.filter(coop=coop), coop, on)


def collected(
    rows: Iterable[Row], keys: Mapping[Any, str], currency: str, since: dt.date | None = None
) -> dict[str, Joining]:
    """By key, the terms that rows tell of; `keys` says who goes by which, `since` when dues are kept from."""
    found: dict[str, _Terms] = defaultdict(_Terms)
    for kind, who, day, until, word in rows:
        _take(found[keys[who]], kind, (day, until, word), currency)
    return {key: _joining(found[key], since) for key in keys.values()}


def asks_for_dues(coop: Coop, on: dt.date) -> bool:
    """Whether the charter of a day asks for dues."""
    digests = adopted(coop)
    return bool(digests) and parsed(coop.pk, digests).on_or_first(on).maybe("dues", Dues) is not None


def kept_from(coop: Coop) -> dt.date | None:
    """The day from which dues are kept here; None while nobody keeps them."""
    return models.DuesKept.objects.filter(coop=coop).values_list("from_day", flat=True).first()


def asked(whom: list[Any], *, money: bool = True) -> list[QuerySet[Any, Any]]:
    """The terms of some people as they stand, in parts that go into one question: `NAMED` of each.

    Without `money` nothing of their dues, which are for fewer eyes.
    """
    parts = [
        _part(models.Organisation, ORGANISATION, "valid_from", "valid_until", Value("", CharField())),
        _part(models.PartTime, PART_TIME, "valid_from", "valid_until", F("share")),
    ]
    if money:
        paid = _part(models.DuesPaid, PAID, "paid_on", "due_for", Cast("amount_minor", CharField()))
        parts += [
            _part(models.DuesBand, BAND, "valid_from", "valid_until", F("band")),
            paid.filter(payment__entry__reversed_by=None),
        ]
    return [one.filter(participant__in=whom) for one in parts]


def _part(model: Any, kind: str, day: str, until: str, word: Any) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = model.objects.order_by().annotate(
        is_a=Value(kind), day=F(day), until=F(until), word=word
    )
    return rows


def _take(terms: _Terms, kind: str, row: tuple[dt.date, dt.date | None, str], currency: str) -> None:
    day, until, word = row
    if kind == PAID:
        terms.paid.append(Paid(until or day, day, Money(int(word), currency)))
    elif day == until:
        return
    elif kind == ORGANISATION:
        terms.organisation = True
    elif kind == PART_TIME:
        share = Fraction(word)
        terms.shares += [PartTime(share, Period(day, until))] if share < 1 else []
    else:
        terms.bands.append(BandGiven(word, Period(day, until)))


def _joining(terms: _Terms, since: dt.date | None) -> Joining:
    return Joining(
        organisation=terms.organisation,
        shares=tuple(sorted(terms.shares, key=lambda one: one.period.from_day)),
        bands=tuple(sorted(terms.bands, key=lambda one: one.period.from_day)),
        dues=None if since is None else tuple(sorted(terms.paid, key=lambda one: (one.due_for, one.on))),
        dues_from=since,
    )
