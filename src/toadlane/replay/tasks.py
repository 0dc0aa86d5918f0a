"""The long part of a replay, as work for the queue. It may be killed anywhere and begun again."""

from __future__ import annotations

from uuid import UUID

from bylaws.replay.replaying import Replay
from toadlane.jobs.port import Tracker, job
from toadlane.replay import kept, reads
from toadlane.replay.models import ReplayRun


@job
def replay_years(tracker: Tracker, run: str) -> None:
    """Run the text over each year, and keep what came of it."""
    waiting = ReplayRun.objects.filter(coop=tracker.coop, pk=UUID(run), result__isnull=True)
    found = waiting.select_related("coop").first()
    if found is None:
        return
    coop = found.coop
    changed = reads.what_changes(coop, found.source)
    known = reads.facts_of(coop, map(int, found.years))
    years = []
    for nth, (close, facts) in enumerate(known):
        tracker.reached(nth, of=len(known))
        years.append(reads.replayed(close, facts, [one for _, one in known[:nth]], changed))
    tracker.reached(len(known), of=len(known))
    replay = Replay(coop.currency, changed, tuple(years))
    waiting.update(result=kept.write(replay))
