"""Sealing the hours of a period when its year is closed, and lifting the seal when the close is corrected."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from functools import lru_cache

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.facts.cells import Cell
from bylaws.kernel.faults import RecordMoved, Refused
from bylaws.kernel.periods import Period
from bylaws.record.canonical import Json, canonical_of_plain
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append
from toadlane.work.models import UNDER_WAY, HoursImport, HoursSeal, SealLifted
from toadlane.work.reads import cells_for, people_of
from toadlane.work.reads.seals import standing


@transaction.atomic
def seal_hours(
    *, coop: Coop, period: Period, by: Participant, at: Moment, cells: Iterable[Cell] | None = None
) -> HoursSeal:
    """Seal every hour of a period, inside the transaction of whoever closes it.

    `cells` are those of the period where the caller has them already; else they are added up here.
    Faults: `hours.import-under-way`, `hours.sealed-already`.
    """
    hold(coop)
    refuse_under_way(coop, period)
    if standing(coop, period).exists():
        raise RecordMoved(
            gettext_noop("Hours between {from_day} and {until} are sealed already."),
            code="hours.sealed-already",
            next_step=gettext_noop("Look at the year again: somebody may have closed it just now."),
            from_day=period.from_day.isoformat(),
            until=str(period.until),
        )
    kept = cells if cells is not None else cells_for(coop, charter_of(coop), period, people_of(coop))
    seal = HoursSeal.objects.create(
        coop=coop, from_day=period.from_day, until=end_of(period), digest=digest_of(kept), by=by.key
    )
    append(kind="hours.sealed.v1", what=_what(seal), by=by, at=at, subject=str(seal.pk))
    return seal


@transaction.atomic
def lift_seal(*, coop: Coop, period: Period, by: Participant, at: Moment) -> SealLifted:
    """Lift the seal that stands over exactly this period. Fault `hours.not-sealed`."""
    hold(coop)
    seal = standing(coop, period).filter(from_day=period.from_day, until=end_of(period)).first()
    if seal is None:
        raise RecordMoved(
            gettext_noop("The hours from {from_day} until {until} are not sealed."),
            code="hours.not-sealed",
            next_step=gettext_noop("Look at the year again: somebody may have corrected it just now."),
            from_day=period.from_day.isoformat(),
            until=str(period.until),
        )
    lifted = SealLifted.objects.create(coop=coop, seal=seal, by=by.key)
    append(kind="hours.unsealed.v1", what=_what(seal), by=by, at=at, subject=str(seal.pk))
    return lifted


def hold(coop: Coop) -> None:
    """Wait for every writer of hours in this co-op, and make the next ones wait."""
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)


def refuse_under_way(coop: Coop, period: Period) -> None:
    """A period is not settled while a file of its hours is half in or half out."""
    those = HoursImport.objects.filter(coop=coop, state__in=UNDER_WAY)
    half = those.filter(from_day__lt=period.until, until__gt=period.from_day).first()
    if half is not None:
        raise Refused(
            gettext_noop("The hours of “{file}” are being brought in or taken out just now."),
            code="hours.import-under-way",
            next_step=gettext_noop("Wait until that is done; the page of imports shows how far it is."),
            file=half.file_name,
        )


def digest_of(cells: Iterable[Cell]) -> str:
    """What the hours of a period are together, in 64 letters: the same cells, the same digest."""
    lines: list[Json] = [
        [person, work, stage, *_days(period.from_day, period.until), seconds]
        for person, work, stage, period, seconds in sorted(cells)
    ]
    return hashlib.sha256(canonical_of_plain(lines)).hexdigest()


@lru_cache(maxsize=4096)  # the same few stretches come again for everyone
def _days(start: dt.date, end: dt.date | None) -> tuple[str, str]:
    return str(start), str(end)


def end_of(period: Period) -> dt.date:
    """The day after the last one; fault `period.open`, for what has not ended cannot be sealed."""
    return period.from_day + dt.timedelta(days=period.days())


def _what(seal: HoursSeal) -> dict[str, Json]:
    return {
        "digest": seal.digest,
        "from": seal.from_day.isoformat(),
        "seal": str(seal.pk),
        "until": seal.until.isoformat(),
    }
