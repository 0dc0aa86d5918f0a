"""Raising again what was not adopted: how many others have to second it, and for how long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.proposal import VOICES, Elector
from bylaws.kernel.reasons import Explained, Reason, Value


@dataclass(frozen=True, slots=True)
class RaisedAgain:
    """How many have to second it, 0 where nobody does; who does, of those who count."""

    needed: int = 0
    seconded: tuple[str, ...] = ()

    @property
    def may(self) -> bool:
        """Whether it may be raised."""
        return len(self.seconded) >= self.needed


def raising_again(
    says: Decision,
    article: str,
    *,
    failed_on: dt.date | None,
    on: dt.date,
    electorate: Iterable[Elector],
    by: str,
    seconders: Collection[str] = (),
) -> Explained[RaisedAgain]:
    """Whether somebody may raise on a day what failed on another, None where it never did.

    A seconder counts who takes part in what the rule decides as of that day, and is not whoever raises it.
    With `within` seconders are asked for before so long after the day on which it failed; from that day on
    it is raised like anything else.
    """
    rule = says.again
    if rule is None or failed_on is None:
        return Explained(RaisedAgain(), Reason("again.free", {}, article))
    if rule.within is not None and rule.within.after(failed_on) <= on:
        past: dict[str, Value] = {"failed": failed_on, "until": rule.within.after(failed_on)}
        return Explained(RaisedAgain(), Reason("again.long-ago", past, article))
    count = tuple(
        one.key for one in electorate if one.part in VOICES and one.key in seconders and one.key != by
    )
    found = RaisedAgain(rule.seconders, count)
    values: dict[str, Value] = {"failed": failed_on, "seconded": len(count), "needed": rule.seconders}
    return Explained(found, Reason("again.seconded" if found.may else "again.short", values, article))
