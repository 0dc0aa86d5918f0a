"""What a draft or a proposal does, before a reader."""

from __future__ import annotations

from toadlane.coops.access import Place
from toadlane.decisions.doing import Doing, doing
from toadlane.decisions.models import Authority
from toadlane.proposals.models import Outcome
from toadlane.proposals.raised_rows import Raising


def doing_of(row: Raising, place: Place, outcome: Outcome | None = None) -> Doing | None:
    """What it does, and of one that was adopted how far that is; None where it does nothing by itself."""
    if not row.acts or (outcome is not None and outcome.authority_id is None):
        return None
    authority = None
    if outcome is not None and outcome.authority_id is not None:
        rows = Authority.objects.select_related("use__by", "withdrawal", "coop")
        authority = rows.get(coop=place.coop, pk=outcome.authority_id)
    return doing(
        place, matter=row.acts, subject=row.subject, fingerprint=row.fingerprint, authority=authority
    )
