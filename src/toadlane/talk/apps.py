"""Talking about anything, here and by e-mail."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

KINDS = {
    "comment.made.v1": _("Comment made"),
    "comment.edited.v1": _("Comment edited"),
    "comment.withdrawn.v1": _("Comment taken back"),
    "concern.met.v1": _("Concern or question met"),
    "group.begun.v1": _("Small group begun"),
    "group.ended.v1": _("Small group brought back what it found"),
    "file.attached.v1": _("File attached"),
    "file.removed.v1": _("Attached file removed"),
    "round.begun.v1": _("Round begun"),
    "round.passed.v1": _("Passed in a round"),
    "round.ended.v1": _("Round ended"),
}


class TalkConfig(AppConfig):
    """Names its entries, and tells those who take part."""

    name = "toadlane.talk"
    label = "talk"
    verbose_name = _("Talk")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415
        from toadlane.talk import attached, tasks, telling, waiting  # noqa: PLC0415

        for kind, words in KINDS.items():
            kinds.name(kind, words)
        telling.listen()
        attached.listen()
        providers.register("talk", waiting.my_turns, waiting.a_turn)
        periodic.register(
            "talk.answers", every=tasks.READ_EVERY, work=tasks.read_answers, when=tasks.is_set_up
        )
        periodic.register("talk.prune", every=tasks.PRUNE_EVERY, work=tasks.prune)
