"""From stranger to member."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

KINDS = {
    "joining.opened.v1": _("Page for whoever would like to join opened"),
    "joining.closed.v1": _("Page for whoever would like to join closed"),
    "application.received.v1": _("Application received"),
    "application.kept.v1": _("Application kept for later"),
    "application.taken-up.v1": _("Application taken up again"),
    "application.accepted.v1": _("Application accepted"),
    "application.declined.v1": _("Application declined"),
    "evaluation.arranged.v1": _("Evaluation arranged"),
    "evaluation.held.v1": _("Evaluation held"),
    "evaluation.forgotten.v1": _("Words of evaluations forgotten, as the charter says"),
    "mentor.named.v1": _("Mentor named"),
    "mentor.ended.v1": _("Mentor’s time ended"),
    "stay.stated.v1": _("Stay at the place of work stated"),
    "stay.let-off.v1": _("Somebody let off the place of work"),
    "stage.decided.v1": _("Stage begun by a decision"),
    "firm.joined.v1": _("People of a firm joined by a decision"),
}


class CandidacyConfig(AppConfig):
    """Names its entries and matters, and tells *Today* what waits on the way in."""

    name = "toadlane.candidacy"
    label = "candidacy"
    verbose_name = _("Candidacy")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.candidacy import (  # noqa: PLC0415
            dates,
            effects,
            forgetting,
            hiring_effect,
            matter,
            meeting_items,
            telling,
            waiting,
        )
        from toadlane.coops import dates as days  # noqa: PLC0415
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.decisions import effects as decided  # noqa: PLC0415
        from toadlane.decisions import matters  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415

        for one in matter.MATTERS:
            matters.register(one)
        decided.register(hiring_effect.TakingIn())
        for key in (matter.ADMIT, matter.BEGIN):
            decided.register(effects.GoingOn(key))
        telling.listen()
        meeting_items.listen()
        days.register("candidacy", dates.evaluations)
        providers.register("candidacy", waiting.applications, waiting.an_application)
        providers.register("candidacy.coming", waiting.coming, waiting.one_coming)
        periodic.register(
            "candidacy.forget",
            every=forgetting.EVERY,
            work=forgetting.forget_evaluations,
            when=forgetting.anything_said,
        )
        for kind, words in KINDS.items():
            kinds.name(kind, words)
