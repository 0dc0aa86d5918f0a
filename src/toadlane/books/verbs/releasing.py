"""Releasing an instalment, on a decision that names how much cash there was."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.db import transaction

from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Explained
from bylaws.record.canonical import Json, canonical
from bylaws.surplus.release import release as reckon
from toadlane.books.amounts import within
from toadlane.books.models import Release, YearClose
from toadlane.books.owed import SHARE, owed
from toadlane.books.verbs.standing import hold, only_bookkeepers
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import refuse_open_ended, use_authority
from toadlane.record.verbs import append

RELEASE = "release-instalments"


def subject_of_release(year: int, due_on: dt.date) -> str:
    """What a decision to release is about: “2025/2026-04-30”."""
    return f"{year}/{due_on.isoformat()}"


def fingerprint_of_release(close: YearClose, due_on: dt.date, released: Money, available: Money) -> str:
    """What exactly is decided on: the instalment of a close, what it comes to, and the cash there is."""
    said: list[Json] = [str(close.pk), due_on.isoformat(), released.decimal(), available.decimal()]
    return hashlib.sha256(canonical(said)).hexdigest()


def standing_close(coop: Coop, year: int) -> YearClose:
    """The close of a year that stands; absent where there is none."""
    close = YearClose.objects.filter(coop=coop, year=year, reversal=None).defer("facts").first()
    if close is None:
        raise absent()
    return close


def waiting(coop: Coop, year: int, due_on: dt.date, on: dt.date) -> Money:
    """What the instalments of a year due on a day come to that wait for their release."""
    standing = owed(coop, on)
    source = f"{SHARE}/{year}"
    return standing.sum(
        one for one in standing.open if one.waits and (one.source, one.due_on) == (source, due_on)
    )


def releasable(coop: Coop, year: int, due_on: dt.date, available: Money, on: dt.date) -> Explained[Money]:
    """What would be released; refused, citing the article, when the cash does not reach."""
    charter = charter_of(coop)
    charter.for_year(year)
    return reckon(
        waiting(coop, year, due_on, on), due_on=due_on, available=available, year=year, charter=charter
    )


@transaction.atomic
def release_instalments(
    *,
    coop: Coop,
    year: int,
    due_on: dt.date,
    available: Money,
    authority: Authority,
    by: Participant,
    at: Moment,
    key: str,
) -> Release:
    """Release the instalments of a year due on a day, to everyone, as the members decided.

    `available` is what the members found in the bank account; the decision names it, and the release
    is refused when it does not reach. Paying is a second act.
    """
    only_bookkeepers(coop, by, at)
    within(available)
    content: dict[str, Json] = {
        "authority": str(authority.pk),
        "available": available.decimal(),
        "due_on": due_on.isoformat(),
        "year": year,
    }
    taken = keys.take(coop=coop, key=key, verb="books.release", by=by, content=content)
    if not taken.first:
        return Release.objects.get(coop=coop, pk=taken.result)
    hold(coop)
    close = standing_close(coop, year)
    found = releasable(coop, year, due_on, available, at.day)
    refuse_open_ended(authority)
    subject = subject_of_release(year, due_on)
    use_authority(
        authority=authority,
        matter=RELEASE,
        subject=subject,
        fingerprint=fingerprint_of_release(close, due_on, found.value, available),
        by=by,
        at=at,
    )
    released = Release.objects.create(
        coop=coop,
        close=close,
        due_on=due_on,
        amount_minor=found.value.minor,
        available_minor=available.minor,
        article=found.reason.article or "",
        authority=authority,
        by=by.key,
        released_on=at.day,
    )
    content["amount"] = found.value.decimal()
    append(kind="instalments.released.v1", what=content, by=by, at=at, subject=subject)
    taken.keep(released.pk)
    return released
