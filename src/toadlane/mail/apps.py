"""Letters that leave the house, and the server they leave by."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    """Sends what is due, and tells whoever runs the installation what cannot leave."""

    name = "toadlane.mail"
    label = "mail"
    verbose_name = _("E-mail")

    def ready(self) -> None:
        """Models exist only now."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.jobs import gauges, periodic  # noqa: PLC0415
        from toadlane.mail import gauge, reads, tasks  # noqa: PLC0415

        gauges.register("mail", gauge.letters)
        providers.register("mail", reads.for_operators)
        periodic.register("mail.send", every=tasks.LOOK_EVERY, work=tasks.send, when=tasks.anything_due)
        periodic.register("mail.prune", every=tasks.PRUNE_EVERY, work=tasks.prune)
