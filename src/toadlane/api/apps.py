"""The HTTP API."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """Has no rows of its own."""

    name = "toadlane.api"
    label = "api"
    verbose_name = _("API")
