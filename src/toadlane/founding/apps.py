"""How a co-op begins here, step by step."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FoundingConfig(AppConfig):
    """Has no rows of its own: what is founded belongs to the rooms below."""

    name = "toadlane.founding"
    label = "founding"
    verbose_name = _("Founding")

    def ready(self) -> None:
        """The record's words, and what waits on *Today*, can be named only now."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.founding import waiting  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415

        providers.register("founding", waiting.next_steps, waiting.something_missing)
        kinds.name("coop.founded.v1", _("Co-op made here"))
