"""The charter: what the members agreed."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CharterConfig(AppConfig):
    """Opens its room, names its entries, and follows what takes effect by the day."""

    name = "toadlane.charter"
    label = "charter"
    verbose_name = _("Charter")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.charter import reads, tasks, telling  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415
        from toadlane.ui import rooms  # noqa: PLC0415

        telling.listen()
        rooms.register("charter", url_name="charter:charter")
        kinds.name("charter.adopted.v1", _("Charter adopted"))
        kinds.name("charter.amended.v1", _("Charter amended"))
        kinds.name("charter.followed.v1", _("Amended charter took effect"))
        for kind in ("charter.adopted.v1", "charter.amended.v1", "charter.followed.v1"):
            kinds.opens(kind, kinds.by_class("charter"))
            kinds.leads([kind], reads.address)
        periodic.register(
            "charter.follow",
            every=tasks.EVERY,
            work=tasks.follow_charters,
            when=tasks.something_takes_effect,
        )
