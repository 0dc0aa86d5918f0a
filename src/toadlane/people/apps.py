"""Who signs in here."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "toadlane.people"
    label = "people"
    verbose_name = _("People")
