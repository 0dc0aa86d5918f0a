"""Backups, restoring, drills, and leaving with everything."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KeepingConfig(AppConfig):
    """Makes a backup each night, and tries one out each week."""

    name = "toadlane.keeping"
    label = "keeping"
    verbose_name = _("Keeping")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.keeping import tasks, waiting  # noqa: PLC0415

        periodic.register("keeping.nightly", every=tasks.LOOK_EVERY, work=tasks.nightly, when=tasks.due)
        providers.register("keeping", waiting.for_operators)
