"""Backups, restoring, drills, and leaving with everything."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KeepingConfig(AppConfig):
    """Makes a backup each night, and tries one out each week."""

    name = "toadlane.keeping"
    label = "keeping"
    verbose_name = _("Keeping")
