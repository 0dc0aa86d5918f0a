"""The hall of a co-op."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TodayConfig(AppConfig):
    """Opens the room on the navigation."""

    name = "toadlane.today"
    label = "today"
    verbose_name = _("Today")

    def ready(self) -> None:
        """The navigation exists only now."""
        from toadlane.ui import rooms  # noqa: PLC0415

        rooms.register("today", url_name="today:today")
