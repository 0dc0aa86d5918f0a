"""Backups, restoring, drills, and leaving with everything."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KeepingConfig(AppConfig):
    """Makes a backup each night and tries one out each week; lets people take away, correct and erase."""

    name = "toadlane.keeping"
    label = "keeping"
    verbose_name = _("Keeping")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.decisions import matters  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.keeping import alarms, tasks, waiting, witnessed  # noqa: PLC0415
        from toadlane.keeping.leaving import matters as leaving  # noqa: PLC0415
        from toadlane.keeping.own import matters as own  # noqa: PLC0415
        from toadlane.keeping.own import waiting as corrections  # noqa: PLC0415
        from toadlane.notices import kinds as notices  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415

        periodic.register("keeping.nightly", every=tasks.LOOK_EVERY, work=tasks.nightly, when=tasks.due)
        expired, when = tasks.remove_expired, tasks.any_expired
        periodic.register("keeping.expired", every=tasks.EXPIRED_EVERY, work=expired, when=when)
        periodic.register("keeping.sessions", every=tasks.SESSIONS_EVERY, work=tasks.forget_sessions)
        old, over = tasks.forget_tries, tasks.any_tries
        periodic.register("keeping.tries", every=tasks.TRIES_EVERY, work=old, when=over)
        periodic.register(
            "keeping.alarms", every=alarms.LOOK_EVERY, work=alarms.look, when=alarms.worth_a_look
        )
        notices.register(alarms.READY)
        matters.register(leaving.MATTER)
        matters.register(own.MATTER)
        for kind, words in {**leaving.KINDS, **own.KINDS}.items():
            kinds.name(kind, words)
        providers.register("keeping", waiting.for_operators)
        providers.register("keeping.corrections", corrections.for_whoever_answers, corrections.one_open)
        witnessed.listen()
        providers.register("keeping.refused", witnessed.for_keepers, witnessed.a_refusal)
        providers.register("keeping.contradicted", witnessed.for_operators, witnessed.a_contradiction)
