"""What an accountant takes away: Beancount, hledger and CSV that their own programs accept."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import subprocess
import sys
import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaws.kernel.money import Money
from bylaws.surplus.closing import Posting as Line
from tests.toadlane.books.conftest import Year, YearUnder
from tests.toadlane.books.texts import HARBOUR, in_currency, of_fiscal_year
from toadlane.books import exports, journal
from toadlane.books.exports import Book, Exported
from toadlane.books.models import JournalEntry

BEAN_CHECK = Path(sys.executable).with_name("bean-check")
HOSTILE = [
    'He said "no" and \\"yes\\"; (really)',
    "two\nlines\r\nand\ttabs",
    "; a comment = tag:value, other:",
    "=HYPERLINK(1) | +1 @ -1",
    "(never closed",
    "* ! 2024-01-01 open Assets:Cash",
    "Zoë 李雷 🐸 محمد\u202e\u2028\x07\x7f",
    "",
    '"',
    "\\",
    "{{ curly }} %s %(name)s",
]


def accepted(book: Book, folder: Path) -> None:
    """Both programs read the book and have nothing to say against it."""
    bean, ledger = folder / "year.beancount", folder / "year.journal"
    bean.write_text(exports.beancount(book), encoding="utf-8")
    ledger.write_text(exports.hledger(book), encoding="utf-8")
    for check in ([str(BEAN_CHECK), str(bean)], ["hledger", "check", "--strict", "-f", str(ledger)]):
        done = subprocess.run(check, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def read_by_hledger(book: Book, folder: Path) -> list[dict[str, Any]]:
    """The entries as hledger understood them."""
    ledger = folder / "year.journal"
    ledger.write_text(exports.hledger(book), encoding="utf-8")
    asked = ["hledger", "print", "-f", str(ledger), "-O", "json"]
    found: list[dict[str, Any]] = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)
    return found


def book_of(texts: list[str], currency: str = "USD") -> Book:
    """A book with one entry for each text."""
    amount = Money(123456, currency)
    lines = (("bank", amount), ("member/ada/paid-in", -amount))
    return Book(
        "Harbour; “Web”\n=Co-op",
        currency,
        tuple(
            Exported(str(uuid.uuid4()), dt.date(2024, 1, 1 + nth % 28), "buy-in", text, "", lines)
            for nth, text in enumerate(texts)
        ),
    )


def closed(year: Year) -> None:
    year.receive(year.ada, "250.00", dt.date(2024, 5, 2))
    year.state()
    year.close()


def with_a_loss(year: Year) -> None:
    year.state(surplus="-300.00", tax="0.00")
    year.close()


def corrected(year: Year) -> None:
    year.state()
    year.correct(year.close(), because='An invoice of "Seed; Exchange" was missing.')


def closed_anew(year: Year) -> None:
    corrected(year)
    year.state(surplus="1300.00")
    year.close()


def nothing_yet(year: Year) -> None:
    """No entry at all."""


@pytest.mark.needs_command("hledger")
@pytest.mark.parametrize("live", [closed, with_a_loss, corrected, closed_anew, nothing_yet])
def test_accountants_programs_accept_every_kind_of_year(
    live: Callable[[Year], None], year: Year, tmp_path: Path
) -> None:
    live(year)

    accepted(exports.entries_of_year(year.coop, 2024), tmp_path)


@pytest.mark.needs_command("hledger")
@pytest.mark.parametrize(("currency", "amount"), [("JPY", "120000"), ("KWD", "1200.125"), ("MXN", "1200.00")])
def test_currencies_are_written_with_their_own_decimals(
    currency: str, amount: str, year_under: YearUnder, tmp_path: Path
) -> None:
    year = year_under(in_currency(currency, buy_in=amount))
    year.state(surplus=amount, tax="0")
    year.close()
    book = exports.entries_of_year(year.coop, 2024)

    accepted(book, tmp_path)

    [entry] = read_by_hledger(book, tmp_path)
    told = {line["paccount"]: line["pamount"][0] for line in entry["tpostings"]}
    surplus = told["equity:surplus:2024"]
    minor = Money.parse(amount, currency).minor
    quantity = surplus["aquantity"]
    assert (surplus["acommodity"], quantity["decimalMantissa"] * 10 ** (3 - quantity["decimalPlaces"])) == (
        currency,
        minor * 10 ** (3 - len(amount.partition(".")[2])),
    )


@pytest.mark.needs_command("hledger")
def test_nothing_a_member_writes_breaks_an_export(tmp_path: Path) -> None:
    accepted(book_of(HOSTILE), tmp_path)


@pytest.mark.needs_command("hledger")
@settings(max_examples=5)
@given(st.lists(st.text(max_size=60), min_size=100, max_size=200))
def test_any_text_at_all_is_accepted(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    accepted(
        book_of([text.encode(errors="replace").decode() for text in texts]), tmp_path_factory.mktemp("any")
    )


@pytest.mark.needs_command("hledger")
def test_hledger_reads_the_words_the_key_and_the_amounts(tmp_path: Path) -> None:
    book = book_of(["Invoice “A (B)” paid"])

    [entry] = read_by_hledger(book, tmp_path)

    assert (entry["tdescription"], entry["tcode"], entry["ttags"]) == (
        "Invoice “A (B)” paid",
        "buy-in",
        [["entry", book.entries[0].key]],
    )
    assert [
        (line["paccount"], line["pamount"][0]["aquantity"]["decimalMantissa"]) for line in entry["tpostings"]
    ] == [("assets:bank", 123456), ("equity:member:ada:paid-in", -123456)]


def test_csv_read_back_adds_up_to_nothing_in_every_entry(year: Year) -> None:
    closed_anew(year)
    book = exports.entries_of_year(year.coop, 2024)

    rows = list(csv.DictReader(io.StringIO(exports.comma_separated(book), newline="")))

    sums: Counter[str] = Counter()
    for row in rows:
        sums[row["entry"]] += Money.parse(row["amount"], row["currency"]).minor
    assert sums == dict.fromkeys((entry.key for entry in book.entries), 0)
    assert [(row["account"], row["amount"]) for row in rows] == [
        (account, amount.decimal()) for entry in book.entries for account, amount in entry.lines
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝"])
def test_spreadsheet_is_not_made_to_run_a_members_words(start: str) -> None:
    text = f'{start}HYPERLINK("https://elsewhere.example")'

    rows = list(csv.DictReader(io.StringIO(exports.comma_separated(book_of([text])), newline="")))

    assert [row["text"] for row in rows] == [f"'{text}"] * 2


def test_hostile_words_stay_in_their_own_cell() -> None:
    rows = list(csv.DictReader(io.StringIO(exports.comma_separated(book_of(HOSTILE)), newline="")))

    assert [row["text"].removeprefix("'") for row in rows] == [text for text in HOSTILE for _ in range(2)]


@pytest.mark.parametrize(
    ("source", "years"),
    [
        (HARBOUR, range(2024, 2028)),
        (of_fiscal_year("07-01", since="2023-07-01"), range(2024, 2028)),
        (of_fiscal_year("01-01", since="2023-04-15"), range(2023, 2028)),
        (of_fiscal_year("10-01", since="2023-09-30"), range(2023, 2028)),
    ],
    ids=["calendar year", "from July", "short first year", "a first year of one day"],
)
def test_every_entry_is_in_exactly_one_years_export(source: str, years: range, year_under: YearUnder) -> None:
    year = year_under(source)
    days = [dt.date(2023, 1, 1) + dt.timedelta(days=n) for n in range(4 * 365)]
    for day in days:
        journal.post(
            coop=year.coop,
            kind="buy-in",
            text=day.isoformat(),
            lines=[Line("bank", year.money("1.00")), Line("member/ada/paid-in", year.money("-1.00"))],
            happened_on=day,
            by=year.ada,
        )
    year.state()
    year.correct(year.close())
    year.state(surplus="1300.00")
    year.close()

    found = [entry.key for one in years for entry in exports.entries_of_year(year.coop, one).entries]

    assert Counter(found) == Counter(str(pk) for pk in JournalEntry.objects.values_list("pk", flat=True))


def test_close_and_its_correction_belong_to_the_year_they_are_about(year: Year) -> None:
    year.receive(year.dee, "10.00", dt.date(2025, 1, 1))
    corrected(year)

    kinds = {one: [e.kind for e in exports.entries_of_year(year.coop, one).entries] for one in (2024, 2025)}

    assert kinds == {2024: ["close", "close-reversed"], 2025: ["buy-in"]}


def test_export_takes_the_same_number_of_questions_however_long_the_year(
    year: Year, django_assert_num_queries: Any
) -> None:
    exports.entries_of_year(year.coop, 2025)  # the charter is read once in a process
    for _ in range(20):
        year.receive(year.ada, "1.00")

    with django_assert_num_queries(3):
        exports.entries_of_year(year.coop, 2025)
