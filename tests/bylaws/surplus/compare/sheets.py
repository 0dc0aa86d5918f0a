"""A close of five members, and spreadsheets of it with mistakes planted in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Reason
from bylaws.surplus.closing import Closing
from bylaws.surplus.compare.comparing import Comparison, compare
from bylaws.surplus.compare.theirs import COLUMNS, Theirs
from bylaws.words.tell import tell
from tests.bylaws.surplus.years import SUBCHAPTER_T, TAX, People, charter, close, collective, held, members

Sheet = dict[str, dict[str, str]]
WHO: People = {
    "ada": [("member", "2015-01-01", None)],
    "bo": [("candidate", "2024-06-01", "2025-04-01"), ("member", "2025-04-01", None)],
    "dee": [("member", "2015-01-01", None)],
    "eli": [("candidate", "2025-01-01", None)],
    "fay": [("member", "2015-01-01", None)],
}
WORKED = [
    ("ada", "client-work", "2025-03-03", 1301),
    ("ada", "leave", "2025-03-03", 70),
    ("bo", "client-work", "2025-02-03", 400),
    ("bo", "client-work", "2025-05-05", 907),
    ("dee", "client-work", "2025-05-05", 650),
    ("dee", "meetings", "2025-05-05", 31),
    ("eli", "client-work", "2025-05-05", 333),
    ("fay", "upkeep", "2025-05-05", 777),
]


def the_year(**says: Any) -> Closing:
    """Tax, a tenth of the whole in common, a fifth of the rest for care, the rest by hours."""
    step = {"cash": "20%", "retained": "qualified-notice", "offset_open_buy_in": True, **says}
    text = charter(
        TAX,
        collective("10%", of="opening"),
        {"to": "fund", "name": "care", "share": "20%", "of": "left"},
        members(**step),
        buy_in="3000.00",
        tax=SUBCHAPTER_T,
    )
    standing = {"ada": held("3000.00"), "bo": held("1000.00"), "dee": held("3000.00"), "fay": held("2500.00")}
    return close(
        text,
        "40000.00",
        WORKED,
        who=WHO,
        tax="3999.99",
        standing=standing,
        collective="0",
        funds={"care": "0"},
    )


def sheet_of(closing: Closing) -> Sheet:
    """The close as a spreadsheet without a mistake has it."""
    return {
        key: {
            column: Money(sum(getattr(share, column).minor for share in own), closing.currency).decimal()
            for column in COLUMNS
        }
        for key, own in closing.by_person.items()
    }


def beside(
    closing: Closing,
    sheet: Mapping[str, Mapping[str, str]],
    *,
    totals: Mapping[str, str] | None = None,
    steps: Mapping[int, str] | None = None,
) -> Comparison:
    """The close beside a spreadsheet."""
    return compare(closing, theirs_of(closing, sheet, totals=totals, steps=steps))


def theirs_of(
    closing: Closing,
    sheet: Mapping[str, Mapping[str, str]],
    *,
    totals: Mapping[str, str] | None = None,
    steps: Mapping[int, str] | None = None,
) -> Theirs:
    def read(text: str) -> Money:
        return Money.parse(text, closing.currency)

    return Theirs(
        closing.currency,
        {key: {column: read(text) for column, text in row.items()} for key, row in sheet.items()},
        {column: read(text) for column, text in (totals or {}).items()},
        {number: read(text) for number, text in (steps or {}).items()},
    )


def shares(by_person: Mapping[str, str]) -> Sheet:
    """A spreadsheet with shares alone."""
    return {key: {"share": amount} for key, amount in by_person.items()}


def codes(found: Comparison) -> list[str]:
    return [reason.code.removeprefix("theirs.") for reason in found.findings]


def words(reasons: tuple[Reason, ...]) -> list[str]:
    return [tell(reason).sentence for reason in reasons]
