"""What people are told, and how soon."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Hears what was done, and writes to those it concerns."""

    name = "toadlane.notices"
    label = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        """Models exist only now."""
        from toadlane.coops import beside  # noqa: PLC0415
        from toadlane.jobs import gauges, periodic  # noqa: PLC0415
        from toadlane.jobs.follow import job_ended  # noqa: PLC0415
        from toadlane.mail.models import Letter  # noqa: PLC0415
        from toadlane.mail.outbox import ask_again, letter_moved  # noqa: PLC0415
        from toadlane.notices import gauge, hearing, kinds, own, posting, reads, tasks  # noqa: PLC0415
        from toadlane.record.verbs import entry_written  # noqa: PLC0415

        for kind in (own.WORK, own.UNDELIVERED):
            kinds.register(kind)
        beside.register("notices", ask=reads.unread_classes, tell=reads.unread)
        entry_written.connect(hearing.note, dispatch_uid="notices.heard")
        job_ended.connect(own.work_ended, dispatch_uid="notices.jobs")
        letter_moved.connect(own.letter_ended, dispatch_uid="notices.letters")
        ask_again(Letter.Kind.NOTICE, posting.may_leave_late)
        gauges.register("notices", gauge.untold)
        periodic.register(
            "notices.hear", every=tasks.LOOK_EVERY, work=tasks.hear, when=hearing.anything_untold
        )
        periodic.register("notices.post", every=tasks.LOOK_EVERY, work=tasks.post, when=tasks.anything_due)
        periodic.register("notices.prune", every=tasks.PRUNE_EVERY, work=tasks.prune)
