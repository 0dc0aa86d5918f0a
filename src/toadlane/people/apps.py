"""Who signs in here."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """`INSTALLED_APPS` names this room `toadlane.people`, before allauth, whose pages it dresses."""

    name = "toadlane.people"
    label = "people"
    verbose_name = _("People")
