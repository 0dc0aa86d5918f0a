"""People: who takes part, as what, since when."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

KINDS = {
    "people.brought-in.v1": _("People brought in"),
    "person.renamed.v1": _("Name put right"),
    "person.invited.v1": _("Invitation made"),
    "invitation.withdrawn.v1": _("Invitation withdrawn"),
    "invitation.accepted.v1": _("Invitation accepted"),
    "stage.begun.v1": _("Stage begun"),
    "stage.corrected.v1": _("Stage put right"),
    "role.begun.v1": _("Role given"),
    "role.corrected.v1": _("Role put right"),
    "change.asked.v1": _("Said of somebody what waits for a second member"),
    "change.denied.v1": _("Said that it is not so"),
}


class MembersConfig(AppConfig):
    """Opens its room and names its entries."""

    name = "toadlane.members"
    label = "members"
    verbose_name = _("People")

    def ready(self) -> None:
        """The navigation and the record exist only now."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.mail.outbox import letter_moved  # noqa: PLC0415
        from toadlane.members import away, changes, growing, letters, seats, telling, waiting  # noqa: PLC0415
        from toadlane.people.proving import address_proven  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415
        from toadlane.ui import rooms  # noqa: PLC0415

        telling.listen()
        changes.register(away.AWAY)
        providers.register("members.growing", growing.to_look_at, growing.something_changed)
        providers.register("members.to-confirm", waiting.to_confirm, waiting.something_asked)
        rooms.register("people", url_name="members:people")
        letter_moved.connect(letters.heard, dispatch_uid="members.letters")
        address_proven.connect(seats.take, dispatch_uid="members.seats")
        for name, words in KINDS.items():
            kinds.name(name, words)
