"""Members' consent to be taxed on written notices: without it, a notice is not qualified."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.tax import Tax
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.surplus.law import LAWS, payment_period_ends

How = Literal["written", "bylaw", "cheque"]
Amiss = Literal["signed-late", "revoked", "copy-late", "ended", "of-another-year", "cashed-late"]
ORDER: Mapping[How, int] = {"written": 0, "bylaw": 1, "cheque": 2}


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent. `given_on` is the day it was signed, the copy of the bylaw received, the cheque cashed.

    `year` is the fiscal year a cheque was paid for, and None for the others. `ended_on` is the day a
    written consent was revoked or the membership a bylaw binds ended; None while it holds.
    """

    how: How
    given_on: dt.date
    year: int | None = None
    ended_on: dt.date | None = None


def consented(consents: Iterable[Consent], *, year: int, worked: Period, charter: Charter) -> Explained[bool]:
    """Whether someone's notice of a fiscal year is covered by a consent (26 USC 1388(c)(2)).

    `worked` is the part of the year in which they shared. A written consent covers the whole year it is
    made in and those after, up to the year it is revoked in. A bylaw covers work after a copy of it was
    received, as long as the membership lasts; one that came later covers only a part of the year and is
    not counted here. A cheque covers the one notice it came with, if cashed in time. Where the law asks
    for no consent, every notice is covered.
    """
    period, text = charter.for_year(year)
    rule = text.rule("tax", Tax)
    law = LAWS[rule.says.mode]
    if law.cheque_days is None:
        return Explained(value=True, reason=Reason("consent.not-asked", {"year": year}, rule.article))
    ends = payment_period_ends(period, law) or dt.date.max
    cashed_by = ends + dt.timedelta(days=law.cheque_days)
    wanting = list[Reason]()
    for consent in sorted(consents, key=lambda one: (ORDER[one.how], one.given_on)):
        values: dict[str, Value] = {"given": consent.given_on, "year": year}
        code = _amiss(consent, year=year, period=period, worked=worked, cashed_by=cashed_by)
        if not code:
            return Explained(value=True, reason=_covering(consent.how, values, rule.article))
        wanting.append(_lacking(code, values, rule.article))
    lacking: dict[str, Value] = {"year": year, "by": cashed_by}
    return Explained(value=False, reason=Reason("consent.none", lacking, rule.article, tuple(wanting)))


def _covering(how: How, values: dict[str, Value], article: str) -> Reason:
    code = "consent.written" if how == "written" else "consent.bylaw" if how == "bylaw" else "consent.cheque"
    return Reason(code, values, article)


def _lacking(amiss: Amiss, values: dict[str, Value], article: str) -> Reason:
    match amiss:
        case "signed-late":
            code = "consent.signed-late"
        case "revoked":
            code = "consent.revoked"
        case "copy-late":
            code = "consent.copy-late"
        case "ended":
            code = "consent.ended"
        case "of-another-year":
            code = "consent.of-another-year"
        case _:
            code = "consent.cashed-late"
    return Reason(code, values, article)


def _amiss(
    consent: Consent, *, year: int, period: Period, worked: Period, cashed_by: dt.date
) -> Amiss | None:
    """Why a consent does not cover a year's notice; None when it does."""
    match consent.how:
        case "written":
            return _written_amiss(consent, period)
        case "bylaw":
            return _bylaw_amiss(consent, worked)
    if consent.year != year:
        return "of-another-year"
    return "cashed-late" if consent.given_on > cashed_by else None


def _written_amiss(consent: Consent, period: Period) -> Amiss | None:
    if period.until is not None and consent.given_on >= period.until:
        return "signed-late"
    revoked_before = consent.ended_on is not None and consent.ended_on < period.from_day
    return "revoked" if revoked_before else None


def _bylaw_amiss(consent: Consent, worked: Period) -> Amiss | None:
    if consent.given_on > worked.from_day:
        return "copy-late"
    if consent.ended_on is None:
        return None
    return None if worked.until is not None and consent.ended_on >= worked.until else "ended"
