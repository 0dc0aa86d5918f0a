"""Leaving and coming back."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

KINDS = {
    "departure.told.v1": _("Told that somebody leaves"),
    "departure.denied.v1": _("Said that it is not so that somebody leaves"),
    "departure.notice-given.v1": _("Notice given"),
    "departure.recorded.v1": _("Recorded that somebody leaves"),
    "departure.taken-back.v1": _("A departure taken back"),
    "departure.took-effect.v1": _("A departure took effect"),
    "hand-over.assigned.v1": _("Said to whom something is handed over"),
    "hand-over.given.v1": _("Something handed over, as who gave it says"),
    "hand-over.taken.v1": _("Something handed over, as who took it says"),
    "person.came-back.v1": _("Somebody came back"),
}


class LeavingConfig(AppConfig):
    """Names its entries and its matter, tells *Today* what waits, and follows the days people leave on."""

    name = "toadlane.leaving"
    label = "leaving"
    verbose_name = _("Leaving")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.books import going  # noqa: PLC0415
        from toadlane.candidacy.matter import ADMIT, BEGIN  # noqa: PLC0415
        from toadlane.coops import dates as days  # noqa: PLC0415
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.decisions import effects, matters  # noqa: PLC0415
        from toadlane.dues.verbs import ending  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.leaving import (  # noqa: PLC0415
            dates,
            effect,
            matter,
            reads,
            return_effect,
            tasks,
            telling,
            waiting,
        )
        from toadlane.leaving.merging import MERGING  # noqa: PLC0415
        from toadlane.leaving.stays import STAYS  # noqa: PLC0415
        from toadlane.leaving.verbs.for_dues import leave_for_dues  # noqa: PLC0415
        from toadlane.members import changes  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415

        matters.register(matter.PARTING)
        effects.register(effect.Parting())
        for key in (ADMIT, BEGIN):
            effects.register(return_effect.GoingOnOrComingBack(key))
        going.register(reads.gone)
        ending.leave_by(leave_for_dues)
        days.register("leaving", dates.own_leaving)
        providers.register("leaving", waiting.handing_over, waiting.something_open)
        providers.register("leaving.to-confirm", waiting.to_confirm, waiting.something_told)
        providers.register("leaving.to-pay-out", waiting.to_pay_out, waiting.somebody_unpaid)
        telling.listen()
        changes.register(STAYS)
        changes.register(MERGING)
        for kind, words in KINDS.items():
            kinds.name(kind, words)
        periodic.register(
            "leaving.follow",
            every=tasks.EVERY,
            work=tasks.follow_departures,
            when=tasks.somebody_leaves,
        )
