"""Who may see what of whom, and who looked."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

KINDS = {
    "details.kept.v1": _("Own details changed"),
    "details.looked-at.v1": _("Private details looked at"),
    "document.closed.v1": _("Document closed until a day"),
    "document.opened.v1": _("Closed document opened"),
    "emergency.asked.v1": _("Opening of something private asked for"),
    "emergency.agreed.v1": _("Something private opened to two members"),
    "emergency.ended.v1": _("Opening of something private ended"),
}


class PrivacyConfig(AppConfig):
    """Names its entries, listens for looks, and tells *Today* who is asked to agree, and what was opened."""

    name = "toadlane.privacy"
    label = "privacy"
    verbose_name = _("Privacy")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import looks, providers  # noqa: PLC0415
        from toadlane.people import sealing  # noqa: PLC0415
        from toadlane.privacy import details, listening, telling, waiting  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415

        sealing.anything_sealed.append(details.anything_kept)
        looks.register("privacy", listening.noted)
        telling.listen()
        providers.register("privacy", waiting.for_members, waiting.a_request)
        providers.register("privacy.opened", waiting.opened, waiting.something_opened)
        for kind, words in KINDS.items():
            kinds.name(kind, words)
