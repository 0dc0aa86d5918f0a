"""The house itself: its commands."""

from __future__ import annotations

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Has no rows; it is here for its commands."""

    name = "toadlane.site"
    label = "house"
