"""Whose notice is covered by a consent, and whose is not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bylaws.charter.charter import Charter, read_charter
from bylaws.kernel.periods import Period
from bylaws.surplus.consent import Consent, consented
from bylaws.words.tell import CATALOGUES, tell
from tests.bylaws.charter.texts import article, front

WHOLE = Period(dt.date(2025, 1, 1), dt.date(2026, 1, 1))
LAST_DAY = dt.date(2025, 12, 31)
CASHED_BY = dt.date(2026, 12, 14)
"""Ninety days after 15 September 2026."""


def charter(mode: str = "us-subchapter-t") -> Charter:
    return read_charter(front() + article(11, "Taxes", f'kind = "tax"\nmode = "{mode}"'))


def asked(
    *consents: Consent, worked: Period = WHOLE, text: Charter | None = None
) -> tuple[bool, str, list[str]]:
    found = consented(consents, year=2025, worked=worked, charter=text or charter())
    for language in CATALOGUES:
        tell(found.reason, language=language)
    return found.value, found.reason.code, [part.code for part in found.reason.parts]


@pytest.mark.parametrize(
    ("consent", "says"),
    [
        (Consent("written", LAST_DAY), "consent.written"),
        (Consent("written", dt.date(2019, 5, 1)), "consent.written"),
        (Consent("written", dt.date(2019, 5, 1), ended_on=dt.date(2025, 1, 1)), "consent.written"),
        (Consent("bylaw", dt.date(2025, 1, 1)), "consent.bylaw"),
        (Consent("bylaw", dt.date(2024, 6, 1), ended_on=dt.date(2026, 1, 1)), "consent.bylaw"),
        (Consent("cheque", CASHED_BY, year=2025), "consent.cheque"),
    ],
)
def test_consent_in_time_covers_the_notice(consent: Consent, says: str) -> None:
    assert asked(consent) == (True, says, [])


@pytest.mark.parametrize(
    ("consent", "says"),
    [
        (Consent("written", LAST_DAY + dt.timedelta(1)), "consent.signed-late"),
        (Consent("written", dt.date(2019, 5, 1), ended_on=dt.date(2024, 12, 31)), "consent.revoked"),
        (Consent("bylaw", dt.date(2025, 1, 2)), "consent.copy-late"),
        (Consent("bylaw", dt.date(2024, 6, 1), ended_on=LAST_DAY), "consent.ended"),
        (Consent("cheque", CASHED_BY + dt.timedelta(1), year=2025), "consent.cashed-late"),
        (Consent("cheque", dt.date(2026, 4, 1), year=2024), "consent.of-another-year"),
    ],
)
def test_consent_out_of_time_does_not(consent: Consent, says: str) -> None:
    assert asked(consent) == (False, "consent.none", [says])


def test_nobody_consents_by_saying_nothing() -> None:
    assert asked() == (False, "consent.none", [])


def test_copy_received_on_the_day_of_admission_covers_all_a_new_member_worked() -> None:
    since_june = Period(dt.date(2025, 6, 1), dt.date(2026, 1, 1))

    assert asked(Consent("bylaw", dt.date(2025, 6, 1)), worked=since_june) == (True, "consent.bylaw", [])


def test_membership_without_an_end_is_not_outlived_by_a_consent_that_ended() -> None:
    since_june = Period(dt.date(2025, 6, 1), None)
    ended = Consent("bylaw", dt.date(2025, 6, 1), ended_on=dt.date(2025, 7, 1))

    assert asked(ended, worked=since_june) == (False, "consent.none", ["consent.ended"])


def test_one_consent_that_covers_is_enough() -> None:
    late, cheque = Consent("written", dt.date(2026, 2, 1)), Consent("cheque", dt.date(2026, 4, 1), year=2025)

    assert asked(late, cheque) == (True, "consent.cheque", [])


@pytest.mark.parametrize("mode", ["us-partnership", "none"])
def test_other_tax_rules_ask_for_none(mode: str) -> None:
    assert asked(text=charter(mode)) == (True, "consent.not-asked", [])


def test_reason_cites_the_tax_article_and_the_last_day_for_a_cheque() -> None:
    found = consented([], year=2025, worked=WHOLE, charter=charter())

    expected: dict[str, Any] = {"year": 2025, "by": CASHED_BY}
    assert (found.reason.article, found.reason.values) == ("Article 11 — Taxes", expected)
