"""How near a fiscal year is to its close: what is in the way, what a close would do, or what it did."""

from __future__ import annotations

from dataclasses import dataclass

from bylaws.kernel.faults import Fault, Refused
from bylaws.surplus.close import close_year as reckon
from bylaws.surplus.closing import Closing
from toadlane.books import bulk, reads, verbs, years
from toadlane.books.checklist import Checked, checklist
from toadlane.books.consents import lacking
from toadlane.books.models import YearClose
from toadlane.books.verbs.standing import closed_already, refuse_closed, refuse_overtaken
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import of_subject, ready
from toadlane.work.models import HoursSeal


@dataclass(frozen=True, slots=True)
class Nearing:
    """A year that is open: its steps, and what a close would do today or the fault that stops it."""

    steps: list[Checked]
    closing: Closing | None
    fingerprint: str
    kept: bool
    """Whether the members see exactly this as the year's preview."""
    decision: Authority | None
    """The one that is confirmed, unused, and was taken on exactly this."""
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a close that stands has done."""

    close: YearClose
    lines: int
    seal: HoursSeal
    seconds: int


def near(coop: Coop, year: int, at: Moment) -> Nearing:
    """What stands between an open year and its close; writes nothing. Faults: `charter.none`, of no year."""
    charter = charter_of(coop)
    period, fingerprint = years.period_of(coop, year), ""
    closing, fault = None, None
    try:
        fingerprint, closing = _reckoned(coop, year, at)
    except Fault as stopped:
        fault = stopped
    overtaken = years.closed_after(coop, year)
    preview = None if overtaken else reads.preview(coop, year)
    taken = list(of_subject(coop, matter=verbs.CLOSE, subject=str(year)))
    fitting = ready(coop, matter=verbs.CLOSE, subject=str(year)).filter(fingerprint=fingerprint)
    return Nearing(
        steps=checklist(
            coop,
            year,
            stated=reads.figures(coop, year),
            preview=preview,
            authorities=taken,
            hours=reads.hours_within(coop, period),
            lacking=lacking(coop, charter, preview),
        ),
        closing=closing,
        fingerprint=fingerprint,
        kept=preview is not None and preview.fingerprint == fingerprint,
        decision=fitting.first() if fingerprint else None,
        fault=fault,
    )


@bulk.no_cycles()
def _reckoned(coop: Coop, year: int, at: Moment) -> tuple[str, Closing]:
    refuse_closed(coop, year)
    refuse_overtaken(coop, year)
    reckoning = years.gather(coop, year, at)
    return reckoning.fingerprint, reckon(reckoning.charter, reckoning.facts)


def decided(coop: Coop, year: int, near: Nearing) -> Authority:
    """The confirmed decision that allows exactly this close; fault `close.undecided` with what to do now."""
    if near.fault is not None:
        raise near.fault
    if near.decision is not None:
        return near.decision
    raise Refused(
        "No confirmed decision in the house allows the close of {year} as it is reckoned now.",
        code="close.undecided",
        next_step=_way_there(coop, year, near),
        year=year,
        fingerprint=near.fingerprint,
    )


def _way_there(coop: Coop, year: int, near: Nearing) -> str:
    states = Authority.State
    open_ones = [
        one
        for one in of_subject(coop, matter=verbs.CLOSE, subject=str(year))
        if one.state in (states.ENTERED, states.CONFIRMED)
    ]
    if any(one.fingerprint == near.fingerprint for one in open_ones):
        return "It is entered: a second member confirms it in the house."
    if open_ones:
        return "What was decided on has changed since: enter a decision on fingerprint {fingerprint}."
    return "Enter it from the minutes, on fingerprint {fingerprint}, and have a second member confirm it."


def standing(coop: Coop, year: int) -> Receipt | None:
    """What the close of a year that stands has done; None while the year is open."""
    close = reads.standing_closes(coop).filter(year=year).first()
    return receipt(close) if close is not None else None


def receipt(close: YearClose) -> Receipt:
    """The entry it posted and the hours it sealed."""
    seal = HoursSeal.objects.filter(coop=close.coop, from_day=close.from_day, until=close.until)
    seconds = sum(cell[-1] for cell in YearClose.objects.get(pk=close.pk).facts["cells"])
    return Receipt(close, close.entry.postings.count(), seal.order_by("-pk")[0], seconds)


def close(coop: Coop, year: int, *, by: Participant, at: Moment, key: str) -> Receipt:
    """Close a year on the confirmed decision there is; faults of the verb, `close.undecided`."""
    if standing(coop, year) is not None:
        raise closed_already(year)
    authority = decided(coop, year, near(coop, year, at))
    done = verbs.close_year(coop=coop, year=year, authority=authority, by=by, at=at, key=key)
    return receipt(done)


def keep(coop: Coop, year: int, found: Nearing, *, by: Participant, at: Moment, key: str) -> Nearing:
    """Let the members see what was reckoned as the year's preview, unless they do already."""
    if found.fault is not None or found.kept:
        return found
    verbs.preview_close(coop=coop, year=year, by=by, at=at, key=key)
    return near(coop, year, at)
