"""Who signs in here."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """`INSTALLED_APPS` names this room `toadlane.people`, before allauth, whose pages it dresses."""

    name = "toadlane.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Models exist only now."""
        from allauth.account.signals import email_confirmed, password_reset  # noqa: PLC0415

        from toadlane.people import proving  # noqa: PLC0415

        password_reset.connect(proving.by_password, dispatch_uid="people.proving")
        email_confirmed.connect(proving.by_link, dispatch_uid="people.proving")
