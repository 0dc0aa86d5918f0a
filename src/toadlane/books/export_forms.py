"""Entries as other programs read them in, with the accounts named as in the co-op's own books."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toadlane.books import exports
from toadlane.books.account_names import Naming
from toadlane.books.exports import Book
from toadlane.sheets.writing import harmless

TOPS = ("Assets", "Liabilities", "Equity", "Income", "Expenses")
OPENED = re.compile(r"^\d{4}-\d\d-\d\d open (\S+)", re.MULTILINE)
DECLARED = re.compile(r"^account (.+)$", re.MULTILINE)
BEGINNING = "1970-01-01"
"""Accounts are opened long before anything, so that a later file may tell of an earlier day."""
GNUCASH = [
    "Date",
    "Transaction ID",
    "Number",
    "Description",
    "Notes",
    "Commodity/Currency",
    "Void Reason",
    "Action",
    "Memo",
    "Full Account Name",
    "Account Name",
    "Amount With Sym",
    "Amount Num.",
    "Value With Sym",
    "Value Num.",
    "Reconcile",
    "Reconcile Date",
    "Rate/Price",
]
IIF = (
    ("!TRNS", "TRNSID", "TRNSTYPE", "DATE", "ACCNT", "NAME", "CLASS", "AMOUNT", "DOCNUM", "MEMO"),
    ("!SPL", "SPLID", "TRNSTYPE", "DATE", "ACCNT", "NAME", "CLASS", "AMOUNT", "DOCNUM", "MEMO"),
    ("!ENDTRNS",),
)
IIF_CODING = "cp1252"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write entries: its title, the writer, what the file is, how its name ends."""

    title: str
    write: Callable[[Book, Naming, Sequence[bytes]], bytes]
    media: str
    suffix: str


def path_of(account: str, names: Naming) -> list[str]:
    """The account as a path: in the co-op's own words, or in ours below one of the five kinds."""
    named = names.of(account)
    if named is None:
        return [exports.top(account), *account.split("/")]
    return [part.strip() for part in named.name.split(":") if part.strip()]


def beancount(book: Book, names: Naming, earlier: Sequence[bytes]) -> bytes:
    """Plain text for `include`: accounts that no earlier file opened, then the entries."""
    known = {name for body in earlier for name in OPENED.findall(body.decode())}

    def called(account: str) -> str:
        parts = path_of(account, names)
        top = parts[0].title() if parts[0].title() in TOPS else exports.top(account)
        rest = parts[1:] if parts[0].title() in TOPS else parts
        return ":".join([top, *(exports.capital(part) for part in rest)])

    return exports.beancount(book, called=called, known=known, first=BEGINNING).encode()


def hledger(book: Book, names: Naming, earlier: Sequence[bytes]) -> bytes:
    """A journal for `include`: accounts that no earlier file declared, then the entries."""
    known = {name for body in earlier for name in DECLARED.findall(body.decode())}

    def called(account: str) -> str:
        parts = path_of(account, names)
        if names.of(account) is None:
            parts[0] = parts[0].lower()
        return ":".join(exports.one_line(part).replace(";", ",") for part in parts)

    return exports.hledger(book, called=called, known=known).encode()


def comma_separated(book: Book, names: Naming, _earlier: Sequence[bytes]) -> bytes:
    """One line a posting, with our account, and the number and the name in the co-op's own books."""
    out = io.StringIO()
    writer = csv.writer(out)
    head = ["date", "entry", "kind", "text", "authority", "account", "number", "name", "amount", "currency"]
    writer.writerow(head)
    for entry in book.entries:
        for account, amount in entry.lines:
            named = names.of(account)
            number, name = (named.number, named.name) if named else ("", account)
            about = [entry.day.isoformat(), entry.key, entry.kind, harmless(entry.text), entry.authority]
            called = [account, harmless(number), harmless(name)]
            writer.writerow([*about, *called, amount.decimal(), book.currency])
    return out.getvalue().encode()


def gnucash(book: Book, names: Naming, _earlier: Sequence[bytes]) -> bytes:
    """What GnuCash's transaction import reads with its “GnuCash Export Format”, several splits an entry."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(GNUCASH)
    for entry in book.entries:
        text = harmless(exports.one_line(entry.text))
        about = [entry.day.isoformat(), entry.key.replace("-", ""), "", text]
        for account, amount in entry.lines:
            path = path_of(account, names)
            sums = [f"{amount.decimal()} {book.currency}", amount.decimal()]
            where = [":".join(path), path[-1], *sums, *sums]
            writer.writerow([*about, "", f"CURRENCY::{book.currency}", "", "", "", *where, "n", "", "1"])
    return out.getvalue().encode()


def quickbooks(book: Book, names: Naming, _earlier: Sequence[bytes]) -> bytes:
    """General journal entries as QuickBooks Desktop imports them; one TRNS line, then an SPL line each."""
    lines = ["\t".join(head) for head in IIF]
    for number, entry in enumerate(book.entries, start=1):
        day = entry.day.strftime("%m/%d/%Y")
        for nth, (account, amount) in enumerate(entry.lines):
            called = ":".join(path_of(account, names))
            kind = "SPL" if nth else "TRNS"
            cells = [kind, "", "GENERAL JOURNAL", day, called, "", "", amount.decimal(), str(number)]
            lines.append("\t".join(_cell(cell) for cell in [*cells, harmless(entry.text)]))
        lines.append("ENDTRNS")
    return ("\r\n".join(lines) + "\r\n").encode(IIF_CODING, errors="replace")


def _cell(text: str) -> str:
    """Without tabs, line ends and quotes, which would end or open a cell."""
    return exports.one_line(text).replace('"', "'")


FORMS: dict[str, Form] = {
    "beancount": Form("Beancount", beancount, "text/plain; charset=utf-8", "beancount"),
    "hledger": Form("hledger", hledger, "text/plain; charset=utf-8", "journal"),
    "gnucash": Form("GnuCash CSV", gnucash, "text/csv; charset=utf-8", "gnucash.csv"),
    "quickbooks": Form("QuickBooks IIF", quickbooks, "application/octet-stream", "iif"),
    "csv": Form("CSV", comma_separated, "text/csv; charset=utf-8", "csv"),
}
