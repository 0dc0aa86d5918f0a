"""A year member by member: what each gets of it, as far as the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bylaws.kernel.money import Money
from toadlane.books.models import MEMBER_MONEY, Posting, YearClose
from toadlane.coops.access import Place
from toadlane.coops.models import Participant

COLUMNS: Final = {
    "share": _("Share"),
    "cash": _("In money"),
    "to_buy_in": _("To the buy-in"),
    "notices": _("In notices"),
    "interest": _("Interest"),
    "loss": _("Loss"),
}
ALWAYS: Final = ("share", "cash", "to_buy_in", "notices")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person's line; amounts in minor units, by column."""

    key: str
    name: str
    minor: Mapping[str, int]


@dataclass(frozen=True)
class People:
    """The lines the reader may see, and what all lines come to."""

    currency: str
    rows: list[PersonRow]
    sums: dict[str, Money]
    columns: tuple[str, ...]
    hidden: int
    """How many people's lines the reader may not see."""
    why_url: str
    """The address of the reasons, up to the person's key."""

    @property
    def heads(self) -> list[str]:
        """What stands above each column of amounts."""
        return [str(COLUMNS[column]) for column in self.columns]


def of_result(place: Place, year: int, plain: Mapping[str, Any]) -> People:
    """From a result as JSON (bylaws.surplus.result), whose amounts have all their decimals."""
    names = dict(Participant.objects.filter(coop=place.coop).values_list("key", "name"))
    rows = [
        PersonRow(
            line["person"],
            names.get(line["person"], line["person"]),
            {column: int(line[column].replace(".", "")) for column in COLUMNS},
        )
        for line in plain["people"]
    ]
    return _people(place, year, plain["currency"], rows)


def of_close(place: Place, close: YearClose, *, others: bool) -> People:
    """From the allocations as they were written; `others` where there is interest or a loss as well."""
    names: dict[str, str] = {}
    minor: dict[str, dict[str, int]] = {}
    given = close.allocations.values_list(
        "participant__key",
        "participant__name",
        "share_minor",
        "cash_minor",
        "to_buy_in_minor",
        "notice_minor",
    )
    for key, name, *amounts in given.order_by("participant__key"):
        names[key] = name
        sums = minor.setdefault(key, dict.fromkeys(COLUMNS, 0))
        for column, amount in zip(ALWAYS, amounts, strict=True):
            sums[column] += amount
    if others:
        _add_others(close, names, minor)
    rows = [PersonRow(key, names[key], minor[key]) for key in sorted(minor)]
    return _people(place, close.year, close.currency, rows)


def _add_others(close: YearClose, names: dict[str, str], minor: dict[str, dict[str, int]]) -> None:
    """Interest and losses stand in the entry alone: what is payable beside the cash, and what is borne."""
    everyone = dict(Participant.objects.filter(coop=close.coop_id).values_list("key", "name"))
    lines = Posting.objects.filter(coop=close.coop_id, entry=close.entry_id).exclude(person="")
    for key, account, amount in lines.values_list("person", "account", "minor"):
        names.setdefault(key, everyone[key])
        sums = minor.setdefault(key, dict.fromkeys(COLUMNS, 0))
        if account.endswith("/losses"):
            sums["loss"] = amount
        elif account.endswith("/payable"):
            sums["interest"] = -amount - sums["cash"]


def _people(place: Place, year: int, currency: str, rows: list[PersonRow]) -> People:
    sums = {column: sum(row.minor[column] for row in rows) for column in COLUMNS}
    shown = _visible(place, rows)
    return People(
        currency,
        shown,
        {column: Money(minor, currency) for column, minor in sums.items()},
        columns=tuple(column for column in COLUMNS if column in ALWAYS or sums[column]),
        hidden=len(rows) - len(shown),
        why_url=reverse("books:why", args=[place.coop.slug, year, "-"]).removesuffix("-/"),
    )


def _visible(place: Place, rows: Iterable[PersonRow]) -> list[PersonRow]:
    if place.sight.may_see_class(MEMBER_MONEY):
        return list(rows)
    own = place.participant.key if place.participant else ""
    return [row for row in rows if row.key == own]
