"""Amendments that are drafted, decided on and adopted."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

KINDS = {
    "amendment.begun.v1": _("Draft of an amendment begun"),
    "amendment.withdrawn.v1": _("Draft of an amendment withdrawn"),
    "amendment.restored.v1": _("Draft of an amendment taken up again"),
    "exception.recorded.v1": _("Exception to a rule recorded"),
    "exception.ended.v1": _("Exception to a rule ended early"),
}


class AmendingConfig(AppConfig):
    """Names its entries and its matters, and tells beside an article what is agreed instead of it."""

    name = "toadlane.amending"
    label = "amending"
    verbose_name = _("Amendments")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.amending import beside, effect, exception_effect, matter, talking, waiting  # noqa: PLC0415
        from toadlane.charter import notes  # noqa: PLC0415
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.decisions import effects, matters  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415
        from toadlane.talk import subjects  # noqa: PLC0415

        matters.register(matter.MATTER)
        matters.register(matter.EXCEPTION)
        effects.register(effect.AmendingTheCharter())
        effects.register(exception_effect.AgreeingOnAnException())
        subjects.register(talking.KIND)
        notes.register("exceptions", beside.exceptions)
        providers.register("amending", waiting.for_keepers, waiting.a_decided_one)
        providers.register("amending.to-look-at", waiting.for_members, waiting.one_to_look_at)
        for kind, words in KINDS.items():
            kinds.name(kind, words)
