"""A decision lapses with what was agreed: once that is ended, nobody acts on it any more."""

from __future__ import annotations

from bylaws.record.canonical import Json
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import LONGEST, Authority, Withdrawal
from toadlane.decisions.reads import whole
from toadlane.record.verbs import append


def let_lapse(*, authority: Authority, because: str, by: Participant, at: Moment) -> Withdrawal | None:
    """Inside the transaction that ends it: what was not used yet is not used any more; what was, stays so."""
    Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)
    held = whole().select_related("coop").get(pk=authority.pk)
    if hasattr(held, "use") or hasattr(held, "withdrawal"):
        return None
    words = because[: LONGEST["because"]]
    withdrawal = Withdrawal.objects.create(
        coop=held.coop, authority=held, by=by, because=words, happened_on=at.day
    )
    what: dict[str, Json] = {"authority": str(held.pk), "because": words}
    append(kind="authority.withdrawn.v1", what=what, by=None, at=at, subject=str(held.pk), coop=held.coop)
    return withdrawal
