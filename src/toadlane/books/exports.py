"""The entries of a year as an accountant's programs read them: Beancount, hledger, CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from bylaws.kernel.money import Money, decimals
from toadlane.books.models import (
    CloseReversal,
    JournalEntry,
    Opening,
    OpeningReversal,
    Posting,
    YearClose,
)
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Coop
from toadlane.sheets.writing import harmless

_NOT_A_NAME = re.compile(r"[^A-Za-z0-9-]")


@dataclass(frozen=True, slots=True)
class Exported:
    """One entry with its lines, ready to be written in any form."""

    key: str
    day: dt.date
    kind: str
    text: str
    authority: str
    lines: tuple[tuple[str, Money], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The entries of one year of one co-op."""

    coop: str
    currency: str
    entries: tuple[Exported, ...]

    def accounts(self) -> list[str]:
        """Every account that has a line, in order."""
        return sorted({account for entry in self.entries for account, _amount in entry.lines})


def entries_of_year(coop: Coop, year: int) -> Book:
    """Each entry belongs to exactly one year: a close, opening balances and what takes them back to the
    year they are about, everything else to the year it happened in. What happened before the charter took
    effect belongs to its first year. Three queries.
    """
    charter = charter_of(coop)
    period, _ = charter.for_year(year)
    happened = Q(happened_on__lt=period.until)
    if charter.base_front.starts() not in period:
        happened &= Q(happened_on__gte=period.from_day)
    about, other = Q(), Q()
    for row, year_of in ABOUT_A_YEAR:
        of_years = row.objects.filter(coop=coop)
        about |= Q(pk__in=of_years.filter(**{year_of: year}).values("entry"))
        other &= ~Q(pk__in=of_years.values("entry"))
    rows = JournalEntry.objects.filter(about | (happened & other), coop=coop)
    return book_of(coop, rows.order_by("happened_on", "pk"))


ABOUT_A_YEAR: tuple[tuple[Any, str], ...] = (
    (YearClose, "year"),
    (CloseReversal, "close__year"),
    (Opening, "first_year"),
    (OpeningReversal, "opening__first_year"),
)
"""Rows with an entry, and where they say which year it is about, whenever it was written."""


def book_of(coop: Coop, rows: QuerySet[JournalEntry]) -> Book:
    """Some entries with their lines, in two queries."""
    entries = list(rows)
    lines: dict[object, list[tuple[str, Money]]] = {entry.pk: [] for entry in entries}
    for row in Posting.objects.filter(coop=coop, entry__in=rows).order_by("account"):
        lines[row.entry_id].append((row.account, Money(row.minor, coop.currency)))
    return Book(
        coop.name,
        coop.currency,
        tuple(
            Exported(str(e.pk), e.happened_on, e.kind, e.text, str(e.authority_id or ""), tuple(lines[e.pk]))
            for e in entries
        ),
    )


def beancount(
    book: Book,
    *,
    called: Callable[[str], str] | None = None,
    known: Container[str] = (),
    first: str = "",
) -> str:
    """Plain text that `bean-check` accepts: accounts opened on the first day, then the entries.

    `called` names accounts otherwise; those `known` are open already.
    """
    called = called or _beancount_account
    first = first or min((entry.day for entry in book.entries), default=dt.date(1970, 1, 1)).isoformat()
    out = [f'option "title" {_quoted(book.coop)}', f'option "operating_currency" "{book.currency}"', ""]
    names = sorted({called(account) for account in book.accounts()})
    out += [f"{first} open {name} {book.currency}" for name in names if name not in known]
    for entry in book.entries:
        out += ["", f"{entry.day.isoformat()} * {_quoted(entry.text)}", f'  entry: "{entry.key}"']
        if entry.authority:
            out.append(f'  authority: "{entry.authority}"')
        out += [f"  {called(a)}  {amount.decimal()} {book.currency}" for a, amount in entry.lines]
    return "\n".join(out) + "\n"


def hledger(book: Book, *, called: Callable[[str], str] | None = None, known: Container[str] = ()) -> str:
    """A journal that `hledger check --strict` accepts: accounts and the commodity declared first.

    `called` names accounts otherwise; those `known` are declared already.
    """
    called = called or _hledger_account
    sample = "1000." + "0" * decimals(book.currency)
    out = [f"; {one_line(book.coop)}", "decimal-mark .", f"commodity {sample} {book.currency}"]
    names = sorted({called(account) for account in book.accounts()})
    out += [f"account {name}" for name in names if name not in known]
    for entry in book.entries:
        tags = f"entry:{entry.key}" + (f", authority:{entry.authority}" if entry.authority else "")
        text = one_line(entry.text).replace(";", ",")
        out += ["", f"{entry.day.isoformat()} * ({entry.kind}) {text}  ; {tags}"]
        out += [f"    {called(a)}  {amount.decimal()} {book.currency}" for a, amount in entry.lines]
    return "\n".join(out) + "\n"


def comma_separated(book: Book) -> str:
    """One line a posting, as RFC 4180 has it; text that a spreadsheet would run is marked as text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["date", "entry", "kind", "text", "authority", "account", "amount", "currency"])
    for entry in book.entries:
        for account, amount in entry.lines:
            about = [entry.day.isoformat(), entry.key, entry.kind, harmless(entry.text), entry.authority]
            writer.writerow([*about, harmless(account), amount.decimal(), book.currency])
    return out.getvalue()


def top(account: str) -> str:
    """Which of the five kinds of account it is, as accountants sort them."""
    if account.endswith("/payable") or account in {"tax", "other-debts"}:
        return "Liabilities"
    if account == "interest-paid":
        return "Expenses"
    return "Assets" if account in {"bank", "other-assets"} else "Equity"


def _beancount_account(account: str) -> str:
    return ":".join([top(account), *(capital(part) for part in account.split("/"))])


def capital(part: str) -> str:
    words = _NOT_A_NAME.sub("-", part)
    return words if words[:1].isdigit() else words[:1].upper() + words[1:]


def _hledger_account(account: str) -> str:
    return ":".join([top(account).lower(), *account.split("/")])


def _quoted(text: str) -> str:
    return '"' + one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def one_line(text: str) -> str:
    """Without line ends and other signs that steer instead of saying something."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a year's entries."""

    write: Callable[[Book], str]
    media: str
    suffix: str


FORMS: dict[str, Form] = {
    "beancount": Form(beancount, "text/plain", "beancount"),
    "hledger": Form(hledger, "text/plain", "journal"),
    "csv": Form(comma_separated, "text/csv", "csv"),
}
