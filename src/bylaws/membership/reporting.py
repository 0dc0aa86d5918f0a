"""When a body owes its next report, and to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.body import Body
from bylaws.kernel.periods import Span


@dataclass(frozen=True, slots=True)
class Reporting:
    """What a body owes: how often, to which other body (None: all members), the last, and the next."""

    every: Span
    to: str | None
    article: str
    last_on: dt.date | None
    due_on: dt.date


def reporting(
    text: InForce, body: str, *, since: dt.date | None, given: Iterable[dt.date] = ()
) -> Reporting | None:
    """What a body owes by the text in force; None where it owes no regular report, or nobody sits in it.

    The first is due one `reports_every` after `since`, the day on which people began to sit in it; each
    further one so long after the last that was `given`. One that comes late moves those after it
    (S0-025/026). Faults: `CharterSilent` where the text has no such body.
    """
    rule = text.rule("body", Body, body)
    every = rule.says.reports_every
    if every is None or since is None:
        return None
    last = max((day for day in given if day <= text.day), default=None)
    due = every.after(max(since, last) if last else since)
    return Reporting(every, rule.says.reports_to, rule.article, last, due)
