"""A seat that fell vacant: filled by the papers that had elected whoever held it.

Source: the Electoral Act 1992 of the Australian Capital Territory, schedule 4, part 4.3 (as in Tasmania):
the papers that elected the former member go to those who stand for the vacancy, until one has more than half.
Where a surplus was passed on, each paper counts with what of its value stayed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from bylaws.decisions.elections.counted import Counted, exact
from bylaws.decisions.elections.irv import narrowed
from bylaws.decisions.elections.lots import lot_of
from bylaws.decisions.elections.papers import Election, Order, check_seats
from bylaws.decisions.elections.scottish import UNIT, count_with_papers
from bylaws.kernel.faults import Refused
from bylaws.kernel.reasons import Reason, Value


def countback(
    election: Election,
    whose: str,
    *,
    seats: int | None = None,
    without: Collection[str] = (),
    lot: Sequence[str] = (),
    again: Sequence[str] | None = None,
) -> Counted:
    """Who comes after somebody elected by `scottish`, of those who stood and were not elected.

    `without` are those of them who do not stand for it, or sit already; they have not withdrawn from the
    election itself. `lot` settles the ties of both counts, unless `again` is the lot of the second; where the
    election itself waits for one, its count comes back. Faults: `election.vacant` (they were not elected),
    `election.withdrawn`, and those of `count`.
    """
    wanted = election.seats if seats is None else seats
    check_seats(wanted)
    order = lot_of(election, lot)
    counted, papers = count_with_papers(election, wanted, order)
    if counted.tie is not None:
        return counted
    if whose not in counted.winners:
        raise Refused(
            "“{name}” was not elected by these papers.",
            code="election.vacant",
            next_step="Name one of those elected: {elected}.",
            name=whose[:200],
            elected=", ".join(counted.winners),
        )
    one = election.candidates.index(whose)
    worth = [(ranks, times, value) for value, parcel in papers[one].items() for ranks, times in parcel]
    theirs = Counter[Order]()
    for ranks, times, _ in worth:
        theirs[ranks] += times
    standing = replace(election.without([*counted.winners, *without]), orders=dict(theirs), seats=1)
    votes = Fraction(sum(times * value for _, times, value in worth), UNIT)
    values: dict[str, Value] = {"name": whose, "papers": theirs.total(), "votes": exact(votes)}
    told = Counted(standing, "countback", 1, (), vacated=one, reasons=(Reason("elected.countback", values),))
    second = order if again is None else lot_of(election, again)
    return narrowed(told, [(ranks, times * value) for ranks, times, value in worth], second, unit=UNIT)
