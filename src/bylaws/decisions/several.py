"""Several chosen by ranking: an election, counted as Scottish councils count theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.elections.counted import Counted
from bylaws.decisions.elections.papers import Order, election
from bylaws.decisions.elections.scottish import count_scottish
from bylaws.decisions.verdicts import Verdict
from bylaws.kernel.reasons import Reason


def several(
    says: Decision,
    rankings: Sequence[tuple[str, ...]],
    options: Sequence[str],
    article: str,
    lot: Sequence[str],
    *,
    places: int,
    again: bool = False,
) -> Verdict:
    """Which options fill the places, by the single transferable vote; an option nobody names is left out.

    What is no option on a ballot, or stands on it before, is passed over. Where neither an earlier stage
    nor the lot settles a tie, it is one of all that are not left out yet: a lot among them settles this tie
    and those after it; by a run-off or a casting vote those elected by then stay so. `again`: it is a run-off
    already, so that a lot is what is left.
    """
    orders = [_order(ranking, options) for ranking in rankings]
    named = {one for order in orders for one in order}
    if not named:
        return Verdict("not-adopted", (Reason("decided.no-option", {"least": 1}, article),))
    nobodys = set(range(len(options))) - named
    drawn = [options.index(one) for one in lot if one in options]
    counted = count_scottish(election(options, orders, seats=places, withdrawn=nobodys), places, drawn)
    told = _cited(counted.reason, article)
    if counted.tie is None:
        chosen = ", ".join(counted.winners)
        return Verdict(
            "passed", (told, Reason("decided.chosen", {"options": chosen}, article)), counted.winners
        )
    return _tie(says, counted, told, article, by_lot=again or says.ties == "lot")


def _tie(says: Decision, counted: Counted, told: Reason, article: str, *, by_lot: bool) -> Verdict:
    """A count that waits: for a lot with all who are not left out, else only with those not elected."""
    out = {one for stage in counted.rounds for one in stage.excluded}
    left = [one for one in counted.election.standing if one not in out]
    chosen = () if by_lot else counted.elected
    level = counted.election.names(one for one in left if one not in chosen)
    reasons = (told, Reason("decided.options.tie", {"options": ", ".join(level)}, article))
    if says.ties is None:
        return Verdict("not-adopted", reasons)
    return Verdict("tied", reasons, counted.election.names(chosen), level, counted.seats - len(chosen))


def _order(ranking: Sequence[str], options: Sequence[str]) -> Order:
    """A ballot as places in the list."""
    return tuple(dict.fromkeys(options.index(name) for name in ranking if name in options))


def _cited(reason: Reason, article: str) -> Reason:
    """A reason and all below it with the article that has it counted so."""
    return replace(reason, article=article, parts=tuple(_cited(part, article) for part in reason.parts))
