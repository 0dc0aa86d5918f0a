"""What past years would have been under an amended charter."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReplayConfig(AppConfig):
    """Names its entries."""

    name = "toadlane.replay"
    label = "replay"
    verbose_name = _("Replay")

    def ready(self) -> None:
        """The record's words can be named only now."""
        from toadlane.record import kinds  # noqa: PLC0415

        kinds.name("replay.started.v1", _("Amendment tried on past years"))
