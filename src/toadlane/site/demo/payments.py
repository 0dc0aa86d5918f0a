"""What closed years gave in money is paid as it falls due, where members release it, once they did."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bylaws.kernel.money import Money
from toadlane.books.owed import Claim, digest, owed
from toadlane.books.verbs import RELEASE, How, pay_several, release_instalments
from toadlane.books.verbs.releasing import (
    fingerprint_of_release,
    releasable,
    standing_close,
    subject_of_release,
    waiting,
)
from toadlane.decisions.verbs import confirm_authority, enter_authority

if TYPE_CHECKING:
    from toadlane.site.demo.load import Loading

KEPT_BACK = 500_000
"""What is left in the bank beyond an instalment when the members look, in minor units."""


def pay_what_falls_due(loading: Loading, before: dt.date) -> None:
    """Pay what the years but the last gave and is due before a day, each on the day it fell due."""
    last = loading.plan.years[-1].year
    claims = [
        claim
        for claim in owed(loading.coop, before).open
        if _day(claim) < before and _year(claim.source) < last
    ]
    for day, source, due_on in sorted({(_day(one), one.source, one.due_on) for one in claims if one.waits}):
        _release(loading, _year(source), due_on, day)
    for day, source in sorted({(_day(one), one.source) for one in claims}):
        _pay(loading, source, day)


def _day(claim: Claim) -> dt.date:
    """The first day on which it is due and owed."""
    return max(claim.due_on, claim.since)


def _year(source: str) -> int:
    return int(source.rpartition("/")[2])


def _pay(loading: Loading, source: str, day: dt.date) -> None:
    due = owed(loading.coop, day).payable(source, day)
    pay_several(
        coop=loading.coop,
        scope=source,
        expected=digest(due),
        how=How(day, loading.plan.pays_by, f"{loading.plan.slug.upper()}-{_year(source)}-{day:%m}"),
        by=loading.bookkeeper,
        at=loading.at(day),
        key=loading.key(),
    )


def _release(loading: Loading, year: int, due_on: dt.date, day: dt.date) -> None:
    """The members look at the bank account, find the money there, and release it."""
    coop, by, at = loading.coop, loading.bookkeeper, loading.at(day)
    available = waiting(coop, year, due_on, day) + Money(KEPT_BACK, coop.currency)
    found = releasable(coop, year, due_on, available, day)
    authority = enter_authority(
        matter=RELEASE,
        subject=subject_of_release(year, due_on),
        article=found.reason.article or "",
        decided_on=day,
        text=f"We release the shares of {year} due on {due_on}: the money is in the bank.",
        fingerprint=fingerprint_of_release(standing_close(coop, year), due_on, found.value, available),
        by=by,
        at=at,
        key=loading.key(),
    )
    confirm_authority(authority=authority, by=loading.second(day), at=at, key=loading.key())
    release_instalments(
        coop=coop,
        year=year,
        due_on=due_on,
        available=available,
        authority=authority,
        by=by,
        at=at,
        key=loading.key(),
    )
