"""Which backups stay: the latest of so many days and of so many weeks; never none that is good."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from toadlane.keeping.folders import Kept


def to_remove(there: Iterable[Kept], *, days: int, weeks: int, good: Collection[str]) -> list[Path]:
    """The files that may go, given the names of those known to be good.

    One a day stays for the last `days` days that have one, one a week for the last `weeks` weeks; and
    the latest good one, whatever its age. Files that are not known to be good count for nothing: they
    neither take a good one's place, nor are they removed while there is no good one.
    """
    ordered = sorted(there, key=lambda kept: kept.made_at, reverse=True)
    sound = [kept for kept in ordered if kept.file.name in good]
    if not sound:
        return []
    by_day = firsts(sound, lambda kept: kept.made_at.date())[:days]
    by_week = firsts(sound, lambda kept: kept.made_at.isocalendar()[:2])[:weeks]
    stays = {kept.file for kept in (*by_day, *by_week, sound[0])}
    return [kept.file for kept in ordered if kept.file not in stays and kept.made_at < sound[0].made_at]


def firsts(kept: Iterable[Kept], of: Callable[[Kept], object]) -> list[Kept]:
    """The first of each day, or of each week, in the order given."""
    seen: set[object] = set()
    found = []
    for one in kept:
        if of(one) not in seen:
            seen.add(of(one))
            found.append(one)
    return found
