"""What pages, the API and the work itself ask of replays."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from bylaws.charter.charter import Charter
from bylaws.facts.kept import year_from_json
from bylaws.facts.year import YearFacts
from bylaws.record.canonical import canonical
from bylaws.replay.drafts import amended
from bylaws.replay.supposing import Changes, changes
from bylaws.replay.years import YearReplayed, replay_year
from toadlane.books.models import YearClose
from toadlane.charter.reads import Digests, charter_of, digests_of, parsed, texts_digest
from toadlane.coops.models import Coop, Participant
from toadlane.replay.models import ReplayRun

DRAFT: Final = "the amendment"
"""What faults call the text that is tried; no adopted text can be called so."""


def runs(coop: Coop) -> QuerySet[ReplayRun]:
    """The replays of a co-op, newest first; without their results."""
    rows = ReplayRun.objects.filter(coop=coop).select_related("coop", "job")
    return rows.defer("result").order_by("-pk")


def closed_years(coop: Coop) -> dict[int, str]:
    """By year, the fingerprint of the close that stands; oldest first."""
    standing = YearClose.objects.filter(coop=coop, reversal=None).order_by("year")
    return dict(standing.values_list("year", "fingerprint"))


def digest_of_years(years: Mapping[int, str]) -> str:
    """All closes together, in 64 letters."""
    return hashlib.sha256(canonical([[year, said] for year, said in sorted(years.items())])).hexdigest()


def has_moved(run: ReplayRun) -> bool:
    """Whether the charter or the closed years are others than when it was made."""
    years = digest_of_years(closed_years(run.coop))
    return (run.texts, run.facts) != (texts_digest(run.coop), years)


def what_changes(coop: Coop, source: str) -> Changes:
    """The rules a text changes in the charter as it is now; faults of the text, `charter.none`."""
    return _changes(coop.pk, digests_of(coop), source)


@lru_cache(maxsize=32)
def _changes(coop: UUID, digests: Digests, source: str) -> Changes:
    charter = parsed(coop, digests)
    return changes(charter, with_draft(charter, source))


def with_draft(charter: Charter, source: str) -> Charter:
    """A charter with a text beside its amendments; raises the first fault of the text."""
    adopted = {one.name: one.text.source for one in charter.amendments}
    return amended(charter.base.source, adopted, source, name=DRAFT)


def facts_of(coop: Coop, years: Iterable[int]) -> list[tuple[YearClose, YearFacts]]:
    """The kept facts of the closes that stand, with people's names; oldest first."""
    standing = YearClose.objects.filter(coop=coop, reversal=None, year__in=list(years)).order_by("year")
    names = dict(Participant.objects.filter(coop=coop).values_list("key", "name"))
    found = []
    for close in standing.select_related("coop"):
        facts = year_from_json(close.facts)
        people = {key: replace(who, name=names.get(key, key)) for key, who in facts.people.items()}
        found.append((close, replace(facts, people=people)))
    return found


def replayed(close: YearClose, facts: YearFacts, earlier: list[YearFacts], changed: Changes) -> YearReplayed:
    """One year under the texts its close was made under, and as if the amendment had held."""
    charter = charter_of(close.coop, recorded_by=close.recorded_at)
    return replay_year(charter, changed, facts, earlier=earlier)


def year_again(run: ReplayRun, year: int) -> YearReplayed | None:
    """One year of a run reckoned again, for its reasons; None where it is not among them."""
    known = facts_of(run.coop, [one for one in map(int, run.years) if one <= year])
    if not known or known[-1][1].year != year:
        return None
    close, facts = known[-1]
    return replayed(close, facts, [one for _, one in known[:-1]], what_changes(run.coop, run.source))
