"""Past documents as decisions cite them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.decisions.papers import Paper
from toadlane.meetings import reads
from toadlane.meetings.models import Document

OFFERED_AT_MOST = 200


class Documents:
    """Implements `decisions.papers.Papers`."""

    def offered(self, place: Place) -> list[Paper]:
        """Minutes and decisions of the past that may be seen, the latest first."""
        rows = reads.standing(place).exclude(kind="other").order_by("-happened_on", "-pk")
        return [paper(row) for row in rows[:OFFERED_AT_MOST]]

    def found(self, place: Place, keys: Collection[UUID]) -> dict[UUID, Paper]:
        """Those of the documents that may be seen, also where they were withdrawn since."""
        if not keys:
            return {}
        rows = place.visible(reads.last(place.coop).filter(thread__in=keys))
        return {row.thread: paper(row) for row in rows}

    def may_cite(self, key: UUID, *, coop: Coop, by: Participant, at: Moment) -> bool:
        """Whether it stands and they may see it."""
        rows = reads.last(coop).filter(thread=key, withdrawal__isnull=True)
        return Sight.of(by, coop=coop, on=at.day).visible(rows).exists()


def paper(row: Document) -> Paper:
    """A document in the few words another room needs; without its title once that is erased."""
    words = getattr(row, "words", None)
    return Paper(
        key=row.thread,
        title=words.title if words else str(row.get_kind_display()),
        day=row.happened_on,
        url=reverse("meetings:document", args=[row.coop.slug, row.thread]),
        article=words.article if words else "",
        text=words.text if words else "",
    )
