"""Onboarding: the first steps of whoever is new here."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OnboardingConfig(AppConfig):
    """Tells newcomers what comes next, and names its entry."""

    name = "toadlane.onboarding"
    label = "onboarding"
    verbose_name = _("Onboarding")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.onboarding import waiting  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415

        providers.register("onboarding", waiting.for_newcomers, waiting.sign)
        kinds.name("onboarding.list-kept.v1", _("List of first steps kept"))
