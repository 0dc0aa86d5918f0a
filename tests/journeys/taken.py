"""Lantern took everything away once, and Ada her own; Bo wants one thing put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toadlane.coops.models import Participant


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
    return {"taking": str(taking.pk), **_own(ada, bo)}


def _own(ada: Participant, bo: Participant) -> dict[str, str]:
    """The key of Ada's own file, and of what Bo asks to have put right."""
    from toadlane.coops.clock import now
    from toadlane.keeping.own.making import carry_out
    from toadlane.keeping.own.verbs import ask_correction, take_own

    assert ada.person is not None
    at = now(ada.coop)
    file = take_own(only=None, by=ada.person, at=at.instant, key="own file")
    carry_out(key=file.pk)
    said = "The 4th of June was six hours, not three."
    asked = ask_correction(of="hours", text=said, by=bo, at=at, key="hours of June")
    return {"own file": str(file.pk), "correction": str(asked.pk)}
