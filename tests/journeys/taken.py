"""Lantern took everything away once: the file lies ready for Ada, who asked."""

from __future__ import annotations


def taken_away() -> dict[str, str]:
    """The key of the taking."""
    from toadlane.coops.clock import now
    from toadlane.coops.models import Participant
    from toadlane.decisions.verbs import confirm_authority, enter_authority
    from toadlane.keeping.leaving.making import carry_out
    from toadlane.keeping.leaving.matters import TAKE
    from toadlane.keeping.leaving.verbs import take_everything

    ada, bo = (
        Participant.objects.select_related("coop")
        .filter(coop__slug="lantern", key__in=("ada", "bo"))
        .order_by("key")
    )
    at = now(ada.coop)
    authority = enter_authority(
        matter=TAKE,
        subject=ada.key,
        article="1",
        decided_on=at.day,
        text="Ada takes everything with her.",
        by=ada,
        at=at,
        key="taken away",
    )
    confirm_authority(authority=authority, by=bo, at=at, key="taken away, confirmed")
    taking = take_everything(coop=ada.coop, authority=authority, by=ada, at=at, key="take it")
    carry_out(key=taking.pk)
    return {"taking": str(taking.pk)}
