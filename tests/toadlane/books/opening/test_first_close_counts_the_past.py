"""The first year closed here takes what was brought into account, to the cent, as `bylaws` alone has it."""

from __future__ import annotations

import pytest

from tests.toadlane.books.conftest import Year, YearUnder, usd
from tests.toadlane.books.opening.past import Past
from tests.toadlane.books.texts import HARBOUR
from toadlane.books import exports, journal, reads, years
from toadlane.books.models import Allocation
from toadlane.books.shown_names import COMMON

EARNING = HARBOUR.replace(
    '[[steps]]\nto = "collective"', '[[steps]]\nto = "interest"\n[[steps]]\nto = "collective"'
).replace(
    "## Article 10 — Leaving",
    """```toml rule
kind = "capital"
interest = "10%"
interest_on = ["paid-in", "notices"]
```

## Article 10 — Leaving""",
)


@pytest.fixture
def year(year_under: YearUnder) -> Year:
    """Harbour, whose capital earns a tenth a year."""
    return year_under(EARNING)


def test_capital_brought_earns_interest_and_a_paid_buy_in_is_not_offset_again(past: Past) -> None:
    """Of 1,200.00 with a tax of 200.00:

    Ada held 1000 + 310.50 + 120 = 1,430.50 and earns 143.05; Dee 400 + 75.25 − 25.25 = 450.00 and 45.00.
    Left are 811.95: the collective account takes a quarter, 202.99 (rounded from 202.9875), members 608.96.
    By 300 and 200 hours: Ada 365.38 (365.376), Dee 243.58 (243.584); 40 % in money: 146.15 and 97.43.
    Ada's buy-in is paid, so 219.23 goes to a notice; Dee still owes 600.00, so 146.15 pays on that.
    """
    past.bring()
    past.post()
    past.year.state("1200.00", "200.00")

    close = past.year.close()

    rows = Allocation.objects.filter(close=close).order_by("participant__key")
    assert [
        (a.participant.key, a.share_minor, a.cash_minor, a.to_buy_in_minor, a.notice_minor) for a in rows
    ] == [("ada", 36538, 14615, 0, 21923), ("dee", 24358, 9743, 14615, 0)]
    held = journal.balances(past.year.coop)
    assert {account: held[account] for account in held if account.startswith("member/")} == {
        "member/ada/paid-in": -100000,
        "member/ada/payable": -(8000 + 14305 + 14615),
        "member/ada/qualified-notice/2022": -31050,
        "member/ada/qualified-notice/2023": -12000,
        "member/ada/qualified-notice/2024": -21923,
        "member/dee/losses": 2525,
        "member/dee/nonqualified-notice/2023": -7525,
        "member/dee/paid-in": -(40000 + 14615),
        "member/dee/payable": -(6000 + 4500 + 9743),
    }
    assert held["collective"] == -(250000 + 20299)


def test_facts_of_the_first_close_carry_what_was_brought(past: Past) -> None:
    past.bring()
    past.post()
    past.year.state()

    facts = years.gather(past.year.coop, 2024, past.year.noon).facts

    standing = {key: (held.paid_in, held.earning) for key, held in facts.standing.items()}
    assert standing == {
        "ada": (usd("1000.00"), usd("1430.50")),
        "dee": (usd("400.00"), usd("450.00")),
    }
    assert (facts.collective, facts.funds) == (usd("2500.00"), {"education": usd("300.00")})


def test_the_same_facts_without_the_application_give_the_same_close(past: Past) -> None:
    past.bring()
    past.post()
    past.year.state()
    close = past.year.close()

    closing = reads.reckoned(close)

    entry = {row.account: row.minor for row in close.entry.postings.all()}
    assert {line.account: line.amount.minor for line in closing.postings} == entry


def test_loss_is_borne_by_the_collective_account_as_it_was_brought(past: Past) -> None:
    past.bring()
    past.post()
    past.year.state("-700.00", "0.00")

    past.year.close()

    assert journal.balances(past.year.coop)["collective"] == -(250000 - 70000)


def test_opening_entry_reads_in_words_and_exports_by_kinds_of_account(past: Past) -> None:
    past.bring()
    past.post()

    book = exports.entries_of_year(past.year.coop, 2024)

    text = exports.beancount(book)
    assert [entry.kind for entry in book.entries] == ["opening"]
    assert "Assets:Other-assets  500.00 USD" in text
    assert "Liabilities:Other-debts  -500.00 USD" in text
    assert (str(COMMON["other-assets"]), str(COMMON["other-debts"])) == (
        "Everything else the co-op owns",
        "Everything else the co-op owes",
    )
