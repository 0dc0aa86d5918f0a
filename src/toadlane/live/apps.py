"""The room in which meetings are held."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

KINDS = {"meeting.held.v1": _("Meeting held")}


class LiveConfig(AppConfig):
    """Names its entry, tells *Today* which meeting is on, and ends those that nobody ended."""

    name = "toadlane.live"
    label = "live"
    verbose_name = _("Meetings as they are held")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.live import door, hearing, tasks, waiting  # noqa: PLC0415
        from toadlane.meetings import doors  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415

        providers.register("live", waiting.for_today, waiting.one_that_is_on)
        providers.register("live.soon", waiting.to_be_opened, waiting.one_about_to_begin)
        periodic.register(
            "live.end", every=tasks.EVERY, work=tasks.end_all, when=tasks.something_is_forgotten
        )
        hearing.listen()
        doors.register("live", door.opened)
        doors.tell_attendance("live", door.attending)
        for kind, words in KINDS.items():
            kinds.name(kind, words)
