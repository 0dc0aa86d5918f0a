"""What a line of opening balances can be, which account it goes to, and on which side."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from bylaws.kernel.money import Money
from bylaws.surplus.closing import Posting

FUND_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class Kind(TextChoices):
    """What an amount is; the first are somebody's, the others the co-op's."""

    PAID_IN = "paid-in", _("Paid in")
    QUALIFIED = "qualified-notice", _("Qualified notice")
    NONQUALIFIED = "nonqualified-notice", _("Non-qualified notice")
    LOSSES = "losses", _("Losses carried")
    INSTALMENT = "instalment", _("Instalment owed")
    REDEMPTION = "redemption", _("Redemption owed")
    BUY_IN_DUE = "buy-in-due", _("Buy-in still due")
    COLLECTIVE = "collective", _("Collective account")
    FUND = "fund", _("Fund")
    TAX = "tax", _("Tax owed")
    BANK = "bank", _("Bank and cash")
    OTHER_ASSETS = "other-assets", _("Everything else the co-op owns")
    OTHER_DEBTS = "other-debts", _("Everything else the co-op owes")


OF_YEARS: Final = (Kind.QUALIFIED, Kind.NONQUALIFIED)
OF_DAYS: Final = (Kind.INSTALMENT, Kind.REDEMPTION)
OF_MEMBERS: Final = (Kind.PAID_IN, *OF_YEARS, Kind.LOSSES, *OF_DAYS, Kind.BUY_IN_DUE)
OF_THE_COOP: Final = tuple(kind for kind in Kind if kind not in OF_MEMBERS)
DEBITS: Final = (Kind.BANK, Kind.OTHER_ASSETS, Kind.LOSSES)
MAY_BE_BELOW_ZERO: Final = (Kind.BANK, Kind.COLLECTIVE)
ALSO: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.PAID_IN: ("buy-in paid", "buy in paid", "paid-in capital", "capital paid in", "share capital"),
    Kind.QUALIFIED: ("qualified", "qualified written notice", "qualified notices"),
    Kind.NONQUALIFIED: (
        "non-qualified notice",
        "nonqualified",
        "non-qualified",
        "nonqualified written notice",
    ),
    Kind.LOSSES: ("losses", "loss", "losses borne", "loss carried", "loss carried forward"),
    Kind.INSTALMENT: ("instalment", "installment", "instalments owed", "installment owed", "payable", "owed"),
    Kind.REDEMPTION: ("redemption", "redemptions owed", "redemption payable"),
    Kind.BUY_IN_DUE: ("buy-in due", "buy-in open", "buy-in owed", "subscription receivable"),
    Kind.COLLECTIVE: ("collective", "collective reserve", "unallocated", "unallocated equity"),
    Kind.FUND: ("named fund", "reserve"),
    Kind.TAX: ("tax", "income tax payable", "tax payable"),
    Kind.BANK: ("bank", "cash", "bank and cash in hand"),
    Kind.OTHER_ASSETS: ("other assets", "assets", "all other assets"),
    Kind.OTHER_DEBTS: ("other debts", "other liabilities", "liabilities", "debts"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One amount: of a kind, somebody's or the co-op's, where it needs one of a year, a day or a fund."""

    kind: Kind
    minor: int
    person: str = ""
    year: int | None = None
    due_on: dt.date | None = None
    name: str = ""
    place: str = ""
    """Where it was read; empty when it was typed."""

    @property
    def same(self) -> tuple[str, str, int, str, str]:
        """What no two lines have alike."""
        day = self.due_on.isoformat() if self.due_on else ""
        return self.person, self.kind.value, self.year or 0, day, self.name

    @property
    def account(self) -> str:
        """The account it goes to, as a close names it; empty for what is only compared."""
        match self.kind:
            case Kind.BUY_IN_DUE:
                return ""
            case Kind.QUALIFIED | Kind.NONQUALIFIED:
                return f"member/{self.person}/{self.kind.value}/{self.year}"
            case Kind.INSTALMENT | Kind.REDEMPTION:
                return f"member/{self.person}/payable"
            case Kind.PAID_IN | Kind.LOSSES:
                return f"member/{self.person}/{self.kind.value}"
            case Kind.FUND:
                return f"fund/{self.name}"
        return self.kind.value

    @property
    def signed(self) -> int:
        """The amount as the journal has it: debits above zero, credits below."""
        if not self.account:
            return 0
        return self.minor if self.kind in DEBITS else -self.minor

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        said: dict[str, Any] = {"kind": self.kind.value, "minor": self.minor}
        for name in ("person", "year", "name", "place"):
            if getattr(self, name):
                said[name] = getattr(self, name)
        return said | ({"due_on": self.due_on.isoformat()} if self.due_on else {})

    def unplaced(self) -> Line:
        """The same without where it was read: the name of a file says nothing about a balance."""
        return replace(self, place="")

    def amount(self, currency: str) -> Money:
        """The amount as money."""
        return Money(self.minor, currency)


def line_from(said: Mapping[str, Any]) -> Line:
    """A line from JSON."""
    day = said.get("due_on")
    return Line(
        Kind(said["kind"]),
        said["minor"],
        said.get("person", ""),
        said.get("year"),
        dt.date.fromisoformat(day) if day else None,
        said.get("name", ""),
        said.get("place", ""),
    )


def postings(lines: list[Line], currency: str) -> list[Posting]:
    """The lines of the journal entry, one for each account."""
    sums: dict[str, int] = {}
    for line in lines:
        if line.account:
            sums[line.account] = sums.get(line.account, 0) + line.signed
    return [Posting(account, Money(minor, currency)) for account, minor in sorted(sums.items())]
