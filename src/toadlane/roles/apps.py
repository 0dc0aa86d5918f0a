"""Roles, seats and bodies: who holds what, and what is empty."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolesConfig(AppConfig):
    """Names its entries and its matters, and tells *Today* whose turn it is and what ends."""

    name = "toadlane.roles"
    label = "roles"
    verbose_name = _("Roles and bodies")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import dates as days  # noqa: PLC0415
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.decisions import effects as decided  # noqa: PLC0415
        from toadlane.decisions import matters  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.notices import hearing as record_heard  # noqa: PLC0415
        from toadlane.notices import kinds as told  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415
        from toadlane.roles import (  # noqa: PLC0415
            dates,
            effects,
            hearing,
            matter,
            reminding,
            reporting,
            waiting,
        )

        for one in matter.MATTERS:
            matters.register(one)
        for effect in (effects.Filling(), effects.CallingBack()):
            decided.register(effect)
        for kind, words in matter.KINDS.items():
            kinds.name(kind, words)
        providers.register("roles", waiting.for_today)
        days.register("roles", dates.terms)
        for entry_kind in hearing.HEARD:
            record_heard.hear(entry_kind, "roles", hearing.chosen)
        record_heard.hear(reporting.KIND, "roles", reporting.heard)
        for kind_of_notice in (hearing.YOURS, reminding.ENDS, reminding.EMPTY, reporting.REPORTED):
            told.register(kind_of_notice)
        periodic.register(
            "roles.remind", every=reminding.EVERY, work=reminding.remind, when=reminding.something_ends
        )
