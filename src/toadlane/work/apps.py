"""Work: hours, logged and imported."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

KINDS = {
    "hours.logged.v1": _("Hours logged"),
    "hours.changed.v1": _("Hours changed"),
    "hours.removed.v1": _("Hours removed"),
    "hours.imported.v1": _("Hours brought in"),
    "hours.import-undone.v1": _("Import of hours taken back"),
    "hours.sealed.v1": _("Hours sealed"),
    "hours.unsealed.v1": _("Seal on hours lifted"),
    "hours-import.started.v1": _("File of hours uploaded"),
    "hours-import.previewed.v1": _("File of hours looked at"),
    "hours-import.discarded.v1": _("File of hours discarded"),
}


class WorkConfig(AppConfig):
    """Opens its room, names its entries, tells *Today* what waits, and guards sealed hours."""

    name = "toadlane.work"
    label = "work"
    verbose_name = _("Work")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.meetings import doors  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415
        from toadlane.ui import rooms  # noqa: PLC0415
        from toadlane.work import from_meetings, triggers  # noqa: PLC0415
        from toadlane.work.reads import waiting  # noqa: PLC0415

        rooms.register("work", url_name="work:hours")
        providers.register("work.hours", waiting.own_hours)
        providers.register("work.meetings", from_meetings.for_today, from_meetings.one_over)
        doors.register("work", from_meetings.opened)
        providers.register("work.imports", waiting.imports, waiting.an_import)
        for name, words in KINDS.items():
            kinds.name(name, words)
        post_migrate.connect(triggers.guard_after_migrate, dispatch_uid="work.guard_after_migrate")
