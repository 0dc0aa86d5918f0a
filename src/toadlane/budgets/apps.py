"""Budget rounds: projects that ask for money, the vote among them, the count, and what may be spent."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetsConfig(AppConfig):
    """Names its entries, tells *Today* what waits, and votes, counts and gives money when it is time."""

    name = "toadlane.budgets"
    label = "budgets"
    verbose_name = _("Budget rounds")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.budgets import doors, telling, waiting, waking  # noqa: PLC0415
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.decisions import matters  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.proposals import origins  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415
        from toadlane.talk import subjects  # noqa: PLC0415
        from toadlane.ui import rooms  # noqa: PLC0415

        rooms.within("decide", "budgets")
        matters.register(doors.MATTER)
        origins.register(doors.ORIGIN)
        subjects.register(doors.TALK)
        telling.listen()
        providers.register("budgets", waiting.for_today, waiting.one_going)
        providers.register("budgets.to-open", waiting.to_open)
        for kind, words in doors.ENTRIES.items():
            kinds.name(kind, words)
        kinds.leads(doors.ENTRIES, kinds.by_key(doors.address))
        periodic.register(
            "budgets.wake", every=waking.EVERY, work=waking.wake_all, when=waking.something_goes
        )
