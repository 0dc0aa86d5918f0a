"""Decisions, and what they allow."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    """Opens its room, names its entries, and tells *Today* what waits for a second member."""

    name = "toadlane.decisions"
    label = "decisions"
    verbose_name = _("Decisions")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.decisions import doing, reads, telling  # noqa: PLC0415
        from toadlane.decisions.models import Authority  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415
        from toadlane.ui import rooms  # noqa: PLC0415

        rooms.within("decide", "decisions")
        providers.register("decisions.confirm", reads.to_confirm, reads.one_to_confirm)
        providers.register("decisions.doing", doing.for_today, doing.something_waits)
        telling.listen()
        kinds.name("authority.entered.v1", _("Decision entered"))
        kinds.name("authority.adopted.v1", _("Decision taken by a proposal"))
        kinds.name("authority.alone.v1", _("Decision taken by one, as the charter lets them"))
        kinds.name("authority.funded.v1", _("Spending decided by a budget round"))
        kinds.name("authority.confirmed.v1", _("Decision confirmed"))
        kinds.name("authority.withdrawn.v1", _("Entry of a decision taken back"))
        kinds.name("authority.used.v1", _("Decision used"))
        for kind in ("entered", "adopted", "alone", "funded", "confirmed", "withdrawn", "used"):
            kinds.opens(f"authority.{kind}.v1", kinds.by_class(Authority.information_class))
            kinds.leads([f"authority.{kind}.v1"], kinds.by_key(reads.address))
