"""Work that takes longer than a click."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Follows its tasks and keeps its own house clean."""

    name = "toadlane.jobs"
    label = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.jobs import follow, heart, periodic, tasks  # noqa: PLC0415

        follow.connect()
        providers.register("jobs", heart.for_operators)
        periodic.register("jobs.prune", every=tasks.PRUNE_EVERY, work=tasks.prune)
