"""Elections: who stands, the ballot, the count that anybody can walk through, and who is seated by it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionsConfig(AppConfig):
    """Names its entries, tells *Today* what waits, and puts to the vote and seats people when it is time."""

    name = "toadlane.elections"
    label = "elections"
    verbose_name = _("Elections")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import dates, providers  # noqa: PLC0415
        from toadlane.decisions import matters  # noqa: PLC0415
        from toadlane.elections import doors, telling, term_calendar, waiting, waking  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.proposals import origins  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415
        from toadlane.talk import subjects  # noqa: PLC0415
        from toadlane.ui import rooms  # noqa: PLC0415

        rooms.within("decide", "elections")
        matters.register(doors.MATTER)
        origins.register(doors.ORIGIN)
        subjects.register(doors.TALK)
        telling.listen()
        dates.register_whole("elections", term_calendar.of_the_coop)
        providers.register("elections", waiting.for_today, waiting.one_going)
        providers.register("elections.to-call", waiting.to_call)
        for kind, words in doors.ENTRIES.items():
            kinds.name(kind, words)
        periodic.register(
            "elections.wake", every=waking.EVERY, work=waking.wake_all, when=waking.something_goes
        )
