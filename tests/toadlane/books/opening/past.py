"""What Harbour brings from the books it kept before, for the stories about opening balances."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bylaws.kernel.money import Money
from tests.toadlane.books.conftest import Year, key
from toadlane.books.models import Opening, OpeningDraft, OpeningReversal
from toadlane.books.opening import reads, verbs
from toadlane.books.opening.kinds import Kind, Line
from toadlane.books.opening.tables import Found, Reading, Told
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.sheets.reading import read

FIRST_YEAR = 2024
EVE = dt.date(2023, 12, 31)
BALANCES = {
    "bank": 497050,
    "collective": -250000,
    "fund/education": -30000,
    "member/ada/paid-in": -100000,
    "member/ada/payable": -8000,
    "member/ada/qualified-notice/2022": -31050,
    "member/ada/qualified-notice/2023": -12000,
    "member/dee/losses": 2525,
    "member/dee/nonqualified-notice/2023": -7525,
    "member/dee/paid-in": -40000,
    "member/dee/payable": -6000,
    "other-assets": 50000,
    "other-debts": -50000,
    "tax": -15000,
}
TABLE = """What,Who,Year,Due on,Amount
Paid in,Ada,,,"1,000.00"
Paid in,dee,,,400
Buy-in still due,Dee,,,600.00
Qualified notice,Ada,2022,,310.50
Qualified notice,Ada,2023,,120.00
Non-qualified notice,Dee,2023,,75.25
Losses carried,Dee,,,25.25
Instalment owed,Ada,,2024-06-30,80.00
Redemption owed,Dee,,2024-12-31,60.00
Collective account,,,,2500.00
Fund,education,,,300.00
Tax owed,,,,150.00
Bank and cash,,,,4970.50
Everything else the co-op owns,,,,500.00
Everything else the co-op owes,,,,500.00
Paid in,Bo,,,
"""
"""Bo came in the summer of 2024; a line of the template that nobody filled in says nothing."""


@dataclass
class Past:
    """A co-op with a past, and short ways to bring it."""

    year: Year

    def found(self, text: str | bytes = TABLE, *, told: Told | None = None) -> Found:
        data = text.encode() if isinstance(text, str) else text
        people = reads.names_of(self.year.coop)
        sheet = read("past.csv", data).sheet()
        return Reading(sheet, people, self.year.coop.currency, told or Told()).read()

    def bring(self, text: str | bytes = TABLE, *, first_year: int = FIRST_YEAR) -> OpeningDraft:
        before = reads.draft(self.year.coop)
        return verbs.bring_file(
            coop=self.year.coop,
            first_year=first_year,
            found=self.found(text),
            file_name="past.csv",
            seen=before.version if before else 0,
            by=self.year.ada,
            at=self.year.noon,
            key=key(),
        )

    def type(self, about: Sequence[str], lines: Sequence[Line], *, seen: int | None = None) -> OpeningDraft:
        before = reads.draft(self.year.coop)
        return verbs.type_lines(
            coop=self.year.coop,
            first_year=FIRST_YEAR,
            about=about,
            lines=lines,
            seen=seen if seen is not None else (before.version if before else 0),
            by=self.year.ada,
            at=self.year.noon,
            key=key(),
        )

    def decide(
        self,
        matter: str = verbs.POST,
        *,
        of: str | None = None,
        confirmed: bool = True,
        first_year: int = FIRST_YEAR,
    ) -> Authority:
        if of is None:
            draft = reads.draft(self.year.coop)
            assert draft is not None
            of = reads.look(draft).fingerprint
        authority = enter_authority(
            matter=matter,
            subject=str(first_year),
            article="Article 9 — Surplus",
            decided_on=self.year.noon.day,
            text="These are the balances we bring.",
            by=self.year.ada,
            at=self.year.noon,
            key=key(),
            fingerprint=of,
        )
        if confirmed:
            confirm_authority(authority=authority, by=self.year.dee, at=self.year.noon, key=key())
        return authority

    def post(self, authority: Authority | None = None, *, click: str | None = None) -> Opening:
        return verbs.post_opening(
            coop=self.year.coop,
            authority=authority or self.decide(),
            by=self.year.ada,
            at=self.year.noon,
            key=click or key(),
        )

    def take_back(self, opening: Opening, because: str = "A notice was missing.") -> OpeningReversal:
        return verbs.take_back_opening(
            opening=opening,
            authority=self.decide(verbs.TAKE_BACK, of=opening.fingerprint, first_year=opening.first_year),
            because=because,
            by=self.year.ada,
            at=self.year.noon,
            key=key(),
        )


def usd(text: str) -> int:
    return Money.parse(text, "USD").minor


LINES = (
    Line(Kind.PAID_IN, usd("1000.00"), "ada"),
    Line(Kind.PAID_IN, usd("400.00"), "dee"),
    Line(Kind.BUY_IN_DUE, usd("600.00"), "dee"),
    Line(Kind.QUALIFIED, usd("310.50"), "ada", year=2022),
    Line(Kind.QUALIFIED, usd("120.00"), "ada", year=2023),
    Line(Kind.NONQUALIFIED, usd("75.25"), "dee", year=2023),
    Line(Kind.LOSSES, usd("25.25"), "dee"),
    Line(Kind.INSTALMENT, usd("80.00"), "ada", due_on=dt.date(2024, 6, 30)),
    Line(Kind.REDEMPTION, usd("60.00"), "dee", due_on=dt.date(2024, 12, 31)),
    Line(Kind.COLLECTIVE, usd("2500.00")),
    Line(Kind.FUND, usd("300.00"), name="education"),
    Line(Kind.TAX, usd("150.00")),
    Line(Kind.BANK, usd("4970.50")),
    Line(Kind.OTHER_ASSETS, usd("500.00")),
    Line(Kind.OTHER_DEBTS, usd("500.00")),
)
