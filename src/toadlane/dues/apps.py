"""Organisations, part-time, and dues."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

KINDS = {
    "organisation.entered.v1": _("Member entered as an organisation"),
    "organisation.taken-back.v1": _("Organisation entered by mistake, taken back"),
    "organisation.spoken-for.v1": _("Organisation named who speaks for it"),
    "part-time.stated.v1": _("Part of the full time stated"),
    "dues.kept.v1": _("Day from which dues are kept here"),
    "dues.band-given.v1": _("Band of the dues chosen or given"),
    "dues.received.v1": _("Dues received"),
    "dues.ended-membership.v1": _("Membership ended for unpaid dues"),
}


class DuesConfig(AppConfig):
    """Names its entries, tells *Today* what is due, and reminds people of it."""

    name = "toadlane.dues"
    label = "dues"
    verbose_name = _("Dues")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.dues import speaking, tasks, telling, told, waiting  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.members import changes, register  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415

        telling.listen()
        changes.register(speaking.SPEAKER)
        register.tell_terms(told.of_everybody)
        providers.register("dues", waiting.for_today, waiting.sign)
        periodic.register("dues.remind", every=tasks.EVERY, work=tasks.remind, when=tasks.anywhere)
        for kind, words in KINDS.items():
            kinds.name(kind, words)
