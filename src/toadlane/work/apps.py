"""Work: hours, logged and imported."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    """Guards sealed hours in the database."""

    name = "toadlane.work"
    label = "work"
    verbose_name = _("Work")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.work import triggers  # noqa: PLC0415

        post_migrate.connect(triggers.guard_after_migrate, dispatch_uid="work.guard_after_migrate")
