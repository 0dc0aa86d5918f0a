"""The texts of a proposal, how they differ, and what was suggested to be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bylaws.charter.wordwise import Stretch, differences
from toadlane.coops.access import Place, absent
from toadlane.proposals.models import Proposal, Revision, Suggestion

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Suggested:
    """One suggested change, word by word against the text it was made of."""

    row: Suggestion
    words: tuple[Stretch, ...]
    fits: bool
    """Whether the text it was made of still stands."""


def suggestions(row: Proposal, standing: int) -> list[Suggested]:
    """Those that wait for an answer first, then the latest."""
    found = Suggestion.objects.filter(proposal=row).select_related("by", "revision", "answer__by")
    told = [
        Suggested(one, between(one.revision, one), fits=one.revision.nth == standing)
        for one in found.order_by("-happened_at", "-pk")[:SHOWN]
    ]
    return sorted(told, key=lambda one: hasattr(one.row, "answer"))


def between(was: Revision, now: Revision | Suggestion) -> tuple[Stretch, ...]:
    """What differs, word by word."""
    return differences(f"{was.title}\n\n{was.text}", f"{now.title}\n\n{now.text}")


def waiting(row: Proposal) -> int:
    """How many wait for an answer."""
    return Suggestion.objects.filter(proposal=row, answer__isnull=True).count()


def suggestion_at(place: Place, key: UUID) -> Suggestion:
    """One of them; whether its proposal may be seen is asked apart."""
    found = Suggestion.objects.filter(coop=place.coop, pk=key).select_related("proposal", "revision").first()
    if found is None:
        raise absent()
    return found


def versions(row: Proposal) -> Sequence[Revision]:
    """Every text it had, the first first."""
    return list(Revision.objects.filter(proposal=row).select_related("written_by").order_by("nth"))


def chosen(texts: Sequence[Revision], first: str, last: str) -> tuple[Revision, Revision]:
    """Two of them to be compared, as an address asks; else the last with the one before it."""
    by_number = {str(one.nth): one for one in texts}
    now = by_number.get(last, texts[-1])
    before = by_number.get(first, by_number.get(str(now.nth - 1), texts[0]))
    return (before, now) if before.nth <= now.nth else (now, before)
