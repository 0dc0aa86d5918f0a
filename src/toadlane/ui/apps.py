"""The design system as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """`INSTALLED_APPS` names this room `toadlane.ui`."""

    name = "toadlane.ui"
    label = "ui"
    verbose_name = _("Design system")
