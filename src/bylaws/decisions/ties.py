"""A tie that waits for the lot or the casting vote that settles it."""

from __future__ import annotations

import datetime as dt

from bylaws.decisions.days import INSTANT
from bylaws.decisions.options import choose
from bylaws.decisions.proposal import Decided, Drawn, Left, Recused
from bylaws.decisions.setting import Attempt
from bylaws.decisions.verdicts import Verdict, cast, drawn


def settle_tie(found: Attempt, at: dt.datetime) -> Attempt:
    """A tie is settled by the lot or the casting vote that was recorded after the close."""
    says, tied = found.setting.says, found.verdict
    if tied is None or tied.outcome != "tied" or found.closed_at is None:
        return found
    for event in found.setting.happened(found.closed_at, at + INSTANT):
        if isinstance(event, Drawn) and says.ties in ("lot", "run-off"):
            tied = _drawn(found, tied, event)
        elif isinstance(event, Decided) and says.ties == "casting-vote":
            theirs = event.by in _settling(found, event)
            tied = cast(tied, event, found.setting.leg.article) if theirs else tied
        found.verdict = tied
        if tied.outcome != "tied":
            found.closed_at = event.at
            return found
    return found


def _drawn(found: Attempt, tied: Verdict, lot: Drawn) -> Verdict:
    """A lot settles what is tied; in a ranking it says who of those level is left out, and it goes on."""
    says, article = found.setting.says, found.setting.leg.article
    if not set(tied.tied) <= set(lot.order):
        return tied
    if says.method != "ranked":
        return drawn(tied, lot, article)
    options = found.setting.proposal.options
    return choose(says, found.floor, options, article, second=found.call == "second-call", lot=lot.order)


def _settling(found: Attempt, by: Decided) -> frozenset[str]:
    """Those whose casting vote it still is: who has not left, and is not found concerned by it."""
    opened = found.setting.opened
    out = {
        one.who
        for one in found.setting.proposal.events
        if (isinstance(one, Recused) or (isinstance(one, Left) and one.at >= opened.at)) and one.at <= by.at
    }
    return frozenset(one.key for one in opened.electorate if one.decider) - out
