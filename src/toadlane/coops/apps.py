"""The co-ops and who stands where in them."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoopsConfig(AppConfig):
    name = "toadlane.coops"
    label = "coops"
    verbose_name = _("Co-ops")

    def ready(self) -> None:
        from toadlane.coops import triggers  # noqa: PLC0415 — models exist only now

        post_migrate.connect(triggers.guard_books, dispatch_uid="coops.guard_books")
