"""The room of minutes."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

KINDS = {
    "minutes.sent.v1": _("Minutes sent out"),
    "minutes.correction.v1": _("Correction of minutes suggested"),
    "minutes.correction-answered.v1": _("Correction of minutes answered"),
    "minutes.approved-by.v1": _("Approval of minutes given"),
    "minutes.contested.v1": _("Noted approval of minutes contested"),
    "minutes.frozen.v1": _("Minutes approved for good"),
    "meeting.action.v1": _("Something became of an action"),
}


class MinutesConfig(AppConfig):
    """Names its entries, tells *Today* what waits, and reminds people of what they promised."""

    name = "toadlane.minutes"
    label = "minutes"
    verbose_name = _("Minutes")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.minutes import doors, reads, tasks, telling, waiting  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415

        doors.listen()
        telling.listen()
        providers.register("minutes", waiting.for_today, waiting.an_open_one)
        providers.register("minutes.unwritten", waiting.unwritten, waiting.an_unwritten_one)
        providers.register("minutes.actions", waiting.promised, waiting.a_promise)
        periodic.register(
            "minutes.settle", every=tasks.EVERY, work=tasks.settle_all, when=tasks.something_waits
        )
        for name, words in KINDS.items():
            kinds.name(name, words)
        kinds.leads(KINDS, kinds.by_key(reads.address))
